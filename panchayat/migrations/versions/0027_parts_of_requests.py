"""Which part of a request for a certificate is asked about, and what was changed.

Revision: 0027
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0027"
down_revision: Final = "0026"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("certificate_step", sa.Column("part", sa.String(40), nullable=True))
    op.add_column("certificate_step", sa.Column("change", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("certificate_step", "change")
    op.drop_column("certificate_step", "part")
