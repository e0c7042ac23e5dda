"""Which message put the question that stands, when a message was on the phone, and what somebody quotes.

Revision: 0029
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0028"
down_revision: Final = "0027"
branch_labels: Final = None
depends_on: Final = None

_HAS_ID: Final = "provider_id IS NOT NULL"


def upgrade() -> None:
    op.add_column("contact", sa.Column("asked_in", sa.Uuid(), nullable=True))
    op.add_column("outbox", sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        op.f("ix_outbox_provider_id"),
        "outbox",
        ["provider_id"],
        sqlite_where=sa.text(_HAS_ID),
        postgresql_where=sa.text(_HAS_ID),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_provider_id"), "outbox")
    op.drop_column("outbox", "delivered_at")
    op.drop_column("contact", "asked_in")
