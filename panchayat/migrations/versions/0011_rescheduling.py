"""Bookings that are moved to other days.

Revision: 0011
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0011"
down_revision: Final = "0010"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("booking", sa.Column("rescheduled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("booking", sa.Column("first_arrival", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("booking", "first_arrival")
    op.drop_column("booking", "rescheduled_at")
