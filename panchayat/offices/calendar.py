"""Working days: what the state's calendar, the office's Saturdays and its own list of days leave over."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property, lru_cache

from holidays.countries.india import India
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from panchayat.models import Holiday, Office

_SATURDAY, _SUNDAY = 5, 6
_DAY = timedelta(days=1)


class WorkingDays:
    """The days on which ``office`` works.

    Its own ``Holiday`` rows come first (they close a day, or open one against the calendar), then those of the state,
    which are the gazette's; then Sundays, the holidays of the calendar, and the Saturdays of the month that the office
    takes off (``saturdays_off``, such as [2, 4]).
    """

    def __init__(self, office: Office, session: Session) -> None:
        self._office = office
        self._session = session

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted."""
        while count > 0:
            day += _DAY
            count -= self.is_open(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days there are after ``first``, up to and with ``last``."""
        return sum(self.is_open(first + _DAY * count) for count in range(1, (last - first).days + 1))

    def is_open(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        if day in self._listed_days:
            return self._listed_days[day]
        if day.weekday() == _SATURDAY and (day.day + 6) // 7 in self._office.saturdays_off:
            return False
        return day.weekday() != _SUNDAY and day not in _state_holidays(day.year)

    @cached_property
    def _listed_days(self) -> dict[date, bool]:
        listed = (
            select(Holiday.day, Holiday.closed)
            .join(Office, Office.id == Holiday.office_id)
            .where(or_(Office.kind == "state", Office.id == self._office.id))
            .order_by(Office.id == self._office.id)
        )
        return {day: not closed for day, closed in self._session.execute(listed)}


@lru_cache(maxsize=8)
def _state_holidays(year: int) -> frozenset[date]:
    """The public holidays of West Bengal; those that hang on the moon are estimates until the gazette."""
    return frozenset(India(subdiv="WB", years=year))
