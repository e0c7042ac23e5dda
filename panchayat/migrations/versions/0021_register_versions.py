"""What the process may remember of offices, calendars, staff and houses: a version a register, drawn by triggers.

Revision: 0021
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0021"
down_revision: Final = "0020"
branch_labels: Final = None
depends_on: Final = None

#: The tables of each register.
_REGISTERS: Final = {
    "offices": ("office", "village", "department", "category"),
    "calendar": ("holiday",),
    "staff": ("staff", "person"),
    "lodging": ("guest_house", "room", "gst_rate", "cancellation_charge"),
}
#: What changes a register. People are added for other reasons too; of those on the staff the names are remembered.
_EVENTS: Final = ("INSERT", "UPDATE", "DELETE")
_EVENTS_OF: Final = {"person": ("UPDATE OF names",)}

# A transaction that writes row by row would else write thousands of versions of one row, and read them all each time.
_DRAW: Final = """
CREATE FUNCTION draw_register_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this_one text := pg_current_xact_id()::text || '@' || extract(epoch FROM transaction_timestamp())::text;
BEGIN
    UPDATE register_version SET version = gen_random_uuid()::text, drawn_in = this_one
        WHERE name = TG_ARGV[0] AND drawn_in <> this_one;
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    op.create_table(
        "register_version",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("version", sa.String(36), nullable=False),
        sa.Column("drawn_in", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_register_version")),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    drawn = "lower(hex(randomblob(16)))" if on_sqlite else "gen_random_uuid()::text"
    for register in _REGISTERS:
        op.execute(f"INSERT INTO register_version (name, version, drawn_in) VALUES ('{register}', {drawn}, '')")  # noqa: S608
    if on_sqlite:
        for register, table, event in _changes():
            op.execute(
                f"CREATE TRIGGER {_trigger(table, event)} AFTER {event} ON {table} BEGIN"  # noqa: S608
                f" UPDATE register_version SET version = {drawn} WHERE name = '{register}'; END"
            )
        return
    op.execute(_DRAW)
    for register, table, event in _changes():
        op.execute(
            f"CREATE TRIGGER {_trigger(table, event)} AFTER {event} ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION draw_register_version('{register}')"
        )


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for _register, table, event in _changes():
        op.execute(f"DROP TRIGGER {_trigger(table, event)}" + ("" if on_sqlite else f" ON {table}"))
    if not on_sqlite:
        op.execute("DROP FUNCTION draw_register_version()")
    op.drop_table("register_version")


def _changes() -> Iterator[tuple[str, str, str]]:
    """Each register, with each of its tables and each way in which that is changed."""
    for register, tables in _REGISTERS.items():
        for table in tables:
            for event in _EVENTS_OF.get(table, _EVENTS):
                yield register, table, event


def _trigger(table: str, event: str) -> str:
    return f"{table}_{event.split(maxsplit=1)[0].lower()}_draws_register_version"
