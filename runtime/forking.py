"""Starts the commands of ``panchayat`` as processes: as copies of one that has loaded what they share, where it can be."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final, Protocol

from runtime.lifeline import tied
from runtime.supervisor import Process, Supervisor

_GLANCE: Final = 0.02


class Starter(Protocol):
    """What starts the processes of the service."""

    def start(self, arguments: Sequence[str]) -> Process:
        """Start ``panchayat`` with these arguments, tied to this process and in a group of its own."""
        ...


@contextmanager
def starter(environment: Mapping[str, str], processes: Supervisor) -> Iterator[Starter]:
    """The best that this system has; what it needs itself runs among ``processes``."""
    if sys.platform != "linux":
        yield Programs(environment)
        return
    processes.adopt_orphans()
    server = ForkServer(environment)
    processes.keep("fork server", server.launch)
    try:
        yield server
    finally:
        server.close()


class Programs:
    """Starts each as a program of its own, which loads everything itself."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)

    def start(self, arguments: Sequence[str]) -> Process:
        return subprocess.Popen(
            tied([sys.executable, "-m", "runtime", *arguments]), env=self._environment, process_group=0
        )


class ForkServer:
    """Asks ``runtime.fork_server`` for copies of itself; they are children of this process, which adopts orphans."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._server: socket.socket | None = None

    def close(self) -> None:
        """Ask no more, upon which the server ends."""
        if self._server is not None:
            self._server.close()

    def launch(self) -> Process:
        """Start the server itself, in place of one that may have ended."""
        self.close()
        self._server, its_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its_end:
            return subprocess.Popen(
                [sys.executable, "-m", "runtime.fork_server", str(os.getpid()), str(its_end.fileno())],
                env=self._environment,
                pass_fds=[its_end.fileno()],
                process_group=0,
            )

    def start(self, arguments: Sequence[str]) -> Process:
        """A copy that begins as soon as the server has loaded everything; without a server it has ended already."""
        ours, its_end = os.pipe()
        try:
            if self._server is not None:
                with suppress(OSError):  # the server is gone, and the pipe tells
                    socket.send_fds(self._server, [json.dumps([*arguments]).encode()], [its_end])
        finally:
            os.close(its_end)
        os.set_blocking(ours, False)
        return Forked(ours)


class Forked:
    """A process that was asked for, as ``subprocess.Popen`` has those that it starts."""

    def __init__(self, pipe: int) -> None:
        self.pid: int | None = None
        self._pipe = pipe
        self._status: int | None = None

    def poll(self) -> int | None:
        """The exit status, or None while it runs or has yet to begin."""
        if self._status is None and self.pid is None:
            self._listen()
        if self._status is None and self.pid is not None:
            ended, how = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self._status = os.waitstatus_to_exitcode(how)
        return self._status

    def terminate(self) -> None:
        """Ask it to stop; one that has not begun never will."""
        if self.poll() is None:
            if self.pid is not None:
                os.kill(self.pid, signal.SIGTERM)
            else:
                self._never()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            subprocess.TimeoutExpired: it goes on for longer than ``timeout`` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (status := self.poll()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired("panchayat", timeout or 0)
            time.sleep(_GLANCE)
        return status

    def _listen(self) -> None:
        try:
            told = os.read(self._pipe, 32)
        except BlockingIOError:
            return
        if told:
            self.pid = int(told)
            os.close(self._pipe)
        else:
            self._never()

    def _never(self) -> None:
        self._status = os.EX_UNAVAILABLE
        os.close(self._pipe)
