"""What stands in the office's records, and what a conversation has changed there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.models import Base

#: What is only the way of a message, draws on something that stands elsewhere, or comes from the office's lists alone.
_PLUMBING: Final = frozenset(
    {
        "access_code",
        "contact",
        "contact_address",
        "dead_letter",
        "due_work",
        "event",
        "heartbeat",
        "inbound_message",
        "media",
        "message_sid",
        "outbox",
        "paper",
        "paper_request",
        "pay_slip",
        "permit",
        "person",
        "register_version",
        "staff_pin",
        "trade_noc",
    }
)

#: Each table's rows by their keys, still encrypted.
Records = dict[str, dict[Any, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new, changed, or (without ``row``) gone; ``row`` is as it reads now."""

    table: str
    new: bool
    row: dict[str, Any] | None


@cache
def _tables() -> tuple[str, ...]:
    """What conversations write, by name: not the registers that a process remembers."""
    registers = {mapper.local_table for mapper in Base.registry.mappers if mapper.class_.register is not None}
    return tuple(
        table.name for table in Base.metadata.sorted_tables if table not in registers and table.name not in _PLUMBING
    )


def look(file: Path) -> Records:
    """The records as they stand in an SQLite file."""
    with closing(sqlite3.connect(file)) as connection:
        found: Records = {}
        for name in _tables():
            table = Base.metadata.tables[name]
            keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
            rows = connection.execute(f'SELECT {keys}, * FROM "{name}" ORDER BY {keys}')  # noqa: S608
            width = len(table.primary_key)
            found[name] = {row[:width]: row[width:] for row in rows}
        return found


def changes(before: Records, after: Records, office: FrontOffice) -> list[Change]:
    """What differs, with the rows as they read."""
    found: list[Change] = []
    for name, rows in after.items():
        earlier = before[name]
        if rows == earlier:
            continue
        table = Base.metadata.tables[name]
        found += [Change(name, new=False, row=None) for key in earlier if key not in rows]
        readable = office.session.execute(select(table).order_by(*table.primary_key)).mappings()
        for key, row in zip(rows, readable, strict=True):
            if earlier.get(key) != rows[key]:
                found.append(Change(name, new=key not in earlier, row=dict(row)))
    return found
