"""Certificates at the door, and call-backs.

Revision: 0008
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0008"
down_revision: Final = "0007"
branch_labels: Final = None
depends_on: Final = None

_STATES: Final = (
    "'REQUESTED', 'UNDER_REVIEW', 'NEEDS_INFO', 'APPROVED', 'ISSUED', 'OUT_FOR_DELIVERY', 'DELIVERED', 'MISSED',"
    " 'REJECTED', 'WITHDRAWN'"
)


def upgrade() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("filed_by", sa.Uuid(), nullable=True),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.Column("delivery", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_upto", sa.Date(), nullable=True),
        sa.Column("statement", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("code_attempts", sa.Integer(), nullable=False),
        sa.Column("code_right_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"state IN ({_STATES})", name=op.f("ck_certificate_state")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_certificate_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "filed_by"], ["staff.office_id", "staff.id"], name=op.f("fk_certificate_office_id_filed_by")
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "held_by"], ["staff.office_id", "staff.id"], name=op.f("fk_certificate_office_id_held_by")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_certificate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_certificate_office_id_id")),
    )
    op.create_index(op.f("ix_certificate_contact_id"), "certificate", ["contact_id"], unique=False)
    op.create_index(op.f("ix_certificate_office_id_state"), "certificate", ["office_id", "state"], unique=False)
    op.create_table(
        "certificate_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(f"from_state IN ({_STATES})", name=op.f("ck_certificate_step_from_state")),
        sa.CheckConstraint(f"to_state IN ({_STATES})", name=op.f("ck_certificate_step_to_state")),
        sa.ForeignKeyConstraint(
            ["office_id", "certificate_id"],
            ["certificate.office_id", "certificate.id"],
            name=op.f("fk_certificate_step_office_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_certificate_step_office_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_certificate_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_step")),
        sa.UniqueConstraint(
            "office_id",
            "certificate_id",
            "position",
            name=op.f("uq_certificate_step_office_id_certificate_id_position"),
        ),
    )
    op.create_table(
        "certificate_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "certificate_id"],
            ["certificate.office_id", "certificate.id"],
            name=op.f("fk_certificate_evidence_office_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_certificate_evidence_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_evidence")),
        sa.UniqueConstraint(
            "office_id",
            "certificate_id",
            "media_id",
            name=op.f("uq_certificate_evidence_office_id_certificate_id_media_id"),
        ),
    )
    op.create_table(
        "call_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason IN ('asked', 'called')", name=op.f("ck_call_back_reason")),
        sa.CheckConstraint("state IN ('open', 'done')", name=op.f("ck_call_back_state")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_call_back_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "done_by"], ["staff.office_id", "staff.id"], name=op.f("fk_call_back_office_id_done_by")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_call_back_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_back")),
    )
    op.create_index(op.f("ix_call_back_office_id_state"), "call_back", ["office_id", "state"], unique=False)
    op.create_index(
        "uq_call_back_contact_id",
        "call_back",
        ["contact_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )


def downgrade() -> None:
    for table in ("call_back", "certificate_evidence", "certificate_step", "certificate"):
        op.drop_table(table)
