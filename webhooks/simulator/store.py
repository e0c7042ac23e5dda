"""What the phones of a trial hold: a small database and a folder of files, shared by all processes of the trial."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

_SECONDS: Final = 5.0

# A message's revision grows with every change that can be seen, so that a browser can ask for what is new.
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS phone (
    address TEXT PRIMARY KEY, name TEXT NOT NULL, language TEXT NOT NULL, added_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS switched_off (address TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS receipts (address TEXT PRIMARY KEY, upto TEXT NOT NULL);  -- where not as far as read
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 0,
    sid TEXT NOT NULL UNIQUE,
    phone TEXT NOT NULL,
    mine INTEGER NOT NULL,              -- whether the phone's owner wrote it
    name TEXT NOT NULL DEFAULT '',      -- the owner's profile name
    at REAL NOT NULL,                   -- by the service's clock
    added REAL NOT NULL DEFAULT (strftime('%s', 'now')),  -- by the machine's
    body TEXT NOT NULL DEFAULT '',
    extras TEXT NOT NULL DEFAULT '{}',  -- JSON: pin, tap, quote, choices
    media_url TEXT,                     -- where a file is still to be fetched from
    receipt_url TEXT,
    state TEXT NOT NULL DEFAULT 'waiting',
    reach TEXT NOT NULL DEFAULT 'delivered',
    error INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    due REAL                            -- when there is something to carry, by the machine's clock
);
CREATE INDEX IF NOT EXISTS message_revision ON message (revision);
CREATE INDEX IF NOT EXISTS message_due ON message (due) WHERE due IS NOT NULL;
CREATE INDEX IF NOT EXISTS message_phone ON message (phone, id);
CREATE TABLE IF NOT EXISTS file (
    id TEXT PRIMARY KEY, sid TEXT, name TEXT NOT NULL, type TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS file_sid ON file (sid);
CREATE TRIGGER IF NOT EXISTS message_added AFTER INSERT ON message BEGIN
    UPDATE message SET revision = (SELECT max(revision) + 1 FROM message) WHERE id = new.id;
END;
CREATE TRIGGER IF NOT EXISTS message_changed AFTER UPDATE OF state, reach, error, attempts, media_url ON message BEGIN
    UPDATE message SET revision = (SELECT max(revision) + 1 FROM message) WHERE id = new.id;
END;
"""


class NoSuchFile(Exception):
    """No phone holds a file of this name."""


@dataclass(frozen=True, slots=True)
class File:
    """A file beside a message, as the phone has it."""

    id: str
    sid: str | None
    name: str
    type: str
    size: int


class Store:
    """The database and the files below ``folder``, which are made when they are first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ready = False

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, for reading and writing; other processes wait for it."""
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            with connection:
                yield connection

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """For reading alone; nobody waits for it."""
        with self._connected() as connection:
            yield connection

    def keep(self, connection: sqlite3.Connection, content: bytes, *, sid: str | None, name: str, type: str) -> File:
        """Keep a file, beside the message ``sid`` if there is one."""
        file = File(f"ME{uuid4().hex}", sid, name, type, len(content))
        (self._folder / file.id).write_bytes(content)
        connection.execute(
            "INSERT INTO file VALUES (?, ?, ?, ?, ?)", (file.id, file.sid, file.name, file.type, file.size)
        )
        return file

    def file(self, file_id: str) -> tuple[File, bytes]:
        """A file and its content.

        Raises:
            NoSuchFile: there is none.
        """
        with self.look() as connection:
            row = connection.execute("SELECT * FROM file WHERE id = ?", (file_id,)).fetchone()
        if row is None:
            raise NoSuchFile(file_id)
        file = File(**row)
        return file, (self._folder / file.id).read_bytes()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        if not self._ready:
            self._make()
        with closing(self._connect()) as connection:
            connection.row_factory = _row
            connection.execute("PRAGMA synchronous = NORMAL")
            yield connection

    def _make(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The web and the sender begin at once, and SQLite waits for nobody while it changes its journal.
        with (self._folder / "making.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with closing(self._connect()) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(_SCHEMA)
        self._ready = True

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._folder / "phones.db", timeout=_SECONDS, isolation_level=None)


def _row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}
