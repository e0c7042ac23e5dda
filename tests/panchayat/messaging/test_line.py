"""Each person's oldest message is next, and finding it takes no longer however much waits behind or beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy import insert, text
from uuid_utils.compat import uuid7

from panchayat.messaging.line import next_in_line
from panchayat.models import Contact, Outbox
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice, add_contact, owe

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

LEASE = timedelta(seconds=60)
HOUR = timedelta(hours=1)
NO_WAIT = timedelta(0)
#: How many messages are looked for, and how many wait beside them.
CLAIMED = 32
MANY = 2_000
#: After so many times driver and database have settled how they do it.
PREPARED = 12
#: Rows looked at for each that is next: in the order of time, and in its person's line, past one that waits for later.
LOOKED_AT = 3

_keys: Iterator[int] = count()


def people(open_office: OpenOffice, how_many: int) -> list[UUID]:
    """People who have just written."""
    with open_office() as office:
        ids = [uuid7() for _ in range(how_many)]
        common = {"channel": "whatsapp", "language": "bn", "language_chosen": False, "state": {}, "failures": 0}
        written = {"last_message_at": office.now, "created_at": office.now}
        office.session.execute(
            insert(Contact), [{"id": each, "address": f"whatsapp:CC.{each.hex}", **common, **written} for each in ids]
        )
        return ids


def put(open_office: OpenOffice, contacts: Sequence[UUID], state: str = "queued", wait: timedelta = NO_WAIT) -> None:
    """A message to each of them, in this order."""
    with open_office() as office:
        office.session.execute(
            insert(Outbox),
            [
                {
                    "id": uuid7(),
                    "contact_id": contact,
                    "key": str(next(_keys)),
                    "payload": {"v": 1, "kind": "text", "params": {"body": "hi"}},
                    "state": state,
                    "not_before": office.now + wait,
                    "created_at": office.now,
                }
                for contact in contacts
            ],
        )


def found(open_office: OpenOffice, leave_out: Sequence[UUID] = ()) -> tuple[int, int]:
    """How many messages are next, and how many rows were looked at for it, as the database counts them."""
    looked_at = text(
        "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'outbox'"
    )
    with open_office() as office:
        for _ in range(PREPARED):
            next_in_line(office.session, office.now, CLAIMED, leave_out)
        before = office.session.execute(looked_at).scalar_one()
        due = next_in_line(office.session, office.now, CLAIMED, leave_out)
        return len(due), office.session.execute(looked_at).scalar_one() - before


def nothing_counted(open_office: OpenOffice, contacts: Sequence[UUID]) -> None:
    """The statistics know nothing of the table."""


def counted_when_empty(open_office: OpenOffice, contacts: Sequence[UUID]) -> None:
    analyze(open_office)


def counted_when_all_had_arrived(open_office: OpenOffice, contacts: Sequence[UUID]) -> None:
    for _ in range(3):
        put(open_office, contacts, "delivered")
    analyze(open_office)


def counted_when_one_had_all(open_office: OpenOffice, contacts: Sequence[UUID]) -> None:
    put(open_office, [contacts[-1]] * MANY, "delivered")
    analyze(open_office)


def analyze(open_office: OpenOffice) -> None:
    with open_office() as office:
        office.session.execute(text("ANALYZE"))


@pytest.fixture(params=[nothing_counted, counted_when_empty, counted_when_all_had_arrived, counted_when_one_had_all])
def contacts(request: pytest.FixtureRequest, open_office: OpenOffice) -> list[UUID]:
    """Many people, and statistics from before anything was queued for them."""
    them = people(open_office, MANY)
    count_before: Callable[[OpenOffice, Sequence[UUID]], None] = request.param
    count_before(open_office, them)
    return them


@on_postgresql
def test_who_is_next_is_seen_from_few_rows_however_many_people_wait(
    open_office: OpenOffice, contacts: list[UUID]
) -> None:
    put(open_office, contacts)
    claimed, visited = found(open_office)
    assert claimed == CLAIMED
    assert visited <= LOOKED_AT * CLAIMED


@on_postgresql
def test_what_is_not_to_be_sent_now_is_not_looked_at(open_office: OpenOffice, contacts: list[UUID]) -> None:
    for state in ("parked", "unknown", "failed"):
        put(open_office, contacts, state, wait=-HOUR)
    put(open_office, contacts, wait=HOUR)
    put(open_office, contacts[:CLAIMED], wait=-HOUR)
    claimed, visited = found(open_office)
    assert claimed == CLAIMED
    assert visited <= LOOKED_AT * CLAIMED


@on_postgresql
def test_what_one_person_has_waiting_is_looked_at_twice_at_most(open_office: OpenOffice, contacts: list[UUID]) -> None:
    """By time, and for the one before it: never each with each."""
    put(open_office, contacts[:1] * MANY)
    put(open_office, contacts[1:2])
    claimed, visited = found(open_office)
    assert claimed == 2
    assert visited <= 2 * MANY + LOOKED_AT * claimed


@on_postgresql
def test_what_waits_behind_a_message_being_sent_or_is_left_out_is_looked_at_once(
    open_office: OpenOffice, contacts: list[UUID]
) -> None:
    put(open_office, contacts[:1] * MANY)
    with open_office() as office:
        office.sending.claim(CLAIMED, LEASE)
    claimed, visited = found(open_office)
    assert claimed == 0
    assert visited <= MANY + LOOKED_AT
    put(open_office, contacts[1:2] * MANY)
    claimed, visited = found(open_office, leave_out=contacts[1:2])
    assert claimed == 0
    assert visited <= 2 * MANY + LOOKED_AT


def test_a_person_who_is_left_out_holds_up_nobody_else(open_office: OpenOffice) -> None:
    one, other = add_contact(open_office), add_contact(open_office, "whatsapp:CC.other")
    first, second = owe(open_office, one, "1"), owe(open_office, other, "1")
    with open_office() as office:
        assert [row.id for row in next_in_line(office.session, office.now, 10, [one])] == [second]
        assert [row.id for row in next_in_line(office.session, office.now, 10)] == [first, second]


def test_an_older_message_waits_while_a_newer_one_is_being_sent(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    older, newer = owe(open_office, contact_id, "1"), owe(open_office, contact_id, "2")
    with open_office() as office:
        office.outbox.get(older).not_before = clock() + HOUR
    assert next_ids(open_office) == [newer]
    with open_office() as office:
        office.outbox.get(newer).state = "sending"
        office.outbox.get(older).not_before = clock()
    assert next_ids(open_office) == []


def next_ids(open_office: OpenOffice) -> list[UUID]:
    with open_office() as office:
        return [row.id for row in next_in_line(office.session, office.now, 10)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_embedded_database_looks_into_one_persons_line(open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    owe(open_office, contact_id, "1")
    assert plan_of_a_claim(open_office, clock()).count("USING INDEX ix_outbox_contact_id_id") == 1


def plan_of_a_claim(open_office: OpenOffice, now: datetime) -> str:
    with open_office() as office:
        driver = office.session.connection().connection.driver_connection
        assert driver is not None
        statements: list[str] = []
        driver.set_trace_callback(statements.append)
        next_in_line(office.session, now, 10)
        driver.set_trace_callback(None)
        [claim] = statements
        return "\n".join(row[-1] for row in driver.execute(f"EXPLAIN QUERY PLAN {claim}"))
