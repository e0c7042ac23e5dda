"""Holidays: the gazette's for the whole state, and the days on which one office is closed or open against it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Code, Day, NameInThree, YesNo
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Holiday


class HolidayRow(Row):
    office: Code = column("the code of the office, or * for the whole state", "*")
    day: Day = column("the day", "26-01-2027")
    name: NameInThree = column("what the day is", ("প্রজাতন্ত্র দিবস", "Republic Day", "गणतंत्र दिवस"))
    closed: YesNo = column(
        "whether the offices are closed; no opens a day that would be a holiday", "yes", default=True
    )


def enter(desk: Desk, lines: Sequence[Line[HolidayRow]]) -> None:
    holidays = Ledger(desk, Holiday, itemgetter("office_id", "day"), named="office and day", among=desk.named(lines))
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if office is not None:
            values = {"office_id": office.id, "day": row.day, "names": row.name, "closed": row.closed}
            holidays.put(line, values, keep=row.absent("closed"))


KIND = Kind("holidays of the state or of one office", "holiday", "holidays", HolidayRow, enter)
