"""What is kept of a room's price when it is cancelled. The charges of one day replace all earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Annotated

from panchayat.imports.cells import Day, per_cent, whole
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import CancellationCharge


class ChargeRow(Row):
    valid_from: Day = column("from which day on; the rows of one day replace those of all earlier days", "01-04-2026")
    hours: Annotated[int, whole(0, 9999)] = column(
        "from so many hours before check-in on; 0 is needed for every day", "48"
    )
    percent: Annotated[Decimal, per_cent(100)] = column("per cent of the price that are kept", "50")


def enter(desk: Desk, lines: Sequence[Line[ChargeRow]]) -> None:
    charges = Ledger(
        desk, CancellationCharge, itemgetter("valid_from", "hours"), named="valid_from and hours", among=[desk.state.id]
    )
    for line in desk.each(lines):
        row = line.row
        values = {
            "office_id": desk.state.id,
            "valid_from": row.valid_from,
            "hours": row.hours,
            "percent": row.percent,
        }
        charges.put(line, values)
    from_nought = {charge.valid_from for charge in charges.records if charge.hours == 0}
    for line in lines:
        if line.row.valid_from not in from_nought:
            desk.faults.add(line.number, "hours", "there is no row for 0 of this day")


KIND = Kind("charges of cancellations", "charge", "charges", ChargeRow, enter)
