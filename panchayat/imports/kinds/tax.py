"""Professional tax: its slabs, as the state's orders have them. The slabs of one day replace all earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Day, Paise
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import TaxSlab


class TaxRow(Row):
    valid_from: Day = column("from which day on; the rows of one day replace those of all earlier days", "01-04-2020")
    above: Paise = column("for a month's gross pay above so many rupees", "40,000")
    tax: Paise = column("the tax of a month in rupees", "200")


def enter(desk: Desk, lines: Sequence[Line[TaxRow]]) -> None:
    slabs = Ledger(
        desk, TaxSlab, itemgetter("valid_from", "above_paise"), named="valid_from and above", among=[desk.state.id]
    )
    for line in desk.each(lines):
        row = line.row
        values = {
            "office_id": desk.state.id,
            "valid_from": row.valid_from,
            "above_paise": row.above,
            "tax_paise": row.tax,
        }
        slabs.put(line, values)


KIND = Kind("slabs of professional tax", "slab", "slabs", TaxRow, enter)
