"""Requests for certificates with their history and evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, OfficeId, one_of
from panchayat.models.certificate_states import State
from panchayat.models.personal import Personal


class Certificate(Base):
    """A request. ``kind`` see ``panchayat.certificates.types``, ``state`` ``panchayat.models.certificate_states``.

    ``contact_id`` is who is told about it: whoever asked, or where an officer did so for somebody, that person's
    number, or the officer. ``filed_by`` is that officer; ``held_by`` whoever works on it now.
    """

    __tablename__ = "certificate"
    personal: ClassVar = Personal(
        shown="records", kept="what was certified must be provable as long as the paper is used"
    )
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
    personal: ClassVar = Personal(
        hidden="its file is counted among the files", kept="belongs to the request", evidence=True
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "certificate_id"], ["certificate.office_id", "certificate.id"]),
        UniqueConstraint("office_id", "certificate_id", "media_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    certificate_id: Mapped[UUID]
    media_id: Mapped[UUID]
