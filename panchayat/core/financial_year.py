"""Financial years as India counts them: from the first of April, named after both years that they touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Self

_APRIL: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """The year that begins on the first of April of ``start``."""

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
