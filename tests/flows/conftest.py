"""A village with the sample offices and people in it."""

from __future__ import annotations

import pytest

from tests.conftest import SettableClock
from tests.flows.phones import OpenOffice, Phone, Village


@pytest.fixture
def village(open_office: OpenOffice, clock: SettableClock) -> Village:
    return Village(open_office, clock)


@pytest.fixture
def phone(village: Village) -> Phone:
    """The phone of somebody who has never written."""
    return village.phone()
