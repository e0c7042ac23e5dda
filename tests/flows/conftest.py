"""A village with the sample offices and people in it."""

from __future__ import annotations

import pytest

from panchayat.demo import load_demo
from tests.conftest import SettableClock
from tests.flows.phones import OpenOffice, Phone, Village


@pytest.fixture
def village(open_office: OpenOffice, clock: SettableClock) -> Village:
    with open_office() as office:
        load_demo(office)
    return Village(open_office, clock)


@pytest.fixture
def phone(village: Village) -> Phone:
    """The phone of somebody who has never written."""
    return village.phone()
