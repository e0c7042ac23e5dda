"""Whoever wants to be called is called once, by their office."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from panchayat.call_backs import NoSuchCall
from panchayat.front_office import FrontOffice
from panchayat.models import CallBack, Outbox, Staff
from tests.panchayat.conftest import Samples

PHONE = "+910000000105"


def staff(office: FrontOffice, number: str) -> Staff:
    return office.session.scalars(select(Staff).where(Staff.employee_id == f"SAMPLE-E-{number}")).one()


def count(office: FrontOffice) -> int:
    return office.session.scalars(select(func.count()).select_from(CallBack)).one()


def test_however_often_somebody_asks_there_is_one_call_to_make(samples: Samples) -> None:
    with samples.open_office() as office:
        for _time in range(5):
            office.call_backs.ask(samples.citizen(office), PHONE)
        assert count(office) == 1
        call = office.call_backs.open([staff(office, "202")])[0]
        assert (call.phone, call.reason) == (PHONE, "asked")
        notices = select(Outbox).where(Outbox.contact_id == office.contacts.at_mobile(staff(office, "202").mobile))
        assert [row.payload["params"]["notice"] for row in office.session.scalars(notices)] == ["call_back"]


def test_it_is_the_persons_own_office_that_calls_and_no_other(samples: Samples) -> None:
    with samples.open_office() as office:
        call = office.call_backs.ask(samples.citizen(office), PHONE)
        assert office.call_backs.open([staff(office, "204")]) == []
        with pytest.raises(NoSuchCall):
            office.call_backs.close(call.id, staff(office, "204"))
        office.call_backs.close(call.id, staff(office, "201"))
        assert (call.state, call.done_by) == ("done", staff(office, "201").id)
        with pytest.raises(NoSuchCall):
            office.call_backs.close(call.id, staff(office, "201"))


def test_after_the_call_one_can_ask_again(samples: Samples) -> None:
    with samples.open_office() as office:
        first = office.call_backs.ask(samples.citizen(office), PHONE)
        office.call_backs.close(first.id, staff(office, "202"))
        assert office.call_backs.ask(samples.citizen(office), PHONE).id != first.id


def test_whoever_has_chosen_no_office_is_called_by_the_state(samples: Samples) -> None:
    with samples.open_office() as office:
        call = office.call_backs.ask(office.contacts.at_mobile("+910000000777"), "+910000000777")
        assert call.office_id == office.offices.state().id


def test_a_call_that_the_provider_reports_twice_is_one_call(samples: Samples) -> None:
    with samples.open_office() as office:
        office.call_backs.called(PHONE, "CA1")
        call = office.call_backs.open([staff(office, "202")])[0]
        office.call_backs.close(call.id, staff(office, "202"))
        office.call_backs.called(PHONE, "CA1")
        assert office.call_backs.open([staff(office, "202")]) == []
        office.call_backs.called(PHONE, "CA2")
        assert [each.reason for each in office.call_backs.open([staff(office, "202")])] == ["called"]


def test_two_calls_at_once_leave_one_item(samples: Samples) -> None:
    def call(sid: str) -> None:
        with samples.open_office() as office:
            office.call_backs.called(PHONE, sid)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(call, ["CA1", "CA2", "CA3", "CA1"]))
    with samples.open_office() as office:
        assert count(office) == 1
