"""What comes after a request was filed joins it, and those who decide about it see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from panchayat.certificates.requests import Request
from panchayat.models import Certificate
from tests.flows.phones import PHOTO, Phone, Village

ASSISTANT, CITIZEN = "whatsapp:+910000000202", "whatsapp:+910000000105"


@pytest.fixture
def citizen(village: Village) -> Phone:
    """Somebody who has just asked for a certificate, and reads Bengali."""
    with village.open_office() as office:
        contact = office.contacts.at("whatsapp", CITIZEN)
        assert contact
        request = Request(
            kind="character",
            name="নমুনা মালতী মাহাতো",
            parent="নমুনা হরি মাহাতো",
            address="বটতলা, হেলেঞ্চা",
            purpose="চাকরি",
        )
        office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, request)
    speaking = village.phone(CITIZEN)
    speaking.says("hi")
    return speaking


def officer_reads(village: Village) -> str:
    officer = village.phone(ASSISTANT)
    officer.says("hi")
    return officer.says("আমার কাজ") and officer.says(number(village))


def number(village: Village) -> str:
    with village.open_office() as office:
        return office.session.scalars(select(Certificate.number).order_by(Certificate.id.desc())).first() or ""


@pytest.mark.parametrize("way", ["আরও কিছু জানান", "1", "aro janabo"])
def test_words_join_it_in_its_steps_and_reach_the_officer(village: Village, citizen: Phone, way: str) -> None:
    assert "আরও কিছু জানান" in citizen.says("অবস্থা")
    assert "আর কী জানাতে চান" in citizen.says(way)
    assert "জুড়ে দিয়েছি" in citizen.says("বিকেলের আগে বাড়িতে কেউ থাকে না")
    assert "আরও জানানো হয়েছে: বিকেলের আগে বাড়িতে কেউ থাকে না" in citizen.says("অবস্থা")
    read = officer_reads(village)
    assert "আরও জানানো হয়েছে: বিকেলের আগে বাড়িতে কেউ থাকে না" in read
    assert "অবস্থা: জমা হয়েছে" in read


def test_a_sentence_below_the_status_is_shown_before_it_joins(village: Village, citizen: Phone) -> None:
    citizen.says("অবস্থা")
    assert "“amader bari boro mandirer pichone”" in citizen.says("amader bari boro mandirer pichone")
    assert "কিছু জুড়িনি" in citizen.says("না")
    citizen.says("অবস্থা")
    citizen.says("amader bari boro mandirer pichone")
    assert "জুড়ে দিয়েছি" in citizen.says("হ্যাঁ")
    assert "amader bari boro mandirer pichone" in officer_reads(village)


def test_a_photo_with_words_keeps_the_words(village: Village, citizen: Phone) -> None:
    citizen.says("অবস্থা")
    citizen.says("হাসপাতালের কাগজ", PHOTO)
    read = officer_reads(village)
    assert "আরও জানানো হয়েছে: হাসপাতালের কাগজ" in read
    assert "ছবি ও ফাইল: ১" in read


def test_a_service_that_is_called_by_its_name_is_no_remark(citizen: Phone) -> None:
    citizen.says("অবস্থা")
    assert "জুড়ে দেব" not in citizen.says("গেস্ট হাউস বুকিং")
    assert citizen.state()["flow"] == "guest_house"


def test_what_the_menu_hands_over_is_asked_for_no_second_time(village: Village, citizen: Phone) -> None:
    """The menu hands over what follows a filing as it does with complaints."""
    given = {"which": number(village), "next": "add", "more": "hospital slip", "with_files": "yes"}
    with village.open_office() as office:
        citizen.contact(office).state = {"flow": "status", "given": given}
    assert "জুড়ে দিয়েছি" in citizen.says("x")
    assert "আরও জানানো হয়েছে: hospital slip" in officer_reads(village)
