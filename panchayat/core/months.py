"""Months, each known by its first day."""

from __future__ import annotations

from datetime import date
from typing import Final

_MONTHS: Final = 12


def first_of(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def months_later(month: date, count: int) -> date:
    """The first day of the month that is ``count`` months after (before, where it is negative) that of ``month``."""
    years, place = divmod(month.month - 1 + count, _MONTHS)
    return date(month.year + years, place + 1, 1)
