"""The forms that Twilio posts, for the phones of a trial: every field that its documentation names for WhatsApp."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from webhooks.simulator.store import File

_VERSION: Final = "2010-04-01"
_LENGTH_OF_IDS: Final = 24


@dataclass(frozen=True, slots=True)
class Account:
    """The account that a trial makes up: its id, its token, and the office's address, ``whatsapp:+…``."""

    sid: str
    token: str
    office: str


def message_form(account: Account, message: Mapping[str, Any], file: File | None) -> dict[str, str]:
    """What Twilio posts when the person has written ``message``."""
    sid, address, extras = message["sid"], message["phone"], json.loads(message["extras"])
    return {
        **dict.fromkeys(("MessageSid", "SmsSid", "SmsMessageSid"), sid),
        "AccountSid": account.sid,
        "ApiVersion": _VERSION,
        "From": address,
        "To": account.office,
        "Body": message["body"],
        "NumMedia": "1" if file else "0",
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "SmsStatus": "received",
        "MessageType": _kind(extras, file),
        "ProfileName": message["name"],
        **_owner(address, message["name"]),
        **(_media(account, sid, file) if file else {}),
        **(_pin(extras["pin"]) if "pin" in extras else {}),
        **(_tap(extras["tap"], message["body"]) if "tap" in extras else {}),
        **_quote(account, address, extras),
    }


def receipt_form(account: Account, message: Mapping[str, Any], status: str, error: int | None) -> dict[str, str]:
    """What Twilio posts when a message of the office has got as far as ``status``."""
    return {
        **dict.fromkeys(("MessageSid", "SmsSid"), message["sid"]),
        **dict.fromkeys(("MessageStatus", "SmsStatus"), status),
        "AccountSid": account.sid,
        "ApiVersion": _VERSION,
        "From": account.office,
        "To": message["phone"],
        "ChannelPrefix": "whatsapp",
        "ChannelToAddress": message["phone"].removeprefix("whatsapp:"),
        "StructuredMessage": "false",
        **({"EventType": status.upper()} if status in ("delivered", "read") else {}),
        **({"ErrorCode": str(error)} if error else {}),
    }


def _kind(extras: Mapping[str, Any], file: File | None) -> str:
    if file:
        family = file.type.partition("/")[0]
        return family if family in ("image", "audio", "video") else "document"
    if "pin" in extras:
        return "location"
    if "tap" in extras:
        return "interactive" if extras["tap"]["kind"] == "list" else "button"
    return "text"


def _owner(address: str, name: str) -> dict[str, str]:
    # A person with a username has no number, and so no WaId.
    number = address.removeprefix("whatsapp:")
    if not number.startswith("+"):
        return {"ExternalUserId": address}
    context = {"ProfileName": name, "WaId": number[1:]}
    return {
        "ExternalUserId": _id_beside(number),
        "WaId": number[1:],
        "ChannelMetadata": json.dumps({"type": "whatsapp", "data": {"context": context}}, ensure_ascii=False),
    }


def _id_beside(number: str) -> str:
    """The id that WhatsApp gives whoever has this number; always the same for the same number."""
    return f"whatsapp:IN.{hashlib.sha256(number.encode()).hexdigest()[:_LENGTH_OF_IDS]}"


def _media(account: Account, sid: str, file: File) -> dict[str, str]:
    return {
        "MediaUrl0": f"https://api.twilio.com/{_VERSION}/Accounts/{account.sid}/Messages/{sid}/Media/{file.id}",
        "MediaContentType0": file.type,
    }


def _pin(pin: Mapping[str, Any]) -> dict[str, str]:
    place = {"Latitude": str(pin["latitude"]), "Longitude": str(pin["longitude"])}
    return place | ({"Label": pin["label"], "Address": pin["label"]} if pin.get("label") else {})


def _tap(tap: Mapping[str, Any], title: str) -> dict[str, str]:
    return (
        {"ListId": tap["id"], "ListTitle": title}
        if tap["kind"] == "list"
        else {"ButtonPayload": tap["id"], "ButtonText": title, "ButtonType": "reply"}
    )


def _quote(account: Account, address: str, extras: Mapping[str, Any]) -> dict[str, str]:
    """What is quoted, and whose it is; a tap quotes what it was tapped in."""
    quote = extras.get("tap") or extras.get("quote")
    if quote is None:
        return {}
    sender = address if quote.get("own") else account.office
    return {"OriginalRepliedMessageSid": quote["sid"], "OriginalRepliedMessageSender": sender}
