"""Messages that the channel is asked for, when it has reported nothing more of them.

Revision: 0018
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: Final = "0018"
down_revision: Final = "0017"
branch_labels: Final = None
depends_on: Final = None

_ASKED_FOR: Final = timedelta(days=30)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("next_look_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("looks", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("earlier_ids", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=True))
    outbox = sa.table(
        "outbox",
        sa.column("state"),
        sa.column("provider_id"),
        sa.column("sent_at", sa.DateTime(timezone=True)),
        sa.column("next_look_at", sa.DateTime(timezone=True)),
    )
    # The reports of these may have been lost as well.
    op.execute(
        outbox.update()
        .where(
            outbox.c.state == "sent",
            outbox.c.provider_id.is_not(None),
            outbox.c.sent_at > datetime.now(UTC) - _ASKED_FOR,
        )
        .values(next_look_at=outbox.c.sent_at)
    )
    op.create_index(
        op.f("ix_outbox_next_look_at"),
        "outbox",
        ["next_look_at"],
        postgresql_where=sa.text("next_look_at IS NOT NULL"),
        sqlite_where=sa.text("next_look_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_next_look_at"), "outbox")
    for column in ("earlier_ids", "looks", "next_look_at"):
        op.drop_column("outbox", column)
