"""Villages and localities, by which people find their office."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from panchayat.imports.cells import Code, NameInThree, PinCode
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.places import Latitude, Longitude, check_place
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Village


class VillageRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    name: NameInThree = column("the name of the village or locality", ("মালিপোতা", "Malipota", "मालीपोता"))
    pin_code: PinCode = column("its PIN code", "743270")
    latitude: Latitude = column("where it is, in degrees north", "23.17", default=None)
    longitude: Longitude = column("where it is, in degrees east", "88.85", default=None)


def enter(desk: Desk, lines: Sequence[Line[VillageRow]]) -> None:
    villages = Ledger(desk, Village, _key, named="office, name_en and pin_code", among=desk.named(lines))
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        check_place(desk.faults, line.number, row)
        values = {
            "office_id": office.id,
            "names": row.name,
            "pin_code": row.pin_code,
            "latitude": row.latitude,
            "longitude": row.longitude,
        }
        villages.put(line, values, keep=row.absent("latitude", "longitude"))


def _key(said: Mapping[str, Any]) -> Hashable:
    return said["office_id"], said["names"]["en"], said["pin_code"]


KIND = Kind("villages and localities", "village", "villages", VillageRow, enter)
