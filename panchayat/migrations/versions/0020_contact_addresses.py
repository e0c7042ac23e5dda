"""Several addresses of one contact: a phone number, and the ids that the channel gives a person.

Revision: 0020
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from panchayat.migrations.uniqueness import lift_unique, restore_unique

revision: Final = "0020"
down_revision: Final = "0019"
branch_labels: Final = None
depends_on: Final = None

_UNIQUE: Final = ("channel", "address")
#: It stands behind the key of the table.
_INDEX: Final = 2

_contact = sa.table(
    "contact",
    sa.column("id"),
    sa.column("channel", sa.String()),
    sa.column("address"),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
_address = sa.table("contact_address", *map(sa.column, ("contact_id", "channel", "address", "scope", "created_at")))


def upgrade() -> None:
    op.create_table(
        "contact_address",
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=160), nullable=False),
        sa.Column("scope", sa.String(length=160), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_address_contact_id")),
        sa.PrimaryKeyConstraint("channel", "address", "scope", name=op.f("pk_contact_address")),
    )
    # Whom an id was written to was not noted.
    known = sa.select(
        _contact.c.id, _contact.c.channel, _contact.c.address, sa.literal_column("''"), _contact.c.created_at
    )
    op.execute(_address.insert().from_select(["contact_id", "channel", "address", "scope", "created_at"], known))
    op.create_index(op.f("ix_contact_address_contact_id"), "contact_address", ["contact_id"])
    lift_unique("contact", _UNIQUE, _INDEX)


def downgrade() -> None:
    # Before, people were known by one address alone: by their phone number, where they have one.
    numbers = (
        sa.select(sa.func.min(_address.c.address))
        .where(
            _address.c.contact_id == _contact.c.id,
            _address.c.channel == _contact.c.channel,
            _address.c.scope == sa.literal_column("''"),
        )
        .scalar_subquery()
    )
    op.execute(_contact.update().values(address=sa.func.coalesce(numbers, _contact.c.address)))
    # Of two that wrote under the same id to different senders, the later keeps what it has under no address at all.
    other = _contact.alias("other")
    earlier = sa.exists().where(
        other.c.channel == _contact.c.channel, other.c.address == _contact.c.address, other.c.id < _contact.c.id
    )
    nowhere = _contact.c.channel + sa.literal_column("':none.'") + sa.cast(_contact.c.id, sa.String(40))
    op.execute(_contact.update().where(earlier).values(address=nowhere))
    restore_unique("contact", _UNIQUE, _INDEX)
    op.drop_table("contact_address")
