"""When the helpline is answered: the hours that the office has told, on the days on which it works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from panchayat.core.clock import IST
from panchayat.offices.calendar import WorkingDays

#: A line that is closed for longer has no hours.
_LOOKED_AHEAD: Final = 60


@dataclass(frozen=True, slots=True)
class LineTimes:
    """From when to when the line is answered, and on which days (0 for Monday): none stands for the working days."""

    opens: time
    closes: time
    days: tuple[int, ...]

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> LineTimes | None:
        """What the record of an office says (``Office.helpline_times``)."""
        if stored is None:
            return None
        opens, closes = (time.fromisoformat(stored[name]) for name in ("opens", "closes"))
        return cls(opens, closes, tuple(stored["days"]))


def as_stored(times: LineTimes | None) -> dict[str, Any] | None:
    """The same for the record of an office."""
    if times is None:
        return None
    return {"opens": f"{times.opens:%H:%M}", "closes": f"{times.closes:%H:%M}", "days": list(times.days)}


class LineHours:
    """The same with the office's calendar, so that it can be said when somebody answers."""

    def __init__(self, times: LineTimes, working_days: WorkingDays) -> None:
        self._times = times
        self._working_days = working_days

    def is_open(self, now: datetime) -> bool:
        """Whether somebody answers at this instant."""
        opens, closes = self._hours(now.astimezone(IST).date())
        return opens <= now < closes

    def closes(self, now: datetime) -> datetime:
        """When the line closes on the day of ``now``."""
        return self._hours(now.astimezone(IST).date())[1]

    def answers(self, earliest: datetime) -> datetime | None:
        """The first instant from ``earliest`` on at which somebody answers; None if that is not within weeks."""
        day = earliest.astimezone(IST).date()
        for ahead in range(_LOOKED_AHEAD):
            opens, closes = self._hours(day + timedelta(days=ahead))
            if (answered := max(opens, earliest)) < closes:
                return answered
        return None

    def _hours(self, day: date) -> tuple[datetime, datetime]:
        """From when to when on this day: nothing lies between them where the line is closed all day."""
        opens, closes = (datetime.combine(day, at, IST) for at in (self._times.opens, self._times.closes))
        return (opens, closes) if self._is_served(day) else (opens, opens)

    def _is_served(self, day: date) -> bool:
        if not self._times.days:
            return self._working_days.is_open(day)
        return day.weekday() in self._times.days and not self._working_days.is_holiday(day)
