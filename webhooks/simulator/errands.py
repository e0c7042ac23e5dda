"""What is to be carried between the phones and the office, so that nothing of it is lost when a process ends."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from panchayat.core.clock import Clock
from webhooks.simulator.phones import deliver
from webhooks.simulator.store import File, Store

#: An errand that was begun and not ended is begun again after so many seconds.
_LEASE: Final = 40.0
#: As the fragment of the webhook's address asks of Twilio: three more tries, whatever went wrong.
_WAITS: Final = (1.0, 2.0, 4.0)
_RANKS: Final = {"waiting": 0, "sent": 1, "delivered": 2, "read": 3}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """A message that came back on the request; ``receipt_url`` is where the office wants to hear of it."""

    body: str
    receipt_url: str | None
    media_url: str | None = None


class Errands:
    """What is to be carried, by one process or several.

    Args:
        clock: the service's clock, by which messages are dated.
        seconds: the machine's clock, by which errands are begun.
    """

    def __init__(self, store: Store, clock: Clock, seconds: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        self._seconds = seconds

    def claim(self) -> tuple[Row, File | None] | None:
        """The next message that something is to be carried for, and its file; nobody else gets it for a while.

        A person's messages are carried one after the other, in the order in which they were written.
        """
        due = (
            "SELECT id FROM message AS this WHERE due <= ? AND NOT (mine AND EXISTS (SELECT * FROM message AS earlier"
            " WHERE earlier.phone = this.phone AND earlier.mine AND earlier.due IS NOT NULL AND earlier.id < this.id))"
            " ORDER BY due LIMIT 1"
        )
        now = self._seconds()
        with self._store.look() as db:
            if db.execute(due, (now,)).fetchone() is None:
                return None
        with self._store.open() as db:
            row = db.execute(
                f"UPDATE message SET due = ? WHERE id = ({due}) RETURNING *",  # noqa: S608  # our own words
                (now + _LEASE, now),
            ).fetchone()
            if row is None:
                return None
            file = db.execute("SELECT * FROM file WHERE sid = ?", (row["sid"],)).fetchone()
            row["reports"] = _reports(db, row["phone"])
        return row, File(**file) if file else None

    def accepted(self, row: Row, replies: Sequence[Reply]) -> None:
        """The office took a person's message, and answered with ``replies`` on the same request."""
        with self._store.open() as db:
            answered = db.execute(
                "SELECT * FROM message WHERE phone = ? AND NOT mine AND id > ?", (row["phone"], row["id"])
            ).fetchone()
            self._set(db, row, state="answered" if answered else "accepted", error=None, due=None)
            for reply in replies:
                deliver(
                    db,
                    self._clock().timestamp(),
                    row["phone"],
                    reply.body,
                    reply.receipt_url,
                    media_url=reply.media_url,
                )

    def not_taken(self, row: Row, error: int) -> None:
        """The office did not take a person's message, or a receipt; ``error`` is its HTTP status, or 0 for silence."""
        attempts = row["attempts"] + 1
        again = attempts <= len(_WAITS)
        with self._store.open() as db:
            self._set(
                db,
                row,
                attempts=attempts,
                error=error,
                due=self._seconds() + _WAITS[attempts - 1] if again else None,
                **({} if again or not row["mine"] else {"state": "failed"}),
            )

    def fetched(self, row: Row, content: bytes, *, name: str, content_type: str) -> None:
        """The file of a message of the office is on the phone."""
        with self._store.open() as db:
            self._store.keep(db, content, sid=row["sid"], name=name, type=content_type)
            self._set(db, row, media_url=None)

    def failed(self, row: Row) -> None:
        """The message of the office will never arrive, whether or not the office hears of it."""
        with self._store.open() as db:
            self._set(db, row, reach="failed")

    def reported(self, row: Row, status: str, error: int | None = None) -> str | None:
        """The office has taken the receipt; returns the status to be reported next, or None at the end."""
        with self._store.open() as db:
            reach = db.execute("SELECT reach FROM message WHERE id = ?", (row["id"],)).fetchone()["reach"]
            following = next_status(status, reach, _reports(db, row["phone"]))
            self._set(
                db, row, state=status, error=error, attempts=0, due=self._seconds() + _LEASE if following else None
            )
        return following

    def done(self, row: Row) -> None:
        """There is nothing to report about a message after all."""
        with self._store.open() as db:
            self._set(db, row, due=None)

    @staticmethod
    def _set(db: sqlite3.Connection, row: Row, **values: Any) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        db.execute(f"UPDATE message SET {columns} WHERE id = ?", (*values.values(), row["id"]))  # noqa: S608


def _reports(db: sqlite3.Connection, address: str) -> str:
    found = db.execute("SELECT upto FROM receipts WHERE address = ?", (address,)).fetchone()
    return str(found["upto"]) if found else "read"


def next_status(state: str, reach: str, reports: str) -> str | None:
    """What the office is to hear next of a message that it believes to be ``state`` and that has got to ``reach``.

    Args:
        reports: how far it hears of at all: ``read``, ``delivered`` or ``none``.
    """
    if state not in _RANKS or reports == "none":
        return None
    if reach == "failed":
        return "failed"
    if _RANKS[state] >= min(_RANKS[reach], _RANKS[reports]):
        return None
    return next(name for name, rank in _RANKS.items() if rank == _RANKS[state] + 1)
