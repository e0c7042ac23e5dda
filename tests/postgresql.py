"""A private PostgreSQL server in a temporary folder, gone with the tests that asked for it.

PostgreSQL refuses to run as root, so root starts it as another user: this module is also the small
program that changes the user, ties the server's life to its parent's and becomes the server.
"""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from runtime.lifeline import die_with_parent
from tests.programs import ROOT, program
from tests.waiting import PATIENCE, eventually

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "timezone": "UTC",
}
#: The first version in which one can say how a database is copied.
_KNOWS_STRATEGIES = 150000


class Server:
    """A running server, reached by a socket in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @functools.cached_property
    def _version(self) -> int:
        with psycopg.connect(self.url("postgres")) as connection:
            return connection.info.server_version

    @property
    def pid(self) -> int:
        """The first of its processes; the others are below it."""
        return int((self._folder / "data/postmaster.pid").read_text().split()[0])

    def url(self, name: str) -> str:
        """The address of the database ``name``, as the service is given it."""
        return f"postgresql://tests@/{name}?host={self._folder}"

    def execute(self, statement: str) -> None:
        """Run one statement of administration, outside of any transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def copy_of(self, template: str, *, name: str) -> Iterator[str]:
        """The address of a new database that starts as a copy of ``template`` and is dropped afterwards."""
        # Copying the files costs half of what copying their blocks through the log does.
        how = "STRATEGY file_copy" if self._version >= _KNOWS_STRATEGIES else ""
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server(parent: Path | None = None, **settings: str) -> Iterator[Server]:
    """Start a server of one's own, in a temporary folder, below ``parent`` if one is given.

    Args:
        settings: what is to be otherwise than for tests, which need not wait for the disk.

    Raises:
        RuntimeError: it did not come up; what it wrote is part of the message.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=parent))
    try:
        if os.geteuid() == 0:
            os.chown(folder, _unprivileged().pw_uid, _unprivileged().pw_gid)
        data = str(folder / "data")
        _run("initdb", "--no-sync", "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C.UTF-8", "-D", data).wait(
            PATIENCE
        )
        options = [part for name, value in {**_SETTINGS, **settings}.items() for part in ("-c", f"{name}={value}")]
        process = _run("postgres", "-D", data, "-k", str(folder), *options, log=folder / "log")
        try:
            running = Server(folder)
            if not eventually(lambda: process.poll() is not None or _answers(running)) or process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
            yield running
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for those still connected
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(name: str, *arguments: str, log: Path | None = None) -> subprocess.Popen[bytes]:
    path = program(name)
    assert path, f"{name} is not installed"
    output = log.open("wb") if log else None
    try:
        return subprocess.Popen(
            [sys.executable, "-m", __name__, str(os.getpid()), path, *arguments],
            cwd=ROOT,
            stdout=output or subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
    finally:
        if output:
            output.close()


def _answers(running: Server) -> bool:
    try:
        running.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no other user to run it as")


def _become(parent: int, arguments: list[str]) -> None:
    if os.geteuid() == 0:
        user = _unprivileged()
        os.chdir("/")
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
    die_with_parent(parent, by=signal.SIGINT)
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
