"""Whose phones can be shown, and which places their owners can send."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from chatbot.language.wording import DEFAULT
from panchayat.demo.people import demo_people
from panchayat.front_office import FrontOffice
from webhooks.simulator.phones import Phone

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]


def sample_people(open_office: OpenOffice) -> dict[str, dict[str, Any]]:
    """The sample people by their addresses, citizens first; nobody where the samples are not loaded.

    Raises:
        Unavailable: the database does not answer.
    """
    with open_office() as office:
        people = demo_people(office)
    kinds = ("citizens", "employees", "coordinators", "officers")
    everybody = [each for kind in kinds for each in people[kind]]
    found: dict[str, dict[str, Any]] = {}
    for each in everybody:
        found.setdefault(each["address"], each)
    return found


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


def belonging(person: dict[str, Any]) -> str | None:
    """The office of a sample person, and the PIN of an employee, without which there is little to try."""
    return f"{person['office']} · PIN {person['pin']}" if "pin" in person else person["office"]


def as_phone(person: dict[str, Any]) -> Phone:
    """The phone of a sample person; those whose language is not known are written to in Bengali."""
    return Phone(person["address"], person["name"], person.get("language", DEFAULT))
