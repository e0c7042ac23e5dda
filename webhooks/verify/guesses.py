"""Keeps those who guess codes waiting. Codes that exist never count: thousands of phones may share one address."""

from __future__ import annotations

from typing import ClassVar, Final

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

#: Codes that do not exist, an address, in ten minutes. With 2**50 codes this guards our processor, not our papers.
MOST: Final = 30


class Guesses:
    """Counts wrong codes by address, in the memory of this process: each of several processes counts for itself."""

    PAUSE: ClassVar[int] = 600

    def __init__(self) -> None:
        self._limit = RateLimitItemPerMinute(MOST, self.PAUSE // 60)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def too_many(self, who: str) -> bool:
        """Whether ``who`` has to wait."""
        return not self._limiter.test(self._limit, who)

    def count(self, who: str) -> None:
        """``who`` asked for what does not exist."""
        self._limiter.hit(self._limit, who)
