"""One word written in many ways is one word."""

from __future__ import annotations

import unicodedata

import pytest

from chatbot.language.matching import normalise
from chatbot.language.spelling import as_said, composed, likeness, plainly, with_ascii_digits, without_marks


@pytest.mark.parametrize(
    "digits", ["0123456789", "০১২৩৪৫৬৭৮৯", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙"]
)
def test_the_digits_of_every_script_are_read(digits: str) -> None:
    assert with_ascii_digits(f"no. {digits}!") == "no. 0123456789!"


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u00ad", "\u2060", "\u202a", "\ufeff"]
)
def test_signs_that_nobody_sees_part_no_word(unseen: str) -> None:
    assert plainly(f"রাস্তা{unseen}ঘাট") == plainly("রাস্তাঘাট")
    assert normalise(f"{unseen}me{unseen}nu{unseen}") == "menu"


def test_a_letter_is_one_letter_in_whichever_form_it_comes() -> None:
    for word in ("বাড়ি", "ঢাকা", "গাঁয়ো", "कड़ा"):
        assert len({plainly(unicodedata.normalize(form, word)) for form in ("NFC", "NFD")}) == 1
        assert composed(word) == composed(composed(word))


def test_signs_that_many_leave_out_are_left_out() -> None:
    assert without_marks("পাঁচ") == without_marks("পাচ")
    assert without_marks("हज़ार") == without_marks("हजार")


@pytest.mark.parametrize(
    ("one", "other"), [("গুপ্তিপাড়া", "গুপ্তিপারা"), ("কৃষ্ণনগর", "কৃস্ননগর"), ("भीमपुर", "भिमपुर"), ("लक्ष्मी", "लक्षी")]
)
def test_letters_that_are_said_alike_are_one(one: str, other: str) -> None:
    assert as_said(plainly(one)) == as_said(plainly(other))


def test_latin_letters_are_said_alike_only_where_that_is_asked_for() -> None:
    assert as_said("shyam", latin=True) == as_said("syam", latin=True)
    assert as_said("shyam") != as_said("syam")


def test_how_alike_two_words_are_is_nothing_below_what_is_asked_for() -> None:
    assert likeness("abhijog", "abhijog") == 100
    assert 80 < likeness("abhijog", "abhiyog") < 100
    assert likeness("abhijog", "menu", 70) == 0
