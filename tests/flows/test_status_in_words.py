"""How things stand is asked with a phone's number among words, with the number lost, and where no code has come."""

from __future__ import annotations

import pytest

from flows.shared.news import has_lost_number, names_phone
from tests.flows.phones import Phone, Village
from tests.flows.test_status_by_number import ASKED, NOBODY, OWNER, STRANGER, greeted

JOIN = "জুড়ে দেব?"


@pytest.mark.parametrize(
    "words",
    [
        *(f"{NOBODY} er status", f"dadar obhijog dekhte chai {NOBODY}", f"{NOBODY} এর অবস্থা", f"status {NOBODY}"),
        *(f"আমার বাবার অভিযোগ দেখতে চাই {NOBODY}", f"मेरे भाई की शिकायत देखना चाहता हूँ {NOBODY}"),
        *(f"I want to see my father's complaint {NOBODY}", f"mayer certificate er ki holo {NOBODY}"),
    ],
)
def test_a_phones_number_among_words_asks_for_its_code(village: Village, words: str) -> None:
    said = greeted(village, STRANGER).says(words)
    assert ASKED in said or "a code of six digits has gone there" in said or "छह अंकों" in said


def test_it_does_so_in_the_very_first_message(village: Village) -> None:
    assert ASKED in village.phone(STRANGER).says(f"{NOBODY} er status")


@pytest.mark.parametrize(
    "words",
    [
        f"{NOBODY} ei number theke obhijog korle bhoy dekhay",
        f"amar obhijog holo {NOBODY} number theke humki dichhe",
        f"call chai {NOBODY}",
        f"পাইপ ফেটেছে, মিস্ত্রির নম্বর {NOBODY}",
    ],
)
def test_a_story_with_a_phones_number_asks_for_nothing(words: str) -> None:
    assert not names_phone(words)


@pytest.mark.parametrize(
    "words",
    [
        *("obhijog nombor hariye geche", "অভিযোগ নম্বর ভুলে গেছি", "নম্বরটা হারিয়ে ফেলেছি", "complaint number lost"),
        *(
            "I forgot my complaint number",
            "शिकायत नंबर खो गया",
            "amar obhijog er number mone nei",
            "number ta khuje pachhi na",
        ),
    ],
)
def test_whose_number_is_lost_is_shown_what_was_filed(village: Village, words: str) -> None:
    owner = greeted(village, OWNER)
    said = owner.says(words)
    assert said.count("GRV-") == 2
    assert "অভিযোগ হিসেবে" not in said


@pytest.mark.parametrize(
    "words", ["গরু হারিয়ে গেছে", "amar chele hariye geche", "ration card hariye geche", "phone hariye geche rastay"]
)
def test_another_thing_that_is_lost_is_no_number(words: str) -> None:
    assert not has_lost_number(words)


@pytest.mark.parametrize("words", [f"phone number {NOBODY}", f"আমার মোবাইল নম্বর {NOBODY}"])
def test_below_what_was_filed_it_is_asked_what_a_phones_number_is_for(village: Village, words: str) -> None:
    owner = greeted(village, OWNER)
    owner.says("অবস্থা")
    owner.says("১")
    said = owner.says(words)
    assert "এই নম্বরটা নিয়ে কী করব?" in said
    assert f"“{words}”" in said
    assert ASKED in owner.says("১")


def test_such_a_number_can_be_added(village: Village) -> None:
    owner = greeted(village, OWNER)
    owner.says("অবস্থা")
    owner.says("১")
    owner.says(f"phone number {NOBODY}")
    assert JOIN in owner.says("2")
    assert "জুড়ে দিয়েছি" in owner.says("1")


def test_who_has_filed_nothing_and_writes_their_own_number_is_shown_no_empty_list(village: Village) -> None:
    said = greeted(village, STRANGER).says("0000000997")
    assert "কিছু জমা পড়েনি" in said
    assert "এগুলো জমা আছে" not in said


@pytest.mark.parametrize(
    "words", ["ami code pai ni", "কোড আসেনি", "code nahi aaya", "otp kothay", "did not get any code"]
)
def test_who_has_got_no_code_is_told_how_it_comes(village: Village, words: str) -> None:
    stranger = asked_for_code(village)
    said = stranger.says(words)
    assert "“হাই”" in said or "“hi”" in said or "“हाय”" in said
    assert "নতুন কোড চাইলে" in said or "For a new one" in said or "नया कोड चाहिए" in said


def asked_for_code(village: Village) -> Phone:
    stranger = greeted(village, STRANGER)
    assert ASKED in stranger.says(NOBODY)
    return stranger
