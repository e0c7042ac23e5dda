"""Changing a rule that a table's rows are held to, in place, on databases that have no words for it."""

from __future__ import annotations

from alembic import op

from panchayat.migrations.definitions import redefine, rewriting


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
    with rewriting(connection):
        redefine(connection, table, f"CHECK ({old})", "CHECK (1)")
    if meanwhile:
        op.execute(meanwhile)
    with rewriting(connection):
        redefine(connection, table, f"CONSTRAINT {constraint} CHECK (1)", f"CONSTRAINT {constraint} CHECK ({new})")
