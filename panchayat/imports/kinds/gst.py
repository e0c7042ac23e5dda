"""GST on rooms: its rates by what a night costs. The rates of one day replace all earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Day, Paise, Percent
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import GstRate


class GstRow(Row):
    valid_from: Day = column("from which day on; the rows of one day replace those of all earlier days", "22-09-2025")
    above: Paise = column("for rooms that cost more than so many rupees a night; 0 is needed for every day", "0")
    percent: Percent = column("per cent of the price", "5")


def enter(desk: Desk, lines: Sequence[Line[GstRow]]) -> None:
    rates = Ledger(
        desk, GstRate, itemgetter("valid_from", "above_paise"), named="valid_from and above", among=[desk.state.id]
    )
    for line in desk.each(lines):
        row = line.row
        values = {
            "office_id": desk.state.id,
            "valid_from": row.valid_from,
            "above_paise": row.above,
            "percent": row.percent,
        }
        rates.put(line, values)
    from_nought = {rate.valid_from for rate in rates.records if rate.above_paise == 0}
    for line in lines:
        if line.row.valid_from not in from_nought:
            desk.faults.add(line.number, "above", "there is no row for 0 of this day")


KIND = Kind("rates of GST on rooms", "rate", "rates", GstRow, enter)
