"""What the service asks of any channel: to carry messages, and to hand out the files that people send over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message ready to leave: plain text, or a file with its caption.

    ``receipt_url`` is where the channel reports what became of it.
    """

    to: str
    text: str
    receipt_url: str
    media_url: str | None = None


class Remedy(StrEnum):
    """What is to be done about a message that was refused."""

    RETRY = "retry"
    BACK_OFF = "back off"
    PARK = "park"
    GIVE_UP = "give up"
    SUPPRESS = "suppress"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Sent:
    """The channel took the message under its own id."""

    provider_id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The channel certainly did not take the message; ``code`` is its own error code."""

    code: int
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether the channel took the message (a time-out, a broken answer)."""

    reason: str


Result = Sent | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a message has got, in the channel's own words; ``code`` and ``remedy`` are those of a failure."""

    status: str
    code: int
    remedy: Remedy


class Messenger(Protocol):
    """A channel that carries messages to people."""

    def send(self, message: Outgoing) -> Result:
        """Hand one message over; never raises for what the channel or the network does."""
        ...

    def find(self, to: str, text: str, since: datetime) -> Mapping[str, datetime]:
        """The channel's ids of all messages with ``text`` sent to ``to`` after ``since``, and when each was made.

        Raises:
            ConnectionError: the channel could not be asked; ask again later.
        """
        ...

    def look_up(self, provider_id: str) -> Standing | None:
        """What became of the message that the channel took under this id; None if it knows of none.

        Raises:
            ConnectionError: the channel could not be asked; ask again later.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as the channel keeps it."""

    content: bytes
    content_type: str


class NotToBeHad(Exception):
    """The file is gone, too large, or lies where we do not fetch from: asking again would not help."""


class MediaSource(Protocol):
    """Where a channel keeps the files that people send."""

    def fetch(self, url: str) -> Fetched:
        """The file at ``url``.

        Raises:
            NotToBeHad: never.
            ConnectionError: not now; it may be tried again.
        """
        ...
