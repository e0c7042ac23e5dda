"""A request is put right by whoever asked for it and by the office, in the one part that is meant, until it is decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from panchayat.certificates.requests import Request
from panchayat.models import Certificate
from tests.flows.phones import PHOTO, Phone, Village

ASSISTANT, PRADHAN, CITIZEN = (f"whatsapp:+910000000{number}" for number in (202, 201, 105))
HEIRS = "রিনা মাহাতো, স্ত্রী\nঅমিত মাহাতো"


@pytest.fixture
def number(village: Village) -> str:
    """A request for a legal heir certificate in Helencha."""
    with village.open_office() as office:
        contact = office.contacts.at("whatsapp", CITIZEN)
        assert contact
        request = Request(
            kind="legal_heir",
            name="নমুনা মালতী মাহাতো",
            parent="নমুনা হরি মাহাতো",
            kin="father",
            address="বটতলা, হেলেঞ্চা",
            purpose="ব্যাঙ্কের কাজ",
            fields={"deceased": "নমুনা রাম মাহাতো", "died_on": "2026-05-14", "heirs": HEIRS},
        )
        return office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, request).number


@pytest.fixture
def citizen(village: Village, number: str) -> Phone:
    del number
    return greeted(village, CITIZEN)


@pytest.fixture
def officer(village: Village, number: str) -> Phone:
    del number
    return greeted(village, ASSISTANT)


def greeted(village: Village, address: str) -> Phone:
    phone = village.phone(address)
    phone.says("hi")
    return phone


def seen(village: Village, number: str) -> Certificate:
    with village.open_office() as office:
        found = office.certificates.by_number(number)
        assert found
        return found


def asks(officer: Phone, number: str, *said: str) -> str:
    for text in (number, "আরও তথ্য চাই", *said):
        read = officer.says(text)
    return read


def test_what_is_asked_about_a_part_is_put_there_and_both_are_seen(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    assert "জানতে চাওয়া হয়েছে" in asks(officer, number, "মৃত্যুর তারিখ", "তারিখটা সার্টিফিকেটের সঙ্গে মিলছে না")
    assert "মৃত্যুর তারিখ\nতারিখটা সার্টিফিকেটের সঙ্গে মিলছে না" in "".join(citizen.reads())
    assert "মৃত্যুর তারিখ\nএখন লেখা আছে: ১৪ মে ২০২৬" in citizen.says("অবস্থা")
    assert "আগে ছিল: ১৪ মে ২০২৬\nএখন হবে: ১২ মে ২০২৬" in citizen.says("12-05-2026")
    assert "অফিসে জানিয়ে দিয়েছি" in citizen.says("হ্যাঁ")
    certificate = seen(village, number)
    assert (certificate.state, certificate.details["fields"]["died_on"]) == ("UNDER_REVIEW", "2026-05-12")
    assert "মৃত্যুর তারিখ (বদলানো হয়েছে): ১৪ মে ২০২৬ → ১২ মে ২০২৬" in "".join(officer.reads())
    assert "১৪ মে ২০২৬ → ১২ মে ২০২৬" in officer.says(number)
    assert "১৪ মে ২০২৬ → ১২ মে ২০২৬" in citizen.says("অবস্থা")


def test_words_about_a_part_need_not_be_what_shall_stand_there(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    asks(officer, number, "ঠিকানা", "কোন বাড়ি?")
    citizen.says("অবস্থা")
    assert "এখন হবে: মন্দিরের পাশের হলুদ বাড়ি" in citizen.says("মন্দিরের পাশের হলুদ বাড়ি")
    assert "অফিসে জানিয়ে দিয়েছি" in citizen.says("না, এটা শুধু উত্তর")
    assert seen(village, number).details["address"] == "বটতলা, হেলেঞ্চা"
    assert "মন্দিরের পাশের হলুদ বাড়ি" in "".join(officer.reads())


def test_that_it_is_right_as_it_is_is_an_answer(village: Village, number: str, citizen: Phone, officer: Phone) -> None:
    asks(officer, number, "নাম", "পুরো নাম?")
    citizen.says("অবস্থা")
    assert "অফিসে জানিয়ে দিয়েছি" in citizen.says("ঠিকই আছে")
    assert seen(village, number).state == "UNDER_REVIEW"
    assert "ঠিকই আছে" in "".join(officer.reads())


def test_a_yes_to_its_being_brought_home_is_a_yes_to_that(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    asks(officer, number, "বাড়িতে পৌঁছানো", "কাগজ কি বাড়িতে দেব?")
    citizen.says("অবস্থা")
    assert "সবাই চেনেন" in citizen.says("হ্যাঁ, দিন")
    for text in ("স্কুলের পাশে", "সকাল", "হ্যাঁ, বদলে দিন"):
        citizen.says(text)
    certificate = seen(village, number)
    assert (certificate.state, (certificate.delivery or {})["slot"]) == ("UNDER_REVIEW", "morning")


def test_whoever_answers_later_is_asked_no_further(citizen: Phone, officer: Phone, number: str) -> None:
    asks(officer, number, "নাম", "পুরো নাম?")
    citizen.says("অবস্থা")
    assert "পরে উত্তর" in citizen.says("পরে জানাব")


def test_a_photo_answers_what_is_asked_about_a_part(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    asks(officer, number, "পরিচয়পত্র", "কার্ডের ছবি দিন")
    citizen.says("অবস্থা")
    citizen.says("", PHOTO)
    citizen.says("১")
    assert seen(village, number).state == "UNDER_REVIEW"


def test_a_list_that_is_asked_about_goes_on_where_it_stood(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    asks(officer, number, "ওয়ারিশদের তালিকা", "মেয়ের নাম নেই")
    citizen.says("অবস্থা")
    assert "৩. মেয়ে মিতা মাহাতো" in citizen.says("মেয়ে মিতা মাহাতো")
    assert "এখন হবে: রিনা মাহাতো, স্ত্রী; অমিত মাহাতো; মেয়ে মিতা মাহাতো" in citizen.says("আর কেউ নেই")
    citizen.says("১")
    assert seen(village, number).details["fields"]["heirs"] == f"{HEIRS}\nমেয়ে মিতা মাহাতো"


def test_without_a_part_it_is_words_as_ever(village: Village, number: str, citizen: Phone, officer: Phone) -> None:
    asks(officer, number, "শ্মশানের রসিদ পাঠান")
    assert "শ্মশানের রসিদ পাঠান" in citizen.says("অবস্থা")
    assert "এটা কি আপনার উত্তর?\n“রসিদ হারিয়ে গেছে”" in citizen.says("রসিদ হারিয়ে গেছে")
    assert "অফিসে জানিয়ে দিয়েছি" in citizen.says("1")
    assert seen(village, number).details["fields"]["heirs"] == HEIRS


def test_what_comes_within_the_hour_after_an_answer_is_offered_to_it(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    village.clock.advance(timedelta(hours=5))
    asks(officer, number, "শ্মশানের রসিদ পাঠান")
    citizen.says("অবস্থা")
    citizen.says("রসিদ হারিয়ে গেছে")
    citizen.says("1")
    village.clock.advance(timedelta(minutes=50))
    for words in ("থানায় ডায়েরি করেছি তার কাগজ আছে", "আর একটা কথা বলা হয়নি"):
        said = citizen.says(words)
        assert "এটা কি এর সঙ্গে জুড়ে দেব?" in said
        assert "CRT-" in said
        assert "জুড়ে দিয়েছি" in citizen.says("1")
    village.clock.advance(timedelta(hours=1))
    assert "জুড়ে দেব?" not in citizen.says("থানায় ডায়েরি করেছি তার কাগজ আছে")


def test_whoever_asked_for_it_changes_a_part_of_themselves(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    citizen.says("অবস্থা")
    assert "৩. ঠিকানা: বটতলা, হেলেঞ্চা" in citizen.says("বদলান")
    citizen.says("৩")
    assert "আগে ছিল: বটতলা, হেলেঞ্চা\nএখন হবে: বাজারপাড়া, হেলেঞ্চা" in citizen.says("বাজারপাড়া, হেলেঞ্চা")
    assert "বদলে দিয়েছি" in citizen.says("বদলে দিন")
    certificate = seen(village, number)
    assert (certificate.state, certificate.details["address"]) == ("REQUESTED", "বাজারপাড়া, হেলেঞ্চা")
    assert "ঠিকানা (বদলানো হয়েছে): বটতলা, হেলেঞ্চা → বাজারপাড়া, হেলেঞ্চা" in "".join(officer.reads())
    assert "১৮ নভেম্বর ২০২৬: ঠিকানা (বদলানো হয়েছে)" in officer.says(number)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("ঠিকানা ভুল আছে", "পুরো ঠিকানা"),
        ("amar naam ta bhul", "পুরো নাম"),
        ("wrong date of death", "মৃত্যুর তারিখ"),
        ("ভুল হয়েছে", "কোনটা বদলাবেন"),
        ("ঠিকানা বদলাতে হবে", "পুরো ঠিকানা"),
        ("thikana ta change korte chai", "পুরো ঠিকানা"),
        ("amar babar nam bhul ache", "কোনটা বদলাবেন"),
        ("नाम गलत है", "পুরো নাম"),
        ("ekta kagoj dite bhule gechi", "জুড়ে দেব"),
    ],
)
def test_a_mistake_that_is_told_of_leads_to_its_part(citizen: Phone, said: str, asked: str) -> None:
    citizen.says("অবস্থা")
    assert asked in citizen.says(said)


def test_no_change_stays_no_change(village: Village, number: str, citizen: Phone) -> None:
    for text in ("অবস্থা", "বদলান", "নাম", "নমুনা মালতী দাস"):
        citizen.says(text)
    assert "যেমন ছিল তেমনই রইল" in citizen.says("যেমন আছে থাক")
    assert seen(village, number).details["name"] == "নমুনা মালতী মাহাতো"


def test_the_office_puts_a_part_right_and_says_so(
    village: Village, number: str, citizen: Phone, officer: Phone
) -> None:
    for text in (number, "ঠিক করি", "বাবা", "পিতা নমুনা হরিপদ মাহাতো"):
        said = officer.says(text)
    assert "আগে ছিল: পিতা: নমুনা হরি মাহাতো\nএখন হবে: পিতা: নমুনা হরিপদ মাহাতো" in said
    assert "আগের লেখাও রাখা আছে" in officer.says("বদলে দিন")
    assert seen(village, number).details["parent"] == "নমুনা হরিপদ মাহাতো"
    told = "".join(citizen.reads())
    assert "(অফিস বদলেছে): পিতা: নমুনা হরি মাহাতো → পিতা: নমুনা হরিপদ মাহাতো" in told


def test_what_is_decided_is_not_changed_and_it_is_said_where_to_turn(
    village: Village, number: str, citizen: Phone
) -> None:
    for text in ("অবস্থা", "বদলান", "নাম", "নমুনা মালতী দাস"):
        citizen.says(text)
    with village.open_office() as office:
        office.certificate_desk.approve(number, office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-201"))
    assert "আর কিছু বদলানো যাবে না" in citizen.says("বদলে দিন")
    assert seen(village, number).details["name"] == "নমুনা মালতী মাহাতো"
    assert "আর কিছু বদলানো যাবে না" in citizen.says("অবস্থা")
