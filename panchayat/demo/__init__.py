"""Sample offices and people, so that the whole service can be tried before any office's own records are in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from panchayat.demo.loading import CHANNEL, Loading, read
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, Office, Person, Staff


def load_demo(office: FrontOffice) -> bool:
    """Put the samples into a database that has no office yet; any other is left as it is.

    Returns:
        Whether they were put in.
    """
    if office.offices.all():
        return False
    Loading(office).everything()
    return True


def demo_people(office: FrontOffice) -> dict[str, list[dict[str, Any]]]:
    """Who can be tried, by what they are: addresses, names, offices and the numbers of their records.

    A citizen's name and office are in the person's own language, an officer's in Bengali. Whoever is not in
    this database is left out, and so is a stranger who writes from a sample's address.
    """
    people = read("people")
    citizens = [office.contacts.at(CHANNEL, entry["address"]) for entry in people["citizen"]]
    return {
        "citizens": [_citizen(office, contact) for contact in citizens if contact and contact.person_id],
        "employees": [],
        "coordinators": [],
        "officers": _officers(office, [entry["address"] for entry in people["staff"]]),
    }


def _citizen(office: FrontOffice, contact: Contact) -> dict[str, Any]:
    person = office.session.get_one(Person, contact.person_id)
    chosen = office.offices.chosen(contact.id)
    return {
        "address": contact.address,
        "name": person.names[contact.language],
        "language": contact.language,
        "office": chosen and chosen.names[contact.language],
        "permits": [permit.number for permit in office.permits.of(contact.id)],
        "nocs": [],
        "bookings": [],
        "grievances": [grievance.number for grievance in office.grievances.of(contact.id)],
    }


def _officers(office: FrontOffice, addresses: list[str]) -> list[dict[str, Any]]:
    officers = office.session.execute(
        select(Staff, Person, Office.names)
        .join(Person, Person.id == Staff.person_id)
        .join(Office, Office.id == Staff.office_id)
        .where(Staff.address.in_(addresses))
        .order_by(Staff.address)
    )
    return [
        {"address": staff.address, "name": person.names["bn"], "role": staff.role, "office": names["bn"]}
        for staff, person, names in officers
    ]
