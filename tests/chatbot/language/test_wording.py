"""Words, digits and dates as each language writes them, and the language that a message is in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.language_detection import language_of
from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import LANGUAGES, Reference, _, in_digits, number, say


@pytest.mark.parametrize(("language", "said"), [("bn", "১২,৩৪,৫৬৭"), ("en", "12,34,567"), ("hi", "१२,३४,५६७")])
def test_numbers_are_grouped_in_lakhs(language: str, said: str) -> None:
    assert number(1234567, language) == said


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_digits_that_are_shown_can_be_folded_back(text: str, language: str) -> None:
    assert with_ascii_digits(in_digits(with_ascii_digits(text), language)) == with_ascii_digits(text)


def test_a_translation_that_is_missing_falls_back_to_the_english_words() -> None:
    assert say(_("Nobody has translated {this} yet"), "bn", this=7) == "Nobody has translated ৭ yet"


def test_a_stored_name_falls_back_to_bengali_and_then_to_whatever_there_is() -> None:
    assert say({"bn": "হেলেঞ্চা", "en": "Helencha"}, "hi") == "হেলেঞ্চা"
    assert say({"hi": "हेलेंचा"}, "en") == "हेलेंचा"
    assert say({}, "bn") == ""
    assert say({"bn": "হেলেঞ্চা", "en": ""}, "en") == "হেলেঞ্চা"


def test_what_people_wrote_is_said_as_they_wrote_it() -> None:
    words = _("Number: {number}").using(number="GRV 12 {number} %s")
    assert say(words, "bn") == "নম্বর: GRV 12 {number} %s"


def test_a_number_of_the_office_is_shown_in_the_readers_digits() -> None:
    assert say(Reference("GRV-26-4815-3706"), "bn") == "GRV-২৬-৪৮১৫-৩৭০৬"
    assert say("GRV-26-4815-3706", "bn") == "GRV-26-4815-3706"


def test_dates_and_instants_are_said_in_words() -> None:
    day = date(2026, 12, 2)
    assert [say(_("{day}"), language, day=day) for language in LANGUAGES] == [
        "২ ডিসেম্বর ২০২৬",
        "2 December 2026",
        "२ दिसंबर २०२६",
    ]
    instant = datetime(2026, 12, 2, 9, 5, tzinfo=ZoneInfo("Asia/Kolkata"))
    assert say(_("{at}"), "bn", at=instant) == "২ ডিসেম্বর ২০২৬, সকাল ৯টা ৫ মিনিট"


@pytest.mark.parametrize("value", [True, 1.5, None, b"x"])
def test_what_cannot_be_said_is_an_error(value: object) -> None:
    with pytest.raises(TypeError):
        say(_("{value}"), "bn", value=value)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("রাস্তা খারাপ", "bn"),
        ("নমস্কার hello", "bn"),
        ("नमस्ते", "hi"),
        ("१", "hi"),
        ("রাস্তা सड़क রাস্তা", "bn"),
        ("I want to file a complaint about the road", "en"),
        ("what is the status of my complaint", "en"),
        ("hi", None),
        ("1", None),
        ("", None),
        ("amar rasta ta kharap", None),
        ("ami building permit er status ta chai in my name", None),
        ("mera rasta kharab hai", None),
        ("helencha bazar", None),
        ("।", None),
    ],
)
def test_the_language_of_a_message_is_assumed_only_where_it_is_clear(typed: str, language: str | None) -> None:
    assert language_of(typed) == language
