"""What happens on the phones: their owners write and read, and messages from the office arrive."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from panchayat.core.clock import Clock
from webhooks.simulator.store import File, Store

_NEWEST: Final = 500


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of the trial and its owner; ``address`` is ``whatsapp:+91…``."""

    address: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that the owner sends."""

    content: bytes
    type: str
    name: str


class Phones:
    """All phones of the trial.

    Args:
        clock: the service's clock, by which messages are dated.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(self, name: str, language: str) -> Phone:
        """A phone with a number that nobody has had before: Indian mobile numbers begin with 6 to 9."""
        phone = Phone(f"whatsapp:+910000{secrets.randbelow(500_000) + 500_000}", name, language)
        with self._store.open() as db:
            db.execute(
                "INSERT INTO phone VALUES (?, ?, ?, ?)", (phone.address, phone.name, phone.language, time.time())
            )
        return phone

    def added(self) -> list[Phone]:
        """The phones that were added by hand, the oldest first."""
        with self._store.look() as db:
            rows = db.execute("SELECT address, name, language FROM phone ORDER BY added_at").fetchall()
        return [Phone(**row) for row in rows]

    def write(
        self, phone: Phone, body: str, *, file: Attached | None = None, extras: Mapping[str, Any] | None = None
    ) -> str:
        """The owner sends a message; returns its SID. It is carried to the office from now on.

        Args:
            extras: ``pin`` with ``latitude``, ``longitude`` and ``label``, ``tap`` with ``kind`` (``button`` or
                ``list``), ``id`` and the ``sid`` of the message that offered it, or ``quote`` as ``quote`` gives it.
        """
        sid = f"{'MM' if file else 'SM'}{uuid4().hex}"
        with self._store.open() as db:
            if file:
                self._store.keep(db, file.content, sid=sid, name=file.name, type=file.type)
            db.execute(
                "INSERT INTO message (sid, phone, mine, name, at, body, extras, due) VALUES (?, ?, 1, ?, ?, ?, ?, ?)",
                (sid, phone.address, phone.name, self.now(), body, json.dumps(extras or {}), time.time()),
            )
        return sid

    def quote(self, phone: Phone, sid: str) -> dict[str, Any] | None:
        """What a message says that quotes the one of this SID: the ``sid``, and whether it is the owner's ``own``.

        None if the phone has no such message.
        """
        with self._store.look() as db:
            row = db.execute("SELECT mine FROM message WHERE sid = ? AND phone = ?", (sid, phone.address)).fetchone()
        return {"sid": sid, "own": bool(row["mine"])} if row else None

    def arrive(
        self,
        address: str,
        body: str,
        receipt_url: str | None,
        *,
        media_url: str | None = None,
        choices: Mapping[str, Any] | None = None,
    ) -> str:
        """A message of the office reaches the phone at ``address``; returns its SID.

        Args:
            choices: what it offers to tap: ``kind`` (``buttons`` or ``list``), ``title`` of the list, and ``rows``,
                each with ``id``, ``title`` and perhaps ``description``.
        """
        with self._store.open() as db:
            return deliver(db, self.now(), address, body, receipt_url, media_url=media_url, choices=choices)

    def attach(self, content: bytes, content_type: str) -> str:
        """Keep a file that goes with no message of these phones; returns its id."""
        with self._store.open() as db:
            return self._store.keep(db, content, sid=None, name="", type=content_type).id

    def file(self, file_id: str) -> tuple[File, bytes]:
        """A file and its content.

        Raises:
            NoSuchFile: there is none.
        """
        return self._store.file(file_id)

    def show(self, address: str, upto: int) -> None:
        """The owner has seen the office's messages up to the one with this id."""
        with self._store.open() as db:
            db.execute(
                "UPDATE message SET reach = 'read', due = coalesce(due, ?)"
                " WHERE phone = ? AND id <= ? AND NOT mine AND reach = 'delivered' AND state <> 'failed'",
                (time.time(), address, upto),
            )

    def switch(self, address: str, *, on: bool) -> None:
        """Switch a phone on or off; what is sent to it meanwhile is delivered when it is on again."""
        with self._store.open() as db:
            if not on:
                db.execute("INSERT INTO switched_off VALUES (?) ON CONFLICT DO NOTHING", (address,))
                return
            db.execute("DELETE FROM switched_off WHERE address = ?", (address,))
            db.execute(
                "UPDATE message SET reach = 'delivered', due = coalesce(due, ?)"
                " WHERE phone = ? AND NOT mine AND reach = 'sent' AND state <> 'failed'",
                (time.time(), address),
            )

    def report(self, address: str, upto: str) -> None:
        """From now on the office hears of what reaches this phone as far as ``read`` or ``delivered``, or ``none`` of it."""
        with self._store.open() as db:
            db.execute(
                "INSERT INTO receipts VALUES (?, ?) ON CONFLICT DO UPDATE SET upto = excluded.upto", (address, upto)
            )

    def reports(self) -> dict[str, str]:
        """How far the office hears of what reaches a phone, by its address; of any other as far as ``read``."""
        with self._store.look() as db:
            return {row["address"]: row["upto"] for row in db.execute("SELECT * FROM receipts")}

    def switched_off(self) -> set[str]:
        """The addresses of the phones that are off."""
        with self._store.look() as db:
            return {row["address"] for row in db.execute("SELECT address FROM switched_off")}

    def again(self, sid: str) -> None:
        """Try once more to carry a message that nobody took; the office sees that it is the same one."""
        with self._store.open() as db:
            db.execute(
                "UPDATE message SET state = 'waiting', error = NULL, attempts = 0, due = ?"
                " WHERE sid = ? AND mine AND state = 'failed'",
                (time.time(), sid),
            )

    def find(self, address: str, body: str, since: datetime) -> dict[str, datetime]:
        """The SIDs of the office's messages with these words that reached the phone after ``since``, and when each did.

        The instants are the machine's.
        """
        with self._store.look() as db:
            rows = db.execute(
                "SELECT sid, added FROM message WHERE phone = ? AND NOT mine AND trim(body) = ? AND added >= ?",
                (address, body.strip(), since.timestamp()),
            ).fetchall()
        return {row["sid"]: datetime.fromtimestamp(float(row["added"]), UTC) for row in rows}

    def standing(self, sid: str) -> str | None:
        """How far a message of the office has got, in Twilio's words, reported or not; None if there is none."""
        with self._store.look() as db:
            row = db.execute("SELECT reach, media_url FROM message WHERE sid = ? AND NOT mine", (sid,)).fetchone()
        if row is None:
            return None
        return "sending" if row["media_url"] and row["reach"] != "failed" else str(row["reach"])

    def changes(self, after: int) -> tuple[int, list[dict[str, Any]]]:
        """The newest revision, and every message that has changed since the revision ``after``."""
        with self._store.look() as db:
            rows = db.execute(
                "SELECT * FROM (SELECT * FROM message WHERE revision > ? ORDER BY revision DESC LIMIT ?) ORDER BY id",
                (after, _NEWEST),
            ).fetchall()
            files = _files(db, [row["sid"] for row in rows])
        return max((row["revision"] for row in rows), default=after), [_shown(row, files) for row in rows]

    def now(self) -> float:
        """What the phones' clocks show, in seconds since 1970."""
        return self._clock().timestamp()


def deliver(
    db: sqlite3.Connection,
    at: float,
    address: str,
    body: str,
    receipt_url: str | None,
    *,
    media_url: str | None = None,
    choices: Mapping[str, Any] | None = None,
) -> str:
    """Put a message of the office on a phone, within the transaction of ``db``; returns its SID."""
    sid = f"{'MM' if media_url else 'SM'}{uuid4().hex}"
    db.execute(
        "INSERT INTO message (sid, phone, mine, at, body, extras, media_url, receipt_url, due, reach)"
        " SELECT ?, ?, 0, ?, ?, ?, ?, ?, ?, CASE WHEN EXISTS (SELECT * FROM switched_off WHERE address = ?)"
        " THEN 'sent' ELSE 'delivered' END",
        (
            *(sid, address, at, body, json.dumps({"choices": choices} if choices else {})),
            *(media_url, receipt_url, time.time(), address),
        ),
    )
    db.execute(
        "UPDATE message SET state = 'answered' WHERE phone = ? AND mine AND state = 'accepted'",
        (address,),
    )
    return sid


def _files(db: sqlite3.Connection, sids: Sequence[str]) -> dict[str, dict[str, Any]]:
    found = db.execute("SELECT * FROM file WHERE sid IN (SELECT value FROM json_each(?))", (json.dumps(sids),))
    return {row["sid"]: row for row in found.fetchall()}


def _shown(row: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """A message as the browser is told of it."""
    file = files.get(row["sid"])
    return {
        **{name: row[name] for name in ("id", "sid", "phone", "at", "body", "state", "error", "attempts")},
        "mine": bool(row["mine"]),
        "fetching": row["media_url"] is not None,
        "arrived": row["reach"] != "sent",
        **json.loads(row["extras"]),
        **({"file": {name: file[name] for name in ("id", "name", "type", "size")}} if file else {}),
    }
