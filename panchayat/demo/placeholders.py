"""Dates of the samples that fit the day on which they are loaded.

In a register of the samples a cell may hold ``@-120`` and ``@+29`` (so many days from that day), ``@month-3`` (the month
three before), ``@fy+0-start`` and ``@fy-1-end`` (the first and last day of a financial year, counted from the current
one), and, of pay, ``@fy-1-july..@fy+0-june``: one row for each of these months, as far as they are among the last
twenty-five that are over. In such a row ``@next-month`` is the first day of the month after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from panchayat.core.months import FinancialYear, first_of, months_later
from panchayat.imports import Sheet

#: Two whole years of slips, and one month that is too old to be shown.
_MONTHS_OF_PAY: Final = 25
_NEXT_MONTH: Final = "@next-month"
_YEAR: Final = r"@fy([+-]\d+)"
_PAY_YEAR: Final = re.compile(rf"{_YEAR}-july\.\.{_YEAR}-june")
_JULY, _JUNE = 3, 14  # months after the first of the financial year that is named first


class NoSuchPlaceholder(Exception):
    """A register of the samples holds something that stands for no date."""


def fill(sheet: Sheet, today: date) -> Sheet:
    """The sheet with every placeholder replaced by the date that it stands for on ``today``.

    Raises:
        NoSuchPlaceholder
    """
    rows = [
        (line, [_filled(cell, today) for cell in row]) for line, cells in sheet.rows for row in _by_month(cells, today)
    ]
    return Sheet(sheet.heading_line, sheet.headings, rows)


def _by_month(cells: Sequence[object], today: date) -> Iterator[Sequence[object]]:
    place = next(
        (place for place, cell in enumerate(cells) if isinstance(cell, str) and _PAY_YEAR.fullmatch(cell)), None
    )
    if place is None:
        yield cells
        return
    for month in _months(str(cells[place]), today):
        row = [months_later(month, 1) if cell == _NEXT_MONTH else cell for cell in cells]
        row[place] = month
        yield row


def _months(cell: str, today: date) -> Iterator[date]:
    found = _PAY_YEAR.fullmatch(cell)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise NoSuchPlaceholder(cell)
    year = FinancialYear.of(today).later(int(found[1]))
    this_month = first_of(today)
    for count in range(_JULY, _JUNE + 1):
        month = months_later(year.first, count)
        if months_later(this_month, -_MONTHS_OF_PAY) <= month < this_month:
            yield month


def _filled(cell: object, today: date) -> object:
    if not isinstance(cell, str) or not cell.startswith("@"):
        return cell
    for pattern, dated in _MEANINGS.items():
        if found := re.fullmatch(pattern, cell):
            return dated(today, int(found[1]))
    raise NoSuchPlaceholder(cell)


_MEANINGS: Final[dict[str, Callable[[date, int], date]]] = {
    r"@([+-]\d+)": lambda today, days: today + timedelta(days=days),
    r"@month([+-]\d+)": lambda today, months: months_later(first_of(today), months),
    rf"{_YEAR}-start": lambda today, years: FinancialYear.of(today).later(years).first,
    rf"{_YEAR}-end": lambda today, years: FinancialYear.of(today).later(years).last,
}
