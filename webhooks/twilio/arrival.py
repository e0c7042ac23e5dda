"""Reads a message out of the form that Twilio posts; a field that makes no sense is left out, not refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from chatbot.messages import Pin
from flows.exchange import Arrived, ArrivedFile
from panchayat.messaging.addresses import Address

_MOST_FILES: Final = 10
_LONGEST_SID: Final = 64
_LONGEST_ADDRESS: Final = 160
#: A channel and whoever it is there: a number, or an id without one.
_ADDRESS: Final = re.compile(r"whatsapp:\S+")
_NUMBER: Final = re.compile(r"whatsapp:\+\d+")
#: WhatsApp's ids of people, by country; the parent id of one who is known to a whole group of companies has ``ENT.``.
_ID: Final = re.compile(r"(?:whatsapp:)?([A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})")
#: The fields in which ids come beside the number, by every name that they have been seen or announced under.
_ID_FIELDS: Final = (
    "ExternalUserId",
    "ExternalUserIdentifier",
    "ParentExternalUserId",
    "ParentExternalUserIdentifier",
)
_UNKNOWN_TYPE: Final = "application/octet-stream"


class NoMessage(Exception):
    """The form does not say which message it is, or from whom."""


def read(form: Mapping[str, str], received_at: datetime) -> Arrived:
    """The message in ``form``, whose fields may be more than we know.

    Raises:
        NoMessage: without ``MessageSid`` or ``From`` nothing can be done about it.
    """
    sid, address = form.get("MessageSid", ""), form.get("From", "")
    if not (_is_name(sid, _LONGEST_SID) and _is_name(address, _LONGEST_ADDRESS) and _ADDRESS.fullmatch(address)):
        raise NoMessage
    sender = form.get("To", "")
    quotes, further = form.get("OriginalRepliedMessageSid", ""), _ids(form, sender)
    own = {address, *(each.address for each in further)}
    return Arrived(
        sid=sid,
        channel="whatsapp",
        address=address,
        text=form.get("Body", ""),
        received_at=received_at,
        files=_files(form),
        pin=_pin(form),
        tap=form.get("ButtonPayload") or form.get("ListId") or None,
        profile_name=form.get("ProfileName") or None,
        opt_out=form.get("OptOutType", "").upper() or None,
        scope=scope_of(address, sender),
        further=further,
        quotes=quotes if _is_name(quotes, _LONGEST_SID) else None,
        quotes_own=form.get("OriginalRepliedMessageSender") in own,
    )


def scope_of(address: str, sender: str) -> str:
    """Where this address means its owner: a number everywhere, an id with the sender (``To``) that was written to."""
    if _NUMBER.fullmatch(address) or not _is_name(sender, _LONGEST_ADDRESS):
        return ""
    return sender


def _is_name(value: str, longest: int) -> bool:
    return 0 < len(value) <= longest and value.isprintable()


def _ids(form: Mapping[str, str], sender: str) -> tuple[Address, ...]:
    found = (_ID.fullmatch(form.get(field, "")) for field in _ID_FIELDS)
    ids = dict.fromkeys(f"whatsapp:{match[1]}" for match in found if match)
    return tuple(Address(each, scope_of(each, sender)) for each in ids)


def _files(form: Mapping[str, str]) -> tuple[ArrivedFile, ...]:
    # NumMedia only counts what is there anyway, so a wrong count cannot lose a file.
    return tuple(
        ArrivedFile(url, form.get(f"MediaContentType{position}") or _UNKNOWN_TYPE)
        for position in range(_MOST_FILES)
        if (url := form.get(f"MediaUrl{position}"))
    )


def _pin(form: Mapping[str, str]) -> Pin | None:
    try:
        latitude, longitude = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # also false for what is not a number
        return None
    return Pin(latitude, longitude, form.get("Label") or form.get("Address") or "")
