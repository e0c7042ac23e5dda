"""How fast messages may leave: so many a second in all, and gently to each person."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Final

_MANY: Final = 10_000


class Pace:
    """A token bucket for each key, safe for many threads.

    Args:
        every: seconds between two of a key, in the long run.
        burst: how many may go at once before that.
        clock: seconds on a clock that never goes back.
    """

    def __init__(self, *, every: float, burst: int, clock: Callable[[], float] = monotonic) -> None:
        self._every = every
        self._slack = every * (burst - 1)
        self._clock = clock
        self._lock = Lock()
        #: When each key's bucket is full again.
        self._full_at: dict[Hashable, float] = {}

    def take(self, key: Hashable) -> float:
        """0 when the next may go, which is then counted; else how many seconds it has to wait, uncounted."""
        with self._lock:
            now = self._clock()
            full_at = max(self._full_at.get(key, now), now)
            if (wait := full_at - now - self._slack) > 0:
                return wait
            if len(self._full_at) >= _MANY:
                self._full_at = {other: at for other, at in self._full_at.items() if at > now}
            self._full_at[key] = full_at + self._every
            return 0.0
