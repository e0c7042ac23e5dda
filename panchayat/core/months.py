"""Months, each known by its first day, and financial years as India counts them: from the first of April."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

_MONTHS: Final = 12
_APRIL: Final = 4


def first_of(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def months_later(month: date, count: int) -> date:
    """The first day of the month that is ``count`` months after (before, where it is negative) that of ``month``."""
    years, place = divmod(month.month - 1 + count, _MONTHS)
    return date(month.year + years, place + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year that begins on the first of April of ``start``, named after both years that it touches."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The financial year in which ``day`` lies."""
        return cls(day.year if day.month >= _APRIL else day.year - 1)

    @property
    def first(self) -> date:
        return date(self.start, _APRIL, 1)

    @property
    def last(self) -> date:
        return date(self.start + 1, _APRIL - 1, 31)

    def later(self, years: int) -> FinancialYear:
        """The year that many years after this one."""
        return FinancialYear(self.start + years)

    def __str__(self) -> str:
        return f"{self.start}-{(self.start + 1) % 100:02}"
