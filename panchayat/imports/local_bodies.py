"""Gram panchayats and wards: their rows, and what a new office is given to begin with."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from typing import Annotated, Any

from uuid_utils.compat import uuid7

from chatbot.language.spelling import composed
from panchayat.imports.cells import Code, InThree, MaybeNameInThree, NameInThree, PinCodes, Saturdays, whole
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.places import Latitude, Longitude, check_place
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Category, Department, Office
from panchayat.offices.line_hours import as_stored


class LocalBody(Row):
    code: Code = column("the office's code, by which all other registers name it", "SAMPLE-01")
    code_type: Code = column("whose code it is: lgd_gp, lgd_ward or sample", "sample")
    name: NameInThree = column(
        "the office's name",
        ("নমুনা হেলেঞ্চা গ্রাম পঞ্চায়েত", "Sample Helencha Gram Panchayat", "नमूना हेलेंचा ग्राम पंचायत"),
    )
    district: NameInThree = column("the district", ("উত্তর ২৪ পরগনা", "North 24 Parganas", "उत्तर 24 परगना"))
    block: NameInThree = column("the block, or the municipality of a ward", ("বাগদা", "Bagda", "बागदा"))
    address: InThree = column(
        "the office's address",
        ("হেলেঞ্চা বাজার, পিন ৭৪৩২৭০", "Helencha Bazar, PIN 743270", "हेलेंचा बाज़ार, पिन 743270"),
    )
    pin_codes: PinCodes = column("the PIN codes of its area, separated by blanks", "743270")
    saturdays_off: Saturdays = column("the Saturdays of the month on which it is closed", "2 4", default=[])
    latitude: Latitude = column("where the office is, in degrees north", "23.18", default=None)
    longitude: Longitude = column("where the office is, in degrees east", "88.86", default=None)
    statement_first_month: Annotated[int, whole(1, 12)] = column(
        "the month, 1 to 12, with which annual salary statements begin", "4", default=4
    )
    escalation_1: MaybeNameInThree = column(
        "to whom a grievance goes first when its target is missed",
        ("বিডিও, বাগদা ব্লক", "BDO, Bagda Block", "बीडीओ, बागदा ब्लॉक"),
        default=None,
    )
    escalation_2: MaybeNameInThree = column(
        "to whom it goes next", ("মহকুমাশাসক, বনগাঁ", "SDO, Bangaon", "एसडीओ, बनगांव"), default=None
    )
    escalation_3: MaybeNameInThree = column(
        "to whom it goes then",
        ("জেলাশাসক, উত্তর ২৪ পরগনা", "District Magistrate, North 24 Parganas", "ज़िलाधिकारी, उत्तर 24 परगना"),
        default=None,
    )
    escalation_4: MaybeNameInThree = column(
        "to whom it goes last", ("মুখ্যমন্ত্রীর দফতর", "Chief Minister's Office", "मुख्यमंत्री कार्यालय"), default=None
    )


_OPTIONAL = ("saturdays_off", "latitude", "longitude", "statement_first_month")
_LADDER = ("escalation_1", "escalation_2", "escalation_3", "escalation_4")


def enters(kind: str) -> Callable[[Desk, Sequence[Line[LocalBody]]], None]:
    """What enters offices of this kind: ``gp`` or ``ward``."""
    return partial(_enter, kind)


def _enter(kind: str, desk: Desk, lines: Sequence[Line[LocalBody]]) -> None:
    offices = Ledger(desk, Office, _unspelt, named="code")
    new: list[Office] = []
    for line in desk.each(lines):
        row = line.row
        known = offices.find(code=row.code)
        if known is not None and known.kind != kind:
            desk.faults.add(line.number, "code", "is that of another kind of office")
            continue
        if not offices.claim(line, code=row.code):
            continue
        if known is not None and known.code != row.code:
            desk.faults.add(line.number, "code", "is an office's already, but for capitals or blanks")
            continue
        check_place(desk.faults, line.number, row)
        values = {
            "code": row.code,
            "code_type": row.code_type,
            "names": row.name,
            "district": row.district,
            "block": row.block,
            "address": row.address,
            "pin_codes": row.pin_codes,
            "escalation": [step for field in _LADDER if (step := getattr(row, field)) is not None],
            **{field: getattr(row, field) for field in _OPTIONAL},
        }
        keep = row.absent(*_OPTIONAL)
        if row.absent(*_LADDER) == set(_LADDER):
            keep.add("escalation")
        fresh = {
            "kind": kind,
            "helpline_phone": desk.state.helpline_phone,
            "helpline_hours": desk.state.helpline_hours,
            "helpline_times": as_stored(desk.state.helpline_times),
        }
        put = offices.put(line, values, keep=keep, fresh=fresh)
        if put is not None and known is None:
            new.append(put[0])
    _furnish(desk, new)


def _unspelt(said: Mapping[str, Any]) -> str:
    """The code without what the eye overlooks: no two offices may be told apart by that."""
    return "".join(said["code"].casefold().split())


def _furnish(desk: Desk, offices: Sequence[Office]) -> None:
    """Give new offices the departments and the subjects of grievances that every office has."""
    standard, session = _standard(), desk.office.session
    session.flush()
    departments = {
        (office.id, key): Department(id=uuid7(), office_id=office.id, key=key, names=names)
        for office in offices
        for key, names in standard["departments"].items()
    }
    session.add_all(departments.values())
    session.flush()
    session.add_all(
        Category(
            office_id=office.id,
            key=category["key"],
            names=category["names"],
            position=position,
            department_id=departments[office.id, category["department"]].id,
            target_working_days=standard["target_working_days"],
        )
        for office in offices
        for position, category in enumerate(standard["category"], start=1)
    )


@cache
def _standard() -> dict[str, Any]:
    text = (resources.files(__package__) / "departments.toml").read_text("utf-8")
    return tomllib.loads(composed(text))
