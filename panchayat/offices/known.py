"""Offices, subjects, departments and posts as values: read from the records once, shared by all threads, never altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import RowMapping

from panchayat.core.fixed_names import FixedNames, same_names
from panchayat.models import Names
from panchayat.offices.line_hours import LineTimes


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOffice:
    """What the record of an office says (``Office``)."""

    id: UUID
    kind: str
    code: str
    names: Names
    district: Names
    block: Names
    address: Names
    pin_codes: tuple[str, ...]
    helpline_phone: str
    helpline_hours: Names
    helpline_times: LineTimes | None
    escalation: tuple[Names, ...]
    saturdays_off: tuple[int, ...]
    latitude: float | None
    longitude: float | None
    statement_first_month: int

    @classmethod
    def of(cls, row: RowMapping) -> KnownOffice:
        """``row`` has every column of the record that is known."""
        return cls(
            id=row["id"],
            kind=row["kind"],
            code=row["code"],
            names=FixedNames(row["names"]),
            district=same_names(row["district"]),
            block=same_names(row["block"]),
            address=FixedNames(row["address"]),
            pin_codes=tuple(row["pin_codes"]),
            helpline_phone=row["helpline_phone"],
            helpline_hours=same_names(row["helpline_hours"]),
            helpline_times=LineTimes.of(row["helpline_times"]),
            escalation=tuple(map(same_names, row["escalation"])),
            saturdays_off=tuple(row["saturdays_off"]),
            latitude=row["latitude"],
            longitude=row["longitude"],
            statement_first_month=row["statement_first_month"],
        )


@dataclass(frozen=True, slots=True)
class KnownCategory:
    """A subject of an office's grievances (``Category``)."""

    id: UUID
    key: str
    names: Names
    department_id: UUID
    target_working_days: int


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    """Who answers for a kind of grievance (``Department``)."""

    id: UUID
    key: str
    names: Names


@dataclass(frozen=True, slots=True)
class KnownPost:
    """Somebody who works or worked for an office (``Staff``), and what they are called."""

    id: UUID
    post: Names
    names: Names
    mobile: str
    role: str
    signs: bool
    left_on: date | None

    def is_held(self, today: date) -> bool:
        """Whether they are there on this day; whoever leaves later is."""
        return self.left_on is None or self.left_on > today
