"""Emergency numbers: whom people are to call in danger. Those of a later day replace the earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Annotated, Literal

from panchayat.imports.cells import IN_SMALL, Code, Day, InThree, Phones
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import EmergencyNumber


class EmergencyNumberRow(Row):
    office: Code = column("the code of the office, or * for the whole state", "*")
    helper: Annotated[
        Literal["all", "police", "fire", "ambulance", "women", "children", "disaster", "distress"], IN_SMALL
    ] = column(
        "who comes: all (any emergency), police, fire, ambulance, women, children, disaster, or distress (a listener)",
        "ambulance",
    )
    name: InThree = column("what stands beside the number", ("অ্যাম্বুলেন্স", "ambulance", "एम्बुलेंस"))
    phones: Phones = column("the number as it is dialled; several are separated by commas", "108, 102")
    valid_from: Day = column("from which day on; it replaces the number of earlier days", "01-01-2026")


def enter(desk: Desk, lines: Sequence[Line[EmergencyNumberRow]]) -> None:
    numbers = Ledger(
        desk,
        EmergencyNumber,
        itemgetter("office_id", "helper", "valid_from"),
        named="office, helper and valid_from",
        among=desk.named(lines),
    )
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if office is not None:
            values = {
                "office_id": office.id,
                "helper": row.helper,
                "names": row.name,
                "phones": row.phones,
                "valid_from": row.valid_from,
            }
            numbers.put(line, values)


KIND = Kind("numbers to call in danger", "emergency number", "emergency numbers", EmergencyNumberRow, enter)
