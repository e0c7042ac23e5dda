"""Working days: what the state's calendar, the office's Saturdays and its own list of days leave over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.india import India

_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


class WorkingDays:
    """The days on which an office works.

    What is listed comes first, which closes a day or opens one against the calendar: its own ``Holiday`` rows, then those
    of the state, which are the gazette's. Then come Sundays, the holidays of the calendar, and the Saturdays of the month
    that the office takes off (``saturdays_off``, such as [2, 4]).

    Args:
        listed: the days that are listed, and whether the office works on each.
    """

    def __init__(self, saturdays_off: Collection[int], listed: Mapping[date, bool]) -> None:
        self._saturdays_off = saturdays_off
        self._listed = listed

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted."""
        while count > 0:
            day += _DAY
            count -= self.is_open(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days there are after ``first``, up to and with ``last``."""
        return sum(self.is_open(first + _DAY * count) for count in range(1, (last - first).days + 1))

    def is_holiday(self, day: date) -> bool:
        """Whether ``day`` is none of work for another reason than which day of the week it is."""
        return not self._listed.get(day, day not in _state_holidays(day.year))

    def is_open(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        if day in self._listed:
            return self._listed[day]
        if day.weekday() == _SATURDAY and (day.day + 6) // 7 in self._saturdays_off:
            return False
        return day.weekday() != _SUNDAY and day not in _state_holidays(day.year)


@lru_cache(maxsize=8)
def _state_holidays(year: int) -> frozenset[date]:
    """The public holidays of West Bengal; those that hang on the moon are estimates until the gazette."""
    return frozenset(India(subdiv="WB", years=year))
