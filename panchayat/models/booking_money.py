"""What belongs to the money of a booking: where a refund is to be paid, and pictures of payments."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, Id, Keyword, OfficeId, Secret, one_of
from panchayat.models.personal import Personal

ACCOUNT_KINDS: Final = ("upi", "bank")


class RefundAccount(Base):
    """An account that a guest has named for the refund of a booking; of several the newest that was confirmed holds.

    ``number`` is the account's, with the ``ifsc`` of its branch, or a UPI id. ``named_at`` is when whoever typed it has
    said that it is right; until then it is nobody's.
    """

    __tablename__ = "refund_account"
    personal: ClassVar = Personal(
        hidden="its end is told with the booking", kept="accounts are kept for six years (CGST Act, s. 36)"
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "booking_id"], ["booking.office_id", "booking.id"]),
        one_of("kind", ACCOUNT_KINDS),
        Index(None, "booking_id", "id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    booking_id: Mapped[UUID]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    kind: Mapped[Keyword]
    number: Mapped[Secret]
    ifsc: Mapped[str | None] = mapped_column(Encrypted)
    created_at: Mapped[datetime]
    named_at: Mapped[datetime | None]


class BookingEvidence(Base):
    """A picture or document that a guest has sent about a booking, such as of a payment; ``media_id`` names the file."""

    __tablename__ = "booking_evidence"
    personal: ClassVar = Personal(
        hidden="its file is counted among the files", kept="belongs to the booking", evidence=True
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "booking_id"], ["booking.office_id", "booking.id"]),
        UniqueConstraint("office_id", "booking_id", "media_id"),
        Index(None, "media_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    booking_id: Mapped[UUID]
    media_id: Mapped[UUID]
