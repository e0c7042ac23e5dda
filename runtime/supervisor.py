"""Keeps the processes of one installation alive, and takes them all along when it stops."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Protocol

from runtime.lifeline import adopt_orphans, tied

_FIRST_DELAY = 0.2
_LONGEST_DELAY = 10.0
#: A process that lived this long, in seconds, did start; its next end is a first one again.
_HEALTHY_AFTER = 30.0
#: Ends during the start of a service from which on a process is not believed to start at all.
_HOPELESS = 3
_TICK = 0.1


class Stop:
    """Whether somebody asked this process to stop: Ctrl-C, or the system."""

    def __init__(self) -> None:
        self.requested = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._request)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup
            signal.signal(signal.SIGHUP, self._request)

    def _request(self, _number: int, _frame: FrameType | None) -> None:
        self.requested = True


class Process(Protocol):
    """A process below this one, as ``subprocess.Popen`` has it."""

    @property
    def pid(self) -> int | None:
        """Its number, which is that of its group too; None while it has yet to begin."""

    def poll(self) -> int | None:
        """Its exit status, once it has ended."""

    def terminate(self) -> None:
        """Ask it to stop."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            subprocess.TimeoutExpired: it goes on for longer than ``timeout`` seconds.
        """


@dataclass
class _Child:
    name: str
    start: Callable[[], Process]
    process: Process
    started_at: float
    lasting: bool = True
    failures: int = 0
    restart_at: float | None = None
    ends: int = 0
    status: int = 0


class Supervisor:
    """Starts processes tied to this one, and restarts those that end, later and later while they go on ending.

    Each is the head of a process group of its own, so that a Ctrl-C in the terminal reaches only the
    supervisor, which then stops everything in order. All of this happens on the main thread: a child is
    tied to the life of the thread that started it.
    """

    def __init__(self, environment: Mapping[str, str], report: Callable[[str], None], patience: float) -> None:
        self._environment = environment
        self._report = report
        self._patience = patience
        self._children: list[_Child] = []
        self._adopts = False

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process. The first one is stopped last, because the others use it."""
        self.keep(name, partial(self._spawn, command))

    def keep(self, name: str, start: Callable[[], Process]) -> None:
        """The same, for a process that is started in a way of its own."""
        self._children.append(_Child(name, start, start(), time.monotonic()))

    def once(self, name: str, start: Callable[[], Process]) -> Process:
        """Start a process that is not started again."""
        self._children.append(_Child(name, start, start(), time.monotonic(), lasting=False))
        return self._children[-1].process

    def adopt_orphans(self) -> None:
        """Let those below whose parent has gone fall to this process, and see to it that they go in peace."""
        adopt_orphans()
        self._adopts = True

    def tend(self) -> None:
        """Restart what ended and is due; to be called again and again."""
        now = time.monotonic()
        self._children = [child for child in self._children if child.lasting or child.process.poll() is None]
        for child in self._children:
            if not child.lasting:
                continue
            if child.restart_at is None and (status := child.process.poll()) is not None:
                child.ends, child.status = child.ends + 1, status
                child.failures = 0 if now - child.started_at > _HEALTHY_AFTER else child.failures + 1
                delay = min(_FIRST_DELAY * 2**child.failures, _LONGEST_DELAY)
                child.restart_at = now + delay
                self._report(f"{child.name} ended ({how(status)}); it starts again in {delay:.1f} s")
            if child.restart_at is not None and now >= child.restart_at:
                child.process, child.started_at, child.restart_at = child.start(), now, None
        if self._adopts:
            self._bury_orphans()

    def tend_until(self, reached: Callable[[], bool]) -> None:
        """Tend until ``reached`` says so."""
        while not reached():
            self.tend()
            time.sleep(_TICK)

    def hopeless(self) -> list[str]:
        """Those that ended again and again, however long it took them, and how."""
        return [
            f"{child.name} ended {child.ends} times ({how(child.status)})"
            for child in self._children
            if child.ends >= _HOPELESS
        ]

    def stop(self) -> None:
        """Stop everything: all at once, and then the first."""
        for wave in (self._children[1:], self._children[:1]):
            for child in wave:
                if child.process.poll() is None:
                    child.process.terminate()
            deadline = time.monotonic() + self._patience
            for child in wave:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
                if child.process.pid is not None:
                    with suppress(ProcessLookupError):
                        os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
        self._children.clear()

    def _bury_orphans(self) -> None:
        own = {child.process.pid for child in self._children}
        if None in own:  # it may be among those that have ended
            return
        with suppress(ChildProcessError):
            while ended := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                if ended.si_pid in own:
                    return
                os.waitpid(ended.si_pid, 0)

    def _spawn(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(tied(command), env=dict(self._environment), process_group=0)


@contextmanager
def supervisor(
    environment: Mapping[str, str], report: Callable[[str], None], *, patience: float = 4.0
) -> Iterator[Supervisor]:
    """A supervisor whose processes are gone when the block is left.

    Args:
        environment: of the processes.
        report: is told in a line what ended.
        patience: how long a process may take to stop when it is asked, in seconds.
    """
    running = Supervisor(environment, report, patience)
    try:
        yield running
    finally:
        running.stop()


def how(status: int) -> str:
    """How a process ended, in words."""
    return f"status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
