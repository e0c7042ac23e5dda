"""Guest houses and rooms as values: read from the records once, shared by all threads, never altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import RowMapping

from panchayat.core.fixed_names import FixedNames, same_names
from panchayat.models import GuestHouse, Names, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHouse:
    """What the record of a house says (``GuestHouse``)."""

    id: UUID
    office_id: UUID
    key: str
    names: Names
    descriptions: Names
    address: Names
    latitude: float | None
    longitude: float | None
    phone: str
    check_in: time
    check_out: time
    payment: str
    pay_to: Names | None
    picture: str | None
    in_use: bool

    @classmethod
    def of(cls, row: RowMapping) -> KnownHouse:
        """``row`` has every column of the record."""
        pay_to = row["pay_to"]
        names = {name: FixedNames(row[name]) for name in ("names", "descriptions", "address")}
        return cls(**{**row, **names, "pay_to": None if pay_to is None else FixedNames(pay_to)})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRoom:
    """What the record of a room says (``Room``)."""

    id: UUID
    office_id: UUID
    house_id: UUID
    key: str
    names: Names
    kind: str
    tariff_paise: int
    guests: int
    extra_beds: int
    extra_bed_percent: Decimal
    in_use: bool

    @classmethod
    def of(cls, row: RowMapping) -> KnownRoom:
        """``row`` has every column of the record."""
        return cls(**{**row, "names": same_names(row["names"])})


#: Whoever only reads takes the value or the record.
House: TypeAlias = KnownHouse | GuestHouse
AnyRoom: TypeAlias = KnownRoom | Room
