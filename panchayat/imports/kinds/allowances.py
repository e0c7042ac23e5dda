"""House rent and medical allowance: their rates, as the state's orders have them."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Day, Paise, Percent
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import AllowanceRate


class AllowanceRow(Row):
    valid_from: Day = column("from which day on", "01-01-2020")
    hra_percent: Percent = column("house rent allowance in per cent of basic pay", "12")
    hra_cap: Paise = column("the most that it can be, in rupees", "12,000")
    medical: Paise = column("medical allowance in rupees", "500")


def enter(desk: Desk, lines: Sequence[Line[AllowanceRow]]) -> None:
    rates = Ledger(desk, AllowanceRate, itemgetter("valid_from"), named="valid_from", among=[desk.state.id])
    for line in desk.each(lines):
        row = line.row
        values = {
            "office_id": desk.state.id,
            "valid_from": row.valid_from,
            "hra_percent": row.hra_percent,
            "hra_cap_paise": row.hra_cap,
            "medical_paise": row.medical,
        }
        rates.put(line, values)


KIND = Kind("rates of house rent and medical allowance", "rate", "rates", AllowanceRow, enter)
