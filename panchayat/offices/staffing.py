"""Who works for the offices: found by the number that the office has registered for them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from panchayat.core.clock import today
from panchayat.core.remembered import Register, Remembered
from panchayat.messaging.contacts import Contacts
from panchayat.models import Names, Office, Person, Staff
from panchayat.offices.known import KnownPost
from panchayat.offices.offices import Offices

#: For how long after they have left employees may still look at their slips.
_AFTER_LEAVING: Final = timedelta(days=365)
#: The roles of those who work on requests.
_WORKING: Final = ("officer", "coordinator")


class NoSuchEmployee(Exception):
    """The office has nobody under this number."""

    def __init__(self, office_code: str, employee_id: str) -> None:
        super().__init__(f"office {office_code} has no employee {employee_id}")


class Numbers:
    """Phone numbers in E.164, kept so that those of a state's staff take half a megabyte."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._sorted = array("q", sorted({int(number) for number in numbers}))

    def has(self, number: str) -> bool:
        place = bisect_left(self._sorted, int(number))
        return place < len(self._sorted) and self._sorted[place] == int(number)


class Staffing:
    def __init__(
        self, session: Session, now: datetime, *, contacts: Contacts, offices: Offices, remembered: Remembered
    ) -> None:
        self._session = session
        self._now = now
        self._contacts = contacts
        self._offices = offices
        self._remembered = remembered

    def get(self, staff_id: UUID) -> Staff:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is nobody of this id."""
        return self._session.get_one(Staff, staff_id)

    def on_the_payroll(self, contact_id: UUID) -> list[Staff]:
        """The employees whose registered number is this contact's own: mostly one, but a family may share a phone."""
        mobile = self._registered(contact_id)
        if mobile is None:
            return []
        own = select(Staff).where(
            Staff.mobile == mobile,
            Staff.bank_account.is_not(None),
            or_(Staff.left_on.is_(None), Staff.left_on > today(self._now) - _AFTER_LEAVING),
        )
        return list(self._session.scalars(own.order_by(Staff.id)))

    def is_registered(self, contact_id: UUID) -> bool:
        """Whether anybody on the staff has this number: every menu asks it, and it is remembered."""
        return self._registered(contact_id) is not None

    def at_work(self, contact_id: UUID) -> list[Staff]:
        """The posts whose holders work on requests and whose registered number is this contact's own."""
        mobile = self._registered(contact_id)
        if mobile is None:
            return []
        return list(self._session.scalars(self._working().where(Staff.mobile == mobile).order_by(Staff.id)))

    def answering(self, office_id: UUID, *, about: str | None = None) -> list[KnownPost]:
        """Who in an office is told of new requests: its co-ordinator, else the officers who do not sign, else all.

        Args:
            about: the number (E.164) of whoever asks: a colleague is told of one's own request, where there is any.
        """
        working = self.working_in(office_id)
        working = [each for each in working if each.mobile != about] or working
        coordinators = [each for each in working if each.role == "coordinator"]
        return coordinators or [each for each in working if not each.signs] or working

    def working_in(self, office_id: UUID) -> list[KnownPost]:
        """Everybody who works on requests in this office."""
        return [each for each in self._offices.posts_held(office_id) if each.role in _WORKING]

    def is_staffed(self, office_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        """Whether anybody works on requests there, as a condition on whatever has an office."""
        return self._working().where(Staff.office_id == office_id).exists()

    def stands_in(self, staff_id: UUID | None, contact_id: UUID) -> bool:
        """Whether the contact is this officer's own number, who then stands in for somebody without a phone."""
        staff = self._session.get(Staff, staff_id) if staff_id else None
        return staff is not None and staff.mobile == self._contacts.phone_number(contact_id)

    def has_colleagues(self, staff: Staff) -> bool:
        """Whether anybody else works on requests in the same office."""
        others = self._working().where(Staff.office_id == staff.office_id, Staff.mobile != staff.mobile)
        return self._session.scalars(others.limit(1)).one_or_none() is not None

    def _registered(self, contact_id: UUID) -> str | None:
        """This contact's own number, if anybody on the staff has it."""
        mobile = self._contacts.phone_number(contact_id)
        if mobile is None:
            return None
        return mobile if self._numbers().has(mobile) else None

    def _numbers(self) -> Numbers:
        every = select(Staff.mobile)
        return self._remembered.get(Register.STAFF, "numbers", lambda: Numbers(self._session.scalars(every)))

    def _working(self) -> Select[Staff]:
        return select(Staff).where(
            Staff.role.in_(_WORKING),
            or_(Staff.left_on.is_(None), Staff.left_on > today(self._now)),
        )

    def names(self, staff: Staff) -> Names:
        """What this person is called."""
        names: Names = self._session.get_one(Person, staff.person_id).names
        return names

    def by_employee_id(self, office_code: str, employee_id: str) -> Staff:
        """Raises ``NoSuchEmployee``."""
        found = select(Staff).join(Office, Office.id == Staff.office_id)
        found = found.where(Office.code == office_code, Staff.employee_id == employee_id)
        staff = self._session.scalars(found).one_or_none()
        if staff is None:
            raise NoSuchEmployee(office_code, employee_id)
        return staff
