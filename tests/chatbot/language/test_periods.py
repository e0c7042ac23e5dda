"""Months and years are read as people write them, whole or not at all, and written as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.periods import Month, covers, period_words, read_month, read_periods
from chatbot.language.wording import LANGUAGES, in_digits

#: In the financial year 2026-27.
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2025-26", "2025-26"),
        ("২০২৫-২৬ সাল", "2025-26"),
        ("২০২৫–২৬", "2025-26"),
        ("2025-2026", "2025-26"),
        ("FY 2025/26", "2025-26"),
        ("25-26", "2025-26"),
        ("২০২৫ থেকে ২০২৬", "2025-26"),
        ("2025-26 financial year", "2025-26"),
        ("অর্থবর্ষ ২০২৫-২৬", "2025-26"),
        ("April 2025 to March 2026", "2025-26"),
        ("এপ্রিল ২০২৫ থেকে মার্চ ২০২৬ পর্যন্ত", "2025-26"),
        ("গত বছর", "2025-26"),
        ("last year", "2025-26"),
        ("এই বছর", "2026-27"),
        ("2025", "2025"),
        ("২০২৫ সাল", "2025"),
        ("jan 2025 to dec 2025", "2025"),
        ("মার্চ ২০২৬", "2026-03/2026-03"),
        ("march", "2026-03/2026-03"),
        ("december", "2025-12/2025-12"),
        ("গত মাস", "2026-10/2026-10"),
        ("গত ৬ মাস", "2026-05/2026-10"),
        ("last six months", "2026-05/2026-10"),
        ("jan-june 2026", "2026-01/2026-06"),
        ("nov - feb", "2025-11/2026-02"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, period: str) -> None:
    assert read_periods(typed, TODAY) == [period]


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("বার্ষিক", ["2025-26", "2026-27"]),
        ("yearly", ["2025-26", "2026-27"]),
        ("মাসে", ["2026-10/2026-10", "2025-26"]),
        ("per month", ["2026-10/2026-10", "2025-26"]),
    ],
)
def test_a_time_that_may_be_one_or_another_is_both(typed: str, periods: list[str]) -> None:
    assert read_periods(typed, TODAY) == periods


@pytest.mark.parametrize(
    "typed",
    [
        *("", "hello", "হ্যাঁ", "onek din", "মাসে ৫০০০", "5000", "1900", "2027-28", "2028", "2025-27", "10-11"),
        *("2025-26 na 2024-25", "last 3 years", "৮৪ হাজার টাকা", "2025-26 2024-25", "rasta kharap", "2026 " * 100),
    ],
)
def test_what_is_no_time_or_more_than_one_is_none(typed: str) -> None:
    assert read_periods(typed, TODAY) == []


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("অক্টোবর", Month(None, 10)),
        ("octber", Month(None, 10)),
        ("অক্টোবর মাসের", Month(None, 10)),
        ("oct 26", Month(2026, 10)),
        ("oct'26", Month(2026, 10)),
        ("10/2026", Month(2026, 10)),
        ("2026-10", Month(2026, 10)),
        ("2026 october", Month(2026, 10)),
        ("মার্চ ২০২৭", Month(2027, 3)),
        ("গত মাস", Month(2026, 10)),
        ("porer mas", Month(2026, 12)),
    ],
)
def test_a_month_is_read_with_its_year_or_without(typed: str, month: Month) -> None:
    assert read_month(typed, TODAY) == month


@pytest.mark.parametrize("typed", ["", "10", "25 oct", "october november", "13-2026", "oct slip"])
def test_what_is_no_month_is_none(typed: str) -> None:
    assert read_month(typed, TODAY) is None


def test_words_that_belong_to_what_is_asked_for_are_set_aside() -> None:
    assert read_month("oct slip", TODAY, frozenset({"slip"})) == Month(None, 10)


@given(st.integers(1950, 2025), st.sampled_from(LANGUAGES))
def test_a_time_as_it_is_written_is_read_as_the_same(year: int, language: str) -> None:
    for period in (f"{year}-{(year + 1) % 100:02}", f"{year}", f"{year}-03/{year}-03", f"{year}-02/{year}-05"):
        assert read_periods(period_words(period)[language], TODAY) == [period]
    assert period_words(f"{year}")[language] == in_digits(f"{year}", language)


def test_what_was_stored_in_own_words_stays_as_it_is() -> None:
    assert period_words("২০২৫-২৬ সাল") == dict.fromkeys(LANGUAGES, "২০২৫-২৬ সাল")


def test_it_is_known_of_how_long_a_time_is() -> None:
    assert [covers(each) for each in ("2025-26", "2025", "2026-03/2026-03", "2026-01/2026-06", "x")] == [
        *("year", "year", "month", "", ""),
    ]


@given(st.text(max_size=40))
def test_any_text_can_be_read_for_a_time(text: str) -> None:
    read_periods(text, TODAY)
    read_month(text, TODAY)
