"""The day of arrival: a stay told at once is not asked for again, and a day that was offered is the one that is meant."""

from __future__ import annotations

from datetime import date

import pytest

from flows.lodging.arrival import read_arrival
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"
TODAY, LATEST = date(2026, 11, 18), date(2027, 1, 17)


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked for the day of arrival."""
    phone = village.phone(CITIZEN)
    for each in ("hi", "6"):
        phone.says(each)
    assert "কবে আসবেন?" in phone.says("SAMPLE-GH-1")
    return phone


@pytest.mark.parametrize(
    "said",
    [
        *("25 theke 27 december", "২৫ থেকে ২৭ ডিসেম্বর", "25-27 dec", "25 dec to 27 dec", "25 से 27 दिसंबर"),
        *(
            "২৫শে ডিসেম্বর থেকে দুই রাত",
            "25 december 2 rat",
            "2 nights from 25 dec",
            "25 december, 2 rat",
            "25 dec se 2 raat",
        ),
    ],
)
def test_a_stay_that_is_told_at_once_is_said_back_and_not_asked_for(phone: Phone, said: str) -> None:
    assert phone.says(said).startswith("২ রাত, যাবেন ২৭ ডিসেম্বর ২০২৬।\nকতজন থাকবেন?")


@pytest.mark.parametrize("chosen", ["22", "২২", "22 tarikh", "২২ তারিখ", "22 december"])
def test_of_days_that_were_offered_the_one_that_is_named_is_taken(phone: Phone, chosen: str) -> None:
    asked = phone.says("22 ba 23 dec")
    assert "২২. ২২ ডিসেম্বর ২০২৬\n২৩. ২৩ ডিসেম্বর ২০২৬" in asked
    phone.says(chosen)
    assert "যাবেন ২৪ ডিসেম্বর ২০২৬" in phone.says("2")


def test_days_of_a_stay_are_asked_with_both_days_of_leaving(phone: Phone) -> None:
    asked = phone.says("25 dec 3 din")
    assert "১. ২৫ ডিসেম্বর ২০২৬ থেকে ২৮ ডিসেম্বর ২০২৬" in asked
    assert phone.says("2").startswith("২ রাত, যাবেন ২৭ ডিসেম্বর ২০২৬।")


def test_who_comes_is_taken_with_the_stay(phone: Phone) -> None:
    assert phone.says("25 dec theke 2 rat 4 jon").startswith("২ রাত, যাবেন ২৭ ডিসেম্বর ২০২৬। মোট ৪ জন।")


def test_a_day_that_cannot_be_booked_is_said_so(phone: Phone) -> None:
    assert "১৭ জানুয়ারি ২০২৭-এর মধ্যে" in phone.says("12 march")
    assert "সবচেয়ে বেশি ৭ রাত" in phone.says("1 december theke 20 december")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        *(("28", "2026-12-28"), ("২৮ তারিখ", "2026-12-28"), ("28 nov", "2026-11-28"), ("kal", "2026-11-19")),
        *(("3 jan", "2027-01-03"), ("12", "2026-12-12"), ("28 december", "2026-12-28")),
    ],
)
def test_a_day_that_replaces_another_is_of_the_same_month(said: str, day: str) -> None:
    assert read_arrival(said, TODAY, LATEST, date(2026, 12, 20)) == [{"day": day}]


@pytest.mark.parametrize(
    ("said", "day", "nights"),
    [("30 theke 2 january", "2026-12-30", 3), ("kal theke 2 rat", "2026-11-19", 2), ("20 dec 1 week", "2026-12-20", 7)],
)
def test_a_stay_begins_on_the_first_of_its_days(said: str, day: str, nights: int) -> None:
    assert read_arrival(said, TODAY, LATEST) == [{"day": day, "nights": nights}]


def test_a_day_that_was_answered_before_this_release_holds(village: Village, phone: Phone) -> None:
    phone.says("25 december")
    with village.open_office() as office:
        state = phone.contact(office).state
        answers = [[name, {"v": "2026-12-25"} if name == "arrival" else given] for name, given in state["answers"]]
        phone.contact(office).state = state | {"answers": answers}
    assert phone.says("2").startswith("২ রাত, যাবেন ২৭ ডিসেম্বর ২০২৬।")
