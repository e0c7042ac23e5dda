"""What is needed for which paper or scheme: what the office has written down for whoever asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.core.fixed_names import FixedNames
from panchayat.core.remembered import Register, Remembered
from panchayat.models import Guide, Names
from panchayat.offices.offices import Offices


@dataclass(frozen=True, slots=True)
class KnownGuide:
    """What a guide of an office says (``Guide``); ``phrases`` are its titles and whatever else people call it."""

    office_id: UUID
    key: str
    titles: Names
    needed: Names
    place: Names
    fee: Names
    days: Names
    how: Names
    phrases: tuple[str, ...]
    service: str | None
    applied_here: bool
    reviewed_on: date
    review_by: date

    @classmethod
    def of(cls, guide: Guide) -> KnownGuide:
        called = (word.strip() for words in guide.called.values() for word in words.split(","))
        return cls(
            office_id=guide.office_id,
            key=guide.key,
            titles=FixedNames(guide.titles),
            needed=FixedNames(guide.needed),
            place=FixedNames(guide.place),
            fee=FixedNames(guide.fee),
            days=FixedNames(guide.days),
            how=FixedNames(guide.how),
            phrases=(*guide.titles.values(), *filter(None, called)),
            service=guide.service,
            applied_here=guide.applied_here,
            reviewed_on=guide.reviewed_on,
            review_by=guide.review_by,
        )

    def holds(self, today: date) -> bool:
        """Whether it need not be reviewed again yet."""
        return today <= self.review_by


class Guides:
    def __init__(self, session: Session, *, offices: Offices, remembered: Remembered) -> None:
        self._session = session
        self._offices = offices
        self._remembered = remembered

    def current(self, contact_id: UUID) -> Sequence[KnownGuide]:
        """What this person is told: the state's in the order of its list, an office's own in place of them or behind."""
        state, chosen = self._offices.state().id, self._offices.chosen(contact_id)
        general = self.listed(state)
        own = self.listed(chosen.id) if chosen else ()
        return tuple({each.key: each for each in (*general, *own)}.values()) if own else general

    def listed(self, office_id: UUID) -> Sequence[KnownGuide]:
        """The guides of this office alone, in the order of its list."""
        return self._remembered.get(Register.INFORMATION, ("guides", office_id), lambda: self._look_up(office_id))

    def _look_up(self, office_id: UUID) -> tuple[KnownGuide, ...]:
        found = select(Guide).where(Guide.office_id == office_id).order_by(Guide.id)
        return tuple(map(KnownGuide.of, self._session.scalars(found)))
