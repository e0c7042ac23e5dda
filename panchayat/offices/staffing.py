"""Who works for the offices: found by the number that the office has registered for them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.messaging.contacts import Contacts
from panchayat.models import Names, Office, Person, Staff

#: For how long after they have left employees may still look at their slips.
_AFTER_LEAVING: Final = timedelta(days=365)


class NoSuchEmployee(Exception):
    """The office has nobody under this number."""

    def __init__(self, office_code: str, employee_id: str) -> None:
        super().__init__(f"office {office_code} has no employee {employee_id}")


class Staffing:
    def __init__(self, session: Session, now: datetime, contacts: Contacts) -> None:
        self._session = session
        self._now = now
        self._contacts = contacts

    def get(self, staff_id: UUID) -> Staff:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is nobody of this id."""
        return self._session.get_one(Staff, staff_id)

    def on_the_payroll(self, contact_id: UUID) -> list[Staff]:
        """The employees whose registered number is this contact's own: mostly one, but a family may share a phone."""
        mobile = self._contacts.phone_number(contact_id)
        if mobile is None:
            return []
        own = select(Staff).where(
            Staff.mobile == mobile,
            Staff.bank_account.is_not(None),
            or_(Staff.left_on.is_(None), Staff.left_on > today(self._now) - _AFTER_LEAVING),
        )
        return list(self._session.scalars(own.order_by(Staff.id)))

    def is_registered(self, contact_id: UUID) -> bool:
        """Whether anybody on the staff has this number: one look, for the menu that everybody sees."""
        mobile = self._contacts.phone_number(contact_id)
        return mobile is not None and self._session.scalar(select(exists().where(Staff.mobile == mobile))) is True

    def at_work(self, contact_id: UUID) -> list[Staff]:
        """The posts whose holders work on requests and whose registered number is this contact's own."""
        mobile = self._contacts.phone_number(contact_id)
        if mobile is None:
            return []
        return list(self._session.scalars(self._working().where(Staff.mobile == mobile).order_by(Staff.id)))

    def answering(self, office_id: UUID, *, about: str | None = None) -> list[Staff]:
        """Who in an office is told of new requests: its co-ordinator, else the officers who do not sign, else all.

        Args:
            about: the number (E.164) of whoever asks: a colleague is told of one's own request, where there is any.
        """
        working = self.working_in(office_id)
        working = [each for each in working if each.mobile != about] or working
        coordinators = [each for each in working if each.role == "coordinator"]
        return coordinators or [each for each in working if not each.signs] or working

    def working_in(self, office_id: UUID) -> list[Staff]:
        """Everybody who works on requests in this office."""
        return list(self._session.scalars(self._working().where(Staff.office_id == office_id).order_by(Staff.id)))

    def stands_in(self, staff_id: UUID | None, contact_id: UUID) -> bool:
        """Whether the contact is this officer's own number, who then stands in for somebody without a phone."""
        staff = self._session.get(Staff, staff_id) if staff_id else None
        return staff is not None and staff.mobile == self._contacts.phone_number(contact_id)

    def has_colleagues(self, staff: Staff) -> bool:
        """Whether anybody else works on requests in the same office."""
        others = self._working().where(Staff.office_id == staff.office_id, Staff.mobile != staff.mobile)
        return self._session.scalars(others.limit(1)).one_or_none() is not None

    def _working(self) -> Select[Staff]:
        return select(Staff).where(
            Staff.role.in_(("officer", "coordinator")),
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
