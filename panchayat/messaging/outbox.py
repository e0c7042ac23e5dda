"""Messages that the office owes to people, and what the channel reports about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from panchayat.core.session import OfficeSession
from panchayat.messaging.wakeups import Wakeups
from panchayat.models import Outbox as Row

#: What the channel's words for a message's state mean for us.
_REPORTED: Final = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), "sent"),
    "delivered": "delivered",
    "read": "read",
    **dict.fromkeys(("undelivered", "failed", "canceled"), "failed"),
}
#: How long the channel has to report on a message before it is asked for the first time.
FIRST_LOOK: Final = timedelta(minutes=1)
_ON_ITS_WAY: Final = ("answering", "sending", "unknown", "sent")


@dataclass(frozen=True, slots=True)
class Failure:
    """A message certainly did not arrive: the channel's error ``code``, if it gave one, and what is done about it.

    ``state`` is ``queued`` (again, after ``wait``), ``parked``, ``suppressed`` or ``failed``.
    """

    code: int | None
    state: str
    wait: timedelta = timedelta(0)

    def values(self, now: datetime) -> dict[str, Any]:
        """The columns of the message's row after it."""
        return {
            "state": self.state,
            "error_code": self.code,
            "lease": None,
            "not_before": now + self.wait,
            "next_look_at": None,
        }


def as_sent(provider_id: str | None, now: datetime) -> dict[str, Any]:
    """The columns of a message's row when the channel has it; what has no id there cannot be asked for."""
    next_look_at = now + FIRST_LOOK if provider_id else None
    return {"state": "sent", "provider_id": provider_id, "lease": None, "next_look_at": next_look_at, "looks": 0}


class Outbox:
    def __init__(self, session: OfficeSession, now: datetime, wakeups: Wakeups) -> None:
        self._session = session
        self._now = now
        self._wakeups = wakeups

    def add(
        self,
        contact_id: UUID,
        key: str,
        kind: str,
        params: dict[str, Any],
        *,
        state: str = "queued",
        not_before: datetime | None = None,
        outbox_id: UUID | None = None,
    ) -> None:
        """Owe the contact a message; the same ``key`` is the same message, and its first wording stays.

        Args:
            kind: ``text`` with ``body``, ``paper`` with ``paper_id``, ``evidence`` with ``media_id``, ``picture`` with
                ``of`` (a kind of record) and its ``id``, or ``notice`` with its name as ``notice``.
            outbox_id: the message's own id, where whoever owes it needs to know.
        """
        self._session.insert_later(
            Row,
            unless_taken=True,
            id=outbox_id or uuid7(),
            contact_id=contact_id,
            key=key,
            payload={"v": 1, "kind": kind, "params": params},
            state=state,
            not_before=not_before or self._now,
            created_at=self._now,
        )
        self._wakeups.deliver |= state == "queued"

    def owed(self, contact_id: UUID, key: str) -> UUID:
        """The message of this key. Raises ``sqlalchemy.exc.NoResultFound`` if there is none."""
        return self._session.scalars(select(Row.id).where(Row.contact_id == contact_id, Row.key == key)).one()

    def get(self, outbox_id: UUID) -> Row:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such message."""
        return self._session.get_one(Row, outbox_id)

    def unpark(self, contact_id: UUID) -> None:
        """The contact has written: what waited for that may go now."""
        waiting = self._session.scalars(
            select(Row).where(Row.contact_id == contact_id, Row.state == "parked").with_for_update(key_share=True)
        )
        for row in waiting:
            self._set(row, state="queued", not_before=self._now)

    def receipt(
        self, outbox_id: UUID, attempt: int, status: str, provider_id: str | None, failure: Failure | None
    ) -> None:
        """Apply the channel's report about one attempt; reports come late, twice and in any order.

        Args:
            status: in the channel's words; one that is not known changes nothing.
            failure: what is to be done, when the status is a failure.
        """
        row = self._session.scalars(
            select(Row).where(Row.id == outbox_id).with_for_update(key_share=True)
        ).one_or_none()
        reported = _REPORTED.get(status)
        if row is None or reported is None or row.state == "read":
            return
        if reported == "failed":
            if row.state in _ON_ITS_WAY and attempt == row.attempts:
                self._set(row, **(failure or Failure(None, "failed")).values(self._now))
        elif reported == "sent":
            # After a reported failure the same attempt's earlier "sent" comes too late to matter.
            expected = row.state in (*_ON_ITS_WAY, "queued") and attempt == row.attempts and row.error_code is None
            if expected and (row.state != "sent" or row.provider_id is None):
                self._set(row, **as_sent(provider_id or row.provider_id, self._now))
        elif row.state != "delivered" or reported == "read":
            arrived = {"state": reported, "lease": None, "error_code": None, "next_look_at": None}
            delivered_at = row.delivered_at or self._now
            self._set(row, **arrived, provider_id=provider_id or row.provider_id, delivered_at=delivered_at)

    def _set(self, row: Row, **values: Any) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self._wakeups.deliver |= row.state == "queued"
