"""Guest houses: where they are, when guests come and go, and how they pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from operator import itemgetter
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator

from chatbot.language.spelling import with_ascii_digits
from panchayat.imports.beside import UnfitFile
from panchayat.imports.cells import (
    IN_SMALL,
    Code,
    InThree,
    MaybeInThree,
    NameInThree,
    PassageInThree,
    Phone,
    Short,
    YesNo,
    wrong,
)
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.places import Latitude, Longitude, check_place
from panchayat.imports.rows import Line, Row, column
from panchayat.models import GuestHouse

_TIME: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?")


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    found = _TIME.fullmatch(with_ascii_digits(value).strip()) if isinstance(value, str) else None
    if found is None:
        wrong("is not a time of day: write it as 12:00")
    return time(int(found[1]), int(found[2]))


#: In India's time.
TimeOfDay = Annotated[time, BeforeValidator(_clock)]


class GuestHouseRow(Row):
    office: Code = column("the code of the office that lets the rooms", "SAMPLE-01")
    key: Short = column("the office's own short name for the house", "SAMPLE-GH-1")
    name: NameInThree = column(
        "what the house is called",
        ("নমুনা ইছামতী অতিথিশালা", "Sample Ichhamati Guest House", "नमूना इछामती अतिथिगृह"),
    )
    description: PassageInThree = column(
        "what guests should know of it",
        (
            "নদীর ধারে, বাগান ও খাওয়ার ঘর আছে।",
            "By the river, with a garden and a dining room.",
            "नदी के किनारे, बग़ीचा और भोजन कक्ष है।",
        ),
    )
    address: InThree = column(
        "its address",
        ("নদীর পাড়, হেলেঞ্চা, পিন ৭৪৩২৭০", "Riverside, Helencha, PIN 743270", "नदी किनारा, हेलेंचा, पिन 743270"),
    )
    phone: Phone = column("the number to call, as it is shown", "+91 00000 00311")
    payment: Annotated[Literal["at_house", "reference"], IN_SMALL] = column(
        "at_house (on arrival) or reference (beforehand: the office looks at the payment's reference)", "at_house"
    )
    check_in: TimeOfDay = column("from when on rooms are the guests'", "12:00")
    check_out: TimeOfDay = column("until when guests leave", "11:00")
    pay_to: MaybeInThree = column(
        "where to pay beforehand; needed where payment is reference",
        ("UPI: sample@upi", "UPI: sample@upi", "UPI: sample@upi"),
        default=None,
    )
    latitude: Latitude = column("where the house is, in degrees north", "23.17", default=None)
    longitude: Longitude = column("where the house is, in degrees east", "88.85", default=None)
    picture: Short | None = column(
        "a photograph of the house: the name of a JPEG, PNG or WebP file beside this one", "", default=None
    )
    in_use: YesNo = column("whether rooms are let now", "yes", default=True)


_OPTIONAL: Final = ("latitude", "longitude", "in_use")


def enter(desk: Desk, lines: Sequence[Line[GuestHouseRow]]) -> None:
    houses = Ledger(desk, GuestHouse, itemgetter("office_id", "key"), named="office and key", among=desk.named(lines))
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        check_place(desk.faults, line.number, row)
        values = {
            "office_id": office.id,
            "key": row.key,
            "names": row.name,
            "descriptions": row.description,
            "address": row.address,
            "phone": row.phone,
            "payment": row.payment,
            "check_in": row.check_in,
            "check_out": row.check_out,
            "pay_to": row.pay_to,
            **{field: getattr(row, field) for field in _OPTIONAL},
            **_picture(desk, line),
        }
        keep = row.absent(*_OPTIONAL)
        if row.absent("pay_to"):
            keep.add("pay_to")
        put = houses.put(line, values, keep=keep)
        if put and put[0].payment == "reference" and not put[0].pay_to:
            desk.faults.add(line.number, "pay_to_bn", "is needed where one pays beforehand")


def _picture(desk: Desk, line: Line[GuestHouseRow]) -> dict[str, str | None]:
    if line.row.absent("picture"):
        return {}
    if line.row.picture is None:
        return {"picture": None}
    try:
        return {"picture": desk.beside.photograph(line.row.picture)}
    except UnfitFile as unfit:
        desk.faults.add(line.number, "picture", unfit.reason)
        return {}


KIND = Kind("guest houses", "guest house", "guest houses", GuestHouseRow, enter)
