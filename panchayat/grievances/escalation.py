"""Going up by itself: a grievance on which nothing was decided in time passes to the office above, and its citizen is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from panchayat.core.clock import IST, today
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.grievances.history import GrievanceHistory
from panchayat.grievances.staff_news import StaffNews
from panchayat.messaging.outbox import Outbox
from panchayat.models import Grievance, GrievanceStep
from panchayat.models.grievance_states import State

_DAY: Final = timedelta(days=1)


class Escalation:
    def __init__(
        self,
        session: Session,
        now: datetime,
        history: GrievanceHistory,
        hierarchy: Hierarchy,
        outbox: Outbox,
        *,
        staff_news: StaffNews,
    ) -> None:
        self._session = session
        self._now = now
        self._history = history
        self._hierarchy = hierarchy
        self._outbox = outbox
        self._staff_news = staff_news

    def raise_due(self, most: int) -> int:
        """Send up what has missed its target, ``most`` at once; returns how many there were.

        Several processes may do it at once: each takes what no other has. After a standstill a grievance goes as far up
        as its targets say, each level being entered, and the citizen is told once.
        """
        due = list(
            self._session.scalars(
                select(Grievance)
                .where(Grievance.escalates_on <= today(self._now))
                .order_by(Grievance.escalates_on)
                .limit(most)
                .with_for_update(key_share=True, skip_locked=True)
                .execution_options(populate_existing=True)
            )
        )
        if not due:
            return 0
        positions = self._last_positions(due)
        with self._session.no_autoflush:
            for grievance in due:
                self._raise(grievance, positions[grievance.id])
        self._session.flush()
        return len(due)

    def _raise(self, grievance: Grievance, position: int) -> None:
        day, missed = today(self._now), grievance.target_on
        last: GrievanceStep | None = None
        while missed < day and self._hierarchy.next_above(grievance) is not None:
            position += 1
            last = self._history.enter(
                grievance,
                State(grievance.state),
                ("office", grievance.office_id),
                what="grievance.escalated",
                advance=self._hierarchy.go_up,
                position=position,
            )
            missed = grievance.target_on
        if last is not None:
            self._staff_news.tell(grievance, "raised", last.position)
        if missed < day:
            # Nobody is left above: that is told as well, once.
            grievance.escalates_on = None
            self._outbox.add(
                grievance.contact_id,
                key=f"grievance:{grievance.id}:late:{missed}",
                kind="notice",
                params={"notice": "grievance_late", "grievance_id": str(grievance.id), "missed": missed.isoformat()},
            )
            self._history.remember("grievance.late", grievance, ("office", grievance.office_id))
            return
        if last is not None:
            # Somebody who reads it only after the next level had it too is told of that one alone.
            until = datetime.combine(missed + _DAY, time(), IST)
            self._history.tell(grievance, last, "grievance_raised", until=until.isoformat())

    def _last_positions(self, grievances: Sequence[Grievance]) -> dict[UUID, int]:
        own = tuple_(GrievanceStep.office_id, GrievanceStep.grievance_id)
        last = select(GrievanceStep.grievance_id, func.max(GrievanceStep.position)).where(
            own.in_([(each.office_id, each.id) for each in grievances])
        )
        return dict(iter(self._session.execute(last.group_by(GrievanceStep.grievance_id))))


def is_escalation(step: GrievanceStep) -> bool:
    """Whether the step was the missing of a target, and nothing else."""
    return step.from_state == step.to_state and step.level is not None and not is_correction(step)


def is_correction(step: GrievanceStep) -> bool:
    """Whether with this step whoever filed it put right what it is about, or where."""
    return step.from_state == step.to_state == State.SUBMITTED and step.department_id is not None
