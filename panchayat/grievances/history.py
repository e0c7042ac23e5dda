"""The book of grievances: whoever makes a step, it is entered here, with its target and the office's memory of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from panchayat.core.numbers import parse_number
from panchayat.events import Events
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.messaging.outbox import Outbox
from panchayat.models import Grievance, GrievanceEvidence, GrievanceStep, Media
from panchayat.models.grievance_states import State

#: Who does something: an officer (``staff``), the office itself, or a citizen (``contact``), with the id.
Actor = tuple[Literal["staff", "office", "contact"], UUID]


class NoSuchGrievance(Exception):
    """No grievance has this number, or none that this person has filed."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no grievance {number}")


class GrievanceHistory:
    def __init__(self, session: Session, now: datetime, events: Events, outbox: Outbox, hierarchy: Hierarchy) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._outbox = outbox
        self._hierarchy = hierarchy
        #: Steps of those that were filed in this unit of work, which nobody else can know yet.
        self._steps: dict[UUID, list[GrievanceStep]] = {}
        self._bare: set[UUID] = set()

    def own(self, number: str, contact_id: UUID) -> Grievance:
        """This contact's grievance, held like ``held``. Raises ``NoSuchGrievance``."""
        return self.held(number, Grievance.contact_id == contact_id)

    def held(self, number: str, *further: ColumnElement[bool]) -> Grievance:
        """The grievance of this number as it is now; nobody else moves it until the end of this work.

        Raises:
            NoSuchGrievance: or it is not what ``further`` asks.
        """
        found = self._session.scalars(
            select(Grievance)
            .where(Grievance.number == parse_number(number), *further)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if found is None:
            raise NoSuchGrievance(number)
        return found

    def history(self, grievance: Grievance) -> list[GrievanceStep]:
        """Every step since it was filed, oldest first."""
        if grievance.id in self._steps:
            return list(self._steps[grievance.id])
        own = select(GrievanceStep).where(
            GrievanceStep.office_id == grievance.office_id, GrievanceStep.grievance_id == grievance.id
        )
        return list(self._session.scalars(own.order_by(GrievanceStep.position)))

    def begin(self, grievance: Grievance) -> None:
        """Enter that it was filed just now."""
        first = GrievanceStep(
            office_id=grievance.office_id,
            grievance_id=grievance.id,
            position=1,
            to_state=grievance.state,
            at=self._now,
            department_id=grievance.department_id,
            level=grievance.level or None,
            target_on=grievance.target_on,
        )
        self._session.add(first)
        self._steps[grievance.id] = [first]
        self._bare.add(grievance.id)
        self.remember(f"{grievance.kind}.filed", grievance, ("contact", grievance.contact_id))

    def enter(
        self,
        grievance: Grievance,
        to: State,
        actor: Actor,
        *,
        what: str | None = None,
        note: str | None = None,
        department_id: UUID | None = None,
        advance: Callable[[Grievance], None] | None = None,
        position: int | None = None,
    ) -> GrievanceStep:
        """Enter a step that is allowed, and remember it as ``what`` (by default as its state).

        Args:
            advance: what becomes of level and target; by default they follow the state.
            position: that of the step, where it is known.
        """
        kind, actor_id = actor
        level, target_on = grievance.level, grievance.target_on
        if advance is None:
            self._hierarchy.follow(grievance, to)
        else:
            advance(grievance)
        step = GrievanceStep(
            office_id=grievance.office_id,
            grievance_id=grievance.id,
            position=position or self.next_position(grievance),
            from_state=grievance.state,
            to_state=to,
            at=self._now,
            staff_id=actor_id if kind == "staff" else None,
            department_id=department_id,
            level=grievance.level if grievance.level != level else None,
            target_on=grievance.target_on if grievance.target_on != target_on else None,
            note=note,
        )
        grievance.state = to
        self._session.add(step)
        if grievance.id in self._steps:
            self._steps[grievance.id].append(step)
        self.remember(what or f"grievance.{to.lower()}", grievance, actor, why=note)
        return step

    def remember(self, what: str, grievance: Grievance, actor: Actor, *, why: str | None = None) -> None:
        """Keep in the office's memory that ``actor`` did ``what`` to the grievance."""
        kind, actor_id = actor
        self._events.record(
            what,
            office_id=grievance.office_id,
            actor_kind=kind,
            actor_id=actor_id,
            subject_kind="grievance",
            subject_id=grievance.id,
            why=why,
        )

    def attach(self, grievance: Grievance, media_ids: Sequence[UUID]) -> None:
        """Let files belong to the grievance that its own citizen has sent; what is there already stays once."""
        if not media_ids:
            return
        self._bare.discard(grievance.id)
        there = select(GrievanceEvidence.media_id).where(
            GrievanceEvidence.office_id == grievance.office_id, GrievanceEvidence.grievance_id == grievance.id
        )
        own = select(Media.id).where(
            Media.id.in_(media_ids), Media.contact_id == grievance.contact_id, Media.id.not_in(there)
        )
        for media_id in self._session.scalars(own.order_by(Media.id)).all():
            self._session.add(
                GrievanceEvidence(office_id=grievance.office_id, grievance_id=grievance.id, media_id=media_id)
            )

    def count_evidence(self, grievance: Grievance) -> int:
        """How many files belong to it."""
        if grievance.id in self._bare:
            return 0
        own = (
            select(func.count())
            .select_from(GrievanceEvidence)
            .where(GrievanceEvidence.office_id == grievance.office_id, GrievanceEvidence.grievance_id == grievance.id)
        )
        return self._session.scalar(own) or 0

    def tell(self, grievance: Grievance, step: GrievanceStep, notice: str, **params: str) -> None:
        """Owe the citizen news of a step, once."""
        self._outbox.add(
            grievance.contact_id,
            key=f"grievance:{grievance.id}:{step.position}",
            kind="notice",
            params={"notice": notice, "grievance_id": str(grievance.id), "position": step.position, **params},
        )

    def next_position(self, grievance: Grievance) -> int:
        """The position that the next step has."""
        last = select(func.max(GrievanceStep.position)).where(
            GrievanceStep.office_id == grievance.office_id, GrievanceStep.grievance_id == grievance.id
        )
        return (self._session.scalar(last) or 0) + 1
