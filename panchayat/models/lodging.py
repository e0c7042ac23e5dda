"""Guest houses, their rooms, and the dated tables by which a stay is billed and a cancellation charged."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.core.remembered import Register
from panchayat.models.base import Base, Id, Keyword, Names, OfficeId, one_of
from panchayat.models.booking_states import PAYMENTS, RoomKind


class GuestHouse(Base):
    """A house in which the office lets rooms. ``payment`` see ``panchayat.booking_states.PAYMENTS``."""

    __tablename__ = "guest_house"
    register: ClassVar = Register.LODGING
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "key"),
        one_of("payment", PAYMENTS),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    key: Mapped[Keyword]
    names: Mapped[Names]
    descriptions: Mapped[Names]
    address: Mapped[Names]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    phone: Mapped[Keyword]
    #: In India's time.
    check_in: Mapped[time]
    check_out: Mapped[time]
    payment: Mapped[Keyword]
    #: Where to pay, as guests are told it.
    pay_to: Mapped[Names | None]
    #: The SHA-256 (hex) of its photograph, a JPEG.
    picture: Mapped[str | None] = mapped_column(String(64))
    #: Whether rooms are let now.
    in_use: Mapped[bool]


class Room(Base):
    """A room, or a bed of a dormitory; the tariff is for a night, for at most ``guests``.

    Each of at most ``extra_beds`` costs ``extra_bed_percent`` of the tariff and takes one guest more.
    """

    __tablename__ = "room"
    register: ClassVar = Register.LODGING
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "house_id", "key"),
        ForeignKeyConstraint(["office_id", "house_id"], ["guest_house.office_id", "guest_house.id"]),
        one_of("kind", RoomKind),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    house_id: Mapped[UUID]
    key: Mapped[Keyword]
    names: Mapped[Names]
    kind: Mapped[Keyword]
    tariff_paise: Mapped[int]
    guests: Mapped[int]
    extra_beds: Mapped[int]
    extra_bed_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    in_use: Mapped[bool]


class CancellationCharge(Base):
    """What is kept of a cancelled room's price, in per cent, from so many hours before check-in on.

    The rows of one day replace those of all earlier days.
    """

    __tablename__ = "cancellation_charge"
    register: ClassVar = Register.LODGING
    __table_args__ = (UniqueConstraint("office_id", "valid_from", "hours"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    valid_from: Mapped[date]
    hours: Mapped[int]
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))


class GstRate(Base):
    """GST in per cent on rooms that cost more than so many paise a night; the rows of one day replace all earlier ones."""

    __tablename__ = "gst_rate"
    register: ClassVar = Register.LODGING
    __table_args__ = (UniqueConstraint("office_id", "valid_from", "above_paise"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    valid_from: Mapped[date]
    above_paise: Mapped[int]
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
