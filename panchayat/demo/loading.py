"""Turning the files of samples into records: registers as any office imports them, then people and what they filed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from panchayat.demo.bookings import add_booking
from panchayat.demo.certificates import add_certificate
from panchayat.demo.grievances import add_grievance
from panchayat.demo.pictures import Keep, SamplePictures, only_named
from panchayat.demo.pins import give_pins
from panchayat.demo.placeholders import fill
from panchayat.demo.samples import CHANNEL, read, text
from panchayat.front_office import FrontOffice
from panchayat.imports import Beside, Checked, check_sheet, enter, kind_of, parse_csv
from panchayat.models import Contact, ContactAddress, Person
from panchayat.offices.known import KnownOffice

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
_AFTER_PEOPLE: Final = ("permits", "nocs", "applications", "payroll", "notices", "guides")


def load_demo(office: FrontOffice, keep_picture: Keep = only_named) -> bool:
    """Put the samples into a database that has no office yet; any other is left as it is.

    Args:
        keep_picture: keeps the picture of a sample house; the default remembers only its name.

    Returns:
        Whether they were put in.
    """
    if office.offices.all():
        return False
    Loading(office, SamplePictures(keep_picture)).everything()
    return True


@cache
def _register(kind: str, today: date) -> Checked[Any]:
    """A register as it is on the day; tests load it hundreds of times."""
    return check_sheet(kind_of(kind), fill(parse_csv(text(f"{kind}.csv")), today), samples=True)


class Loading:
    """Goes through the files once; later files name the records of earlier ones."""

    def __init__(self, office: FrontOffice, beside: Beside) -> None:
        self._beside = beside
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
            add_grievance(self._office, *self._citizen(entry["citizen"]), entry)
        for entry in read("bookings")["booking"]:
            add_booking(self._office, self._citizen(entry["citizen"])[0], entry)
        for entry in read("certificates")["certificate"]:
            add_certificate(self._office, self._citizen(entry["citizen"])[0], entry)
        give_pins(self._office)

    def _import(self, kind: str) -> None:
        enter(self._office, _register(kind, self._today), beside=self._beside)

    def _add_citizens(self) -> None:
        entries = read("citizens")["citizen"]
        people = [Person(names=entry["names"]) for entry in entries]
        self._session.add_all(people)
        self._session.flush()
        offices = {office.code: office.id for office in self._office.offices.all()}
        contacts = [
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
        ]
        self._session.add_all(contacts)
        self._session.flush()
        self._session.add_all(
            ContactAddress(channel=CHANNEL, address=each.address, contact_id=each.id, created_at=self._now)
            for each in contacts
        )
        self._session.flush()

    def _citizen(self, address: str) -> tuple[Contact, KnownOffice]:
        contact = self._office.contacts.at(CHANNEL, address)
        office = self._office.offices.chosen(contact.id) if contact else None
        if contact is None or office is None:
            raise LookupError(f"citizens.toml has nobody with an office at {address}")
        return contact, office
