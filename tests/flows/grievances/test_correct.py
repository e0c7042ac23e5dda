"""What a complaint is about, and where, can be put right until somebody takes it up; after that it is added."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.grievances.history import NoSuchGrievance
from panchayat.models import Event, Grievance, Outbox, Paper
from panchayat.models.grievance_states import State
from tests.flows.phones import Phone, Village

FIX, LABEL = "কিছু ঠিক করব", "ভুল ঠিক করব"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has just complained of a road."""
    phone = village.phone("whatsapp:+910000000105")
    for said in ("hi", "১", "রাস্তাঘাট", "বটতলার সামনে রাস্তায় বড় গর্ত", "বটতলা মোড়", "১"):
        phone.says(said)
    return phone


def filed(phone: Phone) -> Grievance:
    with phone.village.open_office() as office:
        return office.grievances.of(phone.contact(office).id)[0]


def filed_id(office: FrontOffice, phone: Phone) -> UUID:
    return office.grievances.of(phone.contact(office).id)[0].id


def see(phone: Phone) -> str:
    return phone.says("status")


def take_up(phone: Phone) -> None:
    number = filed_number(phone)
    with phone.village.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
    phone.reads()


def filed_number(phone: Phone) -> str:
    with phone.village.open_office() as office:
        return office.grievances.of(phone.contact(office).id)[0].number


def test_the_place_is_put_right_with_what_stood_there_before(phone: Phone) -> None:
    assert LABEL in see(phone)
    phone.says(FIX)
    phone.says("জায়গা")
    said = phone.says("শিবতলা মোড়")
    assert "জায়গা: শিবতলা মোড়" in said
    assert "আগে ছিল: বটতলা মোড়" in said
    assert filed(phone).place == "বটতলা মোড়"
    said = phone.says("1")
    assert "ঠিক করে দিয়েছি" in said
    assert "রসিদ (PDF)" in said
    with phone.village.open_office() as office:
        receipts = select(Paper).where(Paper.kind == "acknowledgement", Paper.subject_id == filed_id(office, phone))
        assert sorted(each.facts["place"] for each in office.session.scalars(receipts)) == ["বটতলা মোড়", "শিবতলা মোড়"]
    assert filed(phone).place == "শিবতলা মোড়"
    assert "আগে ছিল: বটতলা মোড়" in filed(phone).description
    assert "আবেদনকারী ঠিক করেছেন" in see(phone)


def test_another_subject_has_its_own_department_and_target_from_the_day_of_filing(phone: Phone) -> None:
    before = filed(phone)
    see(phone)
    phone.says("ঠিক করব")
    phone.says("বিষয়")
    phone.says("পানীয় জল")
    said = phone.says("হ্যাঁ")
    after = filed(phone)
    assert "দায়িত্বে:" in said
    assert (after.category_id, after.department_id) != (before.category_id, before.department_id)
    assert after.state == State.SUBMITTED
    assert after.escalates_on is not None
    with phone.village.open_office() as office:
        days = office.offices.categories(after.office_id)
        water = next(each for each in days if each.id == after.category_id)
        assert water.key == "water"
        assert "grievance.corrected" in office.session.scalars(select(Event.what)).all()


def test_whoever_answers_for_it_is_told(phone: Phone) -> None:
    see(phone)
    for said in (FIX, "1", "শিবতলা মোড়", "1"):
        phone.says(said)
    with phone.village.open_office() as office:
        told = [each.payload["params"].get("news") for each in office.session.scalars(select(Outbox))]
        assert "corrected" in told


def test_a_no_changes_nothing(phone: Phone) -> None:
    see(phone)
    for said in (FIX, "1", "শিবতলা মোড়"):
        phone.says(said)
    assert "তেমনই রইল" in phone.says("2")
    assert filed(phone).place == "বটতলা মোড়"


def test_words_are_added_as_ever(phone: Phone) -> None:
    see(phone)
    phone.says(FIX)
    phone.says("বিবরণ")
    phone.says("গর্তটা তিন ফুট গভীর")
    assert filed(phone).description.endswith("\nগর্তটা তিন ফুট গভীর")


def test_what_is_taken_up_is_no_longer_put_right(phone: Phone) -> None:
    take_up(phone)
    assert LABEL not in see(phone)


def test_what_is_taken_up_meanwhile_is_added(phone: Phone) -> None:
    see(phone)
    for said in (FIX, "1", "শিবতলা মোড়"):
        phone.says(said)
    take_up(phone)
    assert "জুড়ে দিয়েছি" in phone.says("1")
    assert filed(phone).place == "বটতলা মোড়"
    assert "শিবতলা মোড়" in filed(phone).description


def test_a_subject_that_is_the_office_goes_past_it(phone: Phone) -> None:
    see(phone)
    for said in (FIX, "2", "অফিসে দেরি বা অবহেলা"):
        phone.says(said)
    assert "উপরের দফতরে" in phone.says("1")
    assert filed(phone).bypasses_office
    assert filed(phone).level == 1


def test_nobody_puts_right_what_somebody_else_has_filed(phone: Phone, village: Village) -> None:
    number = filed_number(phone)
    other = village.phone("whatsapp:+910000000101")
    other.says("hi")
    with village.open_office() as office, pytest.raises(NoSuchGrievance):
        office.corrections.correct(number, other.contact(office).id, note="x", place="y")
