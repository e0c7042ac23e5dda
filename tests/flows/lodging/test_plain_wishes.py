"""A room is chosen only by who says plainly that it is wanted: a refusal, a doubt or a question chooses none."""

from __future__ import annotations

import pytest

from flows.lodging.plain_wishes import wanted_plainly
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is shown the rooms for two people."""
    phone = village.phone(CITIZEN)
    for each in ("hi", "6", "SAMPLE-GH-1", "20 december", "2"):
        phone.says(each)
    assert "কোন ঘর নেবেন?" in phone.says("2")
    return phone


@pytest.mark.parametrize(
    "said",
    [
        *("ac chai na", "এসি লাগবে না", "suite niye ki korbo", "ac na holeo cholbe", "na non ac", "एसी मत दीजिए"),
        *("suite onek dam", "ac te thanda lage", "ac bade ja hok", "ac nei", "এসি ঘর পছন্দ নয়", "dorm e thakbo na"),
    ],
)
def test_a_room_that_is_only_spoken_of_is_not_chosen(phone: Phone, said: str) -> None:
    asked = phone.says(said)
    assert "এখনও কোনও ঘর বাছা হয়নি" in asked or "জিজ্ঞেস করতে পারেন" in asked
    assert "কার নামে" not in asked


def test_who_asks_about_a_room_is_told_whom_to_ask(phone: Phone) -> None:
    for said in ("ac nei to?", "non ac te ki fan ache", "suite koto boro"):
        asked = phone.says(said)
        assert "সরাসরি গেস্ট হাউসে জিজ্ঞেস করতে পারেন" in asked
        assert "কোন ঘর নেবেন?" in asked


@pytest.mark.parametrize("said", ["ac na, non ac", "এসি নয়, নন এসি", "suite noy non ac den", "एसी नहीं, नॉन एसी"])
def test_what_is_wanted_instead_is_chosen_and_not_what_is_refused(phone: Phone, said: str) -> None:
    assert phone.says(said).startswith("নন-এসি ঘর: এক রাত ₹")


@pytest.mark.parametrize("said", ["ac", "এসি ঘর দিন", "ac ghor ta nebo", "i want an ac room please", "এসি ঘরই দেবেন"])
def test_a_room_that_is_wanted_is_chosen(phone: Phone, said: str) -> None:
    assert phone.says(said).startswith("এসি ঘর: এক রাত ₹")


def test_what_is_refused_is_never_what_is_wanted() -> None:
    assert wanted_plainly("ac na, ac") is None
    assert wanted_plainly("ac na, suite na") is None
    assert wanted_plainly("ac na, non ac, suite") is None
    assert wanted_plainly("no ac") == "no ac"
