"""Each person's line of messages that wait.

Revision: 0022
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0022"
down_revision: Final = "0019"
branch_labels: Final = None
depends_on: Final = None

_IN_LINE: Final = "state || '' = 'queued'"


def upgrade() -> None:
    op.create_index(
        op.f("ix_outbox_contact_id_id"),
        "outbox",
        ["contact_id", "id"],
        postgresql_where=sa.text(_IN_LINE),
        sqlite_where=sa.text(_IN_LINE),
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_contact_id_id"), "outbox")
