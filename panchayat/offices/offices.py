"""The offices on this number: which there are, and which one a person means."""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from panchayat.events import Events
from panchayat.models import Category, Contact, Department, Names, Office, Person, Staff, Village
from panchayat.offices.calendar import WorkingDays
from panchayat.offices.place_names import besides, in_common, likeness, words_of

_MOST_FOUND: Final = 3
#: So many are found where none of them is likelier than the others, such as places of the same name.
_MOST_ALIKE: Final = 9
#: Among so many the district and the block that were typed tell them apart.
_MOST_COMPARED: Final = 200
_LIKE_ENOUGH: Final = 75
_NEAR_KM: Final = 30
_EARTH_KM: Final = 6371
#: Whose papers these are where nobody who signs was ever registered: the head by law, else whoever is in charge.
_HEAD_OF_GP: Final[Names] = {"bn": "প্রধান", "en": "Pradhan", "hi": "प्रधान"}
_IN_CHARGE: Final[Names] = {"bn": "ভারপ্রাপ্ত আধিকারিক", "en": "Officer in charge", "hi": "प्रभारी अधिकारी"}
_PIN_CODE: Final = re.compile(r"(?<!\d)[1-9]\d{2} ?\d{3}(?!\d)")


class NoSuchOffice(Exception):
    """No office has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"there is no office {code}")


class Offices:
    def __init__(self, session: Session, today: date, events: Events) -> None:
        self._session = session
        self._today = today
        self._events = events

    def all(self) -> list[Office]:
        """Every gram panchayat and ward, in the order of their codes."""
        return list(self._session.scalars(select(Office).where(Office.kind != "state").order_by(Office.code)))

    def get(self, office_id: UUID) -> Office:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such office."""
        return self._session.get_one(Office, office_id)

    def known(self, office_id: UUID) -> Office | None:
        """The office of this id, if there is one."""
        return self._session.get(Office, office_id)

    def by_code(self, code: str) -> Office:
        """Raises ``NoSuchOffice``."""
        office = self._session.scalars(select(Office).where(Office.code == code)).one_or_none()
        if office is None:
            raise NoSuchOffice(code)
        return office

    def state(self) -> Office:
        """The department that stands above all offices."""
        return self._session.scalars(select(Office).where(Office.kind == "state")).one()

    def find(self, text: str) -> list[Office]:
        """The offices that ``text`` (digits as 0 to 9) may mean, the likeliest first.

        The names of offices and villages are compared, in every language that they are stored in; a PIN code, a
        district or a block beside them tells those apart that are called alike. There are at most three, besides
        those that are as likely as the third.
        """
        typed = words_of(text)
        likely = self._called(typed)
        if pin_code := _PIN_CODE.search(text):
            there = self._with_pin_code(pin_code[0].replace(" ", ""))
            return ([office for office in there if office.id in likely] or there)[:_MOST_ALIKE]
        ranked = sorted(self._in_the_place(typed, likely), key=lambda each: -likely[each.id][0])
        return [
            office
            for place, office in enumerate(ranked[:_MOST_ALIKE])
            if place < _MOST_FOUND or likely[office.id][0] == likely[ranked[_MOST_FOUND - 1].id][0]
        ]

    def post_codes(self, among: Collection[str]) -> set[str]:
        """Which of these are post codes (PIN codes) of places that the offices serve."""
        of_villages = self._session.scalars(select(Village.pin_code).where(Village.pin_code.in_(among)))
        return set(of_villages) | {code for office in self.all() for code in office.pin_codes if code in among}

    def shares_name(self, office: Office) -> bool:
        """Whether another office has the same name in one of its languages."""
        same = (Office.names[language].as_string() == name for language, name in office.names.items())
        return bool(self._session.scalar(select(exists().where(Office.id != office.id, or_(*same)))))

    def near(self, latitude: float, longitude: float) -> list[Office]:
        """At most three offices that have a place within 30 km of this point (in degrees), the nearest first."""
        nearest: dict[UUID, float] = {}
        for office_id, *place in self._places():
            distance = _kilometres(latitude, longitude, *place)
            if distance <= _NEAR_KM:
                nearest[office_id] = min(distance, nearest.get(office_id, _NEAR_KM))
        return self._offices(heapq.nsmallest(_MOST_FOUND, nearest, key=lambda office_id: nearest[office_id]))

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

    def chosen(self, contact_id: UUID) -> Office | None:
        """The office that this person chose last."""
        return self._session.scalars(
            select(Office).join(Contact, Contact.office_id == Office.id).where(Contact.id == contact_id)
        ).one_or_none()

    def categories(self, office_id: UUID) -> list[Category]:
        """The subjects of this office's grievances, in the order in which they are shown."""
        return list(
            self._session.scalars(select(Category).where(Category.office_id == office_id).order_by(Category.position))
        )

    def departments(self, office_id: UUID) -> list[Department]:
        """Who answers for grievances in this office, in the order of their keys."""
        return list(
            self._session.scalars(select(Department).where(Department.office_id == office_id).order_by(Department.key))
        )

    def working_days(self, office_id: UUID) -> WorkingDays:
        """The calendar of this office."""
        return WorkingDays(self.get(office_id), self._session)

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

    def signing(self, office_id: UUID) -> Staff | None:
        """Who signs for this office today; whoever leaves later signs until then. None where nobody does."""
        signing = select(Staff).where(Staff.office_id == office_id, Staff.signs, self._is_there())
        return self._session.scalars(signing.order_by(Staff.id).limit(1)).one_or_none()

    def signatory(self, office_id: UUID) -> dict[str, Any]:
        """Who answers for the papers of this office: the JSON facts ``signatory`` and ``signatory_post``.

        Where nobody signs the post stands in place of the name.
        """
        staff = self.signing(office_id)
        if staff is None:
            return dict.fromkeys(("signatory", "signatory_post"), self._vacant_post(office_id))
        return {"signatory": self._session.get_one(Person, staff.person_id).names, "signatory_post": staff.post}

    def without_signatory(self) -> list[Office]:
        """The gram panchayats and wards for which nobody signs, in the order of their codes."""
        signed = exists().where(Staff.office_id == Office.id, Staff.signs, self._is_there())
        without = select(Office).where(Office.kind != "state", ~signed)
        return list(self._session.scalars(without.order_by(Office.code)))

    def without_staff(self) -> list[Office]:
        """The gram panchayats and wards in which nobody works on requests, in the order of their codes."""
        working = exists().where(
            Staff.office_id == Office.id, Staff.role.in_(("officer", "coordinator")), self._is_there()
        )
        without = select(Office).where(Office.kind != "state", ~working)
        return list(self._session.scalars(without.order_by(Office.code)))

    def _is_there(self) -> ColumnElement[bool]:
        return or_(Staff.left_on.is_(None), Staff.left_on > self._today)

    def _vacant_post(self, office_id: UUID) -> Names:
        """The post of whoever signed last, and which nobody holds now."""
        last = select(Staff).where(Staff.office_id == office_id, Staff.signs)
        held = self._session.scalars(last.order_by(Staff.left_on.desc(), Staff.id).limit(1)).one_or_none()
        if held is not None:
            return held.post
        return _HEAD_OF_GP if self.get(office_id).kind == "gp" else _IN_CHARGE

    def _called(self, typed: tuple[str, ...]) -> dict[UUID, tuple[float, tuple[str, ...]]]:
        """How likely each office is meant by its name or that of a village, from 0 to 100, and by which name."""
        likely: dict[UUID, tuple[float, tuple[str, ...]]] = {}
        for office_id, names in self._names():
            best = max((likeness(typed, words), words) for words in map(words_of, names))
            if best[0] >= _LIKE_ENOUGH:
                likely[office_id] = max(best, likely.get(office_id, best))
        return likely

    def _in_the_place(self, typed: tuple[str, ...], likely: dict[UUID, tuple[float, tuple[str, ...]]]) -> list[Office]:
        """Those of the offices that are in the district or block that was typed besides their names; all if none is."""
        compared = heapq.nlargest(_MOST_COMPARED, likely, key=lambda office_id: likely[office_id][0])
        offices = list(self._session.scalars(select(Office).where(Office.id.in_(compared)).order_by(Office.code)))
        there = {
            office.id: in_common(
                besides(typed, likely[office.id][1]),
                words_of(" ".join((*office.district.values(), *office.block.values()))),
            )
            for office in offices
        }
        most = max(there.values(), default=0)
        return [office for office in offices if there[office.id] == most]

    def _names(self) -> Iterable[tuple[UUID, Iterable[str]]]:
        for office_id, code, names in self._session.execute(
            select(Office.id, Office.code, Office.names).where(Office.kind != "state")
        ):
            yield office_id, (code, *names.values())
        for office_id, names in self._session.execute(select(Village.office_id, Village.names)):
            yield office_id, names.values()

    def _places(self) -> Iterable[tuple[UUID, float, float]]:
        for place in (
            select(Office.id, Office.latitude, Office.longitude),
            select(Village.office_id, Village.latitude, Village.longitude),
        ):
            for office_id, latitude, longitude in self._session.execute(place):
                if latitude is not None and longitude is not None:
                    yield office_id, latitude, longitude

    def _with_pin_code(self, pin_code: str) -> list[Office]:
        in_villages = select(Village.office_id).where(Village.pin_code == pin_code)
        villages = set(self._session.scalars(in_villages))
        return [office for office in self.all() if office.id in villages or pin_code in office.pin_codes]

    def _offices(self, ids: list[UUID]) -> list[Office]:
        return [self.get(office_id) for office_id in ids]


def _kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points on the globe (haversine)."""
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    chord = math.sin((other_phi - phi) / 2) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(chord))
