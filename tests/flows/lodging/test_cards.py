"""The card that a guest will show is the one that is said plainly to be there, and its last four digits are its own."""

from __future__ import annotations

from contextlib import suppress

import pytest

from chatbot.answers import NotUnderstood
from flows.lodging.cards import read_card, read_last_four
from flows.redaction import last_four_only
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked for the card of a guest."""
    phone = village.phone(CITIZEN)
    for each in ("hi", "6", "SAMPLE-GH-1", "20 december", "2", "2", "suite"):
        phone.says(each)
    assert "কোন পরিচয়পত্র দেখাবেন?" in phone.says("Sample Guest")
    return phone


@pytest.mark.parametrize(
    "said",
    [
        *(
            "adhar nei",
            "voter card nei",
            "adhar chara onno",
            "adhar hariye geche",
            "আধার কার্ড আনতে ভুলে গেছি",
            "आधार खो गया",
        ),
        *(
            "adhar 4821 r voter 1234",
            "adhar ba voter",
            "adhar na voter",
            "adhar dile hobe?",
            "not aadhaar",
            "passport ekhono hoyni",
        ),
    ],
)
def test_a_card_that_is_not_there_or_one_of_two_is_not_chosen(phone: Phone, said: str) -> None:
    assert phone.says(said).startswith("অতিথি কোন কার্ড দেখাবেন?")
    assert "শেষ চারটি" in phone.says("2")


@pytest.mark.parametrize("said", ["adhar 4821 noy voter 1234", "adhar card nei voter 1234", "আধার নেই, ভোটার ১২৩৪"])
def test_the_card_that_is_there_is_chosen_with_its_digits(phone: Phone, said: str) -> None:
    assert "Sample Guest, ভোটার কার্ড …১২৩৪" in phone.says(said)


@pytest.mark.parametrize(
    "said", ["voter card", "ভোটার আইডি কার্ড দেখাব", "adhar na, voter", "votar card ache", "वोटर कार्ड"]
)
def test_a_card_is_chosen_by_what_people_call_it(phone: Phone, said: str) -> None:
    phone.says(said)
    assert "Sample Guest, ভোটার কার্ড …৪৫৬৭" in phone.says("4567")


@pytest.mark.parametrize("said", ["9830012345", "48211", "456", "1234 noy 4567", "481 12", "4567 8"])
def test_digits_that_are_not_four_nor_a_whole_card_are_asked_again(phone: Phone, said: str) -> None:
    phone.says("aadhaar")
    assert phone.says(said).startswith("শেষ চারটি সংখ্যা")
    assert "আধার কার্ড …৪৮২১" in phone.says("4821")


@pytest.mark.parametrize("said", ["adhar 4821 r voter 1234", "adhar card nei voter 1234", "voter 1234"])
def test_digits_of_another_card_than_was_chosen_are_not_taken(phone: Phone, said: str) -> None:
    phone.says("aadhaar")
    assert "অন্য কার্ড দেখাতে চাইলে ০ লিখুন" in phone.says(said).replace("0", "০")
    assert "কোন পরিচয়পত্র দেখাবেন?" in phone.says("0")


@pytest.mark.parametrize(
    ("card", "typed", "digits"),
    [
        ("aadhaar", "4567", "4567"),
        ("aadhaar", "৪৫৬৭", "4567"),
        ("aadhaar", "sesh charte 4567 hobe", "4567"),
        ("aadhaar", "2345 6789 0124", "0124"),
        ("voter", "ভোটার আইডি ABC1234567", "4567"),
        ("voter", "WB/23/165/123456", "3456"),
        ("voter", "1234567", None),
        ("voter", "98300 12345", None),
        ("licence", "WB-20 2011 0000123", "0123"),
        ("passport", "Z1234567", "4567"),
        ("aadhaar", "XXXX4567", "4567"),
        ("aadhaar", "123456789", None),
        ("aadhaar", "aadhaar", None),
    ],
)
def test_only_the_last_four_digits_of_that_card_are_taken(card: str, typed: str, digits: str | None) -> None:
    assert read_last_four(last_four_only(typed), card) == digits


def test_no_card_is_read_out_of_a_refusal_of_it() -> None:
    for card in ("adhar", "ভোটার", "passport", "लाइसेंस"):
        assert read_card(card) is not None
        for lacking in ("nei", "নেই", "hariye geche", "chara", "नहीं"):
            with suppress(NotUnderstood):
                assert read_card(f"{card} {lacking}") is None
