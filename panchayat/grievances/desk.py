"""Grievances as the office's staff see them: what waits, who has complained, and the files that came with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import parse_number
from panchayat.grievances.history import GrievanceHistory
from panchayat.grievances.readers import Readers
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.evidence import Claim, Evidence
from panchayat.models import Grievance, GrievanceEvidence, Media, Names, Staff
from panchayat.models.grievance import IS_OPEN
from panchayat.models.grievance_states import UNDECIDED, State


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in somebody's offices: new and not looked into yet, past its target, and everything that is open."""

    new: int
    overdue: int
    all: int


@dataclass(frozen=True, slots=True)
class Complainant:
    """``names`` in every language or as WhatsApp has it, and the number to call in E.164; as far as they are known."""

    names: Names | str | None
    phone: str | None


class GrievanceDesk:
    def __init__(
        self,
        session: Session,
        today: date,
        *,
        readers: Readers,
        history: GrievanceHistory,
        contacts: Contacts,
        evidence: Evidence,
    ) -> None:
        self._session = session
        self._today = today
        self._readers = readers
        self._history = history
        self._contacts = contacts
        self._evidence = evidence

    def queue(self, posts: Sequence[Staff]) -> list[Grievance]:
        """What is open in the offices of these posts, the most urgent first: what is overdue, then what is due next, and
        last what waits for the citizen or has been done."""
        urgency = case((self._overdue(), 0), (Grievance.state.in_(UNDECIDED), 1), else_=2)
        todo = select(Grievance).where(IS_OPEN, self._readers.may_read(posts))
        urgent = todo.order_by(urgency, Grievance.target_on, Grievance.id).limit(MOST_LISTED)
        return list(self._session.scalars(urgent))

    def waiting(self, posts: Sequence[Staff]) -> Waiting:
        """How much of that there is."""
        new, overdue, every = self._session.execute(
            select(
                func.coalesce(func.sum(cast(Grievance.state == State.SUBMITTED, Integer)), 0),
                func.coalesce(func.sum(cast(self._overdue(), Integer)), 0),
                func.count(),
            ).where(IS_OPEN, self._readers.may_read(posts))
        ).one()
        return Waiting(new=new, overdue=overdue, all=every)

    def is_overdue(self, grievance: Grievance) -> bool:
        """Whether nothing was decided by a target, be it of the office or of one above."""
        gone_up = grievance.level > grievance.reopened and not grievance.bypasses_office
        return grievance.state in UNDECIDED and (gone_up or grievance.target_on < self._today)

    def find(self, posts: Sequence[Staff], number: str) -> Grievance | None:
        """The grievance of this number, if one of these posts may read it."""
        own = select(Grievance).where(Grievance.number == parse_number(number), self._readers.may_read(posts))
        return self._session.scalars(own).one_or_none()

    def may_read(self, posts: Sequence[Staff], grievance: Grievance) -> bool:
        """Whether somebody in these posts may."""
        return self._readers.reading(posts, grievance) is not None

    def kept_from(self, contact_id: UUID, grievance: Grievance) -> bool:
        """Whether it is about the office in which this contact works: to them it is as if there were none."""
        return self._readers.kept_from(contact_id, grievance)

    def complainant(self, grievance: Grievance) -> Complainant | None:
        """Who has filed it; None where that is nobody's business: a suggestion, or what is about the office."""
        if grievance.kind != "grievance" or grievance.bypasses_office:
            return None
        contact = self._contacts.get(grievance.contact_id)
        return Complainant(
            self._contacts.names(contact.id) or contact.profile_name, self._contacts.phone_number(contact.id)
        )

    def files(self, grievance: Grievance) -> Mapping[str, int]:
        """How many files of each kind (``photo``, ``voice``, ``video``, ``document``) came with it."""
        kinds = select(Media.kind).where(Media.id.in_(self._media_of(grievance)))
        return Counter(self._session.scalars(kinds))

    def late_files(self, grievance: Grievance) -> int:
        """How many of them have not arrived yet, and may still do so."""
        late = select(func.count()).select_from(Media)
        late = late.where(Media.id.in_(self._media_of(grievance)), Media.state == "waiting")
        return self._session.scalars(late).one()

    def show_files(self, number: str, posts: Sequence[Staff]) -> int:
        """Send them to the registered number of whoever asks; returns how many.

        Those that have not arrived, or are of no known kind, are left out, and so are all where it may not be read (any
        more).
        """
        grievance = self.find(posts, number)
        staff = self._readers.reading(posts, grievance) if grievance else None
        if grievance is None or staff is None:
            return 0
        shown = self._evidence.send(self._contacts.at_mobile(staff.mobile), grievance.number, self._media_of(grievance))
        if shown:
            self._history.remember("grievance.evidence_shown", grievance, ("staff", staff.id))
        return shown

    def claim_on(self, posts: Sequence[Staff], media_id: UUID) -> Claim | None:
        """To which grievance's office a file belongs, and whether somebody in these posts may see it."""
        grievance = self._session.scalars(
            select(Grievance)
            .join(
                GrievanceEvidence,
                and_(
                    GrievanceEvidence.office_id == Grievance.office_id, GrievanceEvidence.grievance_id == Grievance.id
                ),
            )
            .where(GrievanceEvidence.media_id == media_id)
            .limit(1)
        ).one_or_none()
        return Claim(grievance.office_id, allowed=self.may_read(posts, grievance)) if grievance else None

    def _overdue(self) -> ColumnElement[bool]:
        # Opened again, or filed about the office, it goes up as well, and nobody has missed anything.
        gone_up = and_(Grievance.level > Grievance.reopened, ~Grievance.bypasses_office)
        return and_(Grievance.state.in_(UNDECIDED), or_(Grievance.target_on < self._today, gone_up))

    @staticmethod
    def _media_of(grievance: Grievance) -> Select[UUID]:
        return select(GrievanceEvidence.media_id).where(
            GrievanceEvidence.office_id == grievance.office_id, GrievanceEvidence.grievance_id == grievance.id
        )
