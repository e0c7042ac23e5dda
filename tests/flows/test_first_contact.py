"""What somebody writes who has never written before: greeted in any case, and heard at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from chatbot.messages import Pin
from panchayat.certificates.requests import Request
from panchayat.models import CallBack
from tests.flows.phones import PHOTO, STICKER, Phone, Village

GREETING = "নমস্কার! স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত।"
PRIVACY = "জানতে লিখুন: তথ্য"
ASSISTANT = "whatsapp:+910000000202"


@pytest.fixture
def phone(village: Village) -> Phone:
    return village.phone()


@pytest.mark.parametrize("text", ["hi", "নমস্কার", "asdf", "1", "menu", "শুরু", "ok", "😀"])
def test_the_first_reply_is_the_whole_greeting_with_the_menu(phone: Phone, text: str) -> None:
    said = phone.says(text)
    assert said.startswith(GREETING)
    assert "৯. English / हिन्दी" in said
    assert said.endswith(PRIVACY)


def test_a_first_sticker_is_greeted_too(phone: Phone) -> None:
    assert phone.says("", STICKER).startswith(GREETING)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("stop", "আর নিজে থেকে খবর পাঠাব না"),
        ("ফোন", "কারও সঙ্গে কথা বলতে ফোন করুন"),
        ("অবস্থা", "এই ফোন নম্বর থেকে কিছু জমা পড়েনি"),
    ],
)
def test_a_first_word_that_means_something_everywhere_is_answered_before_the_greeting(
    phone: Phone, text: str, answer: str
) -> None:
    said = phone.says(text)
    assert said.startswith(answer)
    assert GREETING in said
    assert said.endswith(PRIVACY)
    assert GREETING not in phone.says("hi")


def test_a_first_stop_is_kept(village: Village, phone: Phone) -> None:
    phone.says("STOP")
    with village.open_office() as office:
        assert phone.contact(office).stopped_at is not None


def test_a_first_call_me_is_on_the_list(village: Village, phone: Phone) -> None:
    assert "আমরা এই নম্বরে ফোন করব" in phone.says("আমাকে ফোন করুন")
    with village.open_office() as office:
        assert [each.state for each in office.session.scalars(select(CallBack))] == ["open"]
    assert phone.says("menu").startswith(GREETING)


@pytest.mark.parametrize("kind", ["photo", "place"])
def test_what_is_sent_first_is_kept_for_a_complaint(phone: Phone, kind: str) -> None:
    said = phone.says("", PHOTO) if kind == "photo" else phone.says(pin=Pin(23.18, 88.86, "বটতলা"))
    assert "যা পাঠিয়েছেন" in said
    assert said.startswith(GREETING)


def test_an_officer_who_has_never_written_goes_straight_to_the_request_and_is_greeted_later(village: Village) -> None:
    with village.open_office() as office:
        citizen = office.contacts.at("whatsapp", "whatsapp:+910000000105")
        assert citizen
        request = Request("character", "নমুনা মালতী", "নমুনা হরি", "বটতলা, হেলেঞ্চা", "চাকরি")
        number = office.certificates.file(office.offices.by_code("SAMPLE-01").id, citizen.id, request).number
    officer = village.phone(ASSISTANT)
    assert "নমুনা মালতী" in officer.says(number)
    assert officer.says("menu").startswith(GREETING)


def test_what_an_officer_writes_to_a_citizen_does_not_change_the_officers_own_language(village: Village) -> None:
    with village.open_office() as office:
        citizen = office.contacts.at("whatsapp", "whatsapp:+910000000105")
        assert citizen
        request = Request("character", "नमूना सुनीता", "नमूना हरि", "हेलेंचा", "नौकरी")
        number = office.certificates.file(office.offices.by_code("SAMPLE-01").id, citizen.id, request).number
    officer = village.phone(ASSISTANT)
    for text in ("hi", number, "2"):
        officer.says(text)
    assert "জানতে চাওয়া হয়েছে" in officer.says("कृपया राशन कार्ड की फ़ोटो भेज दीजिए")
    assert "কী দরকার?" in officer.says("menu")
