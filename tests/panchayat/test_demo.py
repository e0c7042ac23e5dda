from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from phonenumbers import is_valid_number, parse
from sqlalchemy import func, select

from panchayat.core.months import FinancialYear, months_later
from panchayat.database import Database
from panchayat.demo.loading import load_demo
from panchayat.demo.people import demo_people
from panchayat.demo.placeholders import NoSuchPlaceholder, fill
from panchayat.imports import parse_csv
from panchayat.models import (
    Application,
    Certificate,
    Event,
    Holiday,
    Office,
    OfficeNotice,
    Outbox,
    PaySlip,
    Permit,
    Person,
    Staff,
    TradeNoc,
)
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.stand_in.people import known

pytestmark = pytest.mark.slow

SAYS_SO = {"bn": "নমুনা ", "en": "Sample ", "hi": "नमूना "}


def test_the_samples_are_loaded_only_into_an_office_that_is_empty(samples: Samples) -> None:
    with samples.open_office() as office:
        before = demo_people(office)
        assert not load_demo(office)
        assert demo_people(office) == before


def test_everybody_and_every_office_and_trade_in_the_samples_reads_as_a_sample(samples: Samples) -> None:
    with samples.open_office() as office:
        papers = [*office.session.scalars(select(Permit)), *office.session.scalars(select(TradeNoc))]
        named = [
            *(each.names for each in office.offices.all()),
            *(each.names for each in office.session.scalars(select(Person))),
            *(each.applicant for each in office.session.scalars(select(Application))),
            *(each.applicant if isinstance(each, Permit) else each.owner for each in papers),
            *(each.surveyor if isinstance(each, Permit) else each.trade_name for each in papers),
            *(names for each in papers for names in (each.parent, each.signatory)),
        ]
        assert [names for names in named if any(not names[bn].startswith(it) for bn, it in SAYS_SO.items())] == []


def test_no_sample_person_can_be_called(samples: Samples) -> None:
    with samples.open_office() as office:
        people = demo_people(office)
        mobiles = {
            mobile for model in (Staff, Permit, TradeNoc) for mobile in office.session.scalars(select(model.mobile))
        }
    addresses = {entry["address"] for each in people.values() for entry in each}
    assert len(addresses) == 22
    assert not any(is_valid_number(parse(mobile)) for mobile in mobiles)
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
    assert [len(each["permits"]) for each in citizens] == [1, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert [len(each["nocs"]) for each in citizens] == [1, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    languages = [each["language"] for each in citizens]
    assert languages == ["bn", "bn", "en", "hi", "bn", "bn", "en", "hi", "bn", "hi", "en", "bn"]
    assert states == {"SUBMITTED", "UNDER_PROCESS", "FORWARDED", "NEEDS_INFO", "RESOLVED", "REJECTED"}
    assert all(each["office"] for each in citizens)


def test_the_staff_are_listed_by_what_they_can_try(samples: Samples) -> None:
    with samples.open_office() as office:
        people = demo_people(office)
    officers = [(each["address"][-3:], each["role"]) for each in people["officers"]]
    assert officers == [("201", "officer"), ("202", "officer"), ("203", "officer"), ("204", "officer")]
    assert [each["address"][-3:] for each in people["coordinators"]] == ["205"]
    assert people["coordinators"][0]["ward"] == people["coordinators"][0]["office"] == "নমুনা বসিরহাট পৌরসভা, ওয়ার্ড ১২"
    employees = {each["employee_id"]: each for each in people["employees"]}
    assert len(employees) == 7
    assert {"SAMPLE-E-202", "SAMPLE-E-204"} < set(employees)
    assert all(len(each["pin"]) == 4 and each["pin"].isdecimal() for each in employees.values())
    assert set(employees["SAMPLE-E-202"]) == {"address", "name", "employee_id", "pin", "office"}


def test_every_office_has_somebody_who_signs(samples: Samples) -> None:
    with samples.open_office() as office:
        signing = select(Office.code).join(Staff, Staff.office_id == Office.id).where(Staff.signs)
        assert sorted(office.session.scalars(signing)) == ["SAMPLE-01", "SAMPLE-02", "SAMPLE-03"]


def test_the_nocs_show_every_standing(samples: Samples) -> None:
    with samples.open_office() as office:
        this_year = FinancialYear.of(office.today)
        nocs = {noc.certificate_no[-5:]: noc for noc in office.session.scalars(select(TradeNoc))}
        spans = {
            number: (FinancialYear.of(noc.valid_from).start - this_year.start, noc.valid_upto == this_year.last)
            for number, noc in nocs.items()
        }
        assert spans == {
            "T-014": (0, True),  # this year's
            "T-022": (0, False),  # three years
            "T-009": (-1, False),  # over
            "T-005": (-2, True),  # the last of three years
            "T-017": (-1, False),
        }
        assert nocs["T-009"].valid_upto < office.today
        assert [number for number, noc in nocs.items() if noc.revoked_at] == ["T-017"]


def test_the_applications_show_what_is_missing_and_why_not(samples: Samples) -> None:
    with samples.open_office() as office:
        applications = list(office.session.scalars(select(Application).order_by(Application.mobile)))
        assert [each.stage for each in applications] == ["SCRUTINY", "REJECTED", "FEE_DUE"]
        assert applications[0].missing
        assert office.applications.history(applications[1])[0].note
        assert all(each.target_on > each.applied_on for each in applications)


def test_the_certificates_show_what_a_coordinator_and_an_assistant_have_to_do(samples: Samples) -> None:
    with samples.open_office() as office:
        found = select(Office.code, Certificate.state).join(Certificate, Certificate.office_id == Office.id)
        states: dict[str, list[str]] = {}
        for code, state in office.session.execute(found.order_by(Certificate.state)):
            states.setdefault(code, []).append(state)
        assert states == {
            "SAMPLE-03": ["ISSUED", "NEEDS_INFO", "REQUESTED"],
            "SAMPLE-01": ["REJECTED", "UNDER_REVIEW"],
        }
        coordinator = office.staffing.answering(office.offices.by_code("SAMPLE-03").id)
        assert [each.role for each in coordinator] == ["coordinator"]
        waiting = office.certificate_desk.waiting([office.staffing.get(each.id) for each in coordinator])
        assert (waiting.new, waiting.overdue, waiting.all) == (1, 1, 3)


def test_one_permit_ends_within_a_month(samples: Samples) -> None:
    with samples.open_office() as office:
        soon = office.today + timedelta(days=30)
        ending = select(Permit.valid_upto).where(Permit.valid_upto.between(office.today, soon))
        assert list(office.session.scalars(ending)) == [office.today + timedelta(days=29)]


@pytest.mark.parametrize("day", ["2026-11-18", "2026-07-01", "2027-04-01", "2027-01-31", "2028-02-29"])
def test_two_years_of_pay_are_released_on_whatever_day_the_samples_are_loaded(
    database: Database, clock: SettableClock, day: str
) -> None:
    clock.now = datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC)
    with database.open_office() as office:
        load_demo(office)
        months = office.session.execute(
            select(PaySlip.staff_id, func.min(PaySlip.month), func.max(PaySlip.month), func.count()).group_by(
                PaySlip.staff_id
            )
        ).all()
        first = office.today.replace(day=1)
        assert {tuple(row)[1:] for row in months} == {(months_later(first, -25), months_later(first, -1), 25)}
        assert len(months) == 7
        assert not office.session.scalar(select(func.count()).where(PaySlip.released_at.is_(None)))
        told = office.session.scalar(select(func.count()).select_from(Outbox))
        assert told == (7 if office.today.day == 1 else 0)  # on the first of a month its slips are news


def test_one_employee_is_paid_as_in_the_handbook(samples: Samples) -> None:
    with samples.open_office() as office:
        employee = office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202")
        slips = {slip.month: office.pay.pay(slip) for slip in office.pay.released(employee)}
    before, after = slips[date(2026, 6, 1)], slips[date(2026, 7, 1)]
    assert (before.gross_paise, before.net_paise) == (46_730_00, 43_490_00)
    assert after.gross_paise == 48_070_00
    assert {line.kind: line.paise for line in before.deductions} == {"ptax": 200_00, "gpf": 3_000_00, "gis": 40_00}


def test_the_samples_have_notices_and_the_holidays_of_the_state(samples: Samples) -> None:
    with samples.open_office() as office:
        notices = list(office.session.scalars(select(OfficeNotice)))
        assert len(notices) == 2
        assert all(each.valid_from <= office.today <= each.valid_upto for each in notices)
        holidays = list(office.session.scalars(select(Holiday)))
        assert {each.office_id for each in holidays} == {office.offices.state().id}


def test_whatever_came_from_a_register_is_remembered_as_imported(samples: Samples) -> None:
    with samples.open_office() as office:
        imported = select(Event.what, func.count()).where(Event.what.like("%.imported")).group_by(Event.what)
        counted = dict(iter(office.session.execute(imported)))
    assert counted["permit.imported"] == 6
    assert counted["pay_slip.imported"] == 175
    assert counted["staff.imported"] == 10


def test_a_placeholder_that_means_nothing_is_refused() -> None:
    for cell in ("@yesterday", "@fy+0-july..@fy+2-june"):
        with pytest.raises(NoSuchPlaceholder):
            fill(parse_csv(f"day,to\n{cell},2\n"), date(2026, 11, 18))


def test_placeholders_are_dates_counted_from_the_day_of_loading() -> None:
    sheet = fill(parse_csv("a,b,c,d,e\n@-1,@+29,@month-3,@fy+0-start,@fy-1-end\n"), date(2027, 1, 1))
    assert sheet.rows == [
        (2, [date(2026, 12, 31), date(2027, 1, 30), date(2026, 10, 1), date(2026, 4, 1), date(2026, 3, 31)])
    ]


def test_a_database_without_the_samples_has_nobody_to_try(database: Database) -> None:
    with database.open_office() as office:
        assert not any(demo_people(office).values())


def test_a_stranger_at_the_address_of_a_sample_is_not_taken_for_the_sample(database: Database) -> None:
    with database.open_office() as office:
        known(office, "whatsapp:+910000000101")
        assert demo_people(office)["citizens"] == []


def test_one_complaint_has_gone_up_and_another_waits_to_be_called_fixed(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        late = office.grievances.of(samples.citizen(office, "whatsapp:+910000000112"))[0]
        assert (late.level, late.state) == (1, "UNDER_PROCESS")
        assert [step.level for step in office.grievances.history(late)] == [None, None, 1]
        assert late.target_on >= office.today
        resolved = office.feedback.unanswered(samples.citizen(office, Samples.ONE_PERMIT))
        assert resolved
        # The samples are as they are: nothing is left for the clock to tell.
        assert office.escalation.raise_due(100) == office.feedback.ask_again(100) == 0


@pytest.mark.parametrize("day", ["2026-10-26", "2027-01-02", "2027-04-16", "2028-02-29"])
def test_on_whatever_day_the_samples_are_loaded_their_targets_are_kept_up(
    database: Database, clock: SettableClock, day: str
) -> None:
    clock.now = datetime.fromisoformat(day).replace(hour=4, tzinfo=UTC)
    with database.open_office() as office:
        load_demo(office)
        assert office.escalation.raise_due(100) == 0


def test_two_citizens_have_bookings_past_coming_and_cancelled(samples: Samples) -> None:
    with samples.open_office() as office:
        people = demo_people(office)["citizens"]
        bookings = {each["address"][-3:]: each["bookings"] for each in people if each["bookings"]}
        states = {
            address: [office.bookings.by_number(number).state for number in numbers]  # type: ignore[union-attr]
            for address, numbers in bookings.items()
        }
        assert states == {"101": ["BOOKED", "CHECKED_OUT"], "103": ["BOOKED", "REFUND_DUE"]}
        assert office.session.scalar(select(func.count()).select_from(Outbox)) == 0
        assert office.reservations.expire_due() == 0
        assert office.reservations.remind() == 0
