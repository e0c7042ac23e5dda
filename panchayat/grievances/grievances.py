"""Grievances and suggestions: taken in, numbered, moved from state to state, and accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import TextClause, select
from sqlalchemy.exc import NoResultFound

from panchayat.access.codes import AccessRule
from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import Prefix, new_number, parse_number
from panchayat.core.session import OfficeSession
from panchayat.grievances.about_staff import names_staff
from panchayat.grievances.facts import acknowledgement, action_taken
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.grievances.history import Actor, GrievanceHistory, NoSuchGrievance
from panchayat.grievances.staff_news import StaffNews
from panchayat.grievances.work_report import WorkDone
from panchayat.models import Contact, Grievance, GrievanceStep, Names, Paper, Staff
from panchayat.models.grievance import IS_ASKED
from panchayat.models.grievance_states import ASK_AGAIN_AFTER, IllegalMove, State, check_move, is_open
from panchayat.models.inserting import insert_unique
from panchayat.offices.known import KnownCategory, KnownDepartment
from panchayat.offices.offices import Offices
from panchayat.papers.papers import Papers

__all__ = ["Grievances", "Kind", "NoSuchDepartment", "NoSuchGrievance"]

Kind = Literal["grievance", "suggestion"]

#: The subject that is about the office itself.
ABOUT_THE_OFFICE: Final = "office"


class NoSuchDepartment(Exception):
    """The grievance's office has no department of this key; ``keys`` are those that it has."""

    def __init__(self, key: str, keys: Iterable[str]) -> None:
        super().__init__(f"the office has no department {key}; there are {', '.join(keys)}")


class Grievances:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        offices: Offices,
        history: GrievanceHistory,
        hierarchy: Hierarchy,
        papers: Papers,
        staff_news: StaffNews,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._history = history
        self._hierarchy = hierarchy
        self._papers = papers
        self._staff_news = staff_news

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
        by_voice: bool = False,
    ) -> Grievance:
        """Take a grievance in: it gets a number, the category's department, and a target date by working days.

        What is about the office, or names somebody of it, goes past the office at once. Whoever answers for it is told.

        Args:
            by_voice: what has happened is said in a voice message, and ``description`` only says so.
            pin: "latitude,longitude" in degrees.
            media_ids: files that this contact sent; what somebody else sent is not attached.

        Raises:
            sqlalchemy.exc.NoResultFound: the office has no such category.
        """
        category = self._category(office_id, category_key)
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
            level=0,
            target_on=filed_on,
            by_voice=by_voice,
            filed_at=self._now,
        )
        about_staff = category_key == ABOUT_THE_OFFICE or self._names_staff(office_id, f"{description}\n{place}")
        if kind == "grievance" and about_staff:
            self._hierarchy.pass_office(grievance)
        else:
            self._hierarchy.start(grievance)
        insert_unique(self._session, grievance, lambda: _number(grievance, filed_on.year))
        self._history.begin(grievance)
        self._history.attach(grievance, media_ids)
        self._staff_news.tell(grievance, "new", 1)
        return grievance

    def get(self, grievance_id: UUID) -> Grievance:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such grievance."""
        return self._session.get_one(Grievance, grievance_id)

    def category(self, grievance: Grievance) -> KnownCategory:
        """What the grievance is about."""
        return self._offices.category(grievance.office_id, grievance.category_id)

    def department(self, grievance: Grievance) -> KnownDepartment:
        """The department to which the grievance belongs, whoever has it now."""
        return self._offices.department(grievance.office_id, grievance.department_id)

    def holder(self, grievance: Grievance, level: int | None = None) -> Names:
        """Who answers for the grievance: its department or, higher up, the office above that it has gone to."""
        return self._hierarchy.holder(grievance, level)

    def next_above(self, grievance: Grievance) -> Names | None:
        """To whom it goes by itself when the target is missed; none where there is nobody above."""
        return self._hierarchy.next_above(grievance) if grievance.kind == "grievance" else None

    def of(self, contact_id: UUID) -> list[Grievance]:
        """What this contact has filed, newest first, the newest hundred."""
        return self._newest_of(contact_id, MOST_LISTED)

    def newest(self, limit: int, *, office_id: UUID | None = None) -> list[Grievance]:
        """The ``limit`` newest of all offices, or of this one, newest first; for operators, who see everything."""
        # Ids are in the order of time.
        newest = select(Grievance).order_by(Grievance.id.desc()).limit(limit)
        if office_id is not None:
            newest = newest.where(Grievance.office_id == office_id)
        return list(self._session.scalars(newest))

    def listed_to(self, staff: Staff, limit: int) -> list[Grievance]:
        """What somebody of an office may see of its grievances, newest first: nothing that is about the office."""
        shown = select(Grievance).where(Grievance.office_id == staff.office_id, Grievance.bypasses_office.is_(False))
        return list(self._session.scalars(shown.order_by(Grievance.id.desc()).limit(limit)))

    def awaited(self, contact_id: UUID) -> Grievance | None:
        """The newest of this contact's grievances about which the office has asked something."""
        return next(iter(self._newest_of(contact_id, 1, IS_ASKED)), None)

    def by_number(self, number: str) -> Grievance | None:
        """The grievance of this number, typed in any way that ``parse_number`` reads."""
        return self._session.scalars(select(Grievance).where(Grievance.number == parse_number(number))).one_or_none()

    def guarded(self, grievance: Grievance) -> AccessRule:
        """What guards the grievance: it is shown to the contact that filed it, and to others by a code sent there."""
        return AccessRule("grievance", grievance.id, grievance.office_id, grievance.number, grievance.contact_id)

    def history(self, grievance: Grievance) -> list[GrievanceStep]:
        """Every step since it was filed, oldest first."""
        return self._history.history(grievance)

    def move(
        self,
        number: str,
        to: State,
        *,
        staff_id: UUID | None = None,
        department_key: str | None = None,
        note: str | None = None,
        work: WorkDone | None = None,
    ) -> GrievanceStep:
        """Move a grievance on; the step is remembered and the citizen is told, with the report once it is resolved.

        Two officers at once: the second waits for the first, and then sees the state that the first has set.

        Args:
            staff_id: the officer who does it; None for the office itself.
            department_key: who answers for it from now on.
            note: what the citizen is told.
            work: what the report says beside.

        Raises:
            NoSuchGrievance, NoSuchDepartment
            NotWork, InspectionToCome, TooManyPhotos: see ``WorkDone.check``.
            IllegalMove, ReasonMissing: see ``grievance_states.check_move``; only the citizen withdraws.
        """
        grievance = self._history.held(number)
        if to is State.WITHDRAWN:
            raise IllegalMove(State(grievance.state), to)
        self._check(grievance, to, note)
        work = work or WorkDone()
        work.check(to, today(self._now))
        department = self._department(grievance.office_id, department_key) if department_key else None
        if department:
            grievance.department_id = department.id
        actor: Actor = ("staff", staff_id) if staff_id else ("office", grievance.office_id)
        step = self._history.enter(grievance, to, actor, note=note, department_id=department.id if department else None)
        work.keep_with(step)
        self._session.flush()
        self._history.tell(grievance, step, "grievance_moved")
        if to is State.RESOLVED:
            self._resolved(grievance, step)
        if to is State.REOPENED:
            self._reopened(grievance, step)
        return step

    def reopen(self, number: str, contact_id: UUID) -> GrievanceStep:
        """The citizen says that it is not fixed: it goes to the office above whoever has resolved it.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: it is not resolved, or (``ReopeningClosed``) that is too long ago or was done too often.
        """
        grievance = self._history.own(number, contact_id)
        self._check(grievance, State.REOPENED, None)
        step = self._history.enter(grievance, State.REOPENED, ("contact", contact_id))
        self._reopened(grievance, step)
        return step

    def add(self, number: str, contact_id: UUID, *, words: str, media_ids: Sequence[UUID]) -> bool:
        """The citizen tells more: it joins the description, and what the office has asked for is answered by it.

        Whatever target runs goes on running; words that name somebody of the office take the grievance past it.

        Returns:
            Whether they did.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: nothing is done about it any more.
        """
        grievance = self._history.own(number, contact_id)
        if not is_open(State(grievance.state)):
            raise IllegalMove(State(grievance.state), State.UNDER_PROCESS)
        if words:
            grievance.description = f"{grievance.description}\n{words}"
        self._history.attach(grievance, media_ids)
        # Their words are not a step's note: that one is told in reports, which anybody may read.
        answered: GrievanceStep | None = None
        if grievance.state == State.NEEDS_INFO:
            answered = self._history.enter(grievance, State.UNDER_PROCESS, ("contact", contact_id))
        else:
            self._history.remember("grievance.added", grievance, ("contact", contact_id))
        aside = grievance.kind != "grievance" or grievance.bypasses_office or grievance.state == State.ACTION_TAKEN
        goes_past = not aside and self._names_staff(grievance.office_id, words)
        self._session.flush()
        if goes_past:
            self._pass_office(grievance)
        elif answered is not None:
            self._staff_news.tell(grievance, "answered", answered.position)
        self._session.flush()
        return goes_past

    def withdraw(self, number: str, contact_id: UUID) -> GrievanceStep:
        """The citizen takes it back; nothing more is done about it.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: it is closed already.
        """
        grievance = self._history.own(number, contact_id)
        self._check(grievance, State.WITHDRAWN, None)
        step = self._history.enter(grievance, State.WITHDRAWN, ("contact", contact_id))
        self._session.flush()
        return step

    def facts_for_acknowledgement(self, grievance: Grievance, language: str) -> dict[str, Any]:
        """The JSON facts of the paper ``acknowledgement``, the applicant's name as ``language`` writes it."""
        return acknowledgement(
            self._session,
            self._offices,
            self._hierarchy,
            grievance,
            history=self.history(grievance),
            evidence_count=self._history.count_evidence(grievance),
            language=language,
        )

    def can_report(self, grievance: Grievance) -> bool:
        """Whether an action was taken that can be reported, and was not followed by a rejection or a withdrawal."""
        return grievance.state not in (State.REJECTED, State.WITHDRAWN) and any(
            step.to_state == State.ACTION_TAKEN for step in self.history(grievance)
        )

    def report(self, grievance: Grievance, language: str) -> Paper:
        """The paper ``action_taken``, as the history stands now; who complained is not told in it.

        Raises:
            NoActionTaken: there is nothing to report yet.
        """
        return self._papers.issue(
            "action_taken",
            office_id=grievance.office_id,
            subject_id=grievance.id,
            facts=self.facts_for_report(grievance),
            language=language,
            file_name=f"ATR-{grievance.number}",
        )

    def facts_for_report(self, grievance: Grievance) -> dict[str, Any]:
        """The JSON facts of the paper ``action_taken``; who complained is not among them.

        Raises:
            NoActionTaken: there is nothing to report yet.
        """
        return action_taken(self._session, self._offices, self._hierarchy, grievance, self.history(grievance))

    def _newest_of(self, contact_id: UUID, limit: int, *further: TextClause) -> list[Grievance]:
        own = select(Grievance).where(Grievance.contact_id == contact_id, *further)
        newest = own.order_by(Grievance.filed_at.desc(), Grievance.id.desc()).limit(limit)
        return list(self._session.scalars(newest))

    def _check(self, grievance: Grievance, to: State, note: str | None) -> None:
        check_move(
            State(grievance.state),
            to,
            note=note,
            reopened=grievance.reopened,
            resolved_at=grievance.resolved_at,
            now=self._now,
        )

    def _resolved(self, grievance: Grievance, step: GrievanceStep) -> None:
        """The citizen gets the report by itself, and is asked once more later whether it has been fixed."""
        grievance.resolved_at = self._now
        if grievance.kind == "grievance":
            grievance.ask_again_on = today(self._now + ASK_AGAIN_AFTER)
        contact = self._session.get_one(Contact, grievance.contact_id)
        report = self.report(grievance, contact.language)
        self._papers.send(report, contact.id, f"grievance:{grievance.id}:{step.position}", unasked=True)

    def _reopened(self, grievance: Grievance, step: GrievanceStep) -> None:
        grievance.resolved_at = grievance.ask_again_on = None
        grievance.reopened += 1
        self._session.flush()
        self._staff_news.tell(grievance, "reopened", step.position)

    def _names_staff(self, office_id: UUID, told: str) -> bool:
        return names_staff(told, self._offices.posts_held(office_id))

    def _pass_office(self, grievance: Grievance) -> None:
        if grievance.level == 0:
            step = self._history.enter(
                grievance,
                State.FORWARDED,
                ("office", grievance.office_id),
                advance=self._hierarchy.pass_office,
            )
            self._staff_news.tell(grievance, "new", step.position)
        else:
            self._hierarchy.pass_office(grievance)

    def _category(self, office_id: UUID, key: str) -> KnownCategory:
        for each in self._offices.categories(office_id):
            if each.key == key:
                return each
        raise NoResultFound

    def _department(self, office_id: UUID, key: str) -> KnownDepartment:
        departments = {each.key: each for each in self._offices.departments(office_id)}
        if key not in departments:
            raise NoSuchDepartment(key, departments)
        return departments[key]


def _number(grievance: Grievance, year: int) -> None:
    grievance.number = new_number(Prefix.GRIEVANCE, year)
