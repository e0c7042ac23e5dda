"""What follows something that was handed in is offered to it by name and number, and nothing of it is lost on a no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.exchange import ArrivedFile
from panchayat.models import CertificateEvidence, Event, GrievanceEvidence
from panchayat.models.grievance_states import State
from tests.flows.phones import PHOTO, VOICE, Phone, Village
from tests.panchayat.certificates.test_certificates import REQUEST

JOIN = "এটা কি এর সঙ্গে জুড়ে দেব?"
WHICH = "এটা কোনটার সঙ্গে জুড়ে দেব?"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody whose office is known and who has filed nothing yet."""
    phone = village.phone("whatsapp:+910000000105")
    phone.says("hi")
    return phone


def complain(phone: Phone, what: str = "বটতলার সামনে রাস্তায় বড় গর্ত") -> None:
    for said in ("১", "রাস্তাঘাট", what, "বটতলা মোড়"):
        phone.says(said)
    assert "জমা হয়েছে" in phone.says("১")


def suggest(phone: Phone) -> None:
    for said in ("পরামর্শ", "1", "বটতলায় একটা আলো দিন", "বটতলা"):
        phone.says(said)
    assert "পরামর্শ" in phone.says("১")


def ask_certificate(phone: Phone) -> None:
    with phone.village.open_office() as office:
        contact = phone.contact(office)
        at = office.offices.chosen(contact.id)
        assert at is not None
        office.certificates.file(at.id, contact.id, REQUEST)


def told(phone: Phone) -> list[str]:
    with phone.village.open_office() as office:
        return [each.description for each in office.grievances.of(phone.contact(office).id)]


def files(phone: Phone) -> tuple[int, int]:
    """How many files belong to complaints, and how many to certificates."""
    with phone.village.open_office() as office:
        kept = [len(office.session.scalars(select(each)).all()) for each in (GrievanceEvidence, CertificateEvidence)]
        return kept[0], kept[1]


@pytest.mark.parametrize(
    "words",
    [
        "আর ওখানে রাতে আলোও জ্বলে না",
        "ar ekta kotha bolte bhule gechi",
        "জায়গাটা ভুল লিখেছি, শিবতলা হবে",
        "ota tin foot gobhir",
        "also there is no street light there",
        "রাতে একজন পড়ে গেছে",
    ],
)
def test_words_after_a_complaint_are_offered_to_it_and_join_it(phone: Phone, words: str) -> None:
    complain(phone)
    said = phone.says(words)
    assert JOIN in said or "shall I add this to it?" in said
    assert "রাস্তাঘাট" in said or "Roads" in said
    assert f"“{words}”" in said
    phone.says("1")
    assert told(phone)[0].endswith(f"\n{words}")


@pytest.mark.parametrize("file", [PHOTO, VOICE])
def test_a_file_after_a_complaint_joins_it(phone: Phone, file: ArrivedFile) -> None:
    before = files(phone)
    complain(phone)
    assert JOIN in phone.says("", file)
    phone.says("1")
    assert files(phone) == (before[0] + 1, before[1])


def test_a_file_after_a_certificate_joins_it(phone: Phone) -> None:
    complain(phone)
    phone.village.clock.advance(timedelta(hours=2))
    before = files(phone)
    ask_certificate(phone)
    said = phone.says("hospital slip", PHOTO)
    assert JOIN in said
    assert "CERT-" in said or "CRT-" in said or "সার্টিফিকেট" in said
    assert "অভিযোগ হিসেবে" not in said
    phone.says("1")
    assert files(phone) == (before[0], before[1] + 1)


def test_of_several_all_are_listed_with_something_else(phone: Phone) -> None:
    complain(phone)
    suggest(phone)
    said = phone.says("আর ওখানে রাতে আলোও জ্বলে না")
    assert WHICH in said
    assert said.index("পরামর্শ") < said.index("রাস্তাঘাট")
    assert "৩. অন্য কিছু" in said
    phone.says("2")
    assert any(each.endswith("আলোও জ্বলে না") and "গর্ত" in each for each in told(phone))


def test_nothing_is_lost_on_a_no(phone: Phone) -> None:
    complain(phone)
    words = "স্কুলের কলে জল নেই তিন দিন"
    phone.says(words)
    said = phone.says("2")
    assert "অভিযোগ হিসেবে" in said
    assert f"“{words}”" in said
    assert "কী বিষয়ে?" in phone.says("1")


def test_what_comes_in_pieces_is_joined_whole(phone: Phone) -> None:
    complain(phone)
    phone.says("আর একটা কথা বলার ছিল")
    said = phone.says("রাতে আলোও জ্বলে না ওখানে", after=timedelta(seconds=3))
    assert "আর একটা কথা বলার ছিল" in said
    assert "রাতে আলোও জ্বলে না ওখানে" in said
    phone.says("1")
    assert "আর একটা কথা বলার ছিল\nরাতে আলোও জ্বলে না ওখানে" in told(phone)[0]


@pytest.mark.parametrize(
    "words", ["ধন্যবাদ", "ok", "hi", "হ্যাঁ", "না", "৫", "income certificate lagbe", "ট্রেড লাইসেন্স", "menu", "ফোন"]
)
def test_thanks_greetings_numbers_and_other_services_are_not_offered(phone: Phone, words: str) -> None:
    complain(phone)
    said = phone.says(words)
    assert JOIN not in said
    assert WHICH not in said


def test_after_an_hour_nothing_is_offered(phone: Phone) -> None:
    complain(phone)
    phone.village.clock.advance(timedelta(minutes=61))
    assert JOIN not in phone.says("আর ওখানে রাতে আলোও জ্বলে না")


def test_nothing_is_offered_to_what_was_taken_back(phone: Phone) -> None:
    complain(phone)
    phone.says("status")
    for said in ("তুলে নিন", "১"):
        phone.says(said)
    assert JOIN not in phone.says("আর ওখানে রাতে আলোও জ্বলে না")


def test_what_was_opened_again_is_named_and_not_called_just_filed(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000101")
    phone.says("hi")
    phone.says("ঠিক হয়নি")
    phone.says("1")
    phone.says("আর কিছু না")
    said = phone.says("জল এখনও ঘোলা আসছে কল থেকে")
    assert "পানীয় জল" in said
    assert "এইমাত্র" not in said
    phone.says("1")
    with village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        again = next(each for each in own if each.state == State.REOPENED)
        assert again.description.endswith("জল এখনও ঘোলা আসছে কল থেকে")


def test_what_somebody_else_filed_is_nobody_elses(phone: Phone, village: Village) -> None:
    complain(phone)
    other = village.phone("whatsapp:+910000000106")
    other.says("hi")
    assert JOIN not in other.says("আর ওখানে রাতে আলোও জ্বলে না")


def test_the_office_remembers_what_was_added(phone: Phone) -> None:
    complain(phone)
    phone.says("আর ওখানে রাতে আলোও জ্বলে না")
    phone.says("1")
    with phone.village.open_office() as office:
        assert "grievance.added" in office.session.scalars(select(Event.what)).all()
