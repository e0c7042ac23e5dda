"""A person is found by any of their addresses, and is one contact however many of them come at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select, text

from panchayat.database import Database, Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.addresses import Address
from panchayat.messaging.inbox import Inbound
from panchayat.models import Contact, ContactAddress, MessageSid
from tests.stand_in.people import known
from tests.waiting import PATIENCE, eventually

SENDER = "whatsapp:+910000000000"
NUMBER, ID, PARENT = (
    Address("whatsapp:+910000000901"),
    Address("whatsapp:IN.1a2b", SENDER),
    Address("whatsapp:IN.ENT.3c4d", SENDER),
)

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def receive(office: FrontOffice, *addresses: Address, sid: str = "", received_at: datetime | None = None) -> Inbound:
    return office.inbox.receive(
        channel="whatsapp",
        addresses=addresses,
        sid=sid or f"SM{uuid4().hex}",
        language=lambda: "bn",
        profile_name=None,
        received_at=received_at or office.now,
    )


def write(database: Database, *addresses: Address, after: timedelta = timedelta()) -> UUID:
    with database.open_office() as office:
        return receive(office, *addresses, received_at=office.now + after).contact_id


def answered_at(database: Database, contact_id: UUID) -> str:
    with database.open_office() as office:
        return office.contacts.get(contact_id).address


def owners(database: Database) -> dict[Address, UUID]:
    with database.open_office() as office:
        return {
            Address(each.address, each.scope): each.contact_id
            for each in office.session.scalars(select(ContactAddress))
        }


def contacts(database: Database) -> int:
    with database.open_office() as office:
        return office.session.scalar(select(func.count()).select_from(Contact)) or 0


def test_an_id_that_came_beside_the_number_is_the_same_person_without_it(database: Database) -> None:
    contact_id = write(database, NUMBER, ID, PARENT)
    assert owners(database) == dict.fromkeys((NUMBER, ID, PARENT), contact_id)
    assert [write(database, each) for each in (ID, NUMBER, PARENT)] == [contact_id] * 3


def test_a_number_that_comes_beside_a_known_id_is_the_same_person(database: Database) -> None:
    contact_id = write(database, ID)
    assert write(database, NUMBER, ID) == contact_id
    assert write(database, NUMBER) == contact_id


def test_an_id_is_added_to_whoever_has_the_number_and_they_are_not_asked_twice(database: Database) -> None:
    contact_id = write(database, NUMBER)
    assert [write(database, NUMBER, ID) for _ in range(2)] == [contact_id] * 2
    assert owners(database) == {NUMBER: contact_id, ID: contact_id}


def test_somebody_who_has_only_been_written_to_is_found_by_their_number(database: Database) -> None:
    with database.open_office() as office:
        contact_id = office.contacts.at_mobile("+910000000901")
        assert office.contacts.at_mobile("+910000000901") == contact_id
    assert write(database, NUMBER, ID) == contact_id


def test_an_id_that_somebody_else_has_stays_theirs(database: Database) -> None:
    ones, anothers = write(database, NUMBER), write(database, ID)
    assert ones != anothers
    assert [write(database, NUMBER, ID) for _ in range(2)] == [ones] * 2
    assert owners(database) == {NUMBER: ones, ID: anothers}


def test_the_same_id_at_another_sender_means_somebody_else(database: Database) -> None:
    elsewhere = Address(ID.address, "whatsapp:+910000000009")
    assert write(database, ID) != write(database, elsewhere)


def test_an_id_of_which_it_was_not_noted_where_it_means_whom_is_known_anywhere(database: Database) -> None:
    with database.open_office() as office:
        contact_id = known(office, ID.address).id
    assert [write(database, ID) for _ in range(2)] == [contact_id] * 2


def test_answers_go_to_where_the_last_message_came_from(database: Database) -> None:
    contact_id = write(database, NUMBER, ID)
    assert answered_at(database, contact_id) == NUMBER.address
    write(database, ID, after=timedelta(minutes=2))
    assert answered_at(database, contact_id) == ID.address
    write(database, NUMBER, ID, after=timedelta(minutes=1))
    assert answered_at(database, contact_id) == ID.address, "a message that was overtaken"


def test_the_number_is_known_while_its_owner_writes_under_an_id(database: Database) -> None:
    contact_id = write(database, NUMBER, ID)
    write(database, ID, after=timedelta(minutes=1))
    with database.open_office() as office:
        assert office.contacts.phone_number(contact_id) == "+910000000901"
        assert office.contacts.at_numbers_of(contact_id) == (["+910000000901"], [contact_id])
    nameless = write(database, Address("whatsapp:IN.919830012345", SENDER))
    with database.open_office() as office:
        assert office.contacts.phone_number(nameless) is None


def delivered(database: Database, *addresses: Address, sid: str) -> UUID:
    """A message that the provider hands in until it is taken."""
    while True:
        with suppress(Unavailable), database.open_office() as office:
            return receive(office, *addresses, sid=sid).contact_id


def waiting_for_a_lock(database: Database) -> bool:
    with database.open_office() as office:
        return bool(office.session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")))


AT_ONCE = pytest.mark.parametrize(
    ("first", "second"),
    [
        ((NUMBER, ID), (ID,)),
        ((ID,), (NUMBER, ID)),
        ((NUMBER, ID), (NUMBER,)),
        ((NUMBER,), (NUMBER, ID)),
        ((ID, PARENT), (NUMBER, PARENT, ID)),
        ((NUMBER, ID), (NUMBER, ID)),
    ],
)


@on_postgresql
@AT_ONCE
def test_a_first_message_waits_for_another_of_the_same_person_and_is_not_turned_away(
    database: Database, first: tuple[Address, ...], second: tuple[Address, ...]
) -> None:
    with ThreadPoolExecutor(1) as other:
        with database.open_office() as office:
            one = receive(office, *first, sid="SM1").contact_id
            another = other.submit(delivered, database, *second, sid="SM2")
            eventually(lambda: waiting_for_a_lock(database))
        assert another.result(PATIENCE) == one
    assert owners(database) == dict.fromkeys({*first, *second}, one)
    assert (contacts(database), messages(database)) == (1, {"SM1", "SM2"})


@AT_ONCE
def test_two_first_messages_at_the_same_instant_are_of_one_person(
    database: Database, first: tuple[Address, ...], second: tuple[Address, ...]
) -> None:
    for number in range(5):
        barrier = threading.Barrier(2)

        def one(addresses: tuple[Address, ...], sid: str, barrier: threading.Barrier = barrier) -> UUID:
            barrier.wait()
            return delivered(database, *addresses, sid=sid)

        with ThreadPoolExecutor(2) as both:
            met = set(both.map(one, (first, second), (f"SM{number}a", f"SM{number}b")))
        assert len(met) == contacts(database) == 1
        assert owners(database) == dict.fromkeys({*first, *second}, met.pop())
        assert len(messages(database)) == 2
        forget(database)


def messages(database: Database) -> set[str]:
    with database.open_office() as office:
        return set(office.session.scalars(select(MessageSid.sid)))


def forget(database: Database) -> None:
    with database.open_office() as office:
        for table in (ContactAddress, Contact, MessageSid):
            office.session.execute(delete(table))
