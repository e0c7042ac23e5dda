"""Changing a rule that a table's rows are held to, in place, on databases that have no words for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def replace_check(table: str, name: str, old: str, new: str, *, meanwhile: str | None = None) -> None:
    """Have ``ck_<table>_<name>`` demand ``new`` instead of ``old``; ``meanwhile`` is run while neither is demanded.

    SQLite keeps the rule in the table's own definition. Copying the table instead, as Alembic would, cannot be done
    while others refer to it; so its definition is changed as SQLite's manual describes for rules of this kind.
    """
    constraint = f"ck_{table}_{name}"
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f(constraint), table, type_="check")
        if meanwhile:
            op.execute(meanwhile)
        op.create_check_constraint(op.f(constraint), table, new)
        return
    _define(connection, table, f"CHECK ({old})", "CHECK (1)")
    if meanwhile:
        op.execute(meanwhile)
    _define(connection, table, f"CONSTRAINT {constraint} CHECK (1)", f"CONSTRAINT {constraint} CHECK ({new})")


def _define(connection: sa.Connection, table: str, old: str, new: str) -> None:
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_schema SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
        {"old": old, "new": new, "table": table},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
