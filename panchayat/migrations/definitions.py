"""Changing what SQLite keeps as a table's own definition, as its manual describes for rules that can be changed in place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa


@contextmanager
def rewriting(connection: sa.Connection) -> Iterator[None]:
    """Let the block update ``sqlite_schema``; what follows sees tables and indexes as they are defined then."""
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    yield
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")


def redefine(connection: sa.Connection, table: str, old: str, new: str) -> None:
    """Have the definition of ``table`` say ``new`` instead of ``old``, within ``rewriting``."""
    connection.execute(
        sa.text("UPDATE sqlite_schema SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
        {"old": old, "new": new, "table": table},
    )
