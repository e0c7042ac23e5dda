"""Putting right what a grievance is about, and where, while nobody has taken it up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from panchayat.core.clock import today
from panchayat.core.session import OfficeSession
from panchayat.grievances.grievances import ABOUT_THE_OFFICE
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.grievances.history import Actor, GrievanceHistory
from panchayat.grievances.staff_news import StaffNews
from panchayat.models import Grievance
from panchayat.models.grievance_states import IllegalMove, State
from panchayat.offices.known import KnownCategory
from panchayat.offices.offices import Offices


class Corrections:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        offices: Offices,
        history: GrievanceHistory,
        hierarchy: Hierarchy,
        staff_news: StaffNews,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._history = history
        self._hierarchy = hierarchy
        self._staff_news = staff_news

    def can_correct(self, grievance: Grievance) -> bool:
        """Whether what it is about, and where, can still be put right: nobody has taken it up."""
        return grievance.state == State.SUBMITTED

    def correct(
        self,
        number: str,
        contact_id: UUID,
        *,
        note: str,
        category_key: str | None = None,
        place: str | None = None,
        pin: str | None = None,
    ) -> bool:
        """The citizen puts right what it is about, or where it is, before anybody has taken it up.

        The department of the subject has it then, by the subject's target from the day of filing; whoever answers for it
        is told.

        Args:
            note: what stood there before, in the citizen's language: it joins the description.
            pin: "latitude,longitude" in degrees; with a place it replaces the one that was sent before.

        Returns:
            Whether it has gone past the office by it, because it is about the office.

        Raises:
            NoSuchGrievance: this contact has filed none of this number.
            IllegalMove: somebody has taken it up.
            sqlalchemy.exc.NoResultFound: the office has no such category.
        """
        grievance = self._history.own(number, contact_id)
        if not self.can_correct(grievance):
            raise IllegalMove(State(grievance.state), State.SUBMITTED)
        grievance.description = f"{grievance.description}\n{note}"
        if place is not None:
            grievance.place, grievance.pin = place, pin
        if category_key is not None:
            category = self._category(grievance.office_id, category_key)
            grievance.category_id, grievance.department_id = category.id, category.department_id
        past = grievance.kind == "grievance" and not grievance.bypasses_office and category_key == ABOUT_THE_OFFICE

        def advance(it: Grievance) -> None:
            if past:
                self._hierarchy.pass_office(it)
            elif category_key is not None and it.level == 0:
                self._hierarchy.run_from(it, today(it.filed_at))

        actor: Actor = ("contact", contact_id)
        step = self._history.enter(
            grievance,
            State.SUBMITTED,
            actor,
            what="grievance.corrected",
            department_id=grievance.department_id,
            advance=advance,
        )
        self._session.flush()
        self._staff_news.tell(grievance, "new" if past else "corrected", step.position)
        return past

    def _category(self, office_id: UUID, key: str) -> KnownCategory:
        found = next((each for each in self._offices.categories(office_id) if each.key == key), None)
        if found is None:
            raise NoResultFound
        return found
