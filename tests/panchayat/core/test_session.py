"""One unit of work: nothing of it is lost, nothing is kept by half, and its savepoints undo their own part alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, null, select, text, update
from sqlalchemy.exc import IntegrityError, PendingRollbackError
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.core.connections import connect
from panchayat.core.outages import is_outage
from panchayat.core.pipelines import Call
from panchayat.core.prepared import prepare
from panchayat.core.session import OfficeSession
from panchayat.database import Database
from panchayat.models import Contact, Heartbeat, Outbox
from tests.waiting import PATIENCE
from tests.wire import wire

NOW = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[OfficeSession]:
    with OfficeSession(engine) as session:
        yield session


def beat(name: str) -> Heartbeat:
    """A record whose name no other can have."""
    return Heartbeat(process=name, at=NOW)


def person(address: str = "whatsapp:CC.a") -> Contact:
    return Contact(channel="whatsapp", address=address, language="bn", state={}, created_at=NOW)


def kept(engine: Engine) -> set[str]:
    """The names that are in the database, as somebody else sees it."""
    with Session(engine) as other:
        return set(other.scalars(select(Heartbeat.process)))


def refused(session: OfficeSession) -> None:
    """Put off, beside what is in order, a statement that the database refuses."""
    session.insert_later(Heartbeat, process="beside", at=NOW)
    session.insert_later(Heartbeat, process="refused", at=None)
    session.insert_later(Heartbeat, process="behind", at=NOW)


# What is put off


def test_what_was_put_off_is_kept_by_the_commit_alone(session: OfficeSession, engine: Engine) -> None:
    session.insert_later(Heartbeat, process="later", at=NOW)
    session.add(beat("record"))
    session.commit()
    assert kept(engine) == {"later", "record"}


def test_a_unit_without_any_work_asks_nothing_of_the_database(database_url: str, tmp_path: Path) -> None:
    with wire(tmp_path) as noted:
        engine = connect(database_url)
        with engine.connect():
            noted.take()
        with OfficeSession(engine) as session:
            session.commit()
        assert noted.take().statements == ()
        engine.dispose()


def test_records_and_what_is_put_off_reach_the_database_in_the_order_in_which_they_were_given(
    session: OfficeSession,
) -> None:
    session.add(beat("a"))
    put = update(Heartbeat).where(Heartbeat.process == "a").values(at=datetime(2027, 1, 1, tzinfo=UTC))
    statement = prepare(put, session.dialect)
    session.put_off(Call(statement, statement.values({})))
    session.commit()
    found = session.scalars(select(Heartbeat).execution_options(populate_existing=True)).one()
    assert found.at == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_row_with_a_column_that_no_table_has_is_refused_and_not_kept_without_it(session: OfficeSession) -> None:
    with pytest.raises(TypeError):
        session.insert_later(Heartbeat, process="a", at=NOW, att=NOW)


def test_what_is_put_off_is_in_the_database_for_whatever_is_asked_next(session: OfficeSession) -> None:
    session.insert_later(Heartbeat, process="later", at=NOW)
    assert session.scalar(select(func.count()).select_from(Heartbeat)) == 1


# What fails outside any savepoint


def test_after_one_that_fails_none_is_carried_out_and_the_next_unit_goes_on(
    session: OfficeSession, engine: Engine
) -> None:
    refused(session)
    with pytest.raises(IntegrityError):
        session.flush()
    session.close()
    assert kept(engine) == set()
    with OfficeSession(engine) as other:
        other.add(beat("next"))
        other.commit()
    assert kept(engine) == {"next"}


def test_a_failure_at_the_commit_keeps_nothing(session: OfficeSession, engine: Engine) -> None:
    session.add(beat("first"))
    session.flush()
    refused(session)
    with pytest.raises(IntegrityError):
        session.commit()
    session.close()
    assert kept(engine) == set()


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("goes_on", ["commits", "asks", "sends", "writes"])
def test_who_swallows_a_failure_is_told_again_and_nothing_is_kept_by_half(
    session: OfficeSession, engine: Engine, begun: bool, goes_on: str
) -> None:
    if begun:
        session.add(beat("first"))
        session.flush()
    refused(session)
    with pytest.raises(IntegrityError):
        session.flush()
    with pytest.raises(PendingRollbackError) as told:
        if goes_on == "asks":
            session.scalars(select(Heartbeat)).all()
        elif goes_on == "sends":
            session.insert_unless_taken(beat("another"))
        elif goes_on == "writes":
            session.add(beat("another"))
        session.commit()
    assert not is_outage(told.value)
    session.close()
    assert kept(engine) == set()


@pytest.mark.parametrize("swallowed_in", ["flush", "statement"])
def test_a_failure_of_a_statement_of_sqlalchemys_own_that_was_swallowed_is_no_commit(
    session: OfficeSession, engine: Engine, swallowed_in: str
) -> None:
    session.add(beat("first"))
    session.flush()
    with pytest.raises(IntegrityError):
        if swallowed_in == "flush":
            session.get_one(Heartbeat, "first").at = None  # type: ignore[assignment]
            session.flush()
        else:
            session.execute(update(Heartbeat).values(at=None))
    if swallowed_in == "statement" and session.dialect.name == "sqlite":
        # The one statement is undone, and all others stand.
        session.commit()
        assert kept(engine) == {"first"}
        return
    session.insert_later(Heartbeat, process="more", at=NOW)
    with pytest.raises(PendingRollbackError):
        session.commit()
    session.close()
    assert kept(engine) == set()


def test_a_value_that_no_database_takes_is_not_left_out_of_what_is_kept(session: OfficeSession, engine: Engine) -> None:
    session.add(beat("first"))
    session.flush()
    session.add(beat("second"))
    session.insert_later(Heartbeat, process="\ud800", at=NOW)
    with pytest.raises(Exception):  # noqa: B017, PT011  # each driver has an error of its own
        session.flush()
    with pytest.raises(PendingRollbackError):
        session.commit()
    session.close()
    assert kept(engine) == set()


def test_after_a_rollback_the_session_knows_nothing_of_what_was_undone(session: OfficeSession, engine: Engine) -> None:
    record = beat("undone")
    session.add(record)
    session.flush()
    refused(session)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert record not in session
    assert session.get(Heartbeat, "undone") is None
    session.add(beat("new"))
    session.commit()
    assert kept(engine) == {"new"}


# Savepoints


def test_a_savepoint_that_fails_undoes_what_was_put_off_in_it_and_nothing_else(
    session: OfficeSession, engine: Engine
) -> None:
    session.insert_later(Heartbeat, process="before", at=NOW)
    with pytest.raises(ZeroDivisionError), session.savepoint():
        session.insert_later(Heartbeat, process="inside", at=NOW)
        raise ZeroDivisionError
    session.insert_later(Heartbeat, process="after", at=NOW)
    session.commit()
    assert kept(engine) == {"before", "after"}


@pytest.mark.parametrize("sent", [False, True])
def test_records_that_were_added_in_a_savepoint_that_fails_are_gone_from_the_session(
    session: OfficeSession, engine: Engine, sent: bool
) -> None:
    before, inside = beat("before"), beat("inside")
    session.add(before)
    with pytest.raises(ZeroDivisionError), session.savepoint():
        session.add(inside)
        if sent:
            session.flush()
        raise ZeroDivisionError
    assert inside not in session
    assert before in session
    assert session.get(Heartbeat, "inside") is None
    session.commit()
    assert kept(engine) == {"before"}


@pytest.mark.parametrize("fails", ["inner", "outer", "none"])
def test_savepoints_within_savepoints_each_undo_their_own_part(
    session: OfficeSession, engine: Engine, fails: str
) -> None:
    session.insert_later(Heartbeat, process="0", at=NOW)
    with suppress(ZeroDivisionError), session.savepoint():
        session.insert_later(Heartbeat, process="1", at=NOW)
        with suppress(KeyError), session.savepoint():
            session.add(beat("2"))
            session.flush()
            if fails == "inner":
                raise KeyError
        session.add(beat("3"))
        if fails == "outer":
            raise ZeroDivisionError
    session.insert_later(Heartbeat, process="4", at=NOW)
    session.commit()
    assert kept(engine) == {"inner": {"0", "1", "3", "4"}, "outer": {"0", "4"}, "none": set("01234")}[fails]


def test_the_database_hears_nothing_of_a_savepoint_in_which_nothing_is_sent(database_url: str, tmp_path: Path) -> None:
    with wire(tmp_path) as noted:
        engine = connect(database_url)
        with OfficeSession(engine) as session:
            session.add(beat("before"))
            session.flush()
            noted.take()
            with session.savepoint():
                session.insert_later(Heartbeat, process="inside", at=NOW)
            with pytest.raises(ZeroDivisionError), session.savepoint():
                session.insert_later(Heartbeat, process="undone", at=NOW)
                raise ZeroDivisionError
            assert noted.take().statements == ()
            session.commit()
        assert kept(engine) == {"before", "inside"}
        engine.dispose()


def test_a_savepoint_in_which_the_database_refuses_something_can_be_gone_on_after(
    session: OfficeSession, engine: Engine
) -> None:
    session.insert_later(Heartbeat, process="before", at=NOW)
    with pytest.raises(IntegrityError), session.savepoint():
        refused(session)
        session.flush()
    with pytest.raises(IntegrityError), session.savepoint():
        session.add(beat("added"))
        session.add(beat("before"))
    session.add(beat("after"))
    session.commit()
    assert kept(engine) == {"before", "after"}


@pytest.mark.parametrize("way", ["ours", "sqlalchemys"])
def test_a_failure_that_is_swallowed_within_a_savepoint_fails_the_savepoint(
    session: OfficeSession, engine: Engine, way: str
) -> None:
    session.add(beat("before"))
    session.flush()
    with pytest.raises(PendingRollbackError), session.savepoint():
        session.insert_later(Heartbeat, process="inside", at=NOW)
        with pytest.raises(IntegrityError):
            if way == "ours":
                refused(session)
            else:
                session.get_one(Heartbeat, "before").at = None  # type: ignore[assignment]
            session.flush()
    session.add(beat("after"))
    session.commit()
    assert kept(engine) == {"before", "after"}


@pytest.mark.parametrize("way", ["ours", "sqlalchemys"])
def test_what_is_sent_in_a_savepoint_after_a_failure_that_was_swallowed_goes_with_it(
    session: OfficeSession, engine: Engine, way: str
) -> None:
    session.add(beat("before"))
    session.flush()
    with pytest.raises(PendingRollbackError), session.savepoint():
        with pytest.raises(IntegrityError):
            if way == "ours":
                refused(session)
            else:
                session.get_one(Heartbeat, "before").at = None  # type: ignore[assignment]
            session.flush()
        session.insert_unless_taken(beat("inside"))
    session.commit()
    assert kept(engine) == {"before"}


def test_what_was_put_off_before_a_savepoint_and_fails_within_it_is_no_failure_of_the_savepoint(
    session: OfficeSession, engine: Engine
) -> None:
    refused(session)
    with pytest.raises(IntegrityError), session.savepoint():
        session.scalars(select(Heartbeat)).all()
    with pytest.raises(PendingRollbackError):
        session.commit()
    session.close()
    assert kept(engine) == set()


def test_what_was_changed_in_a_savepoint_that_fails_is_as_before(session: OfficeSession, engine: Engine) -> None:
    contact = person()
    session.add(contact)
    with pytest.raises(ZeroDivisionError), session.savepoint():
        contact.language = "en"
        session.flush()
        raise ZeroDivisionError
    assert contact.language == "bn"
    session.commit()
    with Session(engine) as other:
        assert other.scalars(select(Contact.language)).one() == "bn"


def test_changes_and_new_records_before_a_savepoint_outlive_it(session: OfficeSession, engine: Engine) -> None:
    contact = person()
    session.add(contact)
    session.flush()
    contact.language = "hi"
    session.add(beat("before"))
    with pytest.raises(ZeroDivisionError), session.savepoint():
        session.flush()
        raise ZeroDivisionError
    session.commit()
    assert kept(engine) == {"before"}
    with Session(engine) as other:
        assert other.scalars(select(Contact.language)).one() == "hi"


def test_a_number_that_is_taken_is_no_failure(session: OfficeSession, engine: Engine) -> None:
    assert session.insert_unless_taken(beat("a"))
    assert not session.insert_unless_taken(beat("a"))
    session.insert_later(Heartbeat, unless_taken=True, process="a", at=NOW)
    session.commit()
    assert kept(engine) == {"a"}


def test_a_record_whose_number_was_taken_is_inserted_as_if_it_had_been_free_at_once(
    session: OfficeSession, contact_id: UUID
) -> None:
    def owed() -> Outbox:
        return Outbox(contact_id=contact_id, key="a", payload={}, state="queued", not_before=NOW, created_at=NOW)

    assert session.insert_unless_taken(owed())
    again = owed()
    assert not session.insert_unless_taken(again)
    again.key = "b"
    assert session.insert_unless_taken(again)
    assert session.get(Outbox, again.id) is again
    assert session.scalar(select(func.count()).where(Outbox.earlier_ids.is_(null()))) == 2


# What SQLAlchemy's session can do besides


def test_records_can_be_read_again_changed_taken_out_and_deleted(session: OfficeSession, engine: Engine) -> None:
    contact = person()
    session.add(contact)
    session.flush()
    assert session.get(Contact, contact.id) is contact
    assert session.get_one(Contact, contact.id, with_for_update=True) is contact
    session.execute(text("UPDATE contact SET failures = 3"))
    session.refresh(contact)
    assert contact.failures == 3
    session.execute(text("UPDATE contact SET failures = 4"))
    again = session.scalars(select(Contact).with_for_update().execution_options(populate_existing=True)).one()
    assert (again, again.failures) == (contact, 4)
    session.expunge(contact)
    other = session.get_one(Contact, contact.id)
    assert other is not contact
    session.delete(other)
    session.add(beat("beside"))
    session.commit()
    assert session.get(Contact, contact.id) is None
    session.close()
    assert kept(engine) == {"beside"}


def met(session: OfficeSession, contact_id: UUID, **changed: object) -> None:
    """What a statement of the turn's own has read of the contact."""
    columns = select(*Contact.__table__.columns).where(Contact.__table__.c.id == contact_id)
    session.meet(Contact, {**dict(session.execute(columns).mappings().one()), **changed})


@pytest.fixture
def contact_id(engine: Engine) -> UUID:
    contact_id = uuid7()
    with Session(engine) as other:
        other.add(Contact(id=contact_id, channel="whatsapp", address="a", language="bn", state={}, created_at=NOW))
        other.commit()
    return contact_id


def test_who_was_met_is_changed_locked_refreshed_and_deleted_as_any_record(
    session: OfficeSession, engine: Engine, contact_id: UUID
) -> None:
    met(session, contact_id)
    contact = session.get_one(Contact, contact_id)
    contact.language = "hi"
    session.flush()
    assert session.get_one(Contact, contact_id, with_for_update=True).language == "hi"
    session.refresh(contact)
    assert session.scalars(select(Contact)).one() is contact
    assert session.scalars(select(Contact).execution_options(populate_existing=True)).one().language == "hi"
    session.delete(contact)
    session.commit()
    with Session(engine) as other:
        assert other.get(Contact, contact_id) is None


def test_who_was_met_twice_is_one_record(session: OfficeSession, contact_id: UUID) -> None:
    met(session, contact_id)
    first = session.get_one(Contact, contact_id)
    first.language = "hi"
    met(session, contact_id)
    assert session.get_one(Contact, contact_id) is first
    met(session, contact_id)
    met(session, contact_id)
    assert session.scalars(select(Contact)).one() is first
    assert first.language == "hi"


def test_who_was_met_in_what_is_rolled_back_is_read_anew(session: OfficeSession, contact_id: UUID) -> None:
    session.execute(text("UPDATE contact SET failures = 3"))
    met(session, contact_id, failures=3)
    session.rollback()
    assert session.get_one(Contact, contact_id).failures == 0


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_as_many_turns_and_pages_as_the_web_has_threads_are_open_at_once_and_keep_their_connections(
    database: Database,
) -> None:
    everybody = threading.Barrier(14)

    def turn(number: int) -> set[str]:
        with database.open_office() as office:
            office.session.add(beat(str(number)))
            office.session.flush()
            everybody.wait(PATIENCE)  # each has a connection now, and none has given its own back
            office.session.insert_later(Heartbeat, process=f"later {number}", at=NOW)
        with database.open_office() as office:
            process_id = office.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            everybody.wait(PATIENCE)
            return {str(process_id)}

    with ThreadPoolExecutor(14) as threads:
        first = set().union(*threads.map(turn, range(14)))
        second = set().union(*threads.map(turn, range(14, 28)))
    assert len(first) == 14
    assert first == second
    with database.open_office() as office:
        assert office.session.scalar(select(func.count()).select_from(Heartbeat)) == 56


def test_two_sessions_of_one_thread_do_not_know_of_each_other(database: Database, database_url: str) -> None:
    if database_url.startswith("sqlite"):
        pytest.skip("writers take turns")
    with database.open_office() as first, database.open_office() as second:
        first.session.add(beat("first"))
        first.session.flush()
        second.session.add(beat("second"))
        assert second.session.scalars(select(Heartbeat.process)).all() == ["second"]
        first.session.insert_later(Heartbeat, process="later", at=NOW)
    with database.open_office() as office:
        assert set(office.session.scalars(select(Heartbeat.process))) == {"first", "second", "later"}
