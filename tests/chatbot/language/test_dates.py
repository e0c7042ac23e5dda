"""Days are read as people write them, whole or not at all, and where two may be meant neither is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.dates import read_days
from chatbot.language.day_names import month_named, weekday_named
from chatbot.language.wording import LANGUAGES, in_digits, long_date

#: A Wednesday.
TODAY = date(2026, 11, 18)


def ahead(typed: str) -> set[date]:
    """The days that may be meant where only days ahead are possible."""
    return {day for day in read_days(typed, TODAY, TODAY).meant if day >= TODAY}


def passed(typed: str) -> set[date]:
    """The days that may be meant where only days that have passed are possible."""
    return {day for day in read_days(typed, TODAY, None).meant if day <= TODAY}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2-12-2026", date(2026, 12, 2)),
        ("02/12/26", date(2026, 12, 2)),
        ("২.১২.২০২৬", date(2026, 12, 2)),
        ("2 / 12 / 2026", date(2026, 12, 2)),
        ("२-१२", date(2026, 12, 2)),
        ("2026-12-02", date(2026, 12, 2)),
        ("২ ডিসেম্বর", date(2026, 12, 2)),
        ("২রা ডিসেম্বর ২০২৬", date(2026, 12, 2)),
        ("2nd December", date(2026, 12, 2)),
        ("2nd of December", date(2026, 12, 2)),
        ("2 dec, 2026", date(2026, 12, 2)),
        ("2 dec 26", date(2026, 12, 2)),
        ("12 dec.", date(2026, 12, 12)),
        ("12-dec-2026", date(2026, 12, 12)),
        ("December 12", date(2026, 12, 12)),
        ("Dec 12, 2026", date(2026, 12, 12)),
        ("ডিসেম্বরের ১২ তারিখ", date(2026, 12, 12)),
        ("12 decmber", date(2026, 12, 12)),
        ("১২ ডিসেম্বার", date(2026, 12, 12)),
        ("२ दिसंबर", date(2026, 12, 2)),
        ("१२ दिसम्बर", date(2026, 12, 12)),
        ("12 janury", date(2027, 1, 12)),
        ("17-11", date(2027, 11, 17)),
        ("18-11", date(2026, 11, 18)),
        ("29-2", date(2028, 2, 29)),
        ("25 disembor", date(2026, 12, 25)),
        ("২৫ ডিসেম্বর তারিখ", date(2026, 12, 25)),
        ("২৫শে ডিসেম্বর", date(2026, 12, 25)),
        ("২৫ শে ডিসেম্বর", date(2026, 12, 25)),
        ("25 e december", date(2026, 12, 25)),
        ("25 Dec'26", date(2026, 12, 25)),
        ("25 dec’26", date(2026, 12, 25)),
        ("25.12.26", date(2026, 12, 25)),
        ("25122026", date(2026, 12, 25)),
        ("2026/12/25", date(2026, 12, 25)),
        ("২৫।১২।২০২৬", date(2026, 12, 25)),
        ("25\\12\\2026", date(2026, 12, 25)),
        ("25_12_2026", date(2026, 12, 25)),
        ("Date: 25/12/26", date(2026, 12, 25)),
        ("25 dec sokale asbo", date(2026, 12, 25)),
        ("25 december sondhe belay", date(2026, 12, 25)),
        ("25 tarikh sokal 10 tay", date(2026, 11, 25)),
        ("25 dec at 5.30 pm", date(2026, 12, 25)),
        ("২৫ ডিসেম্বর বিকেল ৫টায়", date(2026, 12, 25)),
        ("arriving 25th Dec evening", date(2026, 12, 25)),
        ("২৫ ডিসেম্বর রাতের বেলায় পৌঁছব", date(2026, 12, 25)),
        ("২৫ ডিসেম্বর থেকে", date(2026, 12, 25)),
        ("25 december 2026 sale", date(2026, 12, 25)),
        ("আগামী মাসের ২৫ তারিখ", date(2026, 12, 25)),
        ("porer maser 25 tarikh", date(2026, 12, 25)),
        ("ei maser 25", date(2026, 11, 25)),
    ],
)
def test_a_day_of_a_month_is_read_as_it_is_written(typed: str, meant: date) -> None:
    assert ahead(typed) == {meant}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25 tarikh", date(2026, 11, 25)),
        ("১৭ তারিখে", date(2026, 12, 17)),
        ("31 तारीख", date(2026, 12, 31)),
        ("12", date(2026, 12, 12)),
        ("১২", date(2026, 12, 12)),
        ("१२", date(2026, 12, 12)),
        ("১২ই", date(2026, 12, 12)),
        ("12th", date(2026, 12, 12)),
        ("আগামী ১২ তারিখে আসব", date(2026, 12, 12)),
        ("বারো", date(2026, 12, 12)),
        ("18", date(2026, 11, 18)),
    ],
)
def test_a_day_without_its_month_is_the_next_such_day(typed: str, meant: date) -> None:
    assert ahead(typed) == {meant}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("সোমবার", date(2026, 11, 23)),
        ("সোমবারে", date(2026, 11, 23)),
        ("sombar", date(2026, 11, 23)),
        ("আগামী সোমবার", date(2026, 11, 23)),
        ("agami sombar", date(2026, 11, 23)),
        ("अगले सोमवार", date(2026, 11, 23)),
        ("सोमवार को", date(2026, 11, 23)),
        ("friday", date(2026, 11, 20)),
        ("next friday", date(2026, 11, 20)),
        ("on Fri", date(2026, 11, 20)),
        ("shukrobar", date(2026, 11, 20)),
        ("बुधवार", date(2026, 11, 25)),
        ("আজ বুধবার", date(2026, 11, 18)),
        ("কাল বৃহস্পতিবার", date(2026, 11, 19)),
        ("friday 20 november", date(2026, 11, 20)),
        ("shonibar din", date(2026, 11, 21)),
    ],
)
def test_a_day_of_the_week_is_the_next_one_and_never_today(typed: str, meant: date) -> None:
    assert ahead(typed) == {meant}


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("আজ", 0),
        ("आज", 0),
        ("আজই", 0),
        ("আজকে রাতে", 0),
        ("aj rate", 0),
        ("tonight", 0),
        ("agamikal sokale", 1),
        ("kal dupure", 1),
        ("tommorow", 1),
        ("porshu din", 2),
        ("kal", 1),
        ("kal asbo", 1),
        ("Tomorrow", 1),
        ("আগামী কাল", 1),
        ("আগামীকাল", 1),
        ("agami kal", 1),
        ("আজ বাদে কাল", 1),
        ("aj bade kal", 1),
        ("পরশু।", 2),
        ("कल", 1),
        ("परसों", 2),
        ("কাল বাদে পরশু", 2),
        ("day after tomorrow", 2),
        ("৫ দিন পর", 5),
        ("5 din por", 5),
        ("5 दिन बाद", 5),
        ("পাঁচদিন পরে", 5),
        ("in 5 days", 5),
        ("5 days later", 5),
        ("এক সপ্তাহ পর", 7),
        ("ek soptaho por", 7),
        ("in a week", 7),
        ("दो हफ़्ते बाद", 14),
    ],
)
def test_a_day_is_counted_from_today(typed: str, days: int) -> None:
    assert ahead(typed) == {TODAY + timedelta(days=days)}


@pytest.mark.parametrize(
    "typed",
    [
        *("", "31-2", "31-2-2027", "0-0", "2-13-2026", "0", "32", "2 smarch", "12 marriage", "ডিসেম্বর", "1-1-20266"),
        *(
            "32 tarikh",
            "tarikh",
            "5 din",
            "next week",
            "25 dec 5 jon",
            "25 dec sombar",
            "12/25/2026",
            "আজ সোমবার",
            "monday 20 november",
            "XXXX 2346",
        ),
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert ahead(typed) == set()


def test_a_word_that_may_be_a_number_or_a_day_of_the_week_means_both() -> None:
    assert ahead("sat") == {date(2026, 11, 21), date(2026, 12, 7)}
    assert ahead("saturday") == {date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5-3-2001", date(2001, 3, 5)),
        ("05-03-98", date(1998, 3, 5)),
        ("05-03-01", date(2001, 3, 5)),
        ("5 march 1998", date(1998, 3, 5)),
        ("kal", date(2026, 11, 17)),
        ("গতকাল", date(2026, 11, 17)),
        ("परसों", date(2026, 11, 16)),
        ("৩ দিন আগে", date(2026, 11, 15)),
        ("আজ", date(2026, 11, 18)),
        ("31-Dec-1985", date(1985, 12, 31)),
        ("31 dec 85", date(1985, 12, 31)),
        ("৩১শে ডিসেম্বর ১৯৮৫ সালে", date(1985, 12, 31)),
        ("dob 05/03/2001", date(2001, 3, 5)),
        ("গত ১২ আগস্ট", date(2026, 8, 12)),
        ("গত ২০ ডিসেম্বর", date(2025, 12, 20)),
        ("goto sombar", date(2026, 11, 16)),
        ("last wednesday", date(2026, 11, 11)),
        ("গত মাসের ৫ তারিখ", date(2026, 10, 5)),
    ],
)
def test_a_day_that_has_passed_is_read_too(typed: str, meant: date) -> None:
    assert passed(typed) == {meant}


@pytest.mark.parametrize("typed", ["18", "18-11", "18 november", "wednesday", "সোমবার"])
def test_a_day_that_has_passed_has_to_be_told_in_full(typed: str) -> None:
    assert passed(typed) == set()


@pytest.mark.parametrize("dash", "-–—‒―‐‑−﹣－।/.")
def test_every_stroke_parts_a_date(dash: str) -> None:
    assert ahead(f"25{dash}12{dash}2026") == {date(2026, 12, 25)}


@pytest.mark.parametrize("sign", ["\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad", "\u202c"])
def test_signs_that_nobody_sees_part_no_date(sign: str) -> None:
    assert ahead(f"{sign}2{sign}5-1{sign}2-2026{sign}") == {date(2026, 12, 25)}


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("25-27 dec", date(2026, 12, 25), date(2026, 12, 27)),
        ("25–27 dec", date(2026, 12, 25), date(2026, 12, 27)),
        ("25-27", date(2026, 11, 25), date(2026, 11, 27)),
        ("Dec 25-27", date(2026, 12, 25), date(2026, 12, 27)),
        ("২৫ থেকে ২৭ ডিসেম্বর পর্যন্ত", date(2026, 12, 25), date(2026, 12, 27)),
        ("25 dec theke 27", date(2026, 12, 25), date(2026, 12, 27)),
        ("25 dec to 27 dec 2026", date(2026, 12, 25), date(2026, 12, 27)),
        ("25/27 dec", date(2026, 12, 25), date(2026, 12, 27)),
        ("25/12 - 27/12", date(2026, 12, 25), date(2026, 12, 27)),
        ("30 dec - 2 jan", date(2026, 12, 30), date(2027, 1, 2)),
        ("kal na porshu", date(2026, 11, 19), date(2026, 11, 20)),
        ("আজ বা কাল", date(2026, 11, 18), date(2026, 11, 19)),
        ("10-12 din por", date(2026, 11, 28), date(2026, 11, 30)),
        ("5-12-2026 to 6-12-2026", date(2026, 12, 5), date(2026, 12, 6)),
    ],
)
def test_two_days_are_two(typed: str, one: date, other: date) -> None:
    assert read_days(typed, TODAY, TODAY).several
    assert ahead(typed) == {one, other}


@pytest.mark.parametrize("typed", ["jum", "maa", "tuhsday"])
def test_a_name_between_two_is_not_guessed(typed: str) -> None:
    assert month_named(typed) is None
    assert weekday_named(typed) is None


@given(st.dates(TODAY, TODAY + timedelta(days=20_000)), st.sampled_from(LANGUAGES))
def test_a_day_as_it_is_said_is_read_as_the_same_day(day: date, language: str) -> None:
    assert ahead(long_date(day, language)) == {day}
    assert ahead(in_digits(f"{day:%d-%m-%Y}", language)) == {day}


@given(st.text(max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    ahead(text)
    passed(text)
