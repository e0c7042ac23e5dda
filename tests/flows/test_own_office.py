"""Offices that are called the same, in the conversation."""

from __future__ import annotations

from chatbot.messages import Pin
from tests.flows.phones import Phone, Village
from tests.panchayat.offices.test_offices import add_rampurs

HOOGHLY = "নমুনা রামপুর গ্রাম পঞ্চায়েত (বলাগড়, হুগলি)"


def choosing(village: Village) -> Phone:
    add_rampurs(village.open_office)
    phone = village.phone()
    phone.says("hi")
    phone.says("amar office")
    return phone


def test_offices_of_the_same_name_are_all_offered_with_block_and_district(village: Village) -> None:
    said = choosing(village).says("rampur")
    assert f"১. {HOOGHLY}\n" in said
    assert "৪. নমুনা রামপুর গ্রাম পঞ্চায়েত (বাগদা, উত্তর ২৪ পরগনা)" in said


def test_the_district_that_is_written_to_such_a_list_chooses_from_it(village: Village) -> None:
    phone = choosing(village)
    phone.says("rampur")
    assert phone.says("hooghly").endswith(f"এখন থেকে আপনার অফিস: {HOOGHLY}")
    assert HOOGHLY in phone.says("amar office")


def test_a_pin_code_or_a_place_on_the_map_does_too(village: Village) -> None:
    phone = choosing(village)
    phone.says("rampur")
    assert "(চাকদহ, নদিয়া)" in phone.says("৭৪১২২২")
    for text in ("amar office", "1", "rampur"):
        phone.says(text)
    assert "(বাগদা, উত্তর ২৪ পরগনা)" in phone.says(pin=Pin(26.0, 88.86, ""))


def test_a_name_that_is_the_only_one_of_its_kind_stays_short(village: Village) -> None:
    assert choosing(village).says("helencha").endswith("আপনার অফিস: নমুনা হেলেঞ্চা গ্রাম পঞ্চায়েত")


def test_the_summary_of_a_complaint_says_which_office_of_the_same_name_it_goes_to(village: Village) -> None:
    phone = choosing(village)
    for text in ("rampur hooghly", "1", "1", "রাস্তায় গর্ত"):
        phone.says(text)
    assert f"অফিস: {HOOGHLY}\n" in phone.says("বটতলা")
