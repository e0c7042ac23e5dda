"""What only one run may have at a time: its data folder and its port."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runtime.problem import Problem


class AlreadyRunning(Problem):
    """Another run works on this data folder."""


class FolderUnusable(Problem):
    """The data folder cannot be made or written to."""


class PortTaken(Problem):
    """Something else listens there, or this process may not."""


@contextmanager
def alone_in(data: Path) -> Iterator[None]:
    """Hold ``data`` until the block ends, or this process does, whatever it dies of.

    Raises:
        AlreadyRunning: somebody else holds it.
        FolderUnusable: nobody can.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(data / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise FolderUnusable(f"{data} cannot be used: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(descriptor, 20).decode().strip()
            raise AlreadyRunning(f"{data} is in use by another run (process {holder or 'unknown'})") from None
        os.truncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
    finally:
        os.close(descriptor)


def make_sure_free(host: str, port: int) -> None:
    """See that nobody listens on ``host`` and ``port``: two servers could share them without a word.

    Raises:
        PortTaken: it is not free, or not ours to take.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen()
    except OSError as error:
        raise PortTaken(f"cannot listen on {host} port {port}: {error.strerror}; choose another with --port") from None
