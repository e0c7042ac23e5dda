"""What time it is, and what date that is in India."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

#: Where the offices are: their due dates and working days are dates of this zone.
IST: Final = ZoneInfo("Asia/Kolkata")

#: Tells the present instant, aware and in UTC. Handed in everywhere, so that tests and trials can set it.
Clock = Callable[[], datetime]


def today(now: datetime) -> date:
    """The date in India at the instant ``now``."""
    return now.astimezone(IST).date()
