"""Who of the samples is in a database: whom one can be while trying the service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from panchayat.demo.pins import demo_pin
from panchayat.demo.samples import CHANNEL, column, read
from panchayat.front_office import FrontOffice
from panchayat.messaging.contacts import mobile_address
from panchayat.models import Contact, Names, Office, Person, Staff


def demo_people(office: FrontOffice) -> dict[str, list[dict[str, Any]]]:
    """Who can be tried, by what they are: addresses, names, offices and the numbers of their records.

    A citizen's name and office are in the person's own language, those of the staff in Bengali. Who has an office and
    is on its payroll too is listed twice, behind those who are only paid. Whoever is not in this database is left out, and so is a stranger who writes
    from a sample's address.
    """
    addresses = [entry["address"] for entry in read("citizens")["citizen"]]
    citizens = [(each, office.contacts.at(CHANNEL, each)) for each in addresses]
    staff = _staff(office)
    return {
        "citizens": [_citizen(office, each, contact) for each, contact in citizens if contact and contact.person_id],
        "employees": _list(
            sorted(staff, key=lambda each: each[0].role != "employee"),
            lambda each: each.bank_account is not None,
            _as_employee,
        ),
        "coordinators": _list(
            staff, lambda each: each.role == "coordinator", lambda _each, names: {"ward": names["bn"]}
        ),
        "officers": _list(staff, lambda each: each.role == "officer", lambda each, _names: {"role": each.role}),
    }


_Member = tuple[Staff, Person, Names]


def _citizen(office: FrontOffice, address: str, contact: Contact) -> dict[str, Any]:
    person = office.session.get_one(Person, contact.person_id)
    chosen = office.offices.chosen(contact.id)
    return {
        "address": address,
        "name": person.names[contact.language],
        "language": contact.language,
        "office": chosen and chosen.names[contact.language],
        "permits": [permit.number for permit in office.permits.of(contact.id)],
        "nocs": [noc.number for noc in office.trade_nocs.of(contact.id)],
        "bookings": [booking.number for booking in office.bookings.of(contact.id)],
        "grievances": [grievance.number for grievance in office.grievances.of(contact.id)],
    }


def _staff(office: FrontOffice) -> list[_Member]:
    """The sample staff that are in this database, with the names of their offices, by their own numbers."""
    members = office.session.execute(
        select(Staff, Person, Office.names)
        .join(Person, Person.id == Staff.person_id)
        .join(Office, Office.id == Staff.office_id)
        .where(Staff.employee_id.in_(column("staff", "employee_id")))
        .order_by(Staff.employee_id)
    )
    return [(staff, person, names) for staff, person, names in members]


def _list(
    members: list[_Member], belongs: Callable[[Staff], bool], more: Callable[[Staff, Names], dict[str, Any]]
) -> list[dict[str, Any]]:
    return [
        {
            "address": mobile_address(staff.mobile),
            "name": person.names["bn"],
            "office": names["bn"],
            **more(staff, names),
        }
        for staff, person, names in members
        if belongs(staff)
    ]


def _as_employee(staff: Staff, _names: Names) -> dict[str, Any]:
    return {"employee_id": staff.employee_id, "pin": demo_pin(staff.employee_id)}
