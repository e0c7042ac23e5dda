"""What a channel brings and what it takes back, as values: a message that arrived, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chatbot.messages import Pin
from panchayat.messaging.addresses import Address
from panchayat.messaging.wakeups import Wakeups


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file that came with a message, still lying at the provider."""

    url: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message as a channel delivered it.

    ``address`` is opaque and need not be a phone number; ``scope`` says where it means this person, if it is an id, and
    ``further`` are other addresses of the same person that came beside it. ``tap`` is the payload of a tapped button or
    row.
    ``quotes`` is the channel's id of the message that this one quotes, and ``quotes_own`` whether that was the person's own.
    ``opt_out`` is STOP, START or HELP where the provider has taken the word itself, and answered it.
    """

    sid: str
    channel: str
    address: str
    text: str
    received_at: datetime
    files: tuple[ArrivedFile, ...] = ()
    pin: Pin | None = None
    tap: str | None = None
    profile_name: str | None = None
    opt_out: str | None = None
    scope: str = ""
    further: tuple[Address, ...] = ()
    quotes: str | None = None
    quotes_own: bool = False

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every address of this person that came, each once; the one that they wrote from first."""
        return tuple(dict.fromkeys((Address(self.address, self.scope), *self.further)))


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back on the request itself (nothing where ``body`` is none), and whom to wake after the commit.

    ``outbox_id`` is the row whose receipt tells that the body arrived.
    """

    body: str | None
    outbox_id: UUID | None = None
    wakeups: Wakeups = field(default_factory=Wakeups)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many late messages are kept now that were not before, and whom to wake after the commit."""

    count: int
    wakeups: Wakeups = field(default_factory=Wakeups)
