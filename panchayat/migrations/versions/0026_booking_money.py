"""Accounts for refunds of bookings, and pictures of payments.

Revision: 0026
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0026"
down_revision: Final = "0025"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.create_table(
        "refund_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("ifsc", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('upi', 'bank')", name=op.f("ck_refund_account_kind")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_refund_account_contact_id")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_refund_account_office_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "booking_id"],
            ["booking.office_id", "booking.id"],
            name=op.f("fk_refund_account_office_id_booking_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_account")),
    )
    op.create_index(op.f("ix_refund_account_booking_id_id"), "refund_account", ["booking_id", "id"], unique=False)
    op.create_table(
        "booking_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_booking_evidence_office_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "booking_id"],
            ["booking.office_id", "booking.id"],
            name=op.f("fk_booking_evidence_office_id_booking_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_evidence")),
        sa.UniqueConstraint(
            "office_id", "booking_id", "media_id", name=op.f("uq_booking_evidence_office_id_booking_id_media_id")
        ),
    )
    op.create_index(op.f("ix_booking_evidence_media_id"), "booking_evidence", ["media_id"], unique=False)


def downgrade() -> None:
    op.drop_table("booking_evidence")
    op.drop_table("refund_account")
