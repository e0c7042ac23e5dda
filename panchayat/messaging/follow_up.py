"""Asking the channel what became of messages that left and of which it has reported nothing more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from panchayat.messaging.outbox import FIRST_LOOK, Failure, Outbox
from panchayat.models import Contact
from panchayat.models import Outbox as Row

#: A phone that has been off for longer is not asked about any more; the message stays ``sent``.
_ASKED_FOR: Final = timedelta(days=30)
#: When a channel that could not be asked is asked again.
_PAUSE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Unreported:
    """A message that left at its ``attempt`` (from 1), and of which nobody knows whether it arrived."""

    id: UUID
    provider_id: str
    attempt: int


class FollowUp:
    def __init__(self, session: Session, now: datetime, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._outbox = outbox

    def due(self, limit: int) -> list[Unreported]:
        """Messages to ask the channel for now; each is due again after twice the time that it waited before."""
        rows = self._session.scalars(
            select(Row)
            .where(Row.next_look_at <= self._now)
            .order_by(Row.next_look_at)
            .limit(limit)
            .with_for_update(skip_locked=True, key_share=True)
        ).all()
        for row in rows:
            row.looks += 1
            end = (row.sent_at or row.created_at) + _ASKED_FOR
            row.next_look_at = min(self._now + FIRST_LOOK * 2**row.looks, end) if self._now < end else None
        return [Unreported(row.id, row.provider_id, row.attempts) for row in rows if row.provider_id]

    def put_off(self, messages: Sequence[Unreported]) -> None:
        """They were not asked for after all, because the channel does not answer."""
        ids = [message.id for message in messages]
        waiting = update(Row).where(Row.id.in_(ids), Row.state == "sent")
        again = waiting.values(looks=Row.looks - 1, next_look_at=self._now + _PAUSE)
        self._session.execute(again.execution_options(synchronize_session=False))

    def told(self, message: Unreported, status: str, failure: Failure) -> None:
        """What the channel says of a message now counts like its report, which was lost.

        Args:
            failure: what is to be done, when the status is a failure.
        """
        self._outbox.receipt(message.id, message.attempt, status, message.provider_id, failure)
        row = self._session.get(Row, message.id)
        if (
            row is not None
            and row.state == "queued"
            and has_gone_past(row, self._session.get_one(Contact, row.contact_id))
        ):
            row.state = "suppressed"


def has_gone_past(row: Row, contact: Contact) -> bool:
    """Whether the person has written since an answer left: another one would only confuse them now."""
    left_at = row.sent_at or row.created_at
    return row.payload["kind"] == "text" and contact.last_message_at is not None and contact.last_message_at > left_at
