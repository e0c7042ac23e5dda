"""Sends messages over Twilio's REST API, and asks Twilio what it has and what became of it.

Only the sender's process imports this: twilio's library takes most of a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import requests
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from jobs.channel import Outgoing, Refused, Result, Sent, Standing, Unknown
from webhooks.twilio.client import Poster, client
from webhooks.twilio.errors import NO_SENDER, NOT_REACHED, meaning_of
from webhooks.twilio.twiml import printable

_PAGE: Final = 100
_LIST_LENGTH: Final = 10 * _PAGE


class TwilioMessenger:
    """Twilio's WhatsApp and SMS as a ``Messenger``; one is shared by all threads of the sender.

    Args:
        sender: our own address, ``whatsapp:+…``.
        sms_sender: the number or name that SMS come from, to addresses such as ``sms:+91…``; None where none are sent.
        api_url: replaces scheme and host of every call.
        connections: how many calls are made at the same time; so many connections are kept open.
    """

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        *,
        sms_sender: str | None = None,
        api_url: str | None = None,
        connections: int = 32,
    ) -> None:
        self._client = client(account_sid, auth_token, api_url=api_url, connections=connections)
        messages = f"https://api.twilio.com/2010-04-01/Accounts/{account_sid}/Messages.json"
        self._poster = Poster(self._client, messages, api_url=api_url)
        self._sender = sender
        self._sms_sender = sms_sender

    def send(self, message: Outgoing) -> Result:
        """Hand one message over; never raises for what Twilio or the network does."""
        ends = self._ends(message.to)
        if ends is None:
            return Refused(NO_SENDER, meaning_of(NO_SENDER).remedy)
        form = {"To": ends["to"], "From": ends["from_"], "StatusCallback": message.receipt_url}
        if message.text:
            form["Body"] = message.text
        if message.media_url:
            form["MediaUrl"] = message.media_url
        try:
            answer = self._poster.post(form)
        except requests.RequestException as error:
            return _never_connected(error) or Unknown(type(error).__name__)
        return _result(answer.status_code, _told(answer))

    def find(self, to: str, text: str, since: datetime) -> dict[str, datetime]:
        """Twilio's SIDs of all messages with ``text`` sent to ``to`` after ``since``, and when each was made.

        Raises:
            ConnectionError: Twilio could not be asked, or lists more than can be looked through.
        """
        same: dict[str, datetime] = {}
        words, older, listed = _arriving(text), 0, 0
        with _asking():
            # Not by DateSent: a message that Twilio has not sent on yet has none.
            for message in self._client.messages.stream(
                **(self._ends(to) or {"to": to}), limit=_LIST_LENGTH, page_size=_PAGE
            ):
                listed += 1
                made = message.date_created or since
                if made >= since:
                    if _arriving(message.body or "") == words:
                        same[message.sid] = made
                # The list is in the order in which messages were sent on, which is only nearly that of their making.
                elif (older := older + 1) >= _PAGE:
                    return same
        if listed == _LIST_LENGTH:
            raise ConnectionError("its list is too long to be looked through")
        return same

    def look_up(self, provider_id: str) -> Standing | None:
        """What became of a message by its SID; None if Twilio does not know it.

        Raises:
            ConnectionError: Twilio could not be asked.
        """
        with _asking():
            try:
                message = self._client.messages(provider_id).fetch()
            except TwilioException as error:
                if getattr(error, "status", 0) == requests.codes.not_found:
                    return None
                raise
            code = int(message.error_code or 0)
        return Standing(message.status or "", code, meaning_of(code).remedy)

    def _ends(self, address: str) -> dict[str, str] | None:
        """From whom to whom, as Twilio writes them; None where there is nobody to send from."""
        channel, _colon, number = address.partition(":")
        if channel != "sms":
            return {"to": address, "from_": self._sender}
        return {"to": number, "from_": self._sms_sender} if self._sms_sender else None


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except (TwilioException, requests.RequestException, ValueError) as error:  # ValueError: an answer that is no JSON
        status = getattr(error, "status", 0)
        raise ConnectionError(f"HTTP {status}" if status else type(error).__name__) from error


def _arriving(text: str) -> str:
    """The words as they are listed, whichever way they went."""
    return " ".join(printable(text).split())


def _told(answer: requests.Response) -> Mapping[str, Any]:
    """What the answer says; nothing where it is not Twilio that speaks, but something on the way."""
    try:
        told = answer.json()
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _result(status: int, told: Mapping[str, Any]) -> Result:
    """An answer of 4xx is a refusal; of anything else nobody knows what it did before it failed."""
    if status < 300:
        sid = told.get("sid")
        return Sent(sid) if sid and isinstance(sid, str) else Unknown("an answer without a SID")
    if not 400 <= status < 500 or status == requests.codes.request_timeout:
        return Unknown(f"HTTP {status}")
    code = told.get("code")
    if status == requests.codes.too_many_requests:
        code = 20429
    elif status in (requests.codes.unauthorized, requests.codes.forbidden) and code in (None, status):
        code = 20003
    code = code if isinstance(code, int) and code else status
    return Refused(code, meaning_of(code).remedy)


def _never_connected(error: requests.RequestException) -> Refused | None:
    """A refusal, if no connection came about: then nothing can have been sent."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    if isinstance(reason, NewConnectionError | ConnectTimeoutError):
        return Refused(NOT_REACHED, meaning_of(NOT_REACHED).remedy)
    return None
