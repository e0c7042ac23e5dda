"""The office's memory of who did what, when and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from panchayat.core.remembered import Register, Remembered
from panchayat.core.session import OfficeSession
from panchayat.models import Event, Office


class Events:
    """Only ever added to, by every service that changes something."""

    def __init__(self, session: OfficeSession, now: datetime, remembered: Remembered) -> None:
        self._session = session
        self._now = now
        self._remembered = remembered

    def record(
        self,
        what: str,
        *,
        actor_kind: str,
        actor_id: UUID | None,
        subject_kind: str,
        subject_id: UUID | None,
        office_id: UUID | None = None,
        why: str | None = None,
    ) -> None:
        """Remember that the actor did ``what`` (such as ``grievance.filed``) to the subject.

        Without an office it is remembered by the state's department.
        """
        self._session.insert_later(
            Event,
            office_id=office_id or self._state_office_id(),
            at=self._now,
            actor_kind=actor_kind,
            actor_id=actor_id,
            what=what,
            subject_kind=subject_kind,
            subject_id=subject_id,
            why=why,
        )

    def _state_office_id(self) -> UUID:
        state = select(Office.id).where(Office.kind == "state")
        return self._remembered.get(Register.OFFICES, "id of the state", lambda: self._session.scalars(state).one())
