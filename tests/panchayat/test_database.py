from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from panchayat.database import Database, Unavailable
from panchayat.models import Contact, Office
from tests.conftest import PUBLIC_URL, SettableClock
from tests.postgresql import Server
from tests.stand_in.people import known
from tests.waiting import PATIENCE

pytestmark = pytest.mark.slow

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def how_many(database: Database) -> int:
    with database.open_office() as office:
        return office.session.scalar(select(func.count()).select_from(Contact)) or 0


def test_leaving_the_office_keeps_what_was_done(database: Database, clock: SettableClock) -> None:
    with database.open_office() as office:
        known(office, "whatsapp:CC.a")
    with database.open_office() as office:
        kept = office.contacts.at("whatsapp", "whatsapp:CC.a")
        assert kept
        assert kept.created_at == clock.now
        assert kept.created_at.tzinfo is not None


def test_a_failure_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.open_office() as office:
        known(office, "whatsapp:CC.a")
        office.session.flush()
        raise ZeroDivisionError
    assert how_many(database) == 0


def test_a_failure_within_a_savepoint_undoes_only_that_part(database: Database) -> None:
    with database.open_office() as office:
        known(office, "whatsapp:CC.before")
        with pytest.raises(IntegrityError), office.savepoint():
            known(office, "whatsapp:CC.lost")
            known(office, "whatsapp:CC.before")
        known(office, "whatsapp:CC.after")
    assert how_many(database) == 2


def test_a_broken_rule_of_the_records_passes_as_it_is(database: Database) -> None:
    with pytest.raises(IntegrityError), database.open_office() as office:
        known(office, "whatsapp:CC.a")
        known(office, "whatsapp:CC.a")
    with pytest.raises(IntegrityError), database.open_office() as office:
        office.session.get_one(Office, office.offices.state().id).kind = "empire"


def test_a_record_of_an_office_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.open_office() as office:
        stranger = known(office, "whatsapp:CC.a")
        stranger.office_id = stranger.person_id = office.offices.state().id


def test_there_is_only_one_state(database: Database) -> None:
    with pytest.raises(IntegrityError), database.open_office() as office:
        state = office.session.scalars(select(Office)).one()
        columns = {column.key: getattr(state, column.key) for column in Office.__table__.columns if column.key != "id"}
        office.session.add(Office(**{**columns, "code": "another"}))


def test_one_persons_work_waits_for_the_same_persons_and_both_are_kept(database: Database) -> None:
    with database.open_office() as office:
        known(office, "whatsapp:CC.a")
    inside = threading.Event()
    count = select(Contact).with_for_update()

    def second() -> None:
        inside.wait(5)
        with database.open_office() as office:
            office.session.scalars(count).one().failures += 1

    other = threading.Thread(target=second)
    other.start()
    with database.open_office() as office:
        row = office.session.scalars(count).one()
        inside.set()
        other.join(0.1)
        row.failures += 1
    other.join(PATIENCE)
    with database.open_office() as office:
        assert office.session.scalars(select(Contact)).one().failures == 2


@on_sqlite
def test_a_file_that_another_process_has_locked_is_unavailable(database: Database, database_file: Path) -> None:
    other = sqlite3.connect(database_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Unavailable):
            how_many(database)
    finally:
        other.close()
    assert how_many(database) == 0


@on_sqlite
def test_who_waits_too_long_for_a_turn_in_the_same_process_is_told_so(database: Database) -> None:
    with database.open_office(), pytest.raises(Unavailable), database.open_office():
        pass
    assert how_many(database) == 0


@on_sqlite
def test_a_file_survives_a_power_cut_and_its_rules_hold(database: Database) -> None:
    with database.open_office() as office:
        settings = {
            name: office.session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 2000}


def test_a_database_without_tables_or_without_a_place_is_unavailable(tmp_path: Path, clock: SettableClock) -> None:
    for path in (tmp_path / "new.db", tmp_path / "no such folder" / "office.db"):
        database = Database(f"sqlite:///{path}", clock, public_url=PUBLIC_URL)
        with pytest.raises(Unavailable), database.open_office() as office:
            office.offices.all()
        database.dispose()


def test_a_server_that_is_not_there_is_unavailable(clock: SettableClock) -> None:
    database = Database("postgresql://nobody@127.0.0.1:1/none", clock, public_url=PUBLIC_URL)
    with pytest.raises(Unavailable):
        how_many(database)
    database.dispose()


@on_postgresql
def test_waiting_for_a_lock_and_slow_statements_end_as_unavailable(database: Database) -> None:
    with database.open_office() as office:
        limits = [
            office.session.execute(text(f"SHOW {name}")).scalar_one() for name in ("lock_timeout", "statement_timeout")
        ]
        known(office, "whatsapp:CC.a")
    assert limits == ["2s", "3s"]
    with pytest.raises(Unavailable), database.open_office() as office:
        office.session.execute(text("SET LOCAL statement_timeout = '20ms'"))
        office.session.execute(text("SELECT pg_sleep(5)"))
    with database.open_office() as first:
        first.session.scalars(select(Contact).with_for_update()).one()
        with pytest.raises(Unavailable), database.open_office() as second:
            second.session.execute(text("SET LOCAL lock_timeout = '20ms'"))
            second.session.scalars(select(Contact).with_for_update()).one()


@on_postgresql
def test_connections_that_died_while_nobody_used_them_are_replaced_unnoticed(
    database: Database, postgresql_server: Server
) -> None:
    with database.open_office() as first, database.open_office() as second:
        assert first.offices.all() == []
        assert second.offices.all() == []
    cut_off(postgresql_server)
    assert how_many(database) == 0


@on_postgresql
def test_a_connection_that_dies_during_the_work_makes_it_unavailable_and_leaves_nothing(
    database: Database, postgresql_server: Server
) -> None:
    with pytest.raises(Unavailable), database.open_office() as office:
        known(office, "whatsapp:CC.a")
        office.session.flush()
        cut_off(postgresql_server)
    assert how_many(database) == 0


def cut_off(server: Server) -> None:
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'office'")
