from __future__ import annotations

from datetime import date

import pytest

from panchayat.core.months import FinancialYear, first_of, months_later
from panchayat.pay.facts import SalaryYear


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 4, 1), "2026-27"),
        (date(2027, 3, 31), "2026-27"),
        (date(2026, 3, 31), "2025-26"),
        (date(2027, 1, 1), "2026-27"),
        (date(1999, 12, 31), "1999-00"),
        (date(2028, 2, 29), "2027-28"),
    ],
)
def test_a_financial_year_runs_from_april_to_march_and_is_named_after_both_years(day: date, year: str) -> None:
    found = FinancialYear.of(day)
    assert str(found) == year
    assert found.first <= day <= found.last
    assert (found.first.month, found.first.day, found.last.month, found.last.day) == (4, 1, 3, 31)
    assert FinancialYear.of(found.last).later(1).first == date(found.last.year, 4, 1)


@pytest.mark.parametrize(
    ("month", "first_month", "first", "last", "name"),
    [
        (date(2026, 11, 1), 4, date(2026, 4, 1), date(2027, 3, 1), "2026-27"),
        (date(2027, 2, 1), 3, date(2026, 3, 1), date(2027, 2, 1), "2026-27"),
        (date(2027, 3, 1), 3, date(2027, 3, 1), date(2028, 2, 1), "2027-28"),
        (date(2027, 3, 1), 4, date(2026, 4, 1), date(2027, 3, 1), "2026-27"),
        (date(2026, 6, 1), 1, date(2026, 1, 1), date(2026, 12, 1), "2026"),
    ],
)
def test_a_salary_year_begins_with_the_month_that_the_office_has_set(
    month: date, first_month: int, first: date, last: date, name: str
) -> None:
    year = SalaryYear.of(month, first_month)
    assert (year.first, year.last, str(year)) == (first, last, name)


def test_months_are_counted_over_the_ends_of_years() -> None:
    assert first_of(date(2026, 2, 28)) == date(2026, 2, 1)
    assert months_later(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert months_later(date(2026, 11, 1), 14) == date(2028, 1, 1)
    assert months_later(date(2026, 11, 1), 0) == date(2026, 11, 1)
