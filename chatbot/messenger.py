"""What the service asks of any channel that carries messages, and how the channel answers."""

from __future__ import annotations

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


class Messenger(Protocol):
    """A channel that carries messages to people."""

    def send(self, message: Outgoing) -> Result:
        """Hand one message over; never raises for what the channel or the network does."""
        ...

    def find(self, to: str, text: str, since: datetime) -> str | None:
        """The channel's id of a message with ``text`` sent to ``to`` after ``since``, if it has one.

        Raises:
            ConnectionError: the channel could not be asked; ask again later.
        """
        ...
