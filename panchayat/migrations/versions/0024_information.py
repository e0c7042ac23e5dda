"""What an office tells whoever asks: guides, and the numbers to call in danger, which every installation has at once.

Revision: 0024
"""

from __future__ import annotations

from datetime import date
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from uuid_utils.compat import uuid7

revision: Final = "0024"
down_revision: Final = "0023"
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

_HELPERS: Final = ("all", "police", "fire", "ambulance", "women", "children", "disaster", "distress")
#: India's numbers, as they were on this day. An import replaces them, for one office or for all.
_VALID_FROM: Final = date(2026, 1, 1)
_NUMBERS: Final[tuple[tuple[str, tuple[str, ...], tuple[str, str, str]], ...]] = (
    ("all", ("112",), ("যে কোনও বিপদ", "any emergency", "कोई भी मुसीबत")),
    ("police", ("100",), ("পুলিশ", "police", "पुलिस")),
    ("fire", ("101",), ("দমকল", "fire brigade", "दमकल")),
    ("ambulance", ("108", "102"), ("অ্যাম্বুলেন্স", "ambulance", "एम्बुलेंस")),
    ("women", ("181",), ("মহিলাদের সাহায্য", "help for women", "महिला सहायता")),
    ("children", ("1098",), ("শিশুদের সাহায্য", "help for children", "बाल सहायता")),
    ("disaster", ("1070",), ("বন্যা, ঝড় বা অন্য দুর্যোগ", "flood, storm, disaster", "बाढ़, तूफ़ान या अन्य आपदा")),
    ("distress", ("14416",), ("মনের কষ্টে কথা বলার ফোন", "a listener in distress", "मन की तकलीफ़ में बात करने का फ़ोन")),
)

_TABLES: Final = ("emergency_number", "guide")
#: What a guide says in three languages.
_SAID: Final = ("titles", "called", "needed", "place", "fee", "days", "how")
_EVENTS: Final = ("INSERT", "UPDATE", "DELETE")


def upgrade() -> None:
    numbers = op.create_table(
        "emergency_number",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("helper", sa.String(40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("phones", PLAIN_JSON, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint(f"helper IN ({', '.join(map(repr, _HELPERS))})", name=op.f("ck_emergency_number_helper")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_emergency_number_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_number")),
        sa.UniqueConstraint(
            "office_id", "helper", "valid_from", name=op.f("uq_emergency_number_office_id_helper_valid_from")
        ),
    )
    op.create_table(
        "guide",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        *(sa.Column(name, PLAIN_JSON, nullable=False) for name in _SAID),
        sa.Column("service", sa.String(40), nullable=True),
        sa.Column("applied_here", sa.Boolean(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_guide_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_guide_office_id_key")),
    )
    office = sa.table("office", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()))
    state = op.get_bind().execute(sa.select(office.c.id).where(office.c.kind == "state")).scalar_one()
    op.bulk_insert(
        numbers,
        [
            {
                "id": uuid7(),
                "office_id": state,
                "helper": helper,
                "names": dict(zip(("bn", "en", "hi"), names, strict=True)),
                "phones": list(phones),
                "valid_from": _VALID_FROM,
            }
            for helper, phones, names in _NUMBERS
        ],
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    drawn = "lower(hex(randomblob(16)))" if on_sqlite else "gen_random_uuid()::text"
    op.execute(f"INSERT INTO register_version (name, version, drawn_in) VALUES ('information', {drawn}, '')")  # noqa: S608
    for table in _TABLES:
        for event in _EVENTS:
            begun = f"CREATE TRIGGER {_trigger(table, event)} AFTER {event} ON {table}"
            op.execute(
                f"{begun} BEGIN UPDATE register_version SET version = {drawn} WHERE name = 'information'; END"  # noqa: S608
                if on_sqlite
                else f"{begun} FOR EACH STATEMENT EXECUTE FUNCTION draw_register_version('information')"
            )


def downgrade() -> None:
    for table in _TABLES:
        op.drop_table(table)
    op.execute("DELETE FROM register_version WHERE name = 'information'")


def _trigger(table: str, event: str) -> str:
    return f"{table}_{event.lower()}_draws_register_version"
