"""Proofs of who one is: codes sent to a registered number, and the PINs of the staff."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Id, Keyword, OfficeId
from panchayat.models.personal import Personal


class AccessCode(Base):
    """A code sent to the number that a record belongs to, so that another number may see it for a while."""

    __tablename__ = "access_code"
    personal: ClassVar = Personal(
        hidden="a code that has run out says only that somebody asked for a record",
        kept="whoever had it erased could guess anew; logs of access are kept for a year (DPDP Rules 2025, rule 6)",
    )
    __table_args__ = (Index(None, "contact_id", "created_at"), Index(None, "subject_id", "created_at"))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    #: The kind and the id of the record: a ``grievance``, a ``permit`` and so on.
    subject_kind: Mapped[Keyword]
    subject_id: Mapped[UUID]
    #: The contact that asks; the code goes to the contact that the record belongs to.
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    attempts: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    spent_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class StaffPin(Base):
    """The PIN of somebody on the staff: a slow hash of it, and how often it was guessed wrong since it was last right."""

    __tablename__ = "staff_pin"
    personal: ClassVar = Personal(
        hidden="a secret of its holder, of which nothing but a hash is there",
        kept="pay slips are opened by it as long as its holder is on the staff",
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        UniqueConstraint("office_id", "staff_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    staff_id: Mapped[UUID]
    #: See ``panchayat.access.pin_hashes``.
    hashed: Mapped[str] = mapped_column(String(200))
    #: The office has made it, so that its holder must choose another before anything is shown.
    first: Mapped[bool]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    #: Who last gave the right PIN, and until when that counts.
    proved_by: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id"))
    proved_until: Mapped[datetime | None]
    set_at: Mapped[datetime]
