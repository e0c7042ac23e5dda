"""Waits for a service that starts: as long as its processes live, and never without saying for what."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from json import loads
from threading import Thread
from typing import Final

from runtime.problem import Problem
from runtime.settings import Settings
from runtime.supervisor import Stop, Supervisor

#: Seconds after which a wait is mentioned, and again whenever it has lasted twice as long.
_FIRST_WORD: Final = 10.0
_GLANCE: Final = 0.1
#: On a busy machine an answer takes its time; nobody else waits for it.
_ANSWER: Final = 60


class NotStarted(Problem):
    """A process of the service ends whenever it is started."""


class Readiness:
    """What the service itself says it still lacks, asked for on a thread of its own until that is nothing."""

    def __init__(self, settings: Settings) -> None:
        self.lacking: Sequence[str] = ("web",)
        # Not bound, but asked.
        self._host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
        self._port = settings.port
        Thread(target=self._ask, name="readiness", daemon=True).start()

    def _ask(self) -> None:
        while self.lacking:
            time.sleep(_GLANCE)
            connection = HTTPConnection(self._host, self._port, timeout=_ANSWER)
            try:
                connection.request("GET", "/readyz")
                self.lacking = tuple(loads(connection.getresponse().read())["not_ready"])
            except (OSError, HTTPException, ValueError, KeyError):
                self.lacking = ("web",)
            finally:
                connection.close()


def wait(
    processes: Supervisor,
    stop: Stop,
    lacking: Callable[[], Sequence[str]],
    say: Callable[[str], None],
    *,
    first_word: float = _FIRST_WORD,
) -> None:
    """Wait until nothing is lacking, or somebody asks to stop.

    Args:
        say: is told now and then what is waited for.
        first_word: seconds until it is told for the first time.

    Raises:
        NotStarted: a process ended again and again.
    """
    began = time.monotonic()
    next_word = first_word
    while (missing := lacking()) and not stop.requested:
        if ended := processes.hopeless():
            raise NotStarted(f"the service did not start: {', '.join(ended)}")
        if (waited := time.monotonic() - began) >= next_word:
            say(f"waiting for {', '.join(missing)} ({waited:.0f} s)")
            next_word = 2 * waited
        processes.tend()
        time.sleep(_GLANCE)
