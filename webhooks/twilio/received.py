"""Twilio's own list of the messages that people sent us, and of the files that came with each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

import requests
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]

from flows.exchange import Arrived, ArrivedFile
from webhooks.twilio.arrival import scope_of
from webhooks.twilio.client import client
from webhooks.twilio.errors import NOT_REACHED, meaning_of

_API: Final = "https://api.twilio.com"
_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A message in the list: what was sent, but for its files, of which the list knows only how many there are.

    It also lacks what only the webhook tells: a place, a tap, the sender's name.
    """

    message: Arrived
    file_count: int


class TwilioReceived:
    """What Twilio received for us.

    Args:
        number: our own address, ``whatsapp:+…``.
        api_url: replaces scheme and host of every call.
    """

    def __init__(self, account_sid: str, auth_token: str, number: str, *, api_url: str | None = None) -> None:
        self._client = client(account_sid, auth_token, api_url=api_url)
        self._number = number

    def between(self, since: datetime, until: datetime) -> list[Listed]:
        """The messages sent in this time, in the order in which they were sent.

        Raises:
            ConnectionError: Twilio did not answer, or refused; its text says why.
        """
        # Twilio promises to filter by whole days only; its list begins with the newest.
        first_day = since.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        with _asking():
            newest_first = self._client.messages.list(to=self._number, date_sent_after=first_day, page_size=_PAGE)
        listed = [_listed(message) for message in reversed(newest_first) if message.direction == "inbound"]
        in_time = [each for each in listed if since <= each.message.received_at <= until]
        return sorted(in_time, key=lambda each: each.message.received_at)

    def with_files(self, listed: Listed) -> Arrived:
        """The message with the addresses of its files; Twilio is asked for them only if there are any.

        Raises:
            ConnectionError: Twilio did not answer, or refused; its text says why.
        """
        if not listed.file_count:
            return listed.message
        with _asking():
            files = self._client.messages(listed.message.sid).media.list()
        return replace(
            listed.message,
            files=tuple(ArrivedFile(_API + file.uri.removesuffix(".json"), file.content_type) for file in files),
        )


def _listed(message: Any) -> Listed:
    arrived = Arrived(
        sid=message.sid,
        channel="whatsapp",
        address=message.from_,
        text=message.body or "",
        received_at=message.date_sent or message.date_created,
        scope=scope_of(message.from_, message.to or ""),
    )
    return Listed(arrived, int(message.num_media or 0))


@contextmanager
def _asking() -> Iterator[None]:
    try:
        yield
    except TwilioException as error:
        raise ConnectionError(meaning_of(_code(error)).wording) from error
    except (requests.RequestException, ValueError) as error:  # ValueError: an answer that is no JSON
        raise ConnectionError(meaning_of(NOT_REACHED).wording) from error


def _code(error: TwilioException) -> int:
    """Twilio's code for a list that it did not give, or else the HTTP status; the library keeps only the answer."""
    answer: Any = error.args[-1]
    try:
        return int(json.loads(answer.text)["code"])
    except (AttributeError, LookupError, TypeError, ValueError):
        return int(getattr(answer, "status_code", NOT_REACHED))
