"""Complaints on the phones of those who answer for them, and what is kept from everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.models import AccessCode, Grievance, GrievanceEvidence, Outbox, Staff
from tests.flows.phones import PHOTO, VOICE, Phone, Village

ASSISTANT, PRADHAN, SACHIB, ELSEWHERE = (f"whatsapp:+910000000{number}" for number in (202, 201, 211, 204))
CITIZEN = "whatsapp:+910000000105"


def phone(village: Village, address: str) -> Phone:
    speaking = village.phone(address)
    speaking.says("hi")
    speaking.reads()
    return speaking


def complain(village: Village, category: str = "রাস্তাঘাট", *files: object, what: str = "রাস্তায় বড় গর্ত") -> str:
    citizen = phone(village, CITIZEN)
    citizen.says("১")
    citizen.says(category)
    citizen.says(what, *files)  # type: ignore[arg-type]
    citizen.says("বটতলা")
    citizen.says("জমা দিন")
    with village.open_office() as office:
        contact = citizen.contact(office)
        return office.grievances.of(contact.id)[0].number


def test_an_officer_reads_a_complaint_of_the_own_office_and_its_citizen_is_sent_no_code(village: Village) -> None:
    number, officer = complain(village), phone(village, ASSISTANT)
    assert "রাস্তায় বড় গর্ত" in officer.says(number)
    with village.open_office() as office:
        assert not office.session.scalars(select(AccessCode)).all()


def test_whoever_has_filed_it_sees_it_as_a_citizen_also_on_the_staff(village: Village) -> None:
    officer = phone(village, ASSISTANT)
    for text in ("১", "হেলেঞ্চা", "রাস্তাঘাট", "রাস্তায় বড় গর্ত", "বটতলা", "জমা দিন"):
        officer.says(text)
    with village.open_office() as office:
        number = office.grievances.of(officer.contact(office).id)[0].number
    assert "আরও কিছু জানান" in officer.says(number)


def test_an_officer_of_another_office_is_asked_for_the_citizens_code_as_anybody_is(village: Village) -> None:
    number, stranger = complain(village), phone(village, ELSEWHERE)
    said = stranger.says(number)
    assert "কোড পাঠাব" in said
    assert "গর্ত" not in said


@pytest.mark.parametrize("address", [ASSISTANT, PRADHAN, SACHIB])
def test_to_the_office_that_a_complaint_is_about_there_is_none_of_its_number(village: Village, address: str) -> None:
    number, officer = complain(village, "অফিসে দেরি বা অবহেলা"), phone(village, address)
    for text in (number, "আমার কাজ", number):
        said = officer.says(text)
        assert "কোড পাঠাব" not in said
        assert "বটতলা" not in said
        assert "অফিসে দেরি" not in said
    with village.open_office() as office:
        assert not office.session.scalars(select(AccessCode)).all()


def test_news_that_waited_is_not_told_once_the_complaint_has_gone_past_the_office(village: Village) -> None:
    number = complain(village)
    with village.open_office() as office:
        found = office.grievances.by_number(number)
        assert found
        office.grievances.add(number, found.contact_id, words="কাকলি দিদি ঘুষ চেয়েছেন।", media_ids=[])
    assert all("বটতলা" not in said for said in village.phone(ASSISTANT).reads())


def test_news_that_waited_is_not_told_to_whoever_has_left_or_of_what_is_closed(village: Village) -> None:
    first, second = complain(village), complain(village, what="আলো জ্বলে না")
    with village.open_office() as office:
        found = office.grievances.by_number(second)
        assert found
        office.grievances.withdraw(second, found.contact_id)
    (told,) = village.phone(ASSISTANT).reads()
    assert "রাস্তায় বড় গর্ত" in told
    third = complain(village, what="নর্দমা উপচে পড়ছে")
    with village.open_office() as office:
        for each in office.session.scalars(select(Staff).where(Staff.mobile == "+910000000202")):
            each.left_on = office.today
    assert village.phone(ASSISTANT).reads() == []
    former = phone(village, ASSISTANT)
    for number in (first, third):
        assert "গর্ত" not in former.says(number)


def test_news_is_over_when_the_next_level_has_it(village: Village) -> None:
    number = complain(village)
    with village.open_office() as office:
        rows = [row.payload["params"] for row in office.session.scalars(select(Outbox))]
        found = office.grievances.by_number(number)
        assert found
        assert found.escalates_on
        (told,) = (each for each in rows if each.get("notice") == "grievance_for_staff")
        assert told["until"].startswith(found.escalates_on.isoformat())


def test_the_photos_and_the_voice_come_one_by_one(village: Village) -> None:
    officer = phone(village, ASSISTANT)
    complain(village, "রাস্তাঘাট", PHOTO, VOICE)
    assert "ছবি ১টি, ভয়েস মেসেজ ১টি" in "".join(officer.reads())
    assert "২টি ফাইল এখনও এসে পৌঁছায়নি" in officer.says("২")
    with village.open_office() as office:
        for media_id in office.session.scalars(select(GrievanceEvidence.media_id)):
            office.media.fetched(media_id, content_hash="0" * 64, size=3, content_type="image/jpeg")
    said = officer.says("সব ফাইল দেখি")
    assert "পাঠাচ্ছি: ২" in said
    assert "১/২" in said
    assert "২/২" in said


def test_a_long_list_is_leafed_through(village: Village) -> None:
    for place in range(12):
        complain(village, what=f"রাস্তায় গর্ত নম্বর {place}")
    officer = phone(village, ASSISTANT)
    officer.says("আমার কাজ")
    first = officer.says("অভিযোগ")
    assert "১০. আরও দেখান" in first
    second = officer.says("১০")
    assert "১. রাস্তাঘাট, বটতলা" in second
    assert "রাস্তায় গর্ত" in officer.says("১")


def test_a_place_on_the_map_can_be_tapped(village: Village) -> None:
    number, officer = complain(village), phone(village, ASSISTANT)
    with village.open_office() as office:
        for each in office.session.scalars(select(Grievance).where(Grievance.number == number)):
            each.pin = "23.18,88.86"
    village.clock.advance(timedelta(minutes=1))
    assert "https://maps.google.com/?q=23.18,88.86" in officer.says(number)
