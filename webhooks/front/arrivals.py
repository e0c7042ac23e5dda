"""The bodies that are on their way: how many there may be of one address and of all, and how long each may take."""

from __future__ import annotations

from asyncio import Timeout, get_running_loop, timeout
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

#: Seconds that a body always has, however many others there are: a burst of honest ones is over in less.
_GRACE: Final = 2
#: Seconds in which a body must have begun, and bytes a second that it must have come by on average from there.
_LEAD: Final = 10
_PACE: Final = 1000


@dataclass(eq=False, slots=True)
class Arrival:
    """A body on its way; its ``deadline`` is to be waited under."""

    asker: str
    seconds: float
    deadline: Timeout = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.deadline = timeout(min(self.seconds, _LEAD))
        self.began = get_running_loop().time()

    def progressed(self, received: int) -> None:
        """Give it time for the rest, in proportion to what has come."""
        self._end_at(self.began + min(self.seconds, _LEAD + received / _PACE))

    def hurry(self) -> None:
        """Give it no more than every body has."""
        self.seconds = min(self.seconds, _GRACE)
        self.progressed(0)

    def end(self) -> None:
        """Its time is up."""
        self._end_at(self.began)

    def _end_at(self, when: float) -> None:
        if not self.deadline.expired():
            self.deadline.reschedule(when)


class Arrivals:
    """All of them; where they are too many, the oldest are hurried.

    Args:
        most: how many may be on their way.
        most_of_one: how many of them from one address.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._patient: dict[Arrival, None] = {}  # in the order of their beginning
        self._by_asker: dict[str, dict[Arrival, None]] = {}

    @contextmanager
    def counted(self, arrival: Arrival) -> Iterator[None]:
        """Count it while it is on its way."""
        of_asker = self._by_asker.setdefault(arrival.asker, {})
        self._patient[arrival] = of_asker[arrival] = None
        if len(of_asker) > self._most_of_one:
            self._hurry(next(iter(of_asker)))
        if len(self._patient) > self._most:
            self._hurry(next(iter(self._patient)))
        try:
            yield
        finally:
            self._forget(arrival)

    def _hurry(self, arrival: Arrival) -> None:
        self._forget(arrival)
        arrival.hurry()

    def _forget(self, arrival: Arrival) -> None:
        self._patient.pop(arrival, None)
        of_asker = self._by_asker.get(arrival.asker, {})
        of_asker.pop(arrival, None)
        if not of_asker:
            self._by_asker.pop(arrival.asker, None)
