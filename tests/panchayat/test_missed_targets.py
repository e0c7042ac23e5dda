"""What was not decided by its day is told before anybody asks, once: to whoever waits, and to who has to decide."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select, update

from panchayat.certificates.requests import Request
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models import Application, Certificate, Grievance, Outbox, Staff
from panchayat.models.application_states import Kind, Stage
from panchayat.models.grievance_states import State
from panchayat.registers.applications import Entry
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

CITIZEN, ASSISTANT, PRADHAN = "+910000000105", "+910000000202", "+910000000201"
#: Asked for on Wednesday 18 November 2026. Out are two Sundays and Guru Nanak's birthday, the 24th.
TARGET, NEXT_DAY = date(2026, 11, 27), date(2026, 11, 28)
REQUEST = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা, হেলেঞ্চা", "চাকরি")


@pytest.fixture(autouse=True)
def _only_what_the_test_files(samples: Samples) -> None:
    """The samples have been waiting for years by the calendar of these tests."""
    with samples.open_office() as office:
        for kind in (Certificate, Application, Grievance):
            office.session.execute(update(kind).values(target_on=date(2030, 1, 1)))


def told(office: FrontOffice, mobile: str, notice: str) -> list[dict[str, Any]]:
    rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == office.contacts.at_mobile(mobile)))
    return [each for row in rows if (each := row.payload["params"]).get("notice") == notice]


def certificate(samples: Samples) -> str:
    with samples.open_office() as office:
        filed = office.certificates.file(office.offices.by_code("SAMPLE-01").id, samples.citizen(office), REQUEST)
        assert filed.target_on == TARGET
        return filed.number


def application(samples: Samples, stage: Stage = Stage.RECEIVED) -> None:
    names = {"bn": "নমুনা", "en": "Sample", "hi": "नमूना"}
    entry = Entry("BP/1", Kind.PERMIT, CITIZEN, names, names, TARGET, stage, TARGET, missing=names)
    with samples.open_office() as office:
        office.applications.enter(office.offices.by_code("SAMPLE-01").id, entry)


def suggestion(samples: Samples) -> str:
    with samples.open_office() as office:
        return office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            samples.citizen(office),
            kind="suggestion",
            category_key="roads",
            description="রাস্তার ধারে গাছ লাগান।",
            place="বটতলা",
            pin=None,
            media_ids=[],
        ).number


def tick(samples: Samples, clock: SettableClock, day: date) -> int:
    clock.now = datetime.combine(day, time(9), IST).astimezone(UTC)
    with samples.open_office() as office:
        return office.missed_targets.tell(100)


def test_nothing_is_late_on_the_day_itself(samples: Samples, clock: SettableClock) -> None:
    certificate(samples)
    assert tick(samples, clock, TARGET) == 0
    assert tick(samples, clock, NEXT_DAY) == 1


@pytest.mark.parametrize("filed", [certificate, application, suggestion])
def test_a_missed_target_is_told_once_to_the_citizen_and_to_the_office(
    samples: Samples, clock: SettableClock, filed: Any
) -> None:
    filed(samples)
    assert [tick(samples, clock, day) for day in (NEXT_DAY, NEXT_DAY, date(2026, 12, 20))] == [1, 0, 0]
    with samples.open_office() as office:
        (news,) = told(office, CITIZEN, "target_missed")
        assert news["missed"] == TARGET.isoformat()
        assert len(told(office, ASSISTANT, "staff_target_missed")) == 1
        assert told(office, PRADHAN, "staff_target_missed") == []


def test_what_was_missed_is_told_some_at_a_time_and_the_oldest_first(samples: Samples, clock: SettableClock) -> None:
    numbers = [certificate(samples) for _time in range(3)]
    clock.now = datetime.combine(NEXT_DAY, time(9), IST).astimezone(UTC)
    with samples.open_office() as office:
        office.session.execute(
            update(Certificate).where(Certificate.number == numbers[2]).values(target_on=date(2026, 11, 20))
        )
    missed = []
    for _tick in range(3):
        with samples.open_office() as office:
            office.missed_targets.tell(2)
            missed.append(sorted(each["missed"] for each in told(office, CITIZEN, "target_missed")))
    assert missed == [["2026-11-20", "2026-11-27"], *[["2026-11-20", "2026-11-27", "2026-11-27"]] * 2]


def test_a_target_that_was_put_off_and_missed_again_is_told_again(samples: Samples, clock: SettableClock) -> None:
    application(samples)
    assert tick(samples, clock, NEXT_DAY) == 1
    with samples.open_office() as office:
        office.session.execute(
            update(Application).where(Application.reference == "BP/1").values(target_on=date(2026, 12, 1))
        )
    assert [tick(samples, clock, day) for day in (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3))] == [0, 1, 0]
    with samples.open_office() as office:
        assert len(told(office, CITIZEN, "target_missed")) == 2


def test_whoever_is_asked_for_something_is_not_told_that_the_office_is_late(
    samples: Samples, clock: SettableClock
) -> None:
    asked, proposed = certificate(samples), suggestion(samples)
    application(samples, Stage.NEEDS_INFO)
    with samples.open_office() as office:
        officer = office.session.scalars(select(Staff).where(Staff.mobile == ASSISTANT)).one()
        office.certificate_desk.ask(asked, officer, "রেশন কার্ডের ছবি পাঠান।")
        office.grievances.move(proposed, State.UNDER_PROCESS)
        office.grievances.move(proposed, State.NEEDS_INFO, note="কোথায়?")
    assert tick(samples, clock, NEXT_DAY) == 0


def test_what_is_decided_is_not_late(samples: Samples, clock: SettableClock) -> None:
    number, proposed = certificate(samples), suggestion(samples)
    application(samples, Stage.GRANTED)
    with samples.open_office() as office:
        officer = office.session.scalars(select(Staff).where(Staff.mobile == ASSISTANT)).one()
        office.certificate_desk.approve(number, officer)
        office.grievances.move(proposed, State.REJECTED, note="জমি নেই।")
    assert tick(samples, clock, NEXT_DAY) == 0


def test_whoever_works_on_it_and_whoever_answers_for_the_office_are_both_told(
    samples: Samples, clock: SettableClock
) -> None:
    number = certificate(samples)
    with samples.open_office() as office:
        office.certificate_desk.claim(
            number, office.session.scalars(select(Staff).where(Staff.mobile == PRADHAN)).one()
        )
    tick(samples, clock, NEXT_DAY)
    with samples.open_office() as office:
        assert [len(told(office, each, "staff_target_missed")) for each in (PRADHAN, ASSISTANT)] == [1, 1]


def test_an_officer_who_stands_in_for_a_villager_is_told_as_an_officer_alone(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        officer = office.session.scalars(select(Staff).where(Staff.mobile == ASSISTANT)).one()
        own = office.contacts.at_mobile(ASSISTANT)
        office.certificates.file(officer.office_id, own, REQUEST, filed_by=officer)
    tick(samples, clock, NEXT_DAY)
    with samples.open_office() as office:
        assert told(office, ASSISTANT, "target_missed") == []
        assert len(told(office, ASSISTANT, "staff_target_missed")) == 1


def test_a_complaint_goes_up_instead(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        samples.file(office)
    assert tick(samples, clock, NEXT_DAY) == 0


def test_what_was_missed_long_ago_is_no_news(samples: Samples, clock: SettableClock) -> None:
    certificate(samples)
    assert tick(samples, clock, date(2027, 6, 1)) == 0
