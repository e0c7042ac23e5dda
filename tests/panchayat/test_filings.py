"""What people have filed and wait for is found under one roof, whichever department has it."""

from __future__ import annotations

from typing import get_args

from panchayat.core.numbers import Prefix
from panchayat.filings import PREFIXES, Filing
from panchayat.models import Base

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
