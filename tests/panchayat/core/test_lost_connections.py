"""A connection that is lost, or says nothing any more, costs one unit of work at most, and never half of one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, TextClause, event, select, text
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm import Session

from panchayat.core.connections import connect
from panchayat.core.outages import is_outage
from panchayat.core.session import OfficeSession
from panchayat.database import Database, Unavailable
from panchayat.models import Heartbeat
from tests.conftest import PUBLIC_URL, SettableClock
from tests.line import BACK, OUT, Line, line_to
from tests.postgresql import Server
from tests.waiting import eventually

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

NOW = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)
#: Seconds of silence that these tests wait for; what is answered at all is answered sooner on any machine.
SILENCE = 3


@pytest.fixture
def direct(database_url: str) -> Iterator[Engine]:
    """The database past the line."""
    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def line(database_url: str, tmp_path: Path) -> Iterator[tuple[Line, str]]:
    with line_to(database_url, tmp_path) as made:
        yield made


@pytest.fixture
def engine(line: tuple[Line, str]) -> Iterator[Engine]:
    """The database by the line, with a connection that is there already."""
    engine = connect(line[1], silence=SILENCE)
    with engine.connect():
        pass
    yield engine
    engine.dispose()


def two_steps(engine: Engine) -> None:
    with OfficeSession(engine) as session:
        session.insert_later(Heartbeat, process="first", at=NOW)
        session.flush()
        session.insert_later(Heartbeat, process="last", at=NOW)
        session.commit()


def _outage(engine: Engine) -> bool:
    """Whether the unit ends with an outage; any other error is none of the line's."""
    try:
        two_steps(engine)
    except DBAPIError as error:
        if not is_outage(error):
            raise
        return True
    return False


def kept(direct: Engine) -> set[str]:
    with Session(direct) as other:
        return set(other.scalars(select(Heartbeat.process)))


def alone(direct: Engine) -> None:
    """Wait until the server has done with whatever reached it over other connections."""
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    assert eventually(lambda: one(direct, others) == 0)


def one(direct: Engine, question: TextClause) -> int:
    """In a transaction of its own: within one the server answers about its processes as at first."""
    with direct.connect() as connection:
        return int(connection.scalar(question))


def clear(direct: Engine) -> None:
    with direct.begin() as connection:
        connection.execute(text("DELETE FROM heartbeat"))


@pytest.mark.parametrize("way", [OUT, BACK])
def test_a_line_that_is_cut_at_any_byte_leaves_all_or_nothing_and_the_next_unit_goes_on(
    line: tuple[Line, str], direct: Engine, way: str
) -> None:
    passing, url = line

    def cut_after(count: int | None) -> tuple[bool, int]:
        """Whether the unit came through, and how many bytes it took."""
        engine = connect(url)
        with engine.connect():
            before = passing.passed[way]
        if count is not None:
            passing.cut_after(count, way)
        came_through = not _outage(engine)
        passing.whole()
        passed = passing.passed[way] - before
        engine.dispose()
        alone(direct)
        found = kept(direct)
        assert found == {"first", "last"} or (not found and not came_through)
        clear(direct)
        two_steps(engine)
        clear(direct)
        engine.dispose()
        return came_through, passed

    _came, of_all = cut_after(None)
    came = [cut_after(count)[0] for count in range(1, of_all, 17)]
    assert came[0], "nothing was done yet, and the connection was not replaced"
    assert not came[-1]


def test_a_connection_that_died_while_nobody_used_it_is_replaced_unnoticed(
    line: tuple[Line, str], engine: Engine, direct: Engine
) -> None:
    line[0].cut()
    two_steps(engine)
    assert kept(direct) == {"first", "last"}
    assert line[0].made == 2


def test_a_connection_that_dies_before_the_first_statement_is_replaced_once_and_not_again_and_again(
    line: tuple[Line, str], engine: Engine, direct: Engine
) -> None:
    passing, _url = line

    def cut_again(_connection: object, _record: object) -> None:
        passing.cut()

    event.listen(engine, "connect", cut_again)
    passing.cut()
    with pytest.raises(DBAPIError):
        two_steps(engine)
    assert passing.made == 2
    assert kept(direct) == set()


@pytest.mark.parametrize("goes_on", ["sends", "asks", "adds", "commits"])
def test_who_swallows_that_the_connection_was_lost_and_goes_on_is_told_again(
    line: tuple[Line, str], direct: Engine, clock: SettableClock, goes_on: str
) -> None:
    passing, url = line
    database = Database(url, clock, public_url=PUBLIC_URL)
    with pytest.raises(Unavailable), database.open_office() as office:
        session = office.session
        session.insert_later(Heartbeat, process="first", at=NOW)
        session.flush()
        passing.cut()
        session.insert_later(Heartbeat, process="second", at=NOW)
        with pytest.raises(DBAPIError):
            session.flush()
        with pytest.raises(PendingRollbackError):
            if goes_on == "sends":
                session.insert_unless_taken(Heartbeat(process="third", at=NOW))
            elif goes_on == "asks":
                session.scalars(select(Heartbeat)).all()
            elif goes_on == "adds":
                session.add(Heartbeat(process="third", at=NOW))
                session.flush()
            else:
                session.commit()
    database.dispose()
    assert kept(direct) == set()


def test_a_commit_of_which_nobody_knows_what_became_is_unavailable_and_is_not_repeated(
    line: tuple[Line, str], direct: Engine, clock: SettableClock
) -> None:
    passing, url = line
    database = Database(url, clock, public_url=PUBLIC_URL)
    with pytest.raises(Unavailable), database.open_office() as office:
        office.session.insert_later(Heartbeat, process="a", at=NOW)
        office.session.flush()
        made = passing.made
        passing.cut_after(1, BACK)
    assert passing.made == made
    database.dispose()
    assert eventually(lambda: kept(direct) == {"a"})


def test_a_server_that_ends_the_connection_in_the_middle_of_a_batch_makes_it_unavailable(
    database_url: str, postgresql_server: Server, clock: SettableClock, direct: Engine
) -> None:
    database = Database(database_url, clock, public_url=PUBLIC_URL)
    with Session(direct) as other:
        other.execute(text("LOCK TABLE heartbeat"))

        def end() -> None:
            waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            assert eventually(lambda: one(direct, waiting))
            postgresql_server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            )

        ending = threading.Thread(target=end)
        with pytest.raises(Unavailable), database.open_office() as office:
            office.session.flush()
            office.session.get_bind()
            office.session.execute(text("SET LOCAL lock_timeout = 0"))
            office.session.execute(text("SET LOCAL statement_timeout = 0"))
            for name in "abc":
                office.session.insert_later(Heartbeat, process=name, at=NOW)
            ending.start()
    ending.join()
    with database.open_office() as office:
        office.session.add(Heartbeat(process="next", at=NOW))
    database.dispose()
    assert kept(direct) == {"next"}


@pytest.mark.parametrize("when", ["begin", "middle", "commit", "sqlalchemys", "rollback"])
def test_a_server_that_says_nothing_any_more_is_given_up_and_its_connection_is_not_used_again(
    line: tuple[Line, str], engine: Engine, direct: Engine, when: str
) -> None:
    passing = line[0]
    with pytest.raises(DBAPIError) as told, OfficeSession(engine) as session:
        if when == "begin":
            passing.silence()
        session.insert_later(Heartbeat, process="first", at=NOW)
        session.flush()
        if when == "rollback":
            session.execute(select(Heartbeat)).all()
        passing.silence()
        if when == "sqlalchemys":
            session.execute(select(Heartbeat)).all()
        if when == "rollback":
            session.rollback()
        if when == "middle":
            session.insert_later(Heartbeat, process="second", at=NOW)
            session.flush()
        session.commit()
    assert is_outage(told.value)
    made = passing.made
    passing.whole()
    with OfficeSession(engine) as session:
        session.insert_later(Heartbeat, process="next", at=NOW)
        session.commit()
    assert passing.made == made + 1
    assert kept(direct) == {"next"} | ({"first"} if when == "commit" else set())


@pytest.mark.parametrize("way", ["ours", "sqlalchemys"])
def test_a_thread_that_is_interrupted_in_the_middle_leaves_no_connection_that_is_read_by_half(
    line: tuple[Line, str], engine: Engine, direct: Engine, way: str
) -> None:
    passing = line[0]
    this_thread = threading.get_ident()

    def interrupt() -> None:
        passing.whole()
        signal.pthread_kill(this_thread, signal.SIGINT)

    with pytest.raises(KeyboardInterrupt), OfficeSession(engine) as session:
        session.insert_later(Heartbeat, process="first", at=NOW)
        session.flush()
        passing.silence(then=interrupt)
        if way == "ours":
            session.insert_later(Heartbeat, process="second", at=NOW)
            session.flush()
        else:
            session.execute(text("SELECT pg_sleep(0.01)"))
        raise AssertionError("not interrupted")
    with OfficeSession(engine) as session:
        assert session.scalars(select(Heartbeat)).all() == []
        session.add(Heartbeat(process="next", at=NOW))
        session.commit()
    assert kept(direct) == {"next"}


# What a connection was taught


def read_rows(engine: Engine) -> bool:
    """A statement that the connection is taught, and whose answer has columns."""
    with OfficeSession(engine) as session:
        found = session.insert_unless_taken(Heartbeat(process="name", at=NOW))
        session.commit()
        return found


@pytest.mark.parametrize(
    "happens",
    [
        "ALTER TABLE heartbeat ALTER COLUMN process TYPE varchar(200)",
        "ALTER TABLE heartbeat ADD COLUMN more integer",
        "DEALLOCATE ALL",
        "DROP TABLE heartbeat; CREATE TABLE heartbeat (process text PRIMARY KEY, at timestamptz)",
    ],
)
def test_a_migration_while_connections_are_open_is_not_noticed_by_the_next_unit(
    database_url: str, direct: Engine, happens: str
) -> None:
    engine = connect(database_url)
    sessions = [OfficeSession(engine) for _each in range(3)]
    for session in sessions:
        session.insert_unless_taken(Heartbeat(process="name", at=NOW))
        session.rollback()
    for session in sessions:
        session.close()
    with (engine if happens == "DEALLOCATE ALL" else direct).begin() as connection:
        connection.execute(text(happens))
    for _each in range(4):
        read_rows(engine)
    engine.dispose()


@pytest.mark.parametrize("happens", ["ALTER TABLE heartbeat ALTER COLUMN process TYPE varchar(200)", "DEALLOCATE ALL"])
def test_what_a_connection_was_taught_and_fits_no_more_makes_one_unit_unavailable_at_most(
    database_url: str, clock: SettableClock, happens: str
) -> None:
    database = Database(database_url, clock, public_url=PUBLIC_URL)
    with database.open_office() as office:
        office.session.insert_unless_taken(Heartbeat(process="name", at=NOW))
    with pytest.raises(Unavailable), database.open_office() as office:
        office.session.execute(text(happens))
        office.session.insert_unless_taken(Heartbeat(process="another", at=NOW))
    with database.open_office() as office:
        assert office.session.insert_unless_taken(Heartbeat(process="another", at=NOW))
    database.dispose()
