"""Rooms of the guest houses, and beds of dormitories, each a line of its own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Annotated, Final, Literal

from panchayat.imports.cells import IN_SMALL, Code, InThree, Paise, Percent, Short, YesNo, whole
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import GuestHouse, Room


class RoomRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    house: Short = column("the key of the house", "SAMPLE-GH-1")
    room: Short = column("the number of the room or bed", "101")
    name: InThree = column("what it is called", ("ঘর ১০১", "Room 101", "कमरा 101"))
    kind: Annotated[Literal["dormitory", "non_ac", "ac", "suite"], IN_SMALL] = column(
        "dormitory (the line is one bed), non_ac, ac or suite", "ac"
    )
    tariff: Paise = column("for one night, in rupees, without GST", "1,200")
    guests: Annotated[int, whole(1, 20)] = column("how many it takes", "2")
    extra_beds: Annotated[int, whole(0, 5)] = column("how many beds can be put in besides", "1", default=0)
    extra_bed_percent: Percent = column("what an extra bed costs, in per cent of the tariff", "30", default=Decimal(0))
    in_use: YesNo = column("whether it is let now", "yes", default=True)


_OPTIONAL: Final = ("extra_beds", "extra_bed_percent", "in_use")


def enter(desk: Desk, lines: Sequence[Line[RoomRow]]) -> None:
    among = desk.named(lines)
    houses = Ledger(desk, GuestHouse, itemgetter("office_id", "key"), named="", among=among)
    rooms = Ledger(desk, Room, itemgetter("house_id", "key"), named="house and room", among=among)
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        house = houses.find(office_id=office.id, key=row.house)
        if house is None:
            desk.faults.add(line.number, "house", "the office has no such house")
            continue
        values = {
            "office_id": office.id,
            "house_id": house.id,
            "key": row.room,
            "names": row.name,
            "kind": row.kind,
            "tariff_paise": row.tariff,
            "guests": row.guests,
            **{field: getattr(row, field) for field in _OPTIONAL},
        }
        rooms.put(line, values, keep=row.absent(*_OPTIONAL))


KIND = Kind("rooms of the guest houses", "room", "rooms", RoomRow, enter)
