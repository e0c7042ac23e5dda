"""Grievances and suggestions: taken in, numbered, moved from state to state, and accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from panchayat.access_codes import Guarded
from panchayat.clock import today
from panchayat.events import Events
from panchayat.grievance_facts import acknowledgement, action_taken
from panchayat.grievance_states import IllegalMove, State, check_move
from panchayat.models import (
    Category,
    Department,
    Grievance,
    GrievanceEvidence,
    GrievanceStep,
    Media,
)
from panchayat.numbers import new_number, parse_number
from panchayat.offices import Offices
from panchayat.outbox import Outbox
from panchayat.unique import insert_unique

Kind = Literal["grievance", "suggestion"]


class NoSuchGrievance(Exception):
    """No grievance has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no grievance {number}")


class NoSuchDepartment(Exception):
    """The grievance's office has no department of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the office has no department {key}")


class Grievances:
    def __init__(self, session: Session, now: datetime, offices: Offices, events: Events, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._events = events
        self._outbox = outbox

    def file(
        self,
        office_id: UUID,
        contact_id: UUID,
        *,
        kind: Kind,
        category_key: str,
        description: str,
        place: str,
        pin: str | None,
        media_ids: Sequence[UUID],
    ) -> Grievance:
        """Take a grievance in: it gets a number, the category's department, and a target date by working days.

        Args:
            pin: "latitude,longitude" in degrees.
            media_ids: files that this contact sent; what somebody else sent is not attached.

        Raises:
            sqlalchemy.exc.NoResultFound: the office has no such category.
        """
        category = self._session.scalars(
            select(Category).where(Category.office_id == office_id, Category.key == category_key)
        ).one()
        filed_on = today(self._now)
        grievance = Grievance(
            office_id=office_id,
            kind=kind,
            contact_id=contact_id,
            category_id=category.id,
            department_id=category.department_id,
            description=description,
            place=place,
            pin=pin,
            state=State.SUBMITTED,
            target_on=self._offices.working_days(office_id).after(filed_on, category.target_working_days),
            filed_at=self._now,
        )
        insert_unique(self._session, grievance, lambda: _number(grievance, filed_on.year))
        self._session.add(
            GrievanceStep(
                office_id=office_id,
                grievance_id=grievance.id,
                position=1,
                to_state=State.SUBMITTED,
                at=self._now,
                department_id=category.department_id,
            )
        )
        self._attach(grievance, media_ids)
        self._events.record(
            f"{kind}.filed",
            office_id=office_id,
            actor_kind="contact",
            actor_id=contact_id,
            subject_kind="grievance",
            subject_id=grievance.id,
        )
        self._session.flush()
        return grievance

    def get(self, grievance_id: UUID) -> Grievance:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such grievance."""
        return self._session.get_one(Grievance, grievance_id)

    def category(self, grievance: Grievance) -> Category:
        """What the grievance is about."""
        return self._session.get_one(Category, grievance.category_id)

    def department(self, grievance: Grievance) -> Department:
        """Who answers for the grievance now."""
        return self._session.get_one(Department, grievance.department_id)

    def of(self, contact_id: UUID) -> list[Grievance]:
        """What this contact has filed, newest first."""
        return list(
            self._session.scalars(
                select(Grievance)
                .where(Grievance.contact_id == contact_id)
                .order_by(Grievance.filed_at.desc(), Grievance.id.desc())
            )
        )

    def newest(self, limit: int) -> list[Grievance]:
        """The ``limit`` newest of all offices, newest first."""
        newest = select(Grievance).order_by(Grievance.filed_at.desc(), Grievance.id.desc()).limit(limit)
        return list(self._session.scalars(newest))

    def awaited(self, contact_id: UUID) -> Grievance | None:
        """The newest of this contact's grievances about which the office has asked something."""
        return self._session.scalars(
            select(Grievance)
            .where(Grievance.contact_id == contact_id, Grievance.state == State.NEEDS_INFO)
            .order_by(Grievance.filed_at.desc(), Grievance.id.desc())
            .limit(1)
        ).one_or_none()

    def by_number(self, number: str) -> Grievance | None:
        """The grievance of this number, typed in any way that ``parse_number`` reads."""
        return self._session.scalars(select(Grievance).where(Grievance.number == parse_number(number))).one_or_none()

    def guarded(self, grievance: Grievance) -> Guarded:
        """What guards the grievance: it is shown to the contact that filed it, and to others by a code sent there."""
        return Guarded("grievance", grievance.id, grievance.office_id, grievance.number, grievance.contact_id)

    def history(self, grievance: Grievance) -> list[GrievanceStep]:
        """Every step since it was filed, oldest first."""
        return list(
            self._session.scalars(
                select(GrievanceStep)
                .where(GrievanceStep.office_id == grievance.office_id, GrievanceStep.grievance_id == grievance.id)
                .order_by(GrievanceStep.position)
            )
        )

    def move(
        self,
        number: str,
        to: State,
        *,
        staff_id: UUID | None = None,
        department_key: str | None = None,
        note: str | None = None,
    ) -> GrievanceStep:
        """Move a grievance on; the step is remembered and the citizen is told.

        Two officers at once: the second waits for the first, and then sees the state that the first has set.

        Args:
            staff_id: the officer who does it; None for the office itself.
            department_key: who answers for it from now on.
            note: what the citizen is told.

        Raises:
            NoSuchGrievance, NoSuchDepartment
            IllegalMove, ReasonMissing: see ``grievance_states.check_move``.
        """
        grievance = self._held(Grievance.number == parse_number(number))
        if grievance is None:
            raise NoSuchGrievance(number)
        check_move(
            State(grievance.state),
            to,
            note=note,
            reopened=grievance.reopened,
            resolved_at=grievance.resolved_at,
            now=self._now,
        )
        department = self._department(grievance.office_id, department_key) if department_key else None
        if department:
            grievance.department_id = department.id
        if to is State.RESOLVED:
            grievance.resolved_at = self._now
        if to is State.REOPENED:
            grievance.resolved_at = None
            grievance.reopened += 1
        actor = ("staff", staff_id) if staff_id else ("office", grievance.office_id)
        step = self._step(grievance, to, actor, note=note, department_id=department.id if department else None)
        self._outbox.add(
            grievance.contact_id,
            key=f"grievance:{grievance.id}:{step.position}",
            kind="notice",
            params={"notice": "grievance_moved", "grievance_id": str(grievance.id), "position": step.position},
        )
        return step

    def supply(self, number: str, contact_id: UUID, *, words: str, media_ids: Sequence[UUID]) -> GrievanceStep:
        """The citizen answers what the office asked: it joins the description, and the grievance goes on.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: nothing is asked of the citizen.
        """
        grievance = self._held((Grievance.number == parse_number(number)) & (Grievance.contact_id == contact_id))
        if grievance is None:
            raise NoSuchGrievance(number)
        if grievance.state != State.NEEDS_INFO:
            raise IllegalMove(State(grievance.state), State.UNDER_PROCESS)
        if words:
            grievance.description = f"{grievance.description}\n{words}"
        self._attach(grievance, media_ids)
        # Their words are not the step's note: that one is told in reports, which anybody may read.
        return self._step(grievance, State.UNDER_PROCESS, ("contact", contact_id))

    def facts_for_acknowledgement(self, grievance: Grievance, language: str) -> dict[str, Any]:
        """The JSON facts of the paper ``acknowledgement``, the applicant's name as ``language`` writes it."""
        return acknowledgement(self._session, self._offices, grievance, language)

    def can_report(self, grievance: Grievance) -> bool:
        """Whether an action was taken that can be reported, and was not followed by a rejection."""
        return grievance.state != State.REJECTED and any(
            step.to_state == State.ACTION_TAKEN for step in self.history(grievance)
        )

    def facts_for_report(self, grievance: Grievance) -> dict[str, Any]:
        """The JSON facts of the paper ``action_taken``; who complained is not among them.

        Raises:
            NoActionTaken: there is nothing to report yet.
        """
        return action_taken(self._session, self._offices, grievance, self.history(grievance))

    def _held(self, which: ColumnElement[bool]) -> Grievance | None:
        """The one grievance of which this is true, as it is now; nobody else moves it until the end of this work."""
        return self._session.scalars(
            select(Grievance).where(which).with_for_update(key_share=True).execution_options(populate_existing=True)
        ).one_or_none()

    def _step(
        self,
        grievance: Grievance,
        to: State,
        actor: tuple[str, UUID],
        *,
        note: str | None = None,
        department_id: UUID | None = None,
    ) -> GrievanceStep:
        kind, actor_id = actor
        step = GrievanceStep(
            office_id=grievance.office_id,
            grievance_id=grievance.id,
            position=self._next_position(grievance),
            from_state=grievance.state,
            to_state=to,
            at=self._now,
            staff_id=actor_id if kind == "staff" else None,
            department_id=department_id,
            note=note,
        )
        grievance.state = to
        self._session.add(step)
        self._events.record(
            f"grievance.{to.lower()}",
            office_id=grievance.office_id,
            actor_kind=kind,
            actor_id=actor_id,
            subject_kind="grievance",
            subject_id=grievance.id,
            why=note,
        )
        self._session.flush()
        return step

    def _attach(self, grievance: Grievance, media_ids: Sequence[UUID]) -> None:
        own = select(Media.id).where(Media.id.in_(media_ids), Media.contact_id == grievance.contact_id)
        for media_id in self._session.scalars(own.order_by(Media.id)):
            self._session.add(
                GrievanceEvidence(office_id=grievance.office_id, grievance_id=grievance.id, media_id=media_id)
            )

    def _next_position(self, grievance: Grievance) -> int:
        last = self._session.scalar(
            select(func.max(GrievanceStep.position)).where(
                GrievanceStep.office_id == grievance.office_id, GrievanceStep.grievance_id == grievance.id
            )
        )
        return (last or 0) + 1

    def _department(self, office_id: UUID, key: str) -> Department:
        department = self._session.scalars(
            select(Department).where(Department.office_id == office_id, Department.key == key)
        ).one_or_none()
        if department is None:
            raise NoSuchDepartment(key)
        return department


def _number(grievance: Grievance, year: int) -> None:
    grievance.number = new_number("GRV", year)
