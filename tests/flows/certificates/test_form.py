"""What is asked for a certificate is answered in people's own words, and no nonsense gets onto a paper."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.flows.phones import Phone, Village

IN_LETTERS = "Please write the name in letters."
IN_WORDS = "Please write it in words, not only in numbers."
JUST_A_NUMBER = "Please write just the number, such as "
NOT_UNDERSTOOD = "I did not understand “"


@pytest.fixture
def phone(village: Village) -> Phone:
    """The phone of somebody who reads English and asks for somebody at home."""
    return village.phone("whatsapp:+910000000103")


def asks_for(phone: Phone, kind: str, *answers: str) -> str:
    """The question that stands once these answers were given."""
    said = ""
    for text in ("hi", f"{kind} certificate please", "2", *answers):
        said = phone.says(text)
    return said


def refused(phone: Phone, objection: str, *typed: str) -> None:
    for text in typed:
        assert phone.says(text).startswith(objection), text


def test_figures_are_taken_for_no_name_address_or_purpose(phone: Phone) -> None:
    assert "What is that person to you?" in asks_for(phone, "income")
    refused(phone, IN_WORDS, "12")
    assert "full name" in phone.says("my mother")
    refused(phone, IN_LETTERS, "12", "98765 43210")
    assert "father, mother, husband or wife" in phone.says("Sample Rina Sen")
    refused(phone, IN_LETTERS, "12", "XXXX XXXX 2346")
    assert "full address" in phone.says("father Sample Mohan Sen")
    refused(phone, IN_WORDS, "1234")
    assert "which period" in phone.says("Guptipara")
    refused(phone, "Of which year or which months? Write it like 2025-26", "onek din", "5000", "mase 5000", "2027-28")
    assert "1. October 2026" in phone.says("monthly")
    assert "in rupees" in phone.says("গত বছর")
    refused(phone, JUST_A_NUMBER, "onek")
    refused(phone, NOT_UNDERSTOOD, "voter ABC1234567", "X12", "-500", "84.000", "20 bochor", "60 hajarer beshi")
    refused(phone, "You wrote “mase”.", "5 hajar mase")
    assert "needed for" in phone.says("1 lakh 20 thousand")
    refused(phone, IN_WORDS, "2")
    phone.says("school admission")
    phone.says("none")
    assert "near the house" in phone.says("yes")
    refused(phone, IN_WORDS, "1")
    phone.says("beside the school")
    phone.says("morning")
    assert "Total income: ₹1,20,000" in phone.says("later")


def test_half_a_kilometre_is_no_nonsense(phone: Phone) -> None:
    answers = ("my son", "Sample Rina Sen", "father Sample Mohan Sen", "Guptipara", "Guptipara", "Kalna college")
    assert "How many kilometres" in asks_for(phone, "distance", *answers)
    refused(phone, JUST_A_NUMBER, "far", "2346 XXXX")
    refused(phone, NOT_UNDERSTOOD, "4,5", "4 mile")
    for text in ("সাড়ে চার কিলোমিটার", "bus pass", "none"):
        phone.says(text)
    assert "Distance (kilometres): 4.5" in phone.says("no")


def test_whoever_has_died_is_told_by_name_and_day(phone: Phone) -> None:
    answers = ("my mother", "Sample Rina Sen", "father Sample Mohan Sen", "Guptipara")
    assert "Who has died?" in asks_for(phone, "legal heir", *answers)
    refused(phone, IN_LETTERS, "12")
    assert "date of death" in phone.says("Sample Mohan Sen")
    refused(phone, "Please write a date like", "12", "monday", "12 august")
    assert "every heir" in phone.says("12 aug 2026")
    refused(phone, "I did not take this for a name", "12", "pore debo")


@pytest.mark.parametrize("typed", ["নাই", "kono card nai", "এখনও হয়নি", "none"])
def test_whoever_has_no_card_says_so_in_their_own_words(phone: Phone, typed: str) -> None:
    answers = ("my son", "Sample Rina Sen", "father Sample Mohan Sen", "Guptipara", "school admission")
    assert "Which identity card" in asks_for(phone, "character", *answers)
    assert "brought home" in phone.says(typed)


def test_a_card_whose_number_is_forgotten_is_not_none(village: Village, phone: Phone) -> None:
    answers = ("my son", "Sample Rina Sen", "father Sample Mohan Sen", "Guptipara", "school admission")
    asks_for(phone, "character", *answers)
    for text in ("voter card ache number mone nei", "adhar ache kintu mone nei"):
        village.clock.advance(timedelta(minutes=5))
        refused(phone, "I need the name of the card", text)


@pytest.mark.parametrize("typed", ["আমার মায়ের জন্য", "amar cheler jonno", "my wife", "amar na, amar bhai er"])
def test_a_paper_for_ones_mother_is_not_for_oneself(phone: Phone, typed: str) -> None:
    phone.says("hi")
    phone.says("character certificate please")
    assert "What is that person to you?" in phone.says(typed)


@pytest.mark.parametrize("typed", ["amar", "আমার জন্য", "nijer", "for me"])
def test_a_paper_for_oneself_is_asked_for_in_a_word(phone: Phone, typed: str) -> None:
    phone.says("hi")
    phone.says("character certificate please")
    assert "What is that person to you?" not in phone.says(typed)
