"""What every test can ask for: a real database of its own, the office in it, and a clock to set."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis

from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.demo import load_demo
from panchayat.front_office import FrontOffice
from panchayat.migrations import migrate
from runtime import valkey
from runtime.lifeline import tied
from tests import postgresql
from tests.programs import OPTIONAL, POSTGRESQL

PUBLIC_URL = "http://127.0.0.1:8000"
KEYS = ["a secret of the tests"]


class SettableClock:
    """A clock that stands still until a test moves it; it starts on a Wednesday morning in India."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-transcripts", action="store_true", help="write what we say now into the transcripts")


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    use_keys(KEYS)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database file with every migration applied."""
    template = tmp_path_factory.mktemp("template") / "office.db"
    migrate(f"sqlite:///{template}")
    return template


@pytest.fixture(scope="session")
def sqlite_samples(sqlite_template: Path) -> Path:
    """The same with the sample offices and people in it, as they are when the tests' clock begins."""
    samples = sqlite_template.with_name("samples.db")
    shutil.copy(sqlite_template, samples)
    fill_with_samples(f"sqlite:///{samples}")
    return samples


def fill_with_samples(url: str) -> None:
    """Load the samples once for all tests that want them: it takes longer than copying a database."""
    database = Database(url, SettableClock(), public_url=PUBLIC_URL)
    with database.open_office() as office:
        load_demo(office)
    database.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """The session's own server; its database ``template`` has every migration applied, ``samples`` the samples too."""
    if not POSTGRESQL.present:
        pytest.skip("PostgreSQL is not installed (make system)")
    with postgresql.server() as server:
        server.execute("CREATE DATABASE template")
        migrate(server.url("template"))
        server.execute("CREATE DATABASE samples TEMPLATE template")
        fill_with_samples(server.url("samples"))
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database of the test's own, on each kind of database in turn.

    It is empty but for tests that ask for the samples or a village, which find the samples in it.
    """
    sampled = not {"samples", "village"}.isdisjoint(request.fixturenames)
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("postgresql_server")
        with server.copy_of("samples" if sampled else "template") as url:
            yield url
    else:
        template: Path = request.getfixturevalue("sqlite_samples" if sampled else "sqlite_template")
        shutil.copy(template, tmp_path / "office.db")
        yield f"sqlite:///{tmp_path / 'office.db'}"


@pytest.fixture
def database(database_url: str, clock: SettableClock) -> Iterator[Database]:
    database = Database(database_url, clock, public_url=PUBLIC_URL)
    yield database
    database.dispose()


@pytest.fixture
def open_office(database: Database) -> Callable[[], AbstractContextManager[FrontOffice]]:
    """Opens one unit of work; leaving it commits."""
    return database.open_office


@pytest.fixture(scope="session")
def queue_server() -> Iterator[str]:
    """The address of the session's own embedded queue server."""
    with tempfile.TemporaryDirectory(prefix="valkey") as folder:
        socket = Path(folder) / "socket"
        process = subprocess.Popen(tied(valkey.command(Path(folder), socket)))
        try:
            deadline = time.monotonic() + 10
            while not valkey.answers(socket):
                assert process.poll() is None, "the queue server ended"
                assert time.monotonic() < deadline, "the queue server does not answer"
                time.sleep(0.01)
            yield f"unix://{socket}"
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
def redis_url(queue_server: str) -> str:
    """The address of an empty queue."""
    with redis.Redis.from_url(queue_server) as client:
        client.flushall()
    return queue_server


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None]:
    """Say loudly, below everything else, what this machine could not exercise."""
    yield
    missing = [part for part in OPTIONAL if not part.present]
    if missing:
        skipped = len(terminalreporter.stats.get("skipped", ()))
        terminalreporter.section(f"NOT EXERCISED: {skipped} tests", yellow=True, bold=True)
        for part in missing:
            terminalreporter.line(f"Not installed: {part.name}. Not exercised: {part.proves}.", yellow=True)
        terminalreporter.line("`make system` installs what is missing.", yellow=True, bold=True)
