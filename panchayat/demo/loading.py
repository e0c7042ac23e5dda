"""Turning the files of samples into records."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import resources
from itertools import pairwise
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from panchayat.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.grievance_states import State
from panchayat.models import (
    Category,
    Contact,
    Department,
    Grievance,
    GrievanceStep,
    Names,
    Office,
    Permit,
    Person,
    Staff,
    Village,
)
from panchayat.numbers import new_number
from panchayat.unique import insert_unique

Entry = Mapping[str, Any]

CHANNEL: Final = "whatsapp"

#: On sample days everything happens late in the morning.
_HOUR: Final = time(11, 0, tzinfo=IST)

#: What stands in the file as it stands in the record.
_PERMIT_COLUMNS: Final = (
    "memo_no",
    "tier",
    "parent",
    "mouza",
    "jl_no",
    "dag_no",
    "khatian_no",
    "building_use",
    "floors",
    "fee_paise",
    "receipt_no",
    "surveyor",
    "surveyor_licence",
    "conditions",
)


def read(name: str) -> dict[str, Any]:
    """The samples in the file ``name``.toml beside this one."""
    text = (resources.files(__package__) / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(unicodedata.normalize("NFC", text))


class Loading:
    """Goes through the files once; later files name the records of earlier ones."""

    def __init__(self, office: FrontOffice) -> None:
        self._session = office.session
        self._office = office
        self._today = office.today
        self._now = office.now

    def everything(self) -> None:
        offices = read("offices")
        everywhere = offices["everywhere"]
        self._describe_state(everywhere)
        for entry in offices["office"]:
            self._add_office(entry, everywhere)
        people = read("people")
        for entry in people["staff"]:
            self._add_staff(entry)
        for entry in people["citizen"]:
            self._add_citizen(entry)
        permits = read("permits")
        for entry in permits["permit"]:
            self._add_permit({**permits["everywhere"], **entry})
        for entry in read("grievances")["grievance"]:
            self._add_grievance(entry)

    def _describe_state(self, everywhere: Entry) -> None:
        state = self._office.offices.state()
        state.helpline_phone = everywhere["helpline_phone"]
        state.helpline_hours = everywhere["helpline_hours"]

    def _add_office(self, entry: Entry, everywhere: Entry) -> None:
        columns = {name: value for name, value in entry.items() if name != "village"}
        office = Office(
            code_type="sample",
            helpline_phone=everywhere["helpline_phone"],
            helpline_hours=everywhere["helpline_hours"],
            **columns,
        )
        self._insert(office)
        self._session.add_all(Village(office_id=office.id, **village) for village in entry["village"])
        departments = {
            key: Department(office_id=office.id, key=key, names=names)
            for key, names in everywhere["departments"].items()
        }
        self._session.add_all(departments.values())
        self._session.flush()
        self._session.add_all(
            Category(
                office_id=office.id,
                key=category["key"],
                names=category["names"],
                position=position,
                department_id=departments[category["department"]].id,
                target_working_days=everywhere["target_working_days"],
            )
            for position, category in enumerate(everywhere["category"], start=1)
        )

    def _add_staff(self, entry: Entry) -> None:
        person_id = self._add_person(entry["names"])
        self._session.add(
            Staff(
                office_id=self._office.offices.by_code(entry["office"]).id,
                person_id=person_id,
                role=entry["role"],
                post=entry["post"],
                address=entry["address"],
            )
        )

    def _add_citizen(self, entry: Entry) -> None:
        person_id = self._add_person(entry["names"])
        self._session.add(
            Contact(
                channel=CHANNEL,
                address=entry["address"],
                language=entry["language"],
                language_chosen=True,
                state={},
                office_id=self._office.offices.by_code(entry["office"]).id,
                person_id=person_id,
                created_at=self._now,
            )
        )

    def _add_person(self, names: Names) -> UUID:
        person = Person(names=names)
        self._insert(person)
        return person.id

    def _add_permit(self, entry: Entry) -> None:
        holder, office = self._holder(entry["holder"])
        issued_on = self._day(entry["days_ago"])
        revoked = entry.get("revoked_days_ago")
        permit = Permit(
            office_id=office.id,
            mobile=entry["holder"].removeprefix(f"{CHANNEL}:"),
            applicant=self._session.get_one(Person, holder.person_id).names,
            memo_date=issued_on,
            valid_from=issued_on,
            valid_upto=issued_on + timedelta(days=entry["valid_days"] - 1),
            revoked_at=None if revoked is None else self._instant(revoked),
            created_at=self._instant(entry["days_ago"]),
            land_area=Decimal(entry["land_area"]),
            plinth_area=Decimal(entry["plinth_area"]),
            height=Decimal(entry["height"]),
            **self._office.offices.signatory(office.id),
            **{name: entry[name] for name in _PERMIT_COLUMNS},
        )

        def draw_number() -> None:
            permit.number = new_number("BP", issued_on.year)

        insert_unique(self._session, permit, draw_number)

    def _add_grievance(self, entry: Entry) -> None:
        citizen, office = self._holder(entry["citizen"])
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
        officer = self._session.scalars(
            select(Staff.id).where(Staff.office_id == office.id).order_by(Staff.role, Staff.id).limit(1)
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

    def _holder(self, address: str) -> tuple[Contact, Office]:
        contact = self._office.contacts.at(CHANNEL, address)
        office = self._office.offices.chosen(contact.id) if contact else None
        if contact is None or office is None:
            raise LookupError(f"people.toml has nobody with an office at {address}")
        return contact, office

    def _insert(self, record: Office | Person) -> None:
        self._session.add(record)
        self._session.flush()

    def _day(self, days_ago: int) -> date:
        return self._today - timedelta(days=days_ago)

    def _instant(self, days_ago: int) -> datetime:
        return datetime.combine(self._day(days_ago), _HOUR).astimezone(UTC)
