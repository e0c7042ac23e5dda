"""Bookings of rooms in guest houses: what was booked, its history, and what is given back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, OfficeId, Secret, one_of
from panchayat.models.booking_states import ID_TYPES, BookingState
from panchayat.models.personal import Personal

#: Conditions as their indexes have them: only a query with the very words is answered by such an index.
IS_TO_BE_REMINDED: Final = text(f"state = '{BookingState.BOOKED}' AND reminded_at IS NULL")
IS_OWED: Final = text("target_on IS NOT NULL AND refunded_at IS NULL")
MAY_BE_LATE: Final = text(f"{IS_OWED} AND late_told_at IS NULL")


class Booking(Base):
    """Rooms of one house for one stay. ``state`` see ``panchayat.models.booking_states``; amounts are those of its rooms.

    A hold ends at ``held_until``, which is later once its payment's reference was told, so that the office can look.
    """

    __tablename__ = "booking"
    personal: ClassVar = Personal(
        shown="records", kept="guests are entered in a register, and accounts are kept for six years (CGST Act, s. 36)"
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        ForeignKeyConstraint(["office_id", "house_id"], ["guest_house.office_id", "guest_house.id"]),
        one_of("state", BookingState),
        one_of("id_type", ID_TYPES),
        Index(None, "state", "held_until"),
        Index(None, "state", "arrival"),
        Index(None, "office_id", "state", "arrival"),
        Index(None, "contact_id", "created_at", "id"),
        Index(None, "contact_id", "state"),
        Index(
            "ix_booking_to_remind", "arrival", "id", sqlite_where=IS_TO_BE_REMINDED, postgresql_where=IS_TO_BE_REMINDED
        ),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    house_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    #: The guest's name: text as it was written, or ``Names``.
    guest: Mapped[Any] = mapped_column(EncryptedJSON)
    id_type: Mapped[Keyword]
    id_last_four: Mapped[Secret]
    guests: Mapped[int]
    arrival: Mapped[date]
    nights: Mapped[int]
    state: Mapped[Keyword]
    held_until: Mapped[datetime | None]
    #: The payment's reference, as the guest or the office wrote it; empty where only a picture of it was sent.
    payment_reference: Mapped[str | None] = mapped_column(Encrypted)
    paid_at: Mapped[datetime | None]
    #: When the guests moved it to other days, and the day on which they were to come before that.
    rescheduled_at: Mapped[datetime | None]
    first_arrival: Mapped[date | None]
    #: When the guest was reminded of the arrival.
    reminded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class BookedRoom(Base):
    """One room of a booking, at the price of the day on which it was booked; amounts in paise, for all its nights."""

    __tablename__ = "booked_room"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "booking_id", "room_id"),
        ForeignKeyConstraint(["office_id", "booking_id"], ["booking.office_id", "booking.id"]),
        ForeignKeyConstraint(["office_id", "room_id"], ["room.office_id", "room.id"]),
        ForeignKeyConstraint(["office_id", "cancellation_id"], ["cancellation.office_id", "cancellation.id"]),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    booking_id: Mapped[UUID]
    room_id: Mapped[UUID]
    #: Its place in the booking, from 1.
    position: Mapped[int]
    extra_beds: Mapped[int]
    #: Of one night, extra beds included.
    rate_paise: Mapped[int]
    net_paise: Mapped[int]
    gst_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    gst_paise: Mapped[int]
    cancellation_id: Mapped[UUID | None]
    #: What was kept of its price when it was cancelled.
    charge_paise: Mapped[int | None]


class RoomNight(Base):
    """A room is kept for one night. That no room has two of the same night decides who gets it."""

    __tablename__ = "room_night"
    __table_args__ = (
        UniqueConstraint("room_id", "night"),
        ForeignKeyConstraint(["office_id", "room_id"], ["room.office_id", "room.id"]),
        ForeignKeyConstraint(["office_id", "booked_room_id"], ["booked_room.office_id", "booked_room.id"]),
        Index(None, "booked_room_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    room_id: Mapped[UUID]
    booked_room_id: Mapped[UUID]
    #: The day on which it begins.
    night: Mapped[date]


class Cancellation(Base):
    """One or several rooms of a booking were given up: what was kept, and what is given back until when (in paise)."""

    __tablename__ = "cancellation"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "booking_id", "position"),
        ForeignKeyConstraint(["office_id", "booking_id"], ["booking.office_id", "booking.id"]),
        Index("ix_cancellation_owed", "target_on", "id", sqlite_where=IS_OWED, postgresql_where=IS_OWED),
        Index("ix_cancellation_late", "target_on", sqlite_where=MAY_BE_LATE, postgresql_where=MAY_BE_LATE),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    booking_id: Mapped[UUID]
    #: Its place among those of the booking, from 1.
    position: Mapped[int]
    at: Mapped[datetime]
    by_office: Mapped[bool]
    charge_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    charge_paise: Mapped[int]
    refund_paise: Mapped[int]
    #: The day by which the refund is paid; none where there is nothing to give back.
    target_on: Mapped[date | None]
    refunded_at: Mapped[datetime | None]
    #: When it was told that this is late.
    late_told_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Encrypted)


class BookingStep(Base):
    """One move of a booking: to which state, when, by whom, and why."""

    __tablename__ = "booking_step"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "booking_id"], ["booking.office_id", "booking.id"]),
        UniqueConstraint("office_id", "booking_id", "position"),
        one_of("state", BookingState),
        one_of("actor_kind", ("contact", "office", "clock")),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    booking_id: Mapped[UUID]
    position: Mapped[int]
    state: Mapped[Keyword]
    at: Mapped[datetime]
    actor_kind: Mapped[Keyword]
    note: Mapped[str | None] = mapped_column(Encrypted)
