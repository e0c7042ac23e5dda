"""Who fetched which photo that came with a request.

Revision: 0010
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0010"
down_revision: Final = "0009"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.create_table(
        "evidence_fetch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_evidence_fetch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_fetch")),
    )
    op.create_index(op.f("ix_evidence_fetch_link"), "evidence_fetch", ["link"], unique=False)


def downgrade() -> None:
    op.drop_table("evidence_fetch")
