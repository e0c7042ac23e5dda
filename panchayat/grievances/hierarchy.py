"""The offices above an office, to which a grievance goes when its target is missed, and by when each aims to act."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_

from panchayat.models import Grievance, Names
from panchayat.models.grievance import HAS_GONE_UP
from panchayat.models.grievance_states import UNDECIDED, State
from panchayat.offices.calendar import WorkingDays
from panchayat.offices.known import KnownOffice
from panchayat.offices.offices import Levels, Offices

_DAY = timedelta(days=1)


class Hierarchy:
    """Levels are counted from 0, which is the office itself. Every level has the working days of the grievance's subject.

    The target runs while nothing is decided, whatever else is done or said; it rests while the citizen is asked
    something, and the working days of that rest are added to it. Suggestions have a target but never go up.
    """

    def __init__(self, today: date, offices: Offices) -> None:
        self._today = today
        self._offices = offices
        self._calendars: dict[UUID, WorkingDays] = {}

    @cached_property
    def _state(self) -> KnownOffice:
        return self._offices.state()

    def above(self, office_id: UUID) -> Sequence[Names]:
        """The offices above this one, lowest first: where none are listed, the state's department."""
        return self._offices.get(office_id).escalation or (self._state.names,)

    def holder(self, grievance: Grievance, level: int | None = None) -> Names:
        """Who answers for the grievance: its department, or from level 1 on the office above (of ``level``, if given)."""
        at = grievance.level if level is None else level
        if at == 0:
            return self._offices.department(grievance.office_id, grievance.department_id).names
        above = self.above(grievance.office_id)
        # The list may have become shorter since.
        return above[min(at, len(above)) - 1]

    def next_above(self, grievance: Grievance, level: int | None = None) -> Names | None:
        """To whom it goes next; none where there is nobody above."""
        above = self.above(grievance.office_id)
        at = grievance.level if level is None else level
        return above[at] if at < len(above) else None

    def office_above(self, grievance: Grievance) -> UUID | None:
        """The office above that has it now, where that is in the records: of those above only the department is."""
        return self._state.id if grievance.level and self.holder(grievance) == self._state.names else None

    def gone_up_to(self, office_ids: Collection[UUID]) -> ColumnElement[bool]:
        """The same as a condition on grievances, for any of these offices."""
        if self._state.id not in office_ids:
            return false()
        offices = dict(self._offices.by_levels_of_state())
        # In a state nearly all offices have the department at the same level: only the others are named.
        usual = max(offices, key=lambda levels: len(offices[levels]), default=())
        offices.pop(usual, None)
        others = [office_id for ids in offices.values() for office_id in ids]
        at_department = or_(
            and_(Grievance.office_id.not_in(others), _is_at(usual)),
            *(and_(Grievance.office_id.in_(ids), _is_at(levels)) for levels, ids in offices.items()),
        )
        return and_(HAS_GONE_UP, at_department)

    def start(self, grievance: Grievance) -> None:
        """The whole target runs from today, for whoever has the grievance now."""
        grievance.target_on = self.later(grievance, self._today)
        self._run(grievance)

    def run_from(self, grievance: Grievance, day: date) -> None:
        """The target is counted from ``day``, for whoever has the grievance now."""
        grievance.target_on = self.later(grievance, day)
        self._run(grievance)

    def later(self, grievance: Grievance, day: date) -> date:
        """The target that follows ``day``: so many working days after it as the subject has."""
        days = self._offices.category(grievance.office_id, grievance.category_id).target_working_days
        return self._calendar(grievance.office_id).after(day, days)

    def go_up(self, grievance: Grievance) -> None:
        """The office above has it now; its target is counted from the one that was missed, whenever that is noticed."""
        grievance.level += 1
        grievance.target_on = self.later(grievance, grievance.target_on)
        self._run(grievance)

    def pass_office(self, grievance: Grievance) -> None:
        """It goes past the office, because it is about the office or somebody of it; the target begins anew."""
        grievance.bypasses_office = True
        if grievance.level == 0:
            grievance.level = 1
            self.start(grievance)

    def follow(self, grievance: Grievance, to: State) -> None:
        """Let the target follow a move that is being made: only a decision ends it, and only a question makes it rest."""
        if grievance.state == State.NEEDS_INFO and grievance.waiting_since is not None:
            calendar = self._calendar(grievance.office_id)
            waited = calendar.between(grievance.waiting_since, self._today)
            grievance.target_on, grievance.waiting_since = calendar.after(grievance.target_on, waited), None
            self._run(grievance)
        if to is State.REOPENED:
            grievance.level = min(grievance.level + 1, len(self.above(grievance.office_id)))
            self.start(grievance)
        if to is State.NEEDS_INFO:
            grievance.waiting_since = self._today
        if to not in UNDECIDED:
            grievance.escalates_on = None

    def _run(self, grievance: Grievance) -> None:
        # Only what somebody else may have missed goes up; nobody has been told yet that this target was.
        grievance.escalates_on = grievance.target_on + _DAY if grievance.kind == "grievance" else None

    def _calendar(self, office_id: UUID) -> WorkingDays:
        return self._calendars.setdefault(office_id, self._offices.working_days(office_id))


def _is_at(levels: Levels) -> ColumnElement[bool]:
    """Of a grievance: it is at one of these levels, and above the last of all it cannot go."""
    return or_(false(), *(Grievance.level >= level if last else Grievance.level == level for level, last in levels))
