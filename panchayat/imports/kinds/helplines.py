"""Helplines: whom people can call, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from panchayat.imports.cells import Code, InThree, Phone
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Office


class HelplineRow(Row):
    office: Code = column("the code of the office, or * for all that have no helpline of their own", "*")
    phone: Phone = column("the number to call, as it is shown", "+91 00000 00300")
    hours: InThree = column("when it is answered", ("সকাল ১০টা থেকে সন্ধ্যা ৬টা", "10 am to 6 pm", "सुबह 10 बजे से शाम 6 बजे तक"))


def enter(desk: Desk, lines: Sequence[Line[HelplineRow]]) -> None:
    offices = Ledger(desk, Office, itemgetter("code"), named="office")
    # The state's first, whichever line it has: an office whose own is told afterwards keeps that.
    for line in desk.each(sorted(lines, key=lambda line: line.row.office != "*")):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if office is None:
            continue
        before = office.helpline_phone, office.helpline_hours
        put = offices.put(line, {"code": office.code, "helpline_phone": row.phone, "helpline_hours": row.hours})
        if put and put[1] and office is desk.state:
            _pass_on(desk, before, put[0], offices.records)


def _pass_on(desk: Desk, before: tuple[str, dict[str, str]], state: Office, offices: Iterable[Office]) -> None:
    """The offices that had the state's helpline have its new one."""
    for office in offices:
        if (office.helpline_phone, office.helpline_hours) == before:
            office.helpline_phone, office.helpline_hours = state.helpline_phone, state.helpline_hours
            desk.record(office, office.id)


KIND = Kind("helplines and their hours", "helpline", "helplines", HelplineRow, enter)
