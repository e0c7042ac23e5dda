"""Wakeups that comes round again and again, done once each time however many processes want to."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, or_, update
from sqlalchemy.orm import Session

from panchayat.models import DueWork
from panchayat.models.inserting import insert_into


def claim(session: Session, now: datetime, name: str, every: timedelta) -> bool:
    """Whether the work is due and nobody else has it; it is due again after ``every``."""
    # Further off than it is ever put, it was put there before the clock was set back.
    due = or_(DueWork.next_at <= now, DueWork.next_at > now + every)
    moved = update(DueWork).where(DueWork.name == name, due).values(next_at=now + every)
    if cast(CursorResult[Any], session.execute(moved.execution_options(synchronize_session=False))).rowcount:
        return True
    first = insert_into(session, DueWork).values(name=name, next_at=now + every)
    return session.scalar(first.on_conflict_do_nothing().returning(DueWork.name)) is not None
