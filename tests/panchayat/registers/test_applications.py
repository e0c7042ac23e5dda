"""Applications: how they get into the queue, move, and are decided; and the renewal of a NOC."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from flows.notices import word
from panchayat.core.outcomes import Outcome
from panchayat.front_office import FrontOffice
from panchayat.models import Application, Outbox, TradeNoc
from panchayat.models.application_states import ApplicationClosed, Kind, NoteMissing, Stage, StageUnchanged
from panchayat.registers.applications import Entry, NoSuchApplication, RenewalPending
from panchayat.registers.trade_nocs import NotRenewable
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

NAME = {"bn": "নমুনা নাম", "en": "Sample Name"}
ENTRY = Entry(
    reference="SAMPLE/HELENCHA/A-100",
    kind=Kind.PERMIT,
    mobile="+910000000105",
    applicant=NAME,
    about={"bn": "হেলেঞ্চা, দাগ ১২", "en": "Helencha, plot 12"},
    applied_on=date(2026, 11, 9),
    stage=Stage.RECEIVED,
)


def enter(office: FrontOffice, entry: Entry = ENTRY) -> tuple[Application, Outcome]:
    return office.applications.enter(office.offices.by_code("SAMPLE-01").id, entry)


def told(office: FrontOffice, samples: Samples) -> list[int]:
    """The positions of the steps that the applicant was told."""
    rows = office.session.scalars(
        select(Outbox).where(Outbox.contact_id == samples.citizen(office)).order_by(Outbox.id)
    )
    params = [row.payload["params"] for row in rows]
    return [each["position"] for each in params if each.get("notice") == "application_moved"]


def expired(office: FrontOffice) -> TradeNoc:
    return office.session.scalars(select(TradeNoc).where(TradeNoc.certificate_no == "SAMPLE/JIRAT/T-009")).one()


def test_an_application_is_entered_once_and_then_changed(samples: Samples) -> None:
    with samples.open_office() as office:
        first, outcome = enter(office)
        assert outcome is Outcome.ADDED
        assert first.number.startswith("APP-26-")
        assert enter(office) == (first, Outcome.UNCHANGED)
        assert told(office, samples) == []
        again, outcome = enter(office, replace(ENTRY, stage=Stage.INSPECTION))
        assert (again.id, outcome) == (first.id, Outcome.CHANGED)
        assert told(office, samples) == [2]
        assert [step.stage for step in office.applications.history(first)] == ["RECEIVED", "INSPECTION"]


def test_the_target_is_counted_in_working_days_where_none_is_set(samples: Samples) -> None:
    with samples.open_office() as office:
        application, _outcome = enter(office)
        days = office.offices.working_days(application.office_id)
        assert application.target_on == days.after(date(2026, 11, 9), 30)
        told_by_office, _outcome = enter(office, replace(ENTRY, reference="A-101", target_on=date(2026, 12, 1)))
        assert told_by_office.target_on == date(2026, 12, 1)


def test_an_application_moves_until_it_is_decided(samples: Samples) -> None:
    with samples.open_office() as office:
        number = enter(office)[0].number
        office.applications.move(number, Stage.NEEDS_INFO, note="Bring the record of rights.")
        for said in (None, " "):
            with pytest.raises(NoteMissing):
                office.applications.move(number, Stage.REJECTED, note=said)
        office.applications.move(number, Stage.REJECTED, note="The plot is a pond.")
        with pytest.raises(ApplicationClosed):
            office.applications.move(number, Stage.SCRUTINY)
        with pytest.raises(ApplicationClosed):
            enter(office, replace(ENTRY, stage=Stage.SCRUTINY))
        assert told(office, samples) == [2, 3]
        with pytest.raises(NoSuchApplication):
            office.applications.move("APP-26-0000-0000", Stage.SCRUTINY)


def test_a_question_asks_something_even_where_the_list_has_said_before_what_is_missing(samples: Samples) -> None:
    with samples.open_office() as office:
        number = enter(office, replace(ENTRY, missing={"bn": "পরচা", "en": "The record", "hi": "पर्चा"}))[0].number
        with pytest.raises(NoteMissing):
            office.applications.move(number, Stage.NEEDS_INFO)
        office.applications.move(number, Stage.INSPECTION)
        with pytest.raises(StageUnchanged, match="INSPECTION already; it can become SCRUTINY, NEEDS_INFO, FEE_DUE or"):
            office.applications.move(number, Stage.INSPECTION)
        assert told(office, samples) == [2]


def test_a_rejection_in_the_offices_list_needs_its_reason(samples: Samples) -> None:
    with samples.open_office() as office, pytest.raises(NoteMissing):
        enter(office, replace(ENTRY, stage=Stage.REJECTED))


def test_a_granted_application_names_the_paper_and_is_granted_once(samples: Samples) -> None:
    with samples.open_office() as office:
        application = enter(office)[0]
        (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        office.applications.grant(application.number, permit_id=permit.id)
        office.applications.grant(application.number, permit_id=permit.id)
        assert (application.stage, application.permit_id) == (Stage.GRANTED, permit.id)
        assert told(office, samples) == [2]


def test_the_paper_may_come_after_the_list_has_said_granted(samples: Samples) -> None:
    with samples.open_office() as office:
        application, _outcome = enter(office, replace(ENTRY, stage=Stage.GRANTED))
        (permit,) = office.permits.of(samples.citizen(office, Samples.ONE_PERMIT))
        office.applications.grant(application.number, permit_id=permit.id)
        assert application.permit_id == permit.id
        with pytest.raises(ApplicationClosed):
            office.applications.grant(application.number, permit_id=uuid4())


def test_a_paper_of_another_office_is_not_taken_for_what_was_granted(samples: Samples) -> None:
    with samples.open_office() as office:
        application = enter(office)[0]
        elsewhere = office.permits.of(samples.citizen(office, Samples.TWO_PERMITS))[0]
        assert elsewhere.office_id != application.office_id
        with pytest.raises(IntegrityError), office.savepoint():
            office.applications.grant(application.number, permit_id=elsewhere.id)


def test_applications_are_found_by_the_registered_number_alone(samples: Samples) -> None:
    with samples.open_office() as office:
        application = enter(office)[0]
        assert office.applications.of(samples.citizen(office)) == [application]
        assert application not in office.applications.of(samples.citizen(office, Samples.ONE_PERMIT))
        assert office.applications.by_number(application.number.lower().replace("-", " ")) == application
        assert office.applications.undecided(samples.citizen(office), [Kind.NOC]) == []
        assert office.applications.undecided(samples.citizen(office), [Kind.PERMIT]) == [application]


def test_a_renewal_reaches_the_queue_of_the_nocs_own_office_with_its_years(samples: Samples) -> None:
    with samples.open_office() as office:
        noc, citizen = expired(office), samples.citizen(office, Samples.TWO_PERMITS)
        asked = office.applications.ask_for_renewal(noc, citizen, 3)
        queued = office.applications.queue(limit=10, office_id=noc.office_id)
        assert asked in queued
        assert (asked.office_id, asked.renews_id, asked.first_year, asked.years) == (noc.office_id, noc.id, 2026, 3)
        assert asked not in office.applications.queue(limit=10, office_id=office.offices.by_code("SAMPLE-01").id)
        assert office.applications.pending_renewal(noc) == asked


def test_the_office_is_told_of_a_renewal_that_waits_for_it(samples: Samples) -> None:
    with samples.open_office() as office:
        noc, citizen = expired(office), samples.citizen(office, Samples.TWO_PERMITS)
        asked = office.applications.ask_for_renewal(noc, citizen, 1)
        officer = office.contacts.at_mobile("+910000000204")
        rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == officer))
        (params,) = [row.payload["params"] for row in rows if row.payload["params"]["notice"] == "application_filed"]
        said = word(office, "notice", params, "en").text
    assert said.splitlines()[0].startswith(f"New application {asked.number}: Trade NOC renewal, Sample Tea Stall")
    assert "+910000000102" in said


def test_a_noc_waits_for_one_renewal_at_a_time_whoever_asks(samples: Samples) -> None:
    with samples.open_office() as office:
        noc, citizen = expired(office), samples.citizen(office, Samples.TWO_PERMITS)
        asked = office.applications.ask_for_renewal(noc, citizen, 1)
        with pytest.raises(RenewalPending):
            office.applications.ask_for_renewal(noc, citizen, 1)
        office.applications.move(asked.number, Stage.REJECTED, note="The fee of last year is due.")
        assert office.applications.ask_for_renewal(noc, citizen, 1).number != asked.number


def test_the_database_itself_refuses_a_second_open_renewal(samples: Samples) -> None:
    with samples.open_office() as office:
        noc, citizen = expired(office), samples.citizen(office, Samples.TWO_PERMITS)
        asked = office.applications.ask_for_renewal(noc, citizen, 1)
        columns = {column.key: getattr(asked, column.key) for column in Application.__table__.columns}
        second = Application(**{**columns, "id": uuid4(), "number": "APP-26-0000-0000"})
        with pytest.raises(IntegrityError), office.savepoint():
            office.session.add(second)
            office.session.flush()


@pytest.mark.parametrize(
    ("certificate", "today", "renewable", "next_year"),
    [
        ("SAMPLE/HELENCHA/T-014", date(2026, 11, 18), False, "2027-28"),  # more than ninety days to go
        ("SAMPLE/HELENCHA/T-014", date(2026, 12, 31), True, "2027-28"),
        ("SAMPLE/HELENCHA/T-014", date(2027, 3, 31), True, "2027-28"),
        ("SAMPLE/HELENCHA/T-014", date(2027, 4, 1), True, "2027-28"),
        ("SAMPLE/JIRAT/T-009", date(2026, 11, 18), True, "2026-27"),  # over since March
        ("SAMPLE/JIRAT/T-009", date(2028, 5, 1), True, "2028-29"),
        ("SAMPLE/JIRAT/T-022", date(2026, 11, 18), False, "2029-30"),
        ("SAMPLE/JIRAT/T-017", date(2028, 3, 1), False, "2028-29"),  # revoked
    ],
)
def test_a_noc_is_renewed_near_its_end_for_years_that_are_not_over(
    samples: Samples, clock: SettableClock, *, certificate: str, today: date, renewable: bool, next_year: str
) -> None:
    clock.advance(timedelta(days=(today - date(2026, 11, 18)).days))
    with samples.open_office() as office:
        noc = office.session.scalars(select(TradeNoc).where(TradeNoc.certificate_no == certificate)).one()
        assert office.trade_nocs.is_renewable(noc) is renewable
        assert str(office.trade_nocs.next_year(noc)) == next_year
        if not renewable:
            with pytest.raises(NotRenewable):
                office.applications.ask_for_renewal(noc, samples.citizen(office, Samples.TWO_PERMITS), 1)


def test_a_noc_that_another_one_continues_is_not_renewed_again(samples: Samples) -> None:
    with samples.open_office() as office:
        noc = expired(office)
        later = office.session.scalars(select(TradeNoc).where(TradeNoc.certificate_no == "SAMPLE/JIRAT/T-022")).one()
        later.renewal_of = noc.certificate_no
        office.session.flush()
        assert not office.trade_nocs.is_renewable(noc)
