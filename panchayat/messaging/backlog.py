"""How much is left to do, for those who watch over the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, ScalarSelect, func, literal_column, select
from sqlalchemy.orm import Session

from panchayat.messaging.heartbeats import PROBE
from panchayat.models import Base, Heartbeat, Media, Outbox, Paper

#: So far is counted.
MOST: Final = 10_000
#: The states in which something may still have to be done about a message; the others only grow.
_OPEN: Final = ("queued", "sending", "answering", "unknown", "parked", "failed")


@dataclass(frozen=True, slots=True)
class Backlog:
    """Numbers of messages by state, papers to render and files to fetch; how long the oldest message is overdue.

    What is more than ``MOST`` is told as so many: whoever watches looks every few seconds, and what failed, or waits until
    somebody writes, only grows.
    """

    messages: Mapping[str, int]
    papers: int
    media: int
    overdue: timedelta
    heartbeats: Mapping[str, timedelta]


def backlog(session: Session, now: datetime) -> Backlog:
    """What is left to do at this instant."""
    counts = select(*(_up_to_most(Outbox, Outbox.state == state).label(state) for state in _OPEN))
    oldest = session.scalars(
        select(Outbox.not_before).where(Outbox.state == "queued").order_by(Outbox.not_before).limit(1)
    ).one_or_none()
    beats = session.scalars(select(Heartbeat).where(Heartbeat.process != PROBE))
    return Backlog(
        messages=dict(session.execute(counts).mappings().one()),
        papers=session.scalars(select(_up_to_most(Paper, Paper.state == "waiting"))).one(),
        media=session.scalars(select(_up_to_most(Media, Media.state == "waiting"))).one(),
        overdue=max(now - oldest, timedelta(0)) if oldest else timedelta(0),
        heartbeats={beat.process: now - beat.at for beat in beats},
    )


def _up_to_most(of: type[Base], which: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(literal_column("1")).select_from(of).where(which).limit(MOST).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
