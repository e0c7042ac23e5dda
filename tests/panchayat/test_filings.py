"""What people have filed and wait for is found under one roof, whichever department has it."""

from __future__ import annotations

from typing import get_args

import pytest

from panchayat.core.numbers import Prefix
from panchayat.filings import PREFIXES, Filing, with_part
from panchayat.models import Base, Certificate, Grievance

#: What has a number and is not waited for, and where it is found.
FOUND_ELSEWHERE = {
    Prefix.PERMIT: "row 3 of the menu",
    Prefix.TRADE_NOC: "row 4 of the menu",
    Prefix.PAY_SLIP: "row 10 of the menu, after a PIN",
    Prefix.BOOKING: "row 7 of the menu",
}


def test_every_number_is_found_by_status_or_elsewhere() -> None:
    assert {*PREFIXES, *FOUND_ELSEWHERE} == set(Prefix)


def test_what_is_waited_for_is_shown_to_its_person_too() -> None:
    assert len(get_args(Filing)) == len(PREFIXES)
    for model in get_args(Filing):
        assert issubclass(model, Base)
        assert model.personal is not None
        assert model.personal.shown is not None, model.__name__


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4294", ["GRV-26-2512-4294", "CRT-26-7777-4294"]),
        ("GRV 4294", ["GRV-26-2512-4294"]),
        ("grv-26-2512", ["GRV-26-2512-4294"]),
        ("2512-4294", ["GRV-26-2512-4294"]),
        ("26 2512 4294", ["GRV-26-2512-4294"]),
        ("৩০২২", ["GRV-26-3022-1111"]),
        ("GRV-26-3O22", ["GRV-26-3022-1111"]),
        ("26-25", ["GRV-26-2512-4294"]),
        ("5124", []),
        ("294", []),
        ("26", []),
        ("4294 din", []),
        ("0000026-2512-4294", []),
    ],
)
def test_part_of_a_number_is_some_of_its_groups_or_its_end(typed: str, found: list[str]) -> None:
    filings: list[Filing] = [
        Grievance(number="GRV-26-2512-4294"),
        Certificate(number="CRT-26-7777-4294"),
        Grievance(number="GRV-26-3022-1111"),
    ]
    assert [each.number for each in with_part(filings, typed)] == found
