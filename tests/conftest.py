"""What every test can ask for: a real database of its own, the office in it, and a clock to set."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis
from hypothesis import HealthCheck, settings

from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.demo.loading import load_demo
from panchayat.front_office import FrontOffice
from panchayat.migrations import migrate
from runtime import valkey
from runtime.lifeline import tied
from tests import postgresql
from tests.programs import OPTIONAL, POSTGRESQL
from tests.waiting import PATIENCE, eventually

PUBLIC_URL = "http://127.0.0.1:8000"
KEYS = ["a secret of the tests"]
MEMORY = Path("/dev/shm")  # noqa: S108
#: Bytes that the databases of a worker take at most.
ENOUGH = 1 << 30


# How long an example takes is the machine's affair.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


class SettableClock:
    """A clock that stands still until a test moves it; it starts on a Wednesday morning in India."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out PostgreSQL and what is marked slow")
    parser.addoption("--rewrite-transcripts", action="store_true", help="write what we say now into the transcripts")
    parser.addoption("--lower-budget", action="store_true", help="write what a turn takes less now into its budget")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left alone with it; a quick run leaves it out."""
    items.sort(key=lambda item: not is_slow(item))
    if config.getoption("quick"):
        config.hook.pytest_deselected(items=[item for item in items if is_slow(item) or on_postgresql(item)])
        items[:] = [item for item in items if not is_slow(item) and not on_postgresql(item)]


def is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


def on_postgresql(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    return "postgresql_server" in getattr(item, "fixturenames", ()) or (
        callspec is not None and "postgresql" in callspec.params.values()
    )


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    use_keys(KEYS)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


def in_memory() -> Path | None:
    """Where the databases are fast, if there is room: none of them need survive the tests."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH else None


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """An empty database file with every migration applied."""
    with tempfile.TemporaryDirectory(prefix="sqlite", dir=in_memory()) as folder:
        template = Path(folder) / "template.db"
        migrate(f"sqlite:///{template}")
        yield template


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
    with postgresql.server(in_memory()) as server:
        server.execute("CREATE DATABASE template")
        migrate(server.url("template"))
        server.execute("CREATE DATABASE samples TEMPLATE template")
        fill_with_samples(server.url("samples"))
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated database that nobody has used yet, on each kind of database in turn.

    It is empty but for tests that ask for the samples or a village, which find the samples in it.
    """
    sampled = not {"samples", "village"}.isdisjoint(request.fixturenames)
    if request.param == "postgresql":
        server: postgresql.Server = request.getfixturevalue("postgresql_server")
        with server.copy_of("samples" if sampled else "template", name="office") as url:
            yield url
    else:
        template: Path = request.getfixturevalue("sqlite_samples" if sampled else "sqlite_template")
        yield copy_of(template)


@pytest.fixture
def database_file(database_url: str) -> Path:
    """The file in which an SQLite database is."""
    return Path(database_url.removeprefix("sqlite:///"))


def copy_of(template: Path) -> str:
    """The address of a copy of an SQLite file, in place of the copy before."""
    for beside in ("-wal", "-shm"):
        template.with_name(f"office.db{beside}").unlink(missing_ok=True)
    return f"sqlite:///{shutil.copy(template, template.with_name('office.db'))}"


class Databases:
    """The databases by address, for all tests: each remembers the statements that it has compiled."""

    def __init__(self) -> None:
        self._clock = SettableClock()
        self._made: dict[str, Database] = {}

    @contextmanager
    def at(self, url: str, clock: SettableClock) -> Iterator[Database]:
        """The one at this address, as long as ``clock`` is the clock."""
        self._clock = clock
        if url not in self._made:
            self._made[url] = Database(url, self._now, public_url=PUBLIC_URL)
        yield self._made[url]
        self._made[url].dispose()

    def _now(self) -> datetime:
        return self._clock()


@pytest.fixture(scope="session")
def databases() -> Databases:
    return Databases()


@pytest.fixture
def database(databases: Databases, database_url: str, clock: SettableClock) -> Iterator[Database]:
    with databases.at(database_url, clock) as database:
        yield database


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
            assert eventually(lambda: process.poll() is not None or valkey.answers(socket))
            assert process.poll() is None, "the queue server ended"
            yield f"unix://{socket}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


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
