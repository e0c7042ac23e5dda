"""How much is left to do, for those who watch over the service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.messaging.heartbeats import PROBE
from panchayat.models import Heartbeat, Media, Outbox, Paper

#: The states in which something may still have to be done about a message; the others only grow.
_OPEN: Final = ("queued", "sending", "answering", "unknown", "parked", "failed")


@dataclass(frozen=True, slots=True)
class Backlog:
    """Numbers of messages by state, papers to render and files to fetch; how long the oldest message is overdue."""

    messages: Mapping[str, int]
    papers: int
    media: int
    overdue: timedelta
    heartbeats: Mapping[str, timedelta]


def backlog(session: Session, now: datetime) -> Backlog:
    """What is left to do at this instant."""
    counts = select(Outbox.state, func.count()).where(Outbox.state.in_(_OPEN)).group_by(Outbox.state)
    oldest = session.scalars(
        select(Outbox.not_before).where(Outbox.state == "queued").order_by(Outbox.not_before).limit(1)
    ).one_or_none()
    messages = dict.fromkeys(_OPEN, 0)
    messages.update((state, count) for state, count in session.execute(counts))
    beats = session.scalars(select(Heartbeat).where(Heartbeat.process != PROBE))
    return Backlog(
        messages=messages,
        papers=session.scalars(select(func.count()).where(Paper.state == "waiting")).one(),
        media=session.scalars(select(func.count()).where(Media.state == "waiting")).one(),
        overdue=max(now - oldest, timedelta(0)) if oldest else timedelta(0),
        heartbeats={beat.process: now - beat.at for beat in beats},
    )
