"""Whether the helpline is answered, and when it opens again."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from panchayat.core.clock import IST
from panchayat.offices.calendar import WorkingDays
from panchayat.offices.line_hours import LineHours, LineTimes, as_stored

TEN_TO_SIX = LineTimes(time(10), time(18), ())
#: The second and the fourth Saturday are off, and the 20th, a Friday, is listed as a holiday.
CALENDAR = WorkingDays([2, 4], {date(2026, 11, 20): False})


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=IST)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [(on(18, 9, 59), False), (on(18, 10), True), (on(18, 17, 59), True), (on(18, 18), False), (on(20, 12), False)],
)
def test_the_line_is_open_from_when_it_opens_until_it_closes_on_working_days(now: datetime, is_open: bool) -> None:
    assert LineHours(TEN_TO_SIX, CALENDAR).is_open(now) is is_open


@pytest.mark.parametrize(
    ("earliest", "answers"),
    [
        (on(18, 3), on(18, 10)),
        (on(18, 11), on(18, 11)),
        (on(18, 18), on(19, 10)),
        (on(19, 22), on(21, 10)),
        (on(21, 18), on(23, 10)),
    ],
)
def test_somebody_answers_next_on_the_next_working_day(earliest: datetime, answers: datetime) -> None:
    assert LineHours(TEN_TO_SIX, CALENDAR).answers(earliest) == answers


def test_a_line_with_days_of_its_own_is_answered_on_sundays_too_but_on_no_holiday() -> None:
    line = LineHours(LineTimes(time(8), time(20), tuple(range(7))), CALENDAR)
    assert line.is_open(on(22, 12))
    assert line.is_open(on(28, 12))
    assert not line.is_open(on(20, 12))


def test_a_line_that_is_never_served_answers_never() -> None:
    every_day = {date(2026, 11, 18) + timedelta(days=ahead): False for ahead in range(90)}
    assert LineHours(TEN_TO_SIX, WorkingDays([], every_day)).answers(on(18, 3)) is None


def test_what_is_stored_is_read_as_it_was() -> None:
    for times in (TEN_TO_SIX, LineTimes(time(8, 30), time(20), (0, 6))):
        assert LineTimes.of(as_stored(times)) == times
    assert LineTimes.of(as_stored(None)) is None
