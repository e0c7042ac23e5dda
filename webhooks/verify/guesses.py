"""Keeps those who guess codes waiting. Codes that exist never count: thousands of phones may share one address."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
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

    @staticmethod
    def who(peer: str | None, forwarded_for: str | None) -> str:
        """Whom to count for: the address that asks, of IPv6 its network, since a house has so many.

        A peer on this machine or its own network is a proxy, which says last for whom it asks; from anywhere else
        that header is just what the asker claims.
        """
        address = _address(peer)
        if address is not None and (address.is_loopback or address.is_private) and forwarded_for:
            address = _address(forwarded_for.rpartition(",")[2].strip()) or address
        if isinstance(address, IPv6Address):
            return str(IPv6Address(int(address) >> 64 << 64))
        return str(address)


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text or "")
    except ValueError:
        return None
