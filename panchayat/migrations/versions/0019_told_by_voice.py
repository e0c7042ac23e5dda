"""Which grievances were told in a voice message.

Revision: 0019
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0019"
down_revision: Final = "0018"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("grievance", sa.Column("by_voice", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("grievance", "by_voice")
