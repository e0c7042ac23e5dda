"""A database that cannot do its work at present makes it unavailable, and its errors tell nothing of what was written."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from panchayat.database import Database, Unavailable
from panchayat.front_office import FrontOffice
from tests.conftest import PUBLIC_URL, SettableClock
from tests.postgresql import Server
from tests.stand_in.people import ADDRESS, add_contact, known

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def write(office: FrontOffice) -> None:
    office.heartbeats.beat("test")


def is_available(database: Database) -> bool:
    try:
        with database.open_office() as office:
            write(office)
    except Unavailable:
        return False
    return True


@on_sqlite
def test_a_file_that_may_only_be_read_is_unavailable(database_url: str, clock: SettableClock) -> None:
    path = database_url.removeprefix("sqlite:///")
    read_only = Database(f"sqlite:///file:{path}?mode=ro&uri=true", clock, public_url=PUBLIC_URL)
    assert not is_available(read_only)
    read_only.dispose()


@on_sqlite
def test_a_file_that_cannot_grow_is_unavailable_and_the_work_is_undone(database: Database) -> None:
    with pytest.raises(Unavailable), database.open_office() as office:
        office.session.execute(text("PRAGMA max_page_count = 1"))  # no more than it has
        for number in range(2_000):  # pages that migrations have left are filled first
            office.heartbeats.beat(f"{number:040}")
    with database.open_office() as office:
        office.session.execute(text("PRAGMA max_page_count = 1000000"))
        assert not office.heartbeats.is_alive("0" * 40, timedelta(days=1))
    assert is_available(database)


@pytest.mark.parametrize("content", [b"no database at all" * 1000, None])
@on_sqlite
def test_a_damaged_file_is_unavailable(database_url: str, clock: SettableClock, content: bytes | None) -> None:
    path = Path(database_url.removeprefix("sqlite:///"))
    sound = path.read_bytes()
    path.write_bytes(content or sound[:4096] + b"\xff" * (len(sound) - 4096))
    damaged = Database(database_url, clock, public_url=PUBLIC_URL)
    assert not is_available(damaged)
    damaged.dispose()


@on_postgresql
@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("ALTER DATABASE {name} SET default_transaction_read_only = on", "ALTER DATABASE {name} RESET ALL"),
        ("ALTER DATABASE {name} ALLOW_CONNECTIONS false", "ALTER DATABASE {name} ALLOW_CONNECTIONS true"),
        ("ALTER DATABASE {name} RENAME TO {name}_away", "ALTER DATABASE {name}_away RENAME TO {name}"),
    ],
)
def test_what_an_operator_does_to_a_server_makes_it_unavailable_until_it_is_undone(
    database: Database, database_url: str, postgresql_server: Server, broken: str, mended: str
) -> None:
    name = make_url(database_url).database
    assert is_available(database)
    cut_off(postgresql_server)
    postgresql_server.execute(broken.format(name=name))
    assert not is_available(database)
    postgresql_server.execute(mended.format(name=name))
    cut_off(postgresql_server)
    assert is_available(database)


@on_postgresql
@pytest.mark.parametrize(
    "interrupt",
    [
        "SELECT pg_cancel_backend(pg_backend_pid())",
        "SELECT pg_terminate_backend(pg_backend_pid())",
        "SET TRANSACTION READ ONLY",
        "SET LOCAL ROLE pg_read_all_data",
        "DROP TABLE heartbeat",
        "ALTER TABLE heartbeat DROP COLUMN at",
    ],
)
def test_work_that_is_interrupted_is_unavailable_and_undone(database: Database, interrupt: str) -> None:
    with pytest.raises(Unavailable), database.open_office() as office:
        office.session.execute(text(interrupt))
        write(office)
    assert is_available(database)


@on_postgresql
@pytest.mark.parametrize("function", ["pg_cancel_backend", "pg_terminate_backend"])
def test_who_goes_on_after_an_interruption_is_told_again(database: Database, function: str) -> None:
    with pytest.raises(Unavailable), database.open_office() as office:
        with pytest.raises(DBAPIError), office.savepoint():
            office.session.execute(text(f"SELECT {function}(pg_backend_pid())"))
        office.session.execute(text(f"SELECT {function}(pg_backend_pid())"))
        write(office)
    assert is_available(database)


def break_a_rule(office: FrontOffice) -> None:
    known(office, ADDRESS)


def leave_something_out(office: FrontOffice) -> None:
    office.session.execute(
        text("INSERT INTO contact (id, channel, address) VALUES (:id, 'whatsapp', :address)"),
        {"id": "0" * 32, "address": ADDRESS},
    )


def write_what_is_no_instant(office: FrontOffice) -> None:
    office.session.execute(text("UPDATE contact SET created_at = CAST(:at AS timestamptz)"), {"at": ADDRESS})


@on_postgresql
@pytest.mark.parametrize("wrong", [break_a_rule, leave_something_out, write_what_is_no_instant])
def test_an_error_tells_nothing_of_what_was_to_be_written(
    database: Database, wrong: Callable[[FrontOffice], None]
) -> None:
    add_contact(database.open_office)
    with pytest.raises((DBAPIError, Unavailable)) as caught, database.open_office() as office:
        wrong(office)
    told = "".join(traceback.format_exception(caught.value))
    assert ADDRESS not in told
    assert ADDRESS.removeprefix("whatsapp:") not in told


@on_postgresql
def test_an_error_still_tells_which_rule_was_broken(database: Database) -> None:
    add_contact(database.open_office)
    with pytest.raises(IntegrityError, match="pk_contact_address"), database.open_office() as office:
        break_a_rule(office)


def cut_off(server: Server) -> None:
    server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'office%'")
