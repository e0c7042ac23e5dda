"""Whoever wants to be called is called once, by their office."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from panchayat.front_office import FrontOffice
from panchayat.models import CallBack, Outbox, Staff
from panchayat.offices.call_backs import NoSuchCall
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

PHONE = "+910000000105"


def staff(office: FrontOffice, number: str) -> Staff:
    return office.session.scalars(select(Staff).where(Staff.employee_id == f"SAMPLE-E-{number}")).one()


def count(office: FrontOffice) -> int:
    return office.session.scalars(select(func.count()).select_from(CallBack)).one()


def told(office: FrontOffice, number: str) -> list[str]:
    """The notices that somebody on the staff was sent."""
    notices = select(Outbox).where(Outbox.contact_id == office.contacts.at_mobile(staff(office, number).mobile))
    return [row.payload["params"]["notice"] for row in office.session.scalars(notices)]


def test_however_often_somebody_asks_there_is_one_call_to_make(samples: Samples) -> None:
    with samples.open_office() as office:
        for _time in range(5):
            office.call_backs.ask(samples.citizen(office), PHONE)
        assert count(office) == 1
        call = office.call_backs.open([staff(office, "202")])[0]
        assert (call.phone, call.reason) == (PHONE, "asked")
        assert told(office, "202") == ["call_back"]


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


def test_whoever_names_their_village_later_is_called_from_there(samples: Samples) -> None:
    with samples.open_office() as office:
        contact = office.contacts.at_mobile("+910000000777")
        call = office.call_backs.ask(contact, "+910000000777")
        assert office.call_backs.without_staff() == 1
        helencha = office.offices.by_code("SAMPLE-01").id
        office.call_backs.move(contact, helencha)
        office.call_backs.move(contact, helencha)
        assert office.call_backs.open([staff(office, "202")]) == [call]
        assert office.call_backs.without_staff() == 0
        assert told(office, "202") == ["call_back"]


def test_asking_again_from_an_office_of_ones_own_takes_the_call_there(samples: Samples) -> None:
    with samples.open_office() as office:
        contact = office.contacts.at_mobile("+910000000777")
        call = office.call_backs.ask(contact, "+910000000777")
        office.offices.choose(contact, office.offices.by_code("SAMPLE-01").id)
        assert office.call_backs.ask(contact, "+910000000777").id == call.id
        assert office.call_backs.open([staff(office, "202")]) == [call]


def test_a_call_that_was_made_meanwhile_does_not_move(samples: Samples) -> None:
    with samples.open_office() as office:
        contact = office.contacts.at_mobile("+910000000777")
        call = office.call_backs.ask(contact, "+910000000777")
        office.call_backs.close_for("+910000000777")
        office.call_backs.move(contact, office.offices.by_code("SAMPLE-01").id)
        assert call.office_id == office.offices.state().id


def test_what_is_wrong_in_a_record_joins_the_call_that_waits_already(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        call = office.call_backs.ask(citizen, PHONE)
        for words in ("নামের বানান ভুল।", "জন্মের সালও ভুল।"):
            assert office.call_backs.ask(citizen, PHONE, reason="record", words=words).id == call.id
        assert (call.reason, call.words) == ("record", "নামের বানান ভুল।\nজন্মের সালও ভুল।")
        office.call_backs.ask(citizen, PHONE)
        assert call.reason == "record"
        assert told(office, "202") == ["call_back", "call_back"]


def test_a_time_and_words_that_are_told_later_belong_to_the_same_call(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen, later = samples.citizen(office), clock() + timedelta(hours=3)
        office.call_backs.ask(citizen, PHONE, wanted=(later, None))
        call = office.call_backs.ask(citizen, PHONE, words="পেনশন")
        assert (call.wanted_from, call.wanted_until, call.words, count(office)) == (later, None, "পেনশন", 1)
        office.call_backs.ask(citizen, PHONE)
        assert call.wanted_from == later


def test_the_staff_are_told_once_of_each_time_that_is_named(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        office.call_backs.ask(citizen, PHONE)
        for hours in (3, 3, 5):
            office.call_backs.ask(citizen, PHONE, wanted=(clock() + timedelta(hours=hours), None))
        assert told(office, "202") == ["call_back"] * 3


def test_a_call_that_is_taken_back_is_nobodys_work(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        call = office.call_backs.ask(citizen, PHONE)
        assert office.call_backs.withdraw(citizen) is call
        assert office.call_backs.withdraw(citizen) is None
        assert office.call_backs.open([staff(office, "202")]) == []
        assert office.call_backs.waiting(limit=5) == []
        with pytest.raises(NoSuchCall):
            office.call_backs.close(call.id, staff(office, "202"))
        assert office.call_backs.ask(citizen, PHONE).id != call.id


def test_a_call_is_fresh_for_a_while(samples: Samples, clock: SettableClock) -> None:
    hour = timedelta(hours=1)
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        assert office.call_backs.awaited(citizen) is None
        office.call_backs.ask(citizen, PHONE)
    clock.advance(timedelta(hours=1))
    with samples.open_office() as office:
        assert office.call_backs.awaited(citizen, within=hour) is not None
    clock.advance(timedelta(seconds=1))
    with samples.open_office() as office:
        assert office.call_backs.awaited(citizen, within=hour) is None
        assert office.call_backs.awaited(citizen) is not None
