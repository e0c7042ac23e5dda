"""A paper's file is what was sent, seal included; its content is what any rendering of the same facts gives.

Revision: 0003
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0003"
down_revision: Final = "0002"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("paper", sa.Column("file_hash", sa.String(64), nullable=True))
    # Papers from before were sent as they were rendered.
    op.execute("UPDATE paper SET file_hash = content_hash")
    op.create_index("ix_paper_file_hash", "paper", ["file_hash"])


def downgrade() -> None:
    op.drop_index("ix_paper_file_hash", "paper")
    op.drop_column("paper", "file_hash")
