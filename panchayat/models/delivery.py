"""Messages in and out, their files, and the marks by which the processes find work that is left."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, OfficeId, one_of
from panchayat.models.personal import Personal


class InboundMessage(Base):
    """A message as it came, secrets and identity numbers masked. Nothing refers to it by a foreign key."""

    __tablename__ = "inbound_message"
    personal: ClassVar = Personal(shown="messages", erased="deleted")

    id: Mapped[Id]
    contact_id: Mapped[UUID] = mapped_column(index=True)
    sid: Mapped[str] = mapped_column(String(64))
    body: Mapped[str] = mapped_column(Encrypted)
    #: "latitude,longitude" in degrees, when a pin was sent.
    pin: Mapped[str | None] = mapped_column(Encrypted)
    media_count: Mapped[int]
    received_at: Mapped[datetime]


class MessageSid(Base):
    """The provider's ids of the last thirty days' messages: what makes a resent webhook the same message."""

    __tablename__ = "message_sid"
    personal: ClassVar = Personal(
        hidden="ids of the channel, which say that a message came and are gone after thirty days",
        kept="a message that comes again would be handled twice",
    )

    sid: Mapped[str] = mapped_column(String(64), primary_key=True)
    contact_id: Mapped[UUID]
    #: The outbox row that was the answer, when it went back on the same request.
    answer_id: Mapped[UUID | None]
    received_at: Mapped[datetime] = mapped_column(index=True)


class Media(Base):
    """A file that somebody sent: where it lies at the provider, and under which hash it lies with us.

    ``state`` is ``waiting``, ``fetched`` or ``failed``; an ``erased`` one is about to be taken off the disk.
    """

    __tablename__ = "media"
    personal: ClassVar = Personal(
        shown="files", erased={"state": "erased", "source_url": ""}, gone=frozenset({"erased"})
    )
    __table_args__ = (
        one_of("state", ("waiting", "fetched", "failed", "erased")),
        Index(None, "state", "not_before"),
        Index(None, "contact_id"),
        Index(None, "content_hash"),
    )

    id: Mapped[Id]
    contact_id: Mapped[UUID]
    kind: Mapped[Keyword]
    content_type: Mapped[str] = mapped_column(String(100))
    source_url: Mapped[str] = mapped_column(Encrypted)
    state: Mapped[Keyword]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    content_hash: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    created_at: Mapped[datetime]


_IN_LINE: Final = "state || '' = 'queued'"


class Outbox(Base):
    """One message to one person.

    ``payload`` is ``{"v": 1, "kind": "text" | "paper" | …, "params": {…}}``, worded when it is claimed. The words of a
    ``text`` are its ``body`` and stand nowhere else; what is not a text has ``worded`` from then on.
    ``state``: ``queued`` → ``sending`` → ``sent`` → ``delivered`` → ``read``; ``answering`` went back on the
    webhook's own answer and has no receipt yet; ``unknown`` may or may not have left; ``parked`` waits for the
    person to write; ``failed`` and ``suppressed`` will not be sent.
    """

    __tablename__ = "outbox"
    personal: ClassVar = Personal(shown="answers", erased="deleted", waiting=frozenset({"queued", "sending"}))
    __table_args__ = (
        UniqueConstraint("contact_id", "key"),
        one_of(
            "state",
            (
                "queued",
                "sending",
                "answering",
                "sent",
                "delivered",
                "read",
                "unknown",
                "parked",
                "failed",
                "suppressed",
            ),
        ),
        Index(None, "state", "not_before"),
        Index(None, "contact_id", "state"),
        # A person's line, oldest first; ``panchayat/messaging/line.py`` says why its condition is written so.
        Index(None, "contact_id", "id", postgresql_where=text(_IN_LINE), sqlite_where=text(_IN_LINE)),
        # What somebody quotes is found by the id that the channel gave it.
        Index(
            None,
            "provider_id",
            postgresql_where=text("provider_id IS NOT NULL"),
            sqlite_where=text("provider_id IS NOT NULL"),
        ),
        Index(None, "contact_id", "sent_at", postgresql_where=text("offers"), sqlite_where=text("offers")),
        Index(
            None,
            "next_look_at",
            postgresql_where=text("next_look_at IS NOT NULL"),
            sqlite_where=text("next_look_at IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    #: What the message is, so that the same notice or paper is never queued twice.
    key: Mapped[str] = mapped_column(String(120))
    payload: Mapped[Any] = mapped_column(EncryptedJSON)
    state: Mapped[Keyword]
    #: The words as they left, where the payload does not have them.
    worded: Mapped[str | None] = mapped_column(Encrypted)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[UUID | None]
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime]
    provider_id: Mapped[str | None] = mapped_column(String(64))
    error_code: Mapped[int | None]
    created_at: Mapped[datetime]
    #: Whether it left with a list of ways on, which a number can mean.
    offers: Mapped[bool] = mapped_column(default=False)
    #: When it was last handed to the channel.
    sent_at: Mapped[datetime | None]
    #: When the channel first reported that it was on the phone, or read.
    delivered_at: Mapped[datetime | None]
    #: When the channel's own list was first seen without it, while it is ``unknown``.
    absent_at: Mapped[datetime | None]
    #: When the channel is asked what became of it; only while it is ``sent``, so that these are few.
    next_look_at: Mapped[datetime | None]
    #: How often it was asked for, or looked for in vain, since it was last handed over.
    looks: Mapped[int] = mapped_column(default=0)
    #: The channel's ids of earlier attempts, so that these are not taken for the present one.
    earlier_ids: Mapped[list[str] | None]

    @property
    def words(self) -> str:
        """The words as they left, or will leave; empty while they have not been found."""
        return self.worded or str(self.payload["params"].get("body", ""))


class DeadLetter(Base):
    """A message whose turn failed: where in the code, never what the person wrote."""

    __tablename__ = "dead_letter"
    personal: ClassVar = Personal(
        hidden="a fault of ours, without a word of the person's",
        kept="logs are kept for a year (DPDP Rules 2025, rule 6)",
    )

    id: Mapped[Id]
    contact_id: Mapped[UUID] = mapped_column(index=True)
    inbound_id: Mapped[UUID]
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    error: Mapped[str] = mapped_column(String(200))
    frames: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class FileFetch(Base):
    """One request for a paper's file through a signed link; ``link`` is the digest of the link's token."""

    __tablename__ = "file_fetch"
    personal: ClassVar = Personal(
        hidden="who fetched a paper is known by nothing but the link",
        kept="logs of access are kept for a year (DPDP Rules 2025, rule 6)",
    )
    __table_args__ = (ForeignKeyConstraint(["office_id", "paper_id"], ["paper.office_id", "paper.id"]),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    paper_id: Mapped[UUID]
    link: Mapped[str] = mapped_column(String(64), index=True)
    method: Mapped[Keyword]
    allowed: Mapped[bool]
    at: Mapped[datetime]


class EvidenceFetch(Base):
    """One request for a photo that came with a request, through a signed link; ``link`` as above."""

    __tablename__ = "evidence_fetch"
    personal: ClassVar = Personal(
        hidden="who fetched a photo is known by nothing but the link",
        kept="logs of access are kept for a year (DPDP Rules 2025, rule 6)",
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    media_id: Mapped[UUID]
    link: Mapped[str] = mapped_column(String(64), index=True)
    method: Mapped[Keyword]
    allowed: Mapped[bool]
    at: Mapped[datetime]


class Heartbeat(Base):
    """When a process last said that it is alive."""

    __tablename__ = "heartbeat"

    process: Mapped[Keyword] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class DueWork(Base):
    """Wakeups that the clock starts again and again; whoever moves ``next_at`` on has claimed it."""

    __tablename__ = "due_work"

    name: Mapped[Keyword] = mapped_column(primary_key=True)
    next_at: Mapped[datetime]
