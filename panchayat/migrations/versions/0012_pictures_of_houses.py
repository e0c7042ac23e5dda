"""Photographs of guest houses.

Revision: 0012
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0012"
down_revision: Final = "0011"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("guest_house", sa.Column("picture", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("guest_house", "picture")
