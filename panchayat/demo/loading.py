"""Turning the files of samples into records: registers as any office imports them, then people and what they filed."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import select

from panchayat.clock import IST
from panchayat.demo.bookings import add_booking
from panchayat.demo.certificates import add_certificate
from panchayat.demo.pins import give_pins
from panchayat.demo.placeholders import fill
from panchayat.front_office import FrontOffice
from panchayat.grievance_states import State
from panchayat.imports import Checked, Sheet, check_sheet, enter, kind_of, parse_csv
from panchayat.models import Contact, Grievance, GrievanceStep, Office, Person, Staff
from panchayat.numbers import new_number
from panchayat.unique import insert_unique

Entry = Mapping[str, Any]

CHANNEL: Final = "whatsapp"

#: On sample days everything happens late in the morning.
_HOUR: Final = time(11, 0, tzinfo=IST)

#: The registers of the samples, in the order in which each finds what it needs.
_BEFORE_PEOPLE: Final = (
    "helplines",
    "offices",
    "wards",
    "villages",
    "holidays",
    "da",
    "allowances",
    "tax",
    "staff",
    "gst",
    "cancellation_charges",
    "guest_houses",
    "rooms",
)
_AFTER_PEOPLE: Final = ("permits", "nocs", "applications", "payroll", "notices")


def read(name: str) -> dict[str, Any]:
    """The samples in the file ``name``.toml beside this one."""
    return tomllib.loads(unicodedata.normalize("NFC", _text(f"{name}.toml")))


def read_register(kind: str) -> Sheet:
    """The samples of a register as they stand in its file, with placeholders for dates."""
    return parse_csv(_text(f"{kind}.csv"))


@cache
def _text(file: str) -> str:
    return (resources.files(__package__) / file).read_text("utf-8")


@cache
def _register(kind: str, today: date) -> Checked[Any]:
    """A register as it is on the day; tests load it hundreds of times."""
    return check_sheet(kind_of(kind), fill(read_register(kind), today), samples=True)


class Loading:
    """Goes through the files once; later files name the records of earlier ones."""

    def __init__(self, office: FrontOffice) -> None:
        self._session = office.session
        self._office = office
        self._today = office.today
        self._now = office.now

    def everything(self) -> None:
        for kind in _BEFORE_PEOPLE:
            self._import(kind)
        self._add_citizens()
        for kind in _AFTER_PEOPLE:
            self._import(kind)
        for entry in read("grievances")["grievance"]:
            self._add_grievance(entry)
        for entry in read("bookings")["booking"]:
            add_booking(self._office, self._citizen(entry["citizen"])[0], entry)
        for entry in read("certificates")["certificate"]:
            add_certificate(self._office, self._citizen(entry["citizen"])[0], entry)
        give_pins(self._office)

    def _import(self, kind: str) -> None:
        enter(self._office, _register(kind, self._today))

    def _add_citizens(self) -> None:
        entries = read("citizens")["citizen"]
        people = [Person(names=entry["names"]) for entry in entries]
        self._session.add_all(people)
        self._session.flush()
        offices = {office.code: office.id for office in self._office.offices.all()}
        self._session.add_all(
            Contact(
                channel=CHANNEL,
                address=entry["address"],
                language=entry["language"],
                language_chosen=True,
                state={},
                office_id=offices[entry["office"]],
                person_id=person.id,
                created_at=self._now,
            )
            for entry, person in zip(entries, people, strict=True)
        )
        self._session.flush()

    def _add_grievance(self, entry: Entry) -> None:
        citizen, office = self._citizen(entry["citizen"])
        category = next(found for found in self._office.offices.categories(office.id) if found.key == entry["category"])
        departments = {found.key: found.id for found in self._office.offices.departments(office.id)}
        steps = entry["steps"]
        filed_on = self._day(steps[0]["days_ago"])
        resolved = next((step["days_ago"] for step in steps if step["state"] == State.RESOLVED), None)
        forwarded = [departments[step["department"]] for step in steps if "department" in step]
        grievance = Grievance(
            office_id=office.id,
            kind=entry["kind"],
            contact_id=citizen.id,
            category_id=category.id,
            department_id=[category.department_id, *forwarded][-1],
            description=entry["description"],
            place=entry["place"],
            state=steps[-1]["state"],
            resolved_at=None if resolved is None else self._instant(resolved),
            target_on=self._office.offices.working_days(office.id).after(filed_on, category.target_working_days),
            filed_at=self._instant(steps[0]["days_ago"]),
        )

        def draw_number() -> None:
            grievance.number = new_number("GRV", filed_on.year)

        insert_unique(self._session, grievance, draw_number)
        # Whoever works on requests; who signs has others for that, where there are any.
        officer = self._session.scalars(
            select(Staff.id)
            .where(Staff.office_id == office.id, Staff.role.in_(("officer", "coordinator")))
            .order_by(Staff.signs, Staff.id)
            .limit(1)
        ).one()
        self._session.add_all(
            GrievanceStep(
                office_id=office.id,
                grievance_id=grievance.id,
                position=position,
                from_state=before and before["state"],
                to_state=step["state"],
                at=self._instant(step["days_ago"]),
                staff_id=officer if before else None,
                department_id=departments.get(step.get("department")) if before else category.department_id,
                note=step.get("note"),
            )
            for position, (before, step) in enumerate(pairwise([None, *steps]), start=1)
        )

    def _citizen(self, address: str) -> tuple[Contact, Office]:
        contact = self._office.contacts.at(CHANNEL, address)
        office = self._office.offices.chosen(contact.id) if contact else None
        if contact is None or office is None:
            raise LookupError(f"citizens.toml has nobody with an office at {address}")
        return contact, office

    def _day(self, days_ago: int) -> date:
        return self._today - timedelta(days=days_ago)

    def _instant(self, days_ago: int) -> datetime:
        return datetime.combine(self._day(days_ago), _HOUR).astimezone(UTC)
