"""What passes between us and a database, as the drivers themselves note it: no way of sending is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg.pq import Trace
from sqlalchemy import Engine, event

#: A message of PostgreSQL's protocol as libpq notes it: who speaks, how many bytes, of what kind, and the rest.
_MESSAGE: Final = re.compile(r"^([FB])\t(\d+)\t(\w+)(.*(?:\n(?![FB]\t\d+\t\w).*)*)", re.MULTILINE)
#: The name of a statement, and its text.
_PARSE: Final = re.compile(r'\s+"(.*?)" "([\s\S]*)"')
#: The name of a portal, and of the statement that it is bound to.
_BIND: Final = re.compile(r'\s+".*?" "(.*?)"')
#: What waits for an answer; a flush that follows a sync adds nothing to it.
_WAITS: Final = re.compile(r"^F\t\d+\t(?:Query|Sync(?:\nF\t\d+\tFlush)?|Flush)\b", re.MULTILINE)
_TABLE: Final = re.compile(r"\b(?:INTO|FROM|UPDATE|SAVEPOINT)\s+(\w+)")


@dataclass(frozen=True, slots=True)
class Traffic:
    """Statements in order, BEGIN and COMMIT among them, the round trips that they took, and bytes out and in.

    SQLite has no line: there only the statements say something.
    """

    statements: tuple[str, ...]
    trips: int = 0
    sent: int = 0
    received: int = 0


class Wire:
    """The lines of all connections that it was attached to, one message or statement after the other."""

    def __init__(self, folder: Path, *, preparing: bool) -> None:
        self._preparing = preparing
        self._file = (folder / "wire").open("ab")
        self._notes = (folder / "wire").open("rb")
        self._on_sqlite: list[str] = []
        self._prepared: dict[str, str] = {}

    def attach(self, connection: Any, _record: object = None) -> None:
        """Note from now on what passes over this connection of a driver."""
        if isinstance(connection, psycopg.Connection):
            if not self._preparing:
                connection.prepare_threshold = None
            connection.pgconn.trace(self._file.fileno())
            connection.pgconn.set_trace_flags(Trace.SUPPRESS_TIMESTAMPS)
        else:
            connection.set_trace_callback(self._on_sqlite.append)

    def take(self) -> Traffic:
        """What has passed since the last time."""
        notes = self._notes.read().decode()
        statements, sizes = list(self._on_sqlite), {"F": 0, "B": 0}
        self._on_sqlite.clear()
        bound = ""
        for speaker, size, kind, rest in _MESSAGE.findall(notes):
            sizes[speaker] += int(size) + 1  # the letter of its kind is not counted in its size
            if speaker == "B":
                continue
            if kind == "Parse" and (named := _PARSE.match(rest)):
                self._prepared[named[1]] = named[2]
            elif kind == "Bind" and (portal := _BIND.match(rest)):
                bound = self._prepared[portal[1]]
            elif kind == "Execute":
                statements.append(bound)
            elif kind == "Query":
                statements.append(rest.strip().strip('"'))
        return Traffic(tuple(map(_short, statements)), len(_WAITS.findall(notes)), sizes["F"], sizes["B"])

    def close(self) -> None:
        self._file.close()
        self._notes.close()


@contextmanager
def wire(folder: Path, *, preparing: bool = False) -> Iterator[Wire]:
    """Attached to every connection that an engine makes from now on.

    Args:
        folder: where its notes are kept.
        preparing: let the driver prepare what comes again and again. That takes a trip more when a statement comes for
            the sixth time, so that the figures of a message depend on those before it.
    """
    noted = Wire(folder, preparing=preparing)
    event.listen(Engine, "connect", noted.attach)
    try:
        yield noted
    finally:
        event.remove(Engine, "connect", noted.attach)
        noted.close()


def _short(statement: str) -> str:
    """What it does to which table."""
    verb = statement.split(maxsplit=1)[0]
    table = _TABLE.search(statement)
    return f"{verb} {table[1]}" if table else verb
