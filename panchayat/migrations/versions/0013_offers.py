"""Messages that leave with a list of ways on.

Revision: 0013
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0013"
down_revision: Final = "0012"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("offers", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index(
        op.f("ix_outbox_contact_id_sent_at"),
        "outbox",
        ["contact_id", "sent_at"],
        postgresql_where=sa.text("offers"),
        sqlite_where=sa.text("offers"),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_contact_id_sent_at"), "outbox")
    op.drop_column("outbox", "offers")
