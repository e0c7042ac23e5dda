"""Keeps a message for good, by one INSERT, with nothing between it and the driver."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from threading import Lock, local
from typing import Final

import psycopg

from bench.services.serving import Connected

_TABLE: Final = "CREATE TABLE IF NOT EXISTS message (sid TEXT PRIMARY KEY, sender TEXT NOT NULL, body TEXT NOT NULL)"

#: Takes the provider's id of a message, who sent it, and its text.
Keep = Callable[[str, str, str], None]


def keeper(database: str, connected: Connected) -> Keep:
    """What keeps messages in ``database``, for all threads of a process."""
    return _on_sqlite(database, connected) if database.startswith("sqlite") else _on_postgresql(database, connected)


def _on_postgresql(database: str, connected: Connected) -> Keep:
    own = local()

    def keep(sid: str, sender: str, body: str) -> None:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(database, autocommit=True)
            connected(own.connection)
        own.connection.execute("INSERT INTO message VALUES (%s, %s, %s)", (sid, sender, body))

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # two processes begin at the same time
        connection.execute(_TABLE)
    return keep


def _on_sqlite(database: str, connected: Connected) -> Keep:
    connection = sqlite3.connect(
        database.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False, timeout=60
    )
    for setting in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute(_TABLE)
    connected(connection)
    one_writes = Lock()

    def keep(sid: str, sender: str, body: str) -> None:
        with one_writes:
            connection.execute("INSERT INTO message VALUES (?, ?, ?)", (sid, sender, body))

    return keep
