"""Helplines: whom people can call, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from operator import itemgetter
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from chatbot.language.day_names import weekday_named
from chatbot.language.spelling import for_machines, with_ascii_digits
from panchayat.imports.cells import Code, InThree, Phone, wrong
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Names, Office
from panchayat.offices.line_hours import LineTimes, as_stored

_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def _time(value: object) -> time | None:
    if value is None or isinstance(value, time):
        return value
    if isinstance(value, datetime):
        return value.time()
    found = _TIME.fullmatch(with_ascii_digits(for_machines(str(value))).strip())
    if found is None:
        wrong("is not a time of day: write it as 10:00 or 18:30")
    return time(int(found[1]), int(found[2]))


def _days(value: object) -> list[int]:
    if value is None or isinstance(value, list):
        return value or []
    days = [weekday_named(name.casefold()) for name in re.split(r"[\s,;]+", str(value).strip())]
    known = {day for day in days if day is not None}
    if len(known) < len(days):
        wrong('is not a list of days of the week, such as "Mon Tue Wed"')
    return sorted(known)


TimeOfDay = Annotated[time | None, BeforeValidator(_time)]
Weekdays = Annotated[list[int], BeforeValidator(_days)]


class HelplineRow(Row):
    office: Code = column("the code of the office, or * for all that have no helpline of their own", "*")
    phone: Phone = column("the number to call, as it is shown", "+91 00000 00300")
    hours: InThree = column("when it is answered", ("সকাল ১০টা থেকে সন্ধ্যা ৬টা", "10 am to 6 pm", "सुबह 10 बजे से शाम 6 बजे तक"))
    opens: TimeOfDay = column("from when, so that people are told whether it is open now", "10:00", default=None)
    closes: TimeOfDay = column("until when", "18:00", default=None)
    days: Weekdays = column("on which days, if not on the office's working days", "Mon Tue Wed Thu Fri Sat", default=[])

    def fault(self) -> str | None:
        """What is wrong with the times of day together."""
        if (self.opens is None) != (self.closes is None):
            return "both opens and closes are needed, or neither"
        if self.opens is not None and self.closes is not None and self.opens >= self.closes:
            return "closes before it opens"
        return None

    def times(self) -> LineTimes | None:
        """The hours as times of day, if they are told."""
        if self.opens is None or self.closes is None:
            return None
        return LineTimes(self.opens, self.closes, tuple(self.days))


def enter(desk: Desk, lines: Sequence[Line[HelplineRow]]) -> None:
    offices = Ledger(desk, Office, itemgetter("code"), named="office")
    # The state's first, whichever line it has: an office whose own is told afterwards keeps that.
    for line in desk.each(sorted(lines, key=lambda line: line.row.office != "*")):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if office is None:
            continue
        if fault := row.fault():
            desk.faults.add(line.number, "closes", fault)
            continue
        before = office.helpline_phone, office.helpline_hours, as_stored(office.helpline_times)
        values = {"code": office.code, "helpline_phone": row.phone, "helpline_hours": row.hours}
        # Times that the file does not tell hold on only while the words do.
        untold = row.absent("opens", "closes") and row.hours == office.helpline_hours
        put = offices.put(
            line, values | {"helpline_times": as_stored(row.times())}, keep={"helpline_times"} if untold else ()
        )
        if put and put[1] and office is desk.state:
            _pass_on(desk, before, put[0], offices.records)


def _pass_on(
    desk: Desk, before: tuple[str, Names, dict[str, Any] | None], state: Office, offices: Iterable[Office]
) -> None:
    """The offices that had the state's helpline have its new one."""
    for office in offices:
        if (office.helpline_phone, office.helpline_hours, office.helpline_times) == before:
            office.helpline_phone, office.helpline_hours = state.helpline_phone, state.helpline_hours
            office.helpline_times = state.helpline_times
            desk.record(office, office.id)


KIND = Kind("helplines and their hours", "helpline", "helplines", HelplineRow, enter)
