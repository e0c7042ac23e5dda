"""Dearness allowance: its rates, as the state's orders have them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Day, Percent
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import DaRate


class DaRow(Row):
    valid_from: Day = column("from which day on", "01-04-2026")
    percent: Percent = column("per cent of basic pay", "22")


def enter(desk: Desk, lines: Sequence[Line[DaRow]]) -> None:
    rates = Ledger(desk, DaRate, itemgetter("valid_from"), named="valid_from", among=[desk.state.id])
    for line in desk.each(lines):
        row = line.row
        rates.put(line, {"office_id": desk.state.id, "valid_from": row.valid_from, "percent": row.percent})


KIND = Kind("rates of dearness allowance", "rate", "rates", DaRow, enter)
