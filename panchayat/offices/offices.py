"""The offices on this number: which there are, and which one a person means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import InstrumentedAttribute, Session

from panchayat.core.fixed_names import FixedNames, same_names
from panchayat.core.remembered import Register, Remembered
from panchayat.events import Events
from panchayat.models import Category, Contact, Department, Holiday, Names, Office, Person, Staff, Village
from panchayat.offices.calendar import WorkingDays
from panchayat.offices.known import KnownCategory, KnownDepartment, KnownOffice, KnownPost
from panchayat.offices.line_hours import LineHours
from panchayat.offices.places import Places

#: Whose papers these are where nobody who signs was ever registered: the head by law, else whoever is in charge.
_HEAD_OF_GP: Final[Names] = {"bn": "প্রধান", "en": "Pradhan", "hi": "प्रधान"}
_IN_CHARGE: Final[Names] = {"bn": "ভারপ্রাপ্ত আধিকারিক", "en": "Officer in charge", "hi": "प्रभारी अधिकारी"}
#: So many offices are few.
_FEW: Final = 3
_COLUMNS: Final = tuple(getattr(Office, column.key) for column in Office.__table__.c)


#: Levels above an office, and whether each is the last.
Levels: TypeAlias = tuple[tuple[int, bool], ...]


class NoSuchOffice(Exception):
    """No office has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no office {code}")


class Offices:
    """What the process remembers of the offices is asked for here, and is as true as if it were looked up each time."""

    def __init__(self, session: Session, today: date, events: Events, remembered: Remembered) -> None:
        self._session = session
        self._today = today
        self._events = events
        self._remembered = remembered

    def all(self) -> list[KnownOffice]:
        """Every gram panchayat and ward, in the order of their codes: thousands in a state, so for no turn."""
        return self._known(Office.kind != "state")

    def count(self) -> int:
        """How many gram panchayats and wards there are."""
        return self._session.scalars(select(func.count()).where(Office.kind != "state")).one()

    def few(self, most: int) -> list[KnownOffice]:
        """The same if they are at most so many, and at most three; else none."""
        first = self._first()
        return [self.get(office_id) for office_id in first] if len(first) <= min(most, _FEW) else []

    def are_several(self) -> bool:
        """Whether there is a choice of offices."""
        return len(self._first()) > 1

    def get(self, office_id: UUID) -> KnownOffice:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such office."""
        office = self.known(office_id)
        if office is None:
            raise NoResultFound
        return office

    def known(self, office_id: UUID) -> KnownOffice | None:
        """The office of this id, if there is one."""
        return self._remembered.get(
            Register.OFFICES, ("office", office_id), lambda: next(iter(self._known(Office.id == office_id)), None)
        )

    def by_code(self, code: str) -> KnownOffice:
        """Raises ``NoSuchOffice``."""
        office = next(iter(self._known(Office.code == code)), None)
        if office is None:
            raise NoSuchOffice(code)
        return office

    def state(self) -> KnownOffice:
        """The department that stands above all offices."""
        found = self._remembered.get(Register.OFFICES, "state", lambda: tuple(self._known(Office.kind == "state")))
        if not found:
            raise NoResultFound
        return found[0]

    def by_levels_of_state(self) -> Mapping[Levels, Sequence[UUID]]:
        """The offices by the levels at which the department stands in their lists of those above."""
        return self._remembered.get(Register.OFFICES, "levels of the state", self._look_up_levels)

    def find(self, text: str) -> list[KnownOffice]:
        """The offices that ``text`` (digits as 0 to 9) may mean, the likeliest first.

        The names of offices and villages are compared, in every language that they are stored in; a PIN code, a
        district or a block beside them tells those apart that are called alike. There are at most three, besides
        those that are as likely as the third.
        """
        return [self.get(office_id) for office_id in self._places().find(text)]

    def post_codes(self, among: Collection[str]) -> set[str]:
        """Which of these are post codes (PIN codes) of places that the offices serve."""
        every = self._remembered.get(Register.OFFICES, "post codes", self._look_up_post_codes)
        return set(among) & every

    def shares_name(self, office: KnownOffice) -> bool:
        """Whether another office has the same name in one of its languages."""
        shared = self._remembered.get(Register.OFFICES, "shared names", self._look_up_shared_names)
        return not shared.isdisjoint(office.names.items())

    def near(self, latitude: float, longitude: float) -> list[KnownOffice]:
        """At most three offices that have a place within 30 km of this point (in degrees), the nearest first."""
        return [self.get(office_id) for office_id in self._places().near(latitude, longitude)]

    def choose(self, contact_id: UUID, office_id: UUID) -> None:
        """Remember that this person's office is this one, until they choose another."""
        contact = self._session.get_one(Contact, contact_id)
        if contact.office_id == office_id:
            return
        contact.office_id = office_id
        self._events.record(
            "office.chosen",
            office_id=office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind="office",
            subject_id=office_id,
        )

    def chosen(self, contact_id: UUID) -> KnownOffice | None:
        """The office that this person chose last."""
        contact = self._session.get(Contact, contact_id)
        return self.get(contact.office_id) if contact is not None and contact.office_id is not None else None

    def categories(self, office_id: UUID) -> Sequence[KnownCategory]:
        """The subjects of this office's grievances, in the order in which they are shown."""
        return self._remembered.get(
            Register.OFFICES, ("categories", office_id), lambda: self._look_up_categories(office_id)
        )

    def category(self, office_id: UUID, category_id: UUID) -> KnownCategory:
        """Raises ``sqlalchemy.exc.NoResultFound`` if this office has no such subject."""
        for each in self.categories(office_id):
            if each.id == category_id:
                return each
        raise NoResultFound

    def departments(self, office_id: UUID) -> Sequence[KnownDepartment]:
        """Who answers for grievances in this office, in the order of their keys."""
        return self._remembered.get(
            Register.OFFICES, ("departments", office_id), lambda: self._look_up_departments(office_id)
        )

    def department(self, office_id: UUID, department_id: UUID) -> KnownDepartment:
        """Raises ``sqlalchemy.exc.NoResultFound`` if this office has no such department."""
        for each in self.departments(office_id):
            if each.id == department_id:
                return each
        raise NoResultFound

    def working_days(self, office_id: UUID) -> WorkingDays:
        """The calendar of this office."""
        office = self.get(office_id)
        of_state = {} if office.kind == "state" else self._listed_days(self.state().id)
        return WorkingDays(office.saturdays_off, {**of_state, **self._listed_days(office_id)})

    def line_hours(self, office_id: UUID) -> LineHours | None:
        """When the helpline of this office is answered; None where it has told its hours in words alone."""
        times = self.get(office_id).helpline_times
        return None if times is None else LineHours(times, self.working_days(office_id))

    def posts(self, office_id: UUID) -> Sequence[KnownPost]:
        """Everybody who works or worked for this office, by their ids."""
        return self._remembered.get(Register.STAFF, ("posts", office_id), lambda: self._look_up_posts(office_id))

    def posts_held(self, office_id: UUID) -> list[KnownPost]:
        """Those who work there today."""
        return [each for each in self.posts(office_id) if each.is_held(self._today)]

    def letterhead(self, office_id: UUID) -> dict[str, Any]:
        """What every paper of this office says about it: JSON facts, names in all their languages."""
        office = self.get(office_id)
        return {
            "office": office.names,
            "office_address": office.address,
            "district": office.district,
            "block": office.block,
            "helpline_phone": office.helpline_phone,
        }

    def signing(self, office_id: UUID) -> KnownPost | None:
        """Who signs for this office today; whoever leaves later signs until then. None where nobody does."""
        return next((each for each in self.posts_held(office_id) if each.signs), None)

    def is_signed_for(self, office_id: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        """The same as a condition on whatever has an office."""
        return exists().where(Staff.office_id == office_id, Staff.signs, self._is_there())

    def signatory(self, office_id: UUID) -> dict[str, Any]:
        """Who answers for the papers of this office: the JSON facts ``signatory`` and ``signatory_post``.

        Where nobody signs the post stands in place of the name.
        """
        staff = self.signing(office_id)
        if staff is None:
            return dict.fromkeys(("signatory", "signatory_post"), self._vacant_post(office_id))
        return {"signatory": staff.names, "signatory_post": staff.post}

    def without_signatory(self) -> list[KnownOffice]:
        """The gram panchayats and wards for which nobody signs, in the order of their codes."""
        return self._known(Office.kind != "state", ~self.is_signed_for(Office.id))

    def without_staff(self) -> list[KnownOffice]:
        """The gram panchayats and wards in which nobody works on requests, in the order of their codes."""
        working = exists().where(
            Staff.office_id == Office.id, Staff.role.in_(("officer", "coordinator")), self._is_there()
        )
        return self._known(Office.kind != "state", ~working)

    def _is_there(self) -> ColumnElement[bool]:
        return or_(Staff.left_on.is_(None), Staff.left_on > self._today)

    def _vacant_post(self, office_id: UUID) -> Names:
        """The post of whoever signed last, and which nobody holds now."""
        left = [each for each in self.posts(office_id) if each.signs and each.left_on is not None]
        if left:
            return max(left, key=lambda each: each.left_on or date.min).post
        return _HEAD_OF_GP if self.get(office_id).kind == "gp" else _IN_CHARGE

    def _places(self) -> Places:
        return self._remembered.get(Register.OFFICES, "places", lambda: Places(self._session))

    def _known(self, *conditions: ColumnElement[bool]) -> list[KnownOffice]:
        """The offices as values, in the order of their codes."""
        rows = self._session.execute(select(*_COLUMNS).where(*conditions).order_by(Office.code))
        return [KnownOffice.of(row) for row in rows.mappings()]

    def _first(self) -> tuple[UUID, ...]:
        """The first offices by their codes, of which one more is looked at than are few."""
        ids = select(Office.id).where(Office.kind != "state").order_by(Office.code).limit(_FEW + 1)
        return self._remembered.get(Register.OFFICES, "first", lambda: tuple(self._session.scalars(ids)))

    def _look_up_levels(self) -> Mapping[Levels, Sequence[UUID]]:
        found = defaultdict[Levels, list[UUID]](list)
        department = self.state().names
        for office in self.all():
            above = office.escalation or (department,)
            levels = tuple(
                (level, level == len(above)) for level, names in enumerate(above, start=1) if names == department
            )
            found[levels].append(office.id)
        return MappingProxyType({levels: tuple(ids) for levels, ids in found.items()})

    def _look_up_post_codes(self) -> frozenset[str]:
        of_villages = self._session.scalars(select(Village.pin_code).distinct())
        of_offices = self._session.scalars(select(Office.pin_codes).where(Office.kind != "state"))
        return frozenset(of_villages).union(*of_offices)

    def _look_up_shared_names(self) -> frozenset[tuple[str, str]]:
        every = self._session.scalars(select(Office.names))
        borne = Counter(name for names in every for name in names.items())
        return frozenset(name for name, offices in borne.items() if offices > 1)

    def _look_up_categories(self, office_id: UUID) -> tuple[KnownCategory, ...]:
        found = self._session.execute(
            select(Category.id, Category.key, Category.names, Category.department_id, Category.target_working_days)
            .where(Category.office_id == office_id)
            .order_by(Category.position)
        )
        return tuple(
            KnownCategory(category_id, key, same_names(names), department_id, days)
            for category_id, key, names, department_id, days in found
        )

    def _look_up_departments(self, office_id: UUID) -> tuple[KnownDepartment, ...]:
        found = self._session.execute(
            select(Department.id, Department.key, Department.names)
            .where(Department.office_id == office_id)
            .order_by(Department.key)
        )
        return tuple(KnownDepartment(department_id, key, same_names(names)) for department_id, key, names in found)

    def _listed_days(self, office_id: UUID) -> Mapping[date, bool]:
        return self._remembered.get(Register.CALENDAR, office_id, lambda: self._look_up_days(office_id))

    def _look_up_days(self, office_id: UUID) -> Mapping[date, bool]:
        listed = self._session.execute(select(Holiday.day, Holiday.closed).where(Holiday.office_id == office_id))
        return MappingProxyType({day: not closed for day, closed in listed})

    def _look_up_posts(self, office_id: UUID) -> tuple[KnownPost, ...]:
        found = self._session.execute(
            select(Staff.id, Staff.post, Person.names, Staff.mobile, Staff.role, Staff.signs, Staff.left_on)
            .join(Person, Person.id == Staff.person_id)
            .where(Staff.office_id == office_id)
            .order_by(Staff.id)
        )
        return tuple(
            KnownPost(staff_id, same_names(post), FixedNames(names), mobile, role, signs, left_on)
            for staff_id, post, names, mobile, role, signs, left_on in found
        )
