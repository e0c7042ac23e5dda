"""Registers of several papers, applications for them, the office's notices; codes that open any kind of record.

Revision: 0004
"""

from __future__ import annotations

import unicodedata
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from panchayat.migrations.checks import replace_check

revision: Final = "0004"
down_revision: Final = "0003"
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "office_notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("titles", PLAIN_JSON, nullable=False),
        sa.Column("texts", PLAIN_JSON, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_upto", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_notice_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_notice")),
        sa.UniqueConstraint("office_id", "reference", name=op.f("uq_office_notice_office_id_reference")),
    )
    op.create_table(
        "trade_noc",
        sa.Column("certificate_no", sa.String(length=60), nullable=False),
        sa.Column("certificate_date", sa.Date(), nullable=False),
        sa.Column("trade_name", PLAIN_JSON, nullable=False),
        sa.Column("trade_nature", PLAIN_JSON, nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("parent", sa.LargeBinary(), nullable=False),
        sa.Column("address", PLAIN_JSON, nullable=False),
        sa.Column("mouza", PLAIN_JSON, nullable=False),
        sa.Column("dag_no", sa.String(length=40), nullable=False),
        sa.Column("holding_no", sa.String(length=40), nullable=False),
        sa.Column("fee_paise", sa.Integer(), nullable=False),
        sa.Column("receipt_no", sa.String(length=40), nullable=False),
        sa.Column("renewal_of", sa.String(length=60), nullable=True),
        sa.Column("conditions", PLAIN_JSON, nullable=False),
        sa.Column("signatory", PLAIN_JSON, nullable=False),
        sa.Column("signatory_post", PLAIN_JSON, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reference_key", sa.String(length=60), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_upto", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.Column("signed_file_hash", sa.String(length=64), nullable=True),
        sa.Column("signed_file_size", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_trade_noc_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_noc")),
        sa.UniqueConstraint("number", name=op.f("uq_trade_noc_number")),
        sa.UniqueConstraint("office_id", "certificate_no", name=op.f("uq_trade_noc_office_id_certificate_no")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_trade_noc_office_id_id")),
    )
    op.create_index(op.f("ix_trade_noc_mobile"), "trade_noc", ["mobile"], unique=False)
    op.create_index(op.f("ix_trade_noc_reference_key"), "trade_noc", ["reference_key"], unique=False)
    op.create_index(op.f("ix_trade_noc_valid_upto"), "trade_noc", ["valid_upto"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=False),
        sa.Column("applicant", sa.LargeBinary(), nullable=False),
        sa.Column("about", PLAIN_JSON, nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("missing", PLAIN_JSON, nullable=True),
        sa.Column("ask_post", PLAIN_JSON, nullable=True),
        sa.Column("ask_phone", sa.String(length=40), nullable=True),
        sa.Column("renews_id", sa.Uuid(), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("permit_id", sa.Uuid(), nullable=True),
        sa.Column("noc_id", sa.Uuid(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('permit', 'noc', 'noc_renewal')", name=op.f("ck_application_kind")),
        sa.CheckConstraint(
            "stage IN ('RECEIVED', 'SCRUTINY', 'NEEDS_INFO', 'INSPECTION', 'FEE_DUE', 'GRANTED', 'REJECTED')",
            name=op.f("ck_application_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "noc_id"],
            ["trade_noc.office_id", "trade_noc.id"],
            name=op.f("fk_application_office_id_noc_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "permit_id"],
            ["permit.office_id", "permit.id"],
            name=op.f("fk_application_office_id_permit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "renews_id"],
            ["trade_noc.office_id", "trade_noc.id"],
            name=op.f("fk_application_office_id_renews_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_application_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("number", name=op.f("uq_application_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_application_office_id_id")),
        sa.UniqueConstraint("office_id", "reference", name=op.f("uq_application_office_id_reference")),
    )
    op.create_index(op.f("ix_application_mobile"), "application", ["mobile"], unique=False)
    op.create_index(
        "uq_application_renews_id",
        "application",
        ["renews_id"],
        unique=True,
        sqlite_where=sa.text("stage NOT IN ('GRANTED', 'REJECTED') AND kind = 'noc_renewal'"),
        postgresql_where=sa.text("stage NOT IN ('GRANTED', 'REJECTED') AND kind = 'noc_renewal'"),
    )
    op.create_table(
        "application_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "stage IN ('RECEIVED', 'SCRUTINY', 'NEEDS_INFO', 'INSPECTION', 'FEE_DUE', 'GRANTED', 'REJECTED')",
            name=op.f("ck_application_step_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "application_id"],
            ["application.office_id", "application.id"],
            name=op.f("fk_application_step_office_id_application_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_application_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_step")),
        sa.UniqueConstraint(
            "office_id",
            "application_id",
            "position",
            name=op.f("uq_application_step_office_id_application_id_position"),
        ),
    )
    # Codes live for minutes: none is carried over.
    op.drop_table("access_code")
    op.create_table(
        "access_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_access_code_contact_id"),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_access_code_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_code"),
    )
    op.create_index("ix_access_code_contact_id_created_at", "access_code", ["contact_id", "created_at"])
    op.create_index("ix_access_code_subject_id_created_at", "access_code", ["subject_id", "created_at"])
    _widen_permits()
    _widen_staff()
    op.add_column("office", sa.Column("statement_first_month", sa.Integer(), nullable=False, server_default="4"))


def _widen_permits() -> None:
    op.add_column("permit", sa.Column("reference_key", sa.String(60), nullable=False, server_default=""))
    op.add_column("permit", sa.Column("reminded", sa.Integer(), nullable=True))
    op.add_column("permit", sa.Column("signed_file_hash", sa.String(64), nullable=True))
    op.add_column("permit", sa.Column("signed_file_size", sa.Integer(), nullable=True))
    op.create_index("ix_permit_reference_key", "permit", ["reference_key"])
    op.create_index("ix_permit_valid_upto", "permit", ["valid_upto"])
    permit = sa.table("permit", sa.column("id", sa.Uuid()), sa.column("memo_no"), sa.column("reference_key"))
    connection = op.get_bind()
    for permit_id, memo_no in connection.execute(sa.select(permit.c.id, permit.c.memo_no)).all():
        key = "".join(sign for sign in memo_no.casefold() if unicodedata.category(sign)[0] in "LNM")
        connection.execute(permit.update().where(permit.c.id == permit_id).values(reference_key=key))


def _widen_staff() -> None:
    op.add_column("staff", sa.Column("employee_id", sa.String(40), nullable=False, server_default=""))
    op.add_column("staff", sa.Column("signs", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("staff", sa.Column("mobile", sa.String(20), nullable=False, server_default=""))
    op.add_column("staff", sa.Column("bank_account", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("date_of_birth", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("left_on", sa.Date(), nullable=True))
    # Until the office imports its staff with their own numbers, their ids stand for those.
    op.execute("UPDATE staff SET employee_id = CAST(id AS VARCHAR(40)), mobile = replace(address, 'whatsapp:', '')")
    op.execute(sa.text("UPDATE staff SET signs = :yes WHERE role = 'signatory'").bindparams(yes=True))
    replace_check(
        "staff",
        "role",
        "role IN ('officer', 'signatory')",
        "role IN ('officer', 'coordinator', 'employee')",
        meanwhile="UPDATE staff SET role = 'officer' WHERE role = 'signatory'",
    )
    op.drop_column("staff", "address")
    op.create_index("ix_staff_mobile", "staff", ["mobile"])
    op.create_index("uq_staff_office_id_employee_id", "staff", ["office_id", "employee_id"], unique=True)


def downgrade() -> None:
    op.drop_column("office", "statement_first_month")
    op.add_column("staff", sa.Column("address", sa.String(160), nullable=False, server_default=""))
    op.execute("UPDATE staff SET address = 'whatsapp:' || mobile")
    replace_check(
        "staff",
        "role",
        "role IN ('officer', 'coordinator', 'employee')",
        "role IN ('officer', 'signatory')",
        meanwhile="UPDATE staff SET role = CASE WHEN signs THEN 'signatory' ELSE 'officer' END",
    )
    for index in ("uq_staff_office_id_employee_id", "ix_staff_mobile"):
        op.drop_index(index, "staff")
    for column in ("employee_id", "signs", "mobile", "bank_account", "date_of_birth", "left_on"):
        op.drop_column("staff", column)
    for index in ("ix_permit_valid_upto", "ix_permit_reference_key"):
        op.drop_index(index, "permit")
    for column in ("reference_key", "reminded", "signed_file_hash", "signed_file_size"):
        op.drop_column("permit", column)
    for table in ("application_step", "application", "trade_noc", "office_notice", "access_code"):
        op.drop_table(table)
    op.create_table(
        "access_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("grievance_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_access_code_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "grievance_id"],
            ["grievance.office_id", "grievance.id"],
            name=op.f("fk_access_code_office_id_grievance_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_access_code_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_code")),
    )
    op.create_index("ix_access_code_contact_id_created_at", "access_code", ["contact_id", "created_at"])
