"""Lifting and restoring the rule that no two rows are alike, in place, on databases that have no words for it.

SQLite keeps the rule in the table's own definition, and for it an index that cannot be dropped. Copying the table
instead, as Alembic would, cannot be done while others refer to it; so the definition is changed, and the index becomes
an ordinary one, or the rule's.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from panchayat.migrations.definitions import redefine, rewriting


def lift_unique(table: str, columns: Sequence[str], index: int) -> None:
    """Let rows of ``table`` be alike in ``columns``: there is no ``uq_<table>_<columns>`` any more.

    Args:
        index: which of the table's rules this is, its key being the first: SQLite numbers their indexes so.
    """
    connection, name = op.get_bind(), _name(table, columns)
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="unique")
        return
    with rewriting(connection):
        redefine(connection, table, f"{_rule(name, columns)}\n)", "\n)")
        _rename_index(
            connection,
            f"sqlite_autoindex_{table}_{index}",
            name,
            f"CREATE INDEX {name} ON {table} ({_listed(columns)})",
        )
    op.drop_index(op.f(name), table)


def restore_unique(table: str, columns: Sequence[str], index: int) -> None:
    """Hold the rows of ``table`` to being unlike in ``columns`` again; the opposite of ``lift_unique``."""
    connection, name = op.get_bind(), _name(table, columns)
    if connection.dialect.name != "sqlite":
        op.create_unique_constraint(op.f(name), table, list(columns))
        return
    op.create_index(op.f(name), table, list(columns), unique=True)
    with rewriting(connection):
        redefine(connection, table, "\n)", f"{_rule(name, columns)}\n)")
        _rename_index(connection, name, f"sqlite_autoindex_{table}_{index}", None)


def _name(table: str, columns: Sequence[str]) -> str:
    return "_".join(("uq", table, *columns))


def _rule(name: str, columns: Sequence[str]) -> str:
    """The rule as SQLAlchemy writes it, behind those before it."""
    return f", \n\tCONSTRAINT {name} UNIQUE ({_listed(columns)})"


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns)


def _rename_index(connection: sa.Connection, old: str, new: str, sql: str | None) -> None:
    connection.execute(
        sa.text("UPDATE sqlite_schema SET name = :new, sql = :sql WHERE type = 'index' AND name = :old"),
        {"old": old, "new": new, "sql": sql},
    )
