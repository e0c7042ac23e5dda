"""The first records: offices and people, messages in and out, grievances, permits, papers, events.

Revision: 0001
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0001"
down_revision: Final = None
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "dead_letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("inbound_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("frames", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sa.UniqueConstraint("reference", name=op.f("uq_dead_letter_reference")),
    )
    op.create_index(op.f("ix_dead_letter_contact_id"), "dead_letter", ["contact_id"], unique=False)
    op.create_table(
        "due_work",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_due_work")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("process", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_heartbeat")),
    )
    op.create_table(
        "inbound_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("pin", sa.LargeBinary(), nullable=True),
        sa.Column("media_count", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_message")),
    )
    op.create_index(op.f("ix_inbound_message_contact_id"), "inbound_message", ["contact_id"], unique=False)
    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("source_url", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'fetched', 'failed')", name=op.f("ck_media_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    op.create_index(op.f("ix_media_state_not_before"), "media", ["state", "not_before"], unique=False)
    op.create_table(
        "message_sid",
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_message_sid")),
    )
    op.create_index(op.f("ix_message_sid_received_at"), "message_sid", ["received_at"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("code_type", sa.String(length=40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("district", PLAIN_JSON, nullable=False),
        sa.Column("block", PLAIN_JSON, nullable=False),
        sa.Column("address", PLAIN_JSON, nullable=False),
        sa.Column("pin_codes", PLAIN_JSON, nullable=False),
        sa.Column("helpline_phone", sa.String(length=40), nullable=False),
        sa.Column("helpline_hours", PLAIN_JSON, nullable=False),
        sa.Column("escalation", PLAIN_JSON, nullable=False),
        sa.Column("saturdays_off", PLAIN_JSON, nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.CheckConstraint("kind IN ('state', 'gp', 'ward')", name=op.f("ck_office_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("code", name=op.f("uq_office_code")),
    )
    op.create_index(
        "uq_office_state",
        "office",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("kind = 'state'"),
        postgresql_where=sa.text("kind = 'state'"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=160), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("language_chosen", sa.Boolean(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("profile_name", sa.LargeBinary(), nullable=True),
        sa.Column("notice_version", sa.String(length=20), nullable=True),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_message_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_contact_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_contact_channel_address")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_department_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_department_office_id_id")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_department_office_id_key")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_event_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_at"), "event", ["at"], unique=False)
    op.create_table(
        "holiday",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_holiday_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("office_id", "day", name=op.f("uq_holiday_office_id_day")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("facts_digest", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=20), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_upto", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name=op.f("ck_paper_state")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("code", name=op.f("uq_paper_code")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_paper_office_id_id")),
        sa.UniqueConstraint(
            "office_id",
            "kind",
            "subject_id",
            "facts_digest",
            name=op.f("uq_paper_office_id_kind_subject_id_facts_digest"),
        ),
    )
    op.create_index(op.f("ix_paper_state_not_before"), "paper", ["state", "not_before"], unique=False)
    op.create_table(
        "permit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("memo_no", sa.String(length=60), nullable=False),
        sa.Column("memo_date", sa.Date(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("mobile", sa.String(length=20), nullable=False),
        sa.Column("applicant", sa.LargeBinary(), nullable=False),
        sa.Column("parent", sa.LargeBinary(), nullable=False),
        sa.Column("mouza", PLAIN_JSON, nullable=False),
        sa.Column("jl_no", sa.String(length=40), nullable=False),
        sa.Column("dag_no", sa.String(length=40), nullable=False),
        sa.Column("khatian_no", sa.String(length=40), nullable=False),
        sa.Column("land_area", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("building_use", PLAIN_JSON, nullable=False),
        sa.Column("floors", sa.Integer(), nullable=False),
        sa.Column("plinth_area", sa.Numeric(precision=10, scale=2), nullable=False),
        sa.Column("height", sa.Numeric(precision=6, scale=2), nullable=False),
        sa.Column("fee_paise", sa.Integer(), nullable=False),
        sa.Column("receipt_no", sa.String(length=40), nullable=False),
        sa.Column("surveyor", PLAIN_JSON, nullable=False),
        sa.Column("surveyor_licence", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_upto", sa.Date(), nullable=False),
        sa.Column("conditions", PLAIN_JSON, nullable=False),
        sa.Column("signatory", PLAIN_JSON, nullable=False),
        sa.Column("signatory_post", PLAIN_JSON, nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("tier IN ('gp', 'samiti', 'zp')", name=op.f("ck_permit_tier")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_permit_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permit")),
        sa.UniqueConstraint("number", name=op.f("uq_permit_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_permit_office_id_id")),
        sa.UniqueConstraint("office_id", "memo_no", name=op.f("uq_permit_office_id_memo_no")),
    )
    op.create_index(op.f("ix_permit_mobile"), "permit", ["mobile"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("post", PLAIN_JSON, nullable=False),
        sa.Column("address", sa.String(length=160), nullable=False),
        sa.CheckConstraint("role IN ('officer', 'signatory')", name=op.f("ck_staff_role")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_staff_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_staff_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_staff_office_id_id")),
    )
    op.create_table(
        "village",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("pin_code", sa.String(length=40), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_village_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village")),
    )
    op.create_index(op.f("ix_village_office_id"), "village", ["office_id"], unique=False)
    op.create_index(op.f("ix_village_pin_code"), "village", ["pin_code"], unique=False)
    op.create_table(
        "category",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("target_working_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "department_id"],
            ["department.office_id", "department.id"],
            name=op.f("fk_category_office_id_department_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_category_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_category_office_id_id")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_category_office_id_key")),
    )
    op.create_table(
        "file_fetch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("link", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "paper_id"], ["paper.office_id", "paper.id"], name=op.f("fk_file_fetch_office_id_paper_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_file_fetch_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_fetch")),
    )
    op.create_index(op.f("ix_file_fetch_link"), "file_fetch", ["link"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("worded", sa.LargeBinary(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provider_id", sa.String(length=64), nullable=True),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("absent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'answering', 'sent', 'delivered', 'read', 'unknown', 'parked', 'failed', 'suppressed')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_outbox_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("contact_id", "key", name=op.f("uq_outbox_contact_id_key")),
    )
    op.create_index(op.f("ix_outbox_contact_id_state"), "outbox", ["contact_id", "state"], unique=False)
    op.create_index(op.f("ix_outbox_state_not_before"), "outbox", ["state", "not_before"], unique=False)
    op.create_table(
        "paper_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("outbox_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_paper_request_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "paper_id"], ["paper.office_id", "paper.id"], name=op.f("fk_paper_request_office_id_paper_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_paper_request_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_request")),
        sa.UniqueConstraint("contact_id", "key", name=op.f("uq_paper_request_contact_id_key")),
    )
    op.create_index(op.f("ix_paper_request_paper_id"), "paper_request", ["paper_id"], unique=False)
    op.create_table(
        "grievance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("department_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=False),
        sa.Column("pin", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('grievance', 'suggestion')", name=op.f("ck_grievance_kind")),
        sa.CheckConstraint(
            "state IN ('SUBMITTED', 'UNDER_PROCESS', 'FORWARDED', 'NEEDS_INFO', 'ACTION_TAKEN', 'RESOLVED', 'REJECTED', 'REOPENED')",
            name=op.f("ck_grievance_state"),
        ),
        sa.CheckConstraint("reopened BETWEEN 0 AND 2", name=op.f("ck_grievance_reopened")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_grievance_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "category_id"],
            ["category.office_id", "category.id"],
            name=op.f("fk_grievance_office_id_category_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "department_id"],
            ["department.office_id", "department.id"],
            name=op.f("fk_grievance_office_id_department_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_grievance_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievance")),
        sa.UniqueConstraint("number", name=op.f("uq_grievance_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_grievance_office_id_id")),
    )
    op.create_index(op.f("ix_grievance_contact_id"), "grievance", ["contact_id"], unique=False)
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
    op.create_index(
        op.f("ix_access_code_contact_id_created_at"), "access_code", ["contact_id", "created_at"], unique=False
    )
    op.create_table(
        "grievance_evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("grievance_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "grievance_id"],
            ["grievance.office_id", "grievance.id"],
            name=op.f("fk_grievance_evidence_office_id_grievance_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_grievance_evidence_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievance_evidence")),
        sa.UniqueConstraint(
            "office_id", "grievance_id", "media_id", name=op.f("uq_grievance_evidence_office_id_grievance_id_media_id")
        ),
    )
    op.create_table(
        "grievance_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("grievance_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=True),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("department_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "from_state IN ('SUBMITTED', 'UNDER_PROCESS', 'FORWARDED', 'NEEDS_INFO', 'ACTION_TAKEN', 'RESOLVED', 'REJECTED', 'REOPENED')",
            name=op.f("ck_grievance_step_from_state"),
        ),
        sa.CheckConstraint(
            "to_state IN ('SUBMITTED', 'UNDER_PROCESS', 'FORWARDED', 'NEEDS_INFO', 'ACTION_TAKEN', 'RESOLVED', 'REJECTED', 'REOPENED')",
            name=op.f("ck_grievance_step_to_state"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "department_id"],
            ["department.office_id", "department.id"],
            name=op.f("fk_grievance_step_office_id_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "grievance_id"],
            ["grievance.office_id", "grievance.id"],
            name=op.f("fk_grievance_step_office_id_grievance_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "staff_id"],
            ["staff.office_id", "staff.id"],
            name=op.f("fk_grievance_step_office_id_staff_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_grievance_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grievance_step")),
        sa.UniqueConstraint(
            "office_id", "grievance_id", "position", name=op.f("uq_grievance_step_office_id_grievance_id_position")
        ),
    )


def downgrade() -> None:
    for table in (
        "grievance_step",
        "grievance_evidence",
        "access_code",
        "grievance",
        "paper_request",
        "outbox",
        "file_fetch",
        "category",
        "village",
        "staff",
        "permit",
        "paper",
        "holiday",
        "event",
        "department",
        "contact",
        "person",
        "office",
        "message_sid",
        "media",
        "inbound_message",
        "heartbeat",
        "due_work",
        "dead_letter",
    ):
        op.drop_table(table)
