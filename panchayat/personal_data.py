"""What is kept about a person, and erasing what the office need not keep (DPDP Act 2023, sections 11 and 12).

What is shown and what is erased, every table says itself: see ``panchayat.models.personal``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, ColumnElement, and_, delete, exists, func, select, tuple_, update
from sqlalchemy.orm import Session

from panchayat.events import Events
from panchayat.messaging.contacts import Contacts
from panchayat.models import Base, Contact, Names, Office, Staff
from panchayat.models.personal import Personal, Shown

#: What is told by its numbers, not by how many there are.
NUMBERED: Final[frozenset[Shown]] = frozenset({"records", "registers"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about a person: since when they write to us, how much of what, and the numbers of their records.

    ``counts`` and ``numbers`` have every kind, also that of which there is nothing. ``addresses`` are told without their
    channel: phone numbers (``+91…``), and the ids that a channel gives people.
    """

    since: datetime
    addresses: Sequence[str]
    name: str | None
    office: Names | None
    counts: Mapping[Shown, int]
    numbers: Mapping[Shown, Sequence[str]]


class PersonalData:
    def __init__(self, session: Session, contacts: Contacts, events: Events) -> None:
        self._session = session
        self._contacts = contacts
        self._events = events

    def kept(self, contact_id: UUID) -> Kept:
        """What is kept about this contact, at this instant; numbers newest first."""
        contact = self._contacts.get(contact_id)
        office = self._session.get(Office, contact.office_id) if contact.office_id else None
        counts: Counter[Shown] = Counter()
        numbered: defaultdict[Shown, list[tuple[UUID, str]]] = defaultdict(list)
        whose = _Whose(self._contacts, contact_id)
        for model, says in personal_tables():
            if says.shown is None:
                continue
            theirs = whose.rows(model)
            if says.gone:
                theirs &= model.state.not_in(says.gone)
            if says.shown in NUMBERED:
                for record_id, number in self._session.execute(select(model.id, model.number).where(theirs)):
                    numbered[says.shown].append((record_id, number))
            else:
                counts[says.shown] += self._session.scalar(select(func.count()).select_from(model).where(theirs)) or 0
        # Ids are in the order of time.
        return Kept(
            since=contact.created_at,
            addresses=[each.partition(":")[2] for each in self._contacts.addresses(contact_id)],
            name=contact.profile_name,
            office=office.names if office else None,
            counts=counts,
            numbers={kind: [number for _id, number in sorted(numbered[kind], reverse=True)] for kind in NUMBERED},
        )

    def erase(self, contact_id: UUID) -> None:
        """Erase what the office need not keep; records, and who did what with them, stay.

        Files are taken off the disk a little later.
        """
        whose = _Whose(self._contacts, contact_id)
        for model, says in personal_tables():
            if says.erased is None:
                continue
            theirs = whose.rows(model)
            if says.waiting:
                theirs &= model.state.not_in(says.waiting)
            if says.shown == "files":
                # One by one: what came with all records of all people is much more than one person's files.
                evidence = (each for each, it in personal_tables() if it.evidence)
                theirs &= and_(*(~exists().where(each.media_id == model.id) for each in evidence))
            self._session.execute(
                delete(model).where(theirs)
                if says.erased == "deleted"
                else update(model).where(theirs).values(**says.erased)
            )
        self._events.record(
            "contact.erased", actor_kind="contact", actor_id=contact_id, subject_kind="contact", subject_id=contact_id
        )


def personal_tables() -> Iterator[tuple[Any, Personal]]:
    """Every model that says something of the people in it, and what it says."""
    for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__tablename__):
        says: Personal | None = mapper.class_.personal
        if says is not None:
            yield mapper.class_, says


class _Whose:
    """Tells which rows are about somebody: by the contacts that they have, and by their phone numbers."""

    def __init__(self, contacts: Contacts, contact_id: UUID) -> None:
        self._phones, self._ids = contacts.at_numbers_of(contact_id)

    def rows(self, model: Any) -> ColumnElement[bool]:
        columns: dict[str, Column[Any]] = dict(model.__table__.c.items())
        if model is Contact:
            return Contact.id.in_(self._ids)
        if "contact_id" in columns:
            return columns["contact_id"].in_(self._ids)
        if "mobile" in columns:
            return columns["mobile"].in_(self._phones)
        posts = select(Staff.office_id, Staff.id).where(Staff.mobile.in_(self._phones))
        return tuple_(columns["office_id"], columns["staff_id"]).in_(posts)
