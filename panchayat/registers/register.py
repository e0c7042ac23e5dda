"""What all registers of papers have in common: whose a paper is, how it is found, and when its end is near."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from panchayat.access.codes import AccessRule
from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import Prefix, parse_number
from panchayat.core.references import MOST_OF_A_NUMBER
from panchayat.messaging.contacts import Contacts
from panchayat.models import Registered
from panchayat.offices.offices import Offices

R = TypeVar("R", bound=Registered)


class Register(Generic[R]):
    """The papers of one kind of all offices."""

    kind: ClassVar[str]
    prefix: ClassVar[Prefix]

    def __init__(self, model: type[R], session: Session, now: datetime, offices: Offices, contacts: Contacts) -> None:
        self._model = model
        self._session = session
        self._now = now
        self._offices = offices
        self._contacts = contacts

    def get(self, record_id: UUID) -> R:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such paper."""
        return self._session.get_one(self._model, record_id)

    def known(self, record_id: UUID) -> R | None:
        """The paper of this id, if there is one."""
        return self._session.get(self._model, record_id)

    def of(self, contact_id: UUID) -> list[R]:
        """The papers registered under this contact's own phone number, newest first, the newest hundred.

        A contact without a phone number has none, whatever else is known about the person.
        """
        mobile = self._contacts.phone_number(contact_id)
        if mobile is None:
            return []
        own = select(self._model).where(self._model.mobile == mobile)
        newest = own.order_by(self._model.valid_from.desc(), self._model.id.desc()).limit(MOST_LISTED)
        return list(self._session.scalars(newest))

    def by_number(self, typed: str) -> R | None:
        """The paper, whoever's it is, of this number of ours, typed in any way that ``parse_number`` reads."""
        number = parse_number(typed, prefix=self.prefix)
        return self._session.scalars(select(self._model).where(self._model.number == number)).one_or_none()

    def with_key(self, key: str) -> list[R]:
        """The papers, whoever's they are, of this number in the offices' registers, as ``reference_key`` makes it.

        The same number may stand in the registers of several offices.
        """
        of_key = select(self._model).where(self._model.reference_key == key).order_by(self._model.id)
        return list(self._session.scalars(of_key.limit(MOST_OF_A_NUMBER)))

    def guarded(self, record: R) -> AccessRule:
        """What guards the paper: it is shown on the registered number, and to others by a code sent there."""
        owner = self._contacts.at_mobile(record.mobile)
        return AccessRule(self.kind, record.id, record.office_id, record.number, owner)

    def running_out(self, days: int, limit: int, *, earlier: Sequence[int]) -> list[R]:
        """Valid papers that end within ``days`` and whose holders were not reminded that late; nobody else has them.

        Args:
            earlier: the days before the end at which they may have been reminded until then.
        """
        today_ = today(self._now)
        never, before = self._model.reminded.is_(None), self._model.reminded.in_(earlier)
        soon = self._model.valid_upto.between(today_, today_ + timedelta(days=days))
        ending = select(self._model).where(
            # Each of the two is looked up; those that were reminded are passed over, and there may be very many.
            or_(and_(never, soon), and_(before, soon)),
            self._model.revoked_at.is_(None),
        )
        locked = (
            ending.order_by(self._model.valid_upto, self._model.id)
            .limit(limit)
            .with_for_update(skip_locked=True, key_share=True)
        )
        return list(self._session.scalars(locked))
