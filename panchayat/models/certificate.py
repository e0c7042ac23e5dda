"""Requests for certificates with their history and evidence, and people who asked to be called."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, OfficeId, Secret, one_of
from panchayat.models.certificate_states import State

_OPEN = text("state = 'open'")


class Certificate(Base):
    """A request. ``kind`` see ``panchayat.certificates.types``, ``state`` ``panchayat.models.certificate_states``.

    ``contact_id`` is who is told about it: whoever asked, or where an officer did so for somebody, that person's
    number, or the officer. ``filed_by`` is that officer; ``held_by`` whoever works on it now.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        ForeignKeyConstraint(["office_id", "filed_by"], ["staff.office_id", "staff.id"]),
        ForeignKeyConstraint(["office_id", "held_by"], ["staff.office_id", "staff.id"]),
        one_of("state", State),
        Index(None, "office_id", "state"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[Keyword]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    filed_by: Mapped[UUID | None]
    held_by: Mapped[UUID | None]
    #: ``name``, ``parent`` and ``kin`` (who that is; where it was not said, None or not there), ``address``,
    #: ``purpose``, ``relation`` (of whoever asks for a relative), ``identity`` and ``identity_ends`` (the last four
    #: signs, never more), and the type's own ``fields``.
    details: Mapped[Any] = mapped_column(EncryptedJSON)
    #: ``address``, ``landmark`` and ``slot``, where it is to be brought home.
    delivery: Mapped[Any | None] = mapped_column(EncryptedJSON)
    state: Mapped[Keyword]
    target_on: Mapped[date]
    filed_at: Mapped[datetime]
    issued_on: Mapped[date | None]
    valid_upto: Mapped[date | None]
    #: What the officer has worded, where the type has no words of its own.
    statement: Mapped[str | None] = mapped_column(Encrypted)
    #: What the citizen says at the door. Encrypted, not hashed: it is shown to them again, days after it was drawn.
    code: Mapped[str | None] = mapped_column(Encrypted)
    code_attempts: Mapped[int] = mapped_column(default=0)
    code_right_at: Mapped[datetime | None]


class CertificateStep(Base):
    """One move of a request: from which state to which, when, by whom, and what is told about it."""

    __tablename__ = "certificate_step"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "certificate_id"], ["certificate.office_id", "certificate.id"]),
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        UniqueConstraint("office_id", "certificate_id", "position"),
        one_of("from_state", State),
        one_of("to_state", State),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    certificate_id: Mapped[UUID]
    #: Position in the history, from 1.
    position: Mapped[int]
    from_state: Mapped[Keyword | None]
    to_state: Mapped[Keyword]
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None]
    note: Mapped[str | None] = mapped_column(Encrypted)


class CertificateEvidence(Base):
    """A photo or document that belongs to a request; ``media_id`` names the file."""

    __tablename__ = "certificate_evidence"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "certificate_id"], ["certificate.office_id", "certificate.id"]),
        UniqueConstraint("office_id", "certificate_id", "media_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    certificate_id: Mapped[UUID]
    media_id: Mapped[UUID]


class CallBack(Base):
    """Somebody is to be called. ``state`` is ``open`` or ``done``.

    ``reason`` is ``asked`` (in the chat), ``called``, or ``record``: something that the office has written down about
    them is to be corrected, as their ``words`` say.
    """

    __tablename__ = "call_back"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "done_by"], ["staff.office_id", "staff.id"]),
        one_of("state", ("open", "done")),
        one_of("reason", ("asked", "called", "record")),
        # However often somebody asks, there is one call to be made.
        Index("uq_call_back_contact_id", "contact_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(None, "office_id", "state"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    #: The number to call, in E.164.
    phone: Mapped[Secret]
    reason: Mapped[Keyword]
    words: Mapped[str | None] = mapped_column(Encrypted)
    state: Mapped[Keyword]
    asked_at: Mapped[datetime]
    done_by: Mapped[UUID | None]
    done_at: Mapped[datetime | None]
