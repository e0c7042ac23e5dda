"""Pay: slips, the dated tables by which pay is worked out, and the PINs of the staff.

Revision: 0005
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0005"
down_revision: Final = "0004"
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "da_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_da_rate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_da_rate")),
        sa.UniqueConstraint("office_id", "valid_from", name=op.f("uq_da_rate_office_id_valid_from")),
    )
    op.create_table(
        "allowance_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hra_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("hra_cap_paise", sa.Integer(), nullable=False),
        sa.Column("medical_paise", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_allowance_rate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance_rate")),
        sa.UniqueConstraint("office_id", "valid_from", name=op.f("uq_allowance_rate_office_id_valid_from")),
    )
    op.create_table(
        "tax_slab",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("above_paise", sa.Integer(), nullable=False),
        sa.Column("tax_paise", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_tax_slab_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tax_slab")),
        sa.UniqueConstraint(
            "office_id", "valid_from", "above_paise", name=op.f("uq_tax_slab_office_id_valid_from_above_paise")
        ),
    )
    op.create_table(
        "pay_slip",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("cell", sa.String(length=20), nullable=False),
        sa.Column("post", PLAIN_JSON, nullable=False),
        sa.Column("amounts", sa.LargeBinary(), nullable=False),
        sa.Column("release_on", sa.Date(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"], ["staff.office_id", "staff.id"], name=op.f("fk_pay_slip_office_id_staff_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_pay_slip_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pay_slip")),
        sa.UniqueConstraint("number", name=op.f("uq_pay_slip_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_pay_slip_office_id_id")),
        sa.UniqueConstraint("office_id", "staff_id", "month", name=op.f("uq_pay_slip_office_id_staff_id_month")),
    )
    op.create_index(op.f("ix_pay_slip_released_at_release_on"), "pay_slip", ["released_at", "release_on"], unique=False)
    op.create_table(
        "staff_pin",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("hashed", sa.String(length=200), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proved_by", sa.Uuid(), nullable=True),
        sa.Column("proved_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"], ["staff.office_id", "staff.id"], name=op.f("fk_staff_pin_office_id_staff_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_staff_pin_office_id")),
        sa.ForeignKeyConstraint(["proved_by"], ["contact.id"], name=op.f("fk_staff_pin_proved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_pin")),
        sa.UniqueConstraint("office_id", "staff_id", name=op.f("uq_staff_pin_office_id_staff_id")),
    )


def downgrade() -> None:
    for table in ("staff_pin", "pay_slip", "tax_slab", "allowance_rate", "da_rate"):
        op.drop_table(table)
