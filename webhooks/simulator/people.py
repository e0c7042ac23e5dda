"""Whose phones can be shown, and which places their owners can send."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from panchayat.demo import demo_people
from panchayat.front_office import FrontOffice
from webhooks.simulator.phones import Phone

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]


def sample_people(open_office: OpenOffice) -> dict[str, dict[str, Any]]:
    """The sample citizens by their addresses; nobody where the samples are not loaded.

    Raises:
        Unavailable: the database does not answer.
    """
    with open_office() as office:
        return {each["address"]: each for each in demo_people(office)["citizens"]}


def sample_places(open_office: OpenOffice) -> list[dict[str, Any]]:
    """The offices as places on the map: ``names``, ``latitude``, ``longitude`` (degrees).

    Raises:
        Unavailable: the database does not answer.
    """
    with open_office() as office:
        return [
            {"names": each.names, "latitude": each.latitude, "longitude": each.longitude}
            for each in office.offices.all()
            if each.latitude is not None and each.longitude is not None
        ]


def as_phone(person: dict[str, Any]) -> Phone:
    """The phone of a sample citizen."""
    return Phone(person["address"], person["name"], person["language"])
