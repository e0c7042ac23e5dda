"""Keeps the processes of one installation alive, and takes them all along when it stops."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType

from runtime.lifeline import tied

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


@dataclass
class _Child:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes]
    started_at: float
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

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a process. The first one is stopped last, because the others use it."""
        self._children.append(_Child(name, command, self._spawn(command), time.monotonic()))

    def tend(self) -> None:
        """Restart what ended and is due; to be called again and again."""
        now = time.monotonic()
        for child in self._children:
            if child.restart_at is None and (status := child.process.poll()) is not None:
                child.ends, child.status = child.ends + 1, status
                child.failures = 0 if now - child.started_at > _HEALTHY_AFTER else child.failures + 1
                delay = min(_FIRST_DELAY * 2**child.failures, _LONGEST_DELAY)
                child.restart_at = now + delay
                self._report(f"{child.name} ended ({_how(status)}); it starts again in {delay:.1f} s")
            if child.restart_at is not None and now >= child.restart_at:
                child.process, child.started_at, child.restart_at = self._spawn(child.command), now, None

    def tend_until(self, reached: Callable[[], bool]) -> None:
        """Tend until ``reached`` says so."""
        while not reached():
            self.tend()
            time.sleep(_TICK)

    def hopeless(self) -> list[str]:
        """Those that ended again and again, however long it took them, and how."""
        return [
            f"{child.name} ended {child.ends} times ({_how(child.status)})"
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
                with suppress(ProcessLookupError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
        self._children.clear()

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


def _how(status: int) -> str:
    return f"status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
