"""Each person's line of messages that wait, and the words of a text kept once.

Revision: 0022
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0022"
down_revision: Final = "0021"
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
    # Of what a turn answered, only pictures have no words of their own in the payload.
    op.execute(
        "UPDATE outbox SET worded = NULL "
        "WHERE worded IS NOT NULL AND key LIKE 'turn:%' AND key NOT LIKE 'turn:%:picture:%'"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outbox_contact_id_id"), "outbox")
