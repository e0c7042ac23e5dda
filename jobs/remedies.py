"""What a channel's remedy means for a message: when it is tried again, and when it is given up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from jobs.channel import Remedy
from panchayat.messaging.outbox import Failure

#: How long to wait before the second, third, … attempt; after the last one the message is on the staff's list.
WAITS: Final[Mapping[Remedy, Sequence[timedelta]]] = MappingProxyType(
    {
        Remedy.RETRY: (timedelta(seconds=10),),
        # Rates recover in seconds, a daily cap in hours.
        Remedy.BACK_OFF: (
            timedelta(seconds=5),
            timedelta(seconds=30),
            timedelta(minutes=2),
            timedelta(minutes=10),
            timedelta(minutes=30),
            timedelta(hours=2),
            timedelta(hours=6),
            timedelta(hours=12),
        ),
        # The operator has to mend something first; meanwhile nothing is lost.
        Remedy.ALERT: (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), timedelta(hours=18)),
    }
)

_ENDS: Final[Mapping[Remedy, str]] = MappingProxyType({Remedy.PARK: "parked", Remedy.SUPPRESS: "suppressed"})


def failure_after(remedy: Remedy, code: int, attempt: int) -> Failure:
    """What becomes of a message whose ``attempt`` (from 1) was refused with the channel's error ``code``."""
    waits = WAITS.get(remedy, ())
    tried_again = max(attempt - 1, 0)
    if tried_again < len(waits):
        return Failure(code or None, "queued", waits[tried_again])
    return Failure(code or None, _ENDS.get(remedy, "failed"))
