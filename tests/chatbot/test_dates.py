"""Days are read as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.dates import read_date
from chatbot.language import LANGUAGES, in_digits, long_date

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2-12-2026", date(2026, 12, 2)),
        ("02/12/26", date(2026, 12, 2)),
        ("২.১২.২০২৬", date(2026, 12, 2)),
        ("२-१२", date(2026, 12, 2)),
        ("2026-12-02", date(2026, 12, 2)),
        ("২ ডিসেম্বর", date(2026, 12, 2)),
        ("২রা ডিসেম্বর ২০২৬", date(2026, 12, 2)),
        ("2nd December", date(2026, 12, 2)),
        ("2 dec, 2026", date(2026, 12, 2)),
        ("२ दिसंबर", date(2026, 12, 2)),
        ("17-11", date(2027, 11, 17)),
        ("18-11", date(2026, 11, 18)),
        ("29-2", date(2028, 2, 29)),
        ("আজ", date(2026, 11, 18)),
        ("kal", date(2026, 11, 19)),
        ("आज", date(2026, 11, 18)),
        ("পরশু।", date(2026, 11, 20)),
        ("Tomorrow", date(2026, 11, 19)),
        ("25 tarikh", date(2026, 11, 25)),
        ("১৭ তারিখে", date(2026, 12, 17)),
        ("31 तारीख", date(2026, 12, 31)),
        ("25 disembor", date(2026, 12, 25)),
        ("২৫ ডিসেম্বর তারিখ", date(2026, 12, 25)),
    ],
)
def test_a_day_is_read_as_it_is_written(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "31-2", "31-2-2027", "0-0", "2-13-2026", "12", "2 smarch", "ডিসেম্বর", "1-1-20266", "32 tarikh", "tarikh"],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@given(st.dates(TODAY, TODAY + timedelta(days=20_000)), st.sampled_from(LANGUAGES))
def test_a_day_as_it_is_said_is_read_as_the_same_day(day: date, language: str) -> None:
    assert read_date(long_date(day, language), TODAY) == day
    assert read_date(in_digits(f"{day:%d-%m-%Y}", language), TODAY) == day


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    read_date(text, TODAY)
