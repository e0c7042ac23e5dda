"""What an office says about its work on a grievance.

Revision: 0016
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0016"
down_revision: Final = "0015"
branch_labels: Final = None
depends_on: Final = None

_COLUMNS: Final = (
    ("inspected_on", sa.Date()),
    ("findings", sa.LargeBinary()),
    ("order_no", sa.LargeBinary()),
    ("spent_paise", sa.Integer()),
)
_PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    for column, kind in _COLUMNS:
        op.add_column("grievance_step", sa.Column(column, kind, nullable=True))
    op.add_column("grievance_step", sa.Column("photos", _PLAIN_JSON, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("grievance_step", "photos")
    for column, _kind in reversed(_COLUMNS):
        op.drop_column("grievance_step", column)
