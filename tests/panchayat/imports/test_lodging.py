"""Registers of guest houses, rooms, charges and GST: entered, changed, and every fault told."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from sqlalchemy import select

from panchayat.models import CancellationCharge, GstRate, GuestHouse, Room
from tests.panchayat.imports.registers import OpenOffice, faults, rows, take_in


@pytest.fixture
def gp(open_office: OpenOffice) -> OpenOffice:
    """A database with one gram panchayat."""
    take_in(open_office, "offices", rows("offices"))
    return open_office


def test_a_house_and_its_rooms_have_everything_that_their_rows_say(gp: OpenOffice) -> None:
    take_in(gp, "guest_houses", rows("guest_houses", {"check_in": "১৩:৩০"}))
    take_in(gp, "rooms", rows("rooms", {}, {"room": "D1", "kind": "Dormitory", "extra_beds": "", "guests": "1"}))
    with gp() as office:
        house = office.session.scalars(select(GuestHouse)).one()
        assert (house.check_in, house.check_out, house.payment, house.in_use) == (
            time(13, 30),
            time(11),
            "at_house",
            True,
        )
        rooms = {room.key: room for room in office.session.scalars(select(Room))}
        assert (rooms["101"].tariff_paise, rooms["101"].extra_beds) == (1_200_00, 1)
        assert rooms["101"].extra_bed_percent == Decimal(30)
        assert (rooms["D1"].kind, rooms["D1"].extra_beds) == ("dormitory", 0)


def test_importing_again_changes_nothing_and_a_room_is_withdrawn_by_a_word(gp: OpenOffice) -> None:
    registers = {
        "guest_houses": rows("guest_houses"),
        "rooms": rows("rooms"),
        "gst": rows("gst"),
        "cancellation_charges": rows("cancellation_charges", {"hours": "0"}),
    }
    for kind, register in registers.items():
        take_in(gp, kind, register)
    for kind, register in registers.items():
        assert take_in(gp, kind, register).endswith(": 0 added, 0 changed, 1 unchanged")
    assert take_in(gp, "rooms", rows("rooms", {"in_use": "no"})).endswith("1 changed, 0 unchanged")
    with gp() as office:
        house = office.session.scalars(select(GuestHouse)).one()
        assert not office.lodging.rooms(house)


def test_what_is_wrong_with_houses_and_rooms_is_told_by_its_line(gp: OpenOffice) -> None:
    register = rows(
        "guest_houses",
        {"check_in": "noon"},
        {"key": "B", "payment": "reference", "pay_to_bn": "", "pay_to_en": "", "pay_to_hi": ""},
        {"key": "C", "office": "SAMPLE-99"},
        {"key": "D"},
        {"key": "D"},
    )
    assert faults(gp, "guest_houses", register) == [
        "line 2, column check_in: is not a time of day: write it as 12:00",
        "line 3, column pay_to_bn: is needed where one pays beforehand",
        "line 4, column office: there is no office of this code",
        "line 6: the same office and key as line 5",
    ]
    take_in(gp, "guest_houses", rows("guest_houses"))
    assert faults(gp, "rooms", rows("rooms", {"house": "X"}, {"guests": "0"}, {"kind": "tent"}))[0] == (
        "line 2, column house: the office has no such house"
    )


@pytest.mark.parametrize(("kind", "column"), [("gst", "above"), ("cancellation_charges", "hours")])
def test_a_table_without_a_row_for_nought_is_refused(gp: OpenOffice, kind: str, column: str) -> None:
    assert faults(gp, kind, rows(kind, {column: "48"})) == [
        f"line 2, column {column}: there is no row for 0 of this day"
    ]
    take_in(gp, kind, rows(kind, {column: "48"}, {column: "0"}))
    with gp() as office:
        owners = {*office.session.scalars(select(GstRate.office_id))}
        owners |= {*office.session.scalars(select(CancellationCharge.office_id))}
        assert owners == {office.offices.state().id}
