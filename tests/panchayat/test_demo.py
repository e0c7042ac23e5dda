from __future__ import annotations

from phonenumbers import is_valid_number, parse
from sqlalchemy import select

from panchayat.database import Database
from panchayat.demo import demo_people, load_demo
from panchayat.models import Contact, Office, Person, Staff
from tests.panchayat.conftest import Samples

SAYS_SO = {"bn": "নমুনা ", "en": "Sample ", "hi": "नमूना "}


def test_the_samples_are_loaded_only_into_an_office_that_is_empty(samples: Samples) -> None:
    with samples.open_office() as office:
        before = demo_people(office)
        assert not load_demo(office)
        assert demo_people(office) == before


def test_everybody_and_every_office_in_the_samples_reads_as_a_sample(samples: Samples) -> None:
    with samples.open_office() as office:
        named = [*office.offices.all(), *office.session.scalars(select(Person))]
        assert [
            each.names for each in named if any(not each.names[bn].startswith(it) for bn, it in SAYS_SO.items())
        ] == []


def test_no_sample_person_can_be_called(samples: Samples) -> None:
    with samples.open_office() as office:
        people = demo_people(office)
    addresses = [entry["address"] for entry in people["citizens"] + people["officers"]]
    assert len(addresses) == len(set(addresses)) == 10
    assert not any(is_valid_number(parse(address.removeprefix("whatsapp:"))) for address in addresses)


def test_the_citizens_show_every_case(samples: Samples) -> None:
    with samples.open_office() as office:
        citizens = demo_people(office)["citizens"]
        states = {
            grievance.state
            for each in citizens
            for number in each["grievances"]
            if (grievance := office.grievances.by_number(number))
        }
    assert [len(each["permits"]) for each in citizens] == [1, 2, 2, 0, 0]
    assert [each["language"] for each in citizens] == ["bn", "bn", "en", "hi", "bn"]
    assert states == {"SUBMITTED", "UNDER_PROCESS", "FORWARDED", "NEEDS_INFO", "RESOLVED", "REJECTED"}
    assert all(each["office"] for each in citizens)


def test_every_office_has_somebody_who_signs(samples: Samples) -> None:
    with samples.open_office() as office:
        signing = select(Office.code).join(Staff, Staff.office_id == Office.id).where(Staff.role == "signatory")
        assert sorted(office.session.scalars(signing)) == ["SAMPLE-01", "SAMPLE-02", "SAMPLE-03"]


def test_a_database_without_the_samples_has_nobody_to_try(database: Database) -> None:
    with database.open_office() as office:
        assert not any(demo_people(office).values())


def test_a_stranger_at_the_address_of_a_sample_is_not_taken_for_the_sample(database: Database) -> None:
    with database.open_office() as office:
        office.session.add(
            Contact(
                channel="whatsapp", address="whatsapp:+910000000101", language="bn", state={}, created_at=office.now
            )
        )
        assert demo_people(office)["citizens"] == []
