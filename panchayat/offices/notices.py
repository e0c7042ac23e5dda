"""What an office tells everybody: notices that hold from one day to another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.models import Office, OfficeNotice


class OfficeNotices:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def current(self, office_id: UUID) -> list[OfficeNotice]:
        """What this office and the state's department above it tell today, the newest first."""
        today_ = today(self._now)
        holding = (
            select(OfficeNotice)
            .join(Office, Office.id == OfficeNotice.office_id)
            .where(
                or_(Office.id == office_id, Office.kind == "state"),
                OfficeNotice.valid_from <= today_,
                OfficeNotice.valid_upto >= today_,
            )
        )
        return list(self._session.scalars(holding.order_by(OfficeNotice.valid_from.desc(), OfficeNotice.id.desc())))
