"""Asking for a certificate: whose name stands beside one's own is asked only where nobody has said it."""

from __future__ import annotations

import pytest

from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def citizen(village: Village) -> Phone:
    """Somebody who has come as far as the name of their father, mother, husband or wife."""
    speaking = village.phone(CITIZEN)
    for text in ("hi", "৫", "চরিত্র", "১"):
        said = speaking.says(text)
    assert "যেমন: পিতা রাম মাহাতো" in said
    return speaking


def finishes(phone: Phone) -> str:
    for text in ("বটতলা, হেলেঞ্চা", "চাকরি", "নেই"):
        phone.says(text)
    return phone.says("না")


def test_whoever_says_who_it_is_is_not_asked(citizen: Phone) -> None:
    assert "পুরো ঠিকানা" in citizen.says("baba হরি মাহাতো")
    assert "\nপিতা: হরি মাহাতো\n" in finishes(citizen)


def test_whoever_does_not_chooses_from_four(citizen: Phone) -> None:
    said = citizen.says("হরি মাহাতো")
    assert "হরি মাহাতো সম্পর্কে কে হন?" in said
    assert "৪. স্ত্রী" in said
    assert "পুরো ঠিকানা" in citizen.says("স্বামী")
    assert "\nস্বামী: হরি মাহাতো\n" in finishes(citizen)


def test_both_can_be_told_anew_from_the_summary(citizen: Phone) -> None:
    citizen.says("হরি মাহাতো")
    citizen.says("১")
    finishes(citizen)
    citizen.says("বদলান")
    assert "হরি মাহাতো সম্পর্কে কে হন?" in citizen.says("পিতা না অন্য কেউ")
    assert "\nস্বামী: হরি মাহাতো\n" in citizen.says("৩")
    citizen.says("বদলান")
    citizen.says("বাবা, মা, স্বামী/স্ত্রী")
    assert "\nমাতা: সীতা মাহাতো\n" in citizen.says("মা সীতা মাহাতো")
    assert "পিতা না অন্য কেউ" not in citizen.says("বদলান")


def test_the_next_time_it_is_known(citizen: Phone) -> None:
    citizen.says("স্ত্রী মালতী মাহাতো")
    finishes(citizen)
    assert "জমা হয়েছে" in citizen.says("জমা দিন")
    assert "স্ত্রী: মালতী মাহাতো" in citizen.says("অবস্থা")
    for text in ("মেনু", "৫", "চরিত্র"):
        citizen.says(text)
    assert "কী কাজে লাগবে" in citizen.says("১")
    citizen.says("চাকরি")
    citizen.says("নেই")
    assert "\nস্ত্রী: মালতী মাহাতো\n" in citizen.says("না")


def test_whoever_is_unmarried_is_asked_for_a_parent(village: Village) -> None:
    phone = village.phone(CITIZEN)
    for text in ("hi", "৫", "অবিবাহিত"):
        phone.says(text)
    assert "বাবা বা মায়ের নাম" in phone.says("১")
    said = phone.says("হরি মাহাতো")
    assert "২. মাতা" in said
    assert "স্বামী" not in said
