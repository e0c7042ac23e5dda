"""What has arrived on a person's phone, for a phone that is drawn on a screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from panchayat.models import Outbox as Row
from panchayat.models import PaperRequest

_ARRIVED: Final = ("sent", "delivered", "read")
_ON_THE_WAY: Final = ("queued", "sending")
#: A notice that waits for the morning is not waited for.
_SOON: Final = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on the phone: its words, and the paper that came with it."""

    id: UUID
    text: str
    paper_id: UUID | None


class Arrivals:
    def __init__(self, session: Session, now: datetime, contact_id: UUID) -> None:
        self._session = session
        self._now = now
        self._contact_id = contact_id

    def other_than(self, seen: Collection[UUID]) -> list[Arrival]:
        """What has arrived beside the messages ``seen`` already, in the order in which it was written."""
        rows = self._session.scalars(
            select(Row)
            .where(Row.contact_id == self._contact_id, Row.state.in_(_ARRIVED), Row.id.not_in(seen))
            .order_by(Row.id)
        )
        return [Arrival(row.id, row.words, _paper_of(row)) for row in rows]

    def more_to_come(self) -> bool:
        """Whether something arrives soon: a message, or a paper that is being rendered."""
        message = exists().where(
            Row.contact_id == self._contact_id, Row.state.in_(_ON_THE_WAY), Row.not_before < self._now + _SOON
        )
        paper = exists().where(PaperRequest.contact_id == self._contact_id, PaperRequest.outbox_id.is_(None))
        return bool(self._session.scalar(select(message | paper)))


def _paper_of(row: Row) -> UUID | None:
    paper_id = row.payload["params"].get("paper_id")
    return UUID(paper_id) if paper_id else None
