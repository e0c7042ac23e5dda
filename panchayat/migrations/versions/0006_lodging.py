"""Guest houses, their rooms, bookings and refunds.

Revision: 0006
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: Final = "0006"
down_revision: Final = "0005"
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "cancellation_charge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_cancellation_charge_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancellation_charge")),
        sa.UniqueConstraint(
            "office_id", "valid_from", "hours", name=op.f("uq_cancellation_charge_office_id_valid_from_hours")
        ),
    )
    op.create_table(
        "gst_rate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("above_paise", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_gst_rate_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gst_rate")),
        sa.UniqueConstraint(
            "office_id", "valid_from", "above_paise", name=op.f("uq_gst_rate_office_id_valid_from_above_paise")
        ),
    )
    op.create_table(
        "guest_house",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("descriptions", PLAIN_JSON, nullable=False),
        sa.Column("address", PLAIN_JSON, nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("check_in", sa.Time(), nullable=False),
        sa.Column("check_out", sa.Time(), nullable=False),
        sa.Column("payment", sa.String(length=40), nullable=False),
        sa.Column("pay_to", PLAIN_JSON, nullable=True),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.CheckConstraint("payment IN ('at_house', 'reference')", name=op.f("ck_guest_house_payment")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_guest_house_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_house")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_guest_house_office_id_id")),
        sa.UniqueConstraint("office_id", "key", name=op.f("uq_guest_house_office_id_key")),
    )
    op.create_table(
        "booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("guest", sa.LargeBinary(), nullable=False),
        sa.Column("id_type", sa.String(length=40), nullable=False),
        sa.Column("id_last_four", sa.LargeBinary(), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("arrival", sa.Date(), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("payment_reference", sa.LargeBinary(), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id_type IN ('aadhaar', 'voter', 'licence', 'passport')", name=op.f("ck_booking_id_type")),
        sa.CheckConstraint(
            "state IN ('HELD', 'EXPIRED', 'BOOKED', 'CHECKED_IN', 'CHECKED_OUT', 'CANCELLED', 'REFUND_DUE', 'REFUNDED', 'NO_SHOW')",
            name=op.f("ck_booking_state"),
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_booking_contact_id")),
        sa.ForeignKeyConstraint(
            ["office_id", "house_id"],
            ["guest_house.office_id", "guest_house.id"],
            name=op.f("fk_booking_office_id_house_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_booking_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("number", name=op.f("uq_booking_number")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_booking_office_id_id")),
    )
    op.create_index(op.f("ix_booking_contact_id"), "booking", ["contact_id"], unique=False)
    op.create_index(op.f("ix_booking_state_arrival"), "booking", ["state", "arrival"], unique=False)
    op.create_index(op.f("ix_booking_state_held_until"), "booking", ["state", "held_until"], unique=False)
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("names", PLAIN_JSON, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("tariff_paise", sa.Integer(), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("extra_beds", sa.Integer(), nullable=False),
        sa.Column("extra_bed_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('dormitory', 'non_ac', 'ac', 'suite')", name=op.f("ck_room_kind")),
        sa.ForeignKeyConstraint(
            ["office_id", "house_id"],
            ["guest_house.office_id", "guest_house.id"],
            name=op.f("fk_room_office_id_house_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_room_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("office_id", "house_id", "key", name=op.f("uq_room_office_id_house_id_key")),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_room_office_id_id")),
    )
    op.create_table(
        "booking_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("actor_kind IN ('contact', 'office', 'clock')", name=op.f("ck_booking_step_actor_kind")),
        sa.CheckConstraint(
            "state IN ('HELD', 'EXPIRED', 'BOOKED', 'CHECKED_IN', 'CHECKED_OUT', 'CANCELLED', 'REFUND_DUE', 'REFUNDED', 'NO_SHOW')",
            name=op.f("ck_booking_step_state"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "booking_id"],
            ["booking.office_id", "booking.id"],
            name=op.f("fk_booking_step_office_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_booking_step_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_step")),
        sa.UniqueConstraint(
            "office_id", "booking_id", "position", name=op.f("uq_booking_step_office_id_booking_id_position")
        ),
    )
    op.create_table(
        "cancellation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_office", sa.Boolean(), nullable=False),
        sa.Column("charge_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("charge_paise", sa.Integer(), nullable=False),
        sa.Column("refund_paise", sa.Integer(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("refunded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "booking_id"],
            ["booking.office_id", "booking.id"],
            name=op.f("fk_cancellation_office_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_cancellation_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cancellation")),
        sa.UniqueConstraint(
            "office_id", "booking_id", "position", name=op.f("uq_cancellation_office_id_booking_id_position")
        ),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_cancellation_office_id_id")),
    )
    op.create_table(
        "booked_room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra_beds", sa.Integer(), nullable=False),
        sa.Column("rate_paise", sa.Integer(), nullable=False),
        sa.Column("net_paise", sa.Integer(), nullable=False),
        sa.Column("gst_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("gst_paise", sa.Integer(), nullable=False),
        sa.Column("cancellation_id", sa.Uuid(), nullable=True),
        sa.Column("charge_paise", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id", "booking_id"],
            ["booking.office_id", "booking.id"],
            name=op.f("fk_booked_room_office_id_booking_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "cancellation_id"],
            ["cancellation.office_id", "cancellation.id"],
            name=op.f("fk_booked_room_office_id_cancellation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "room_id"], ["room.office_id", "room.id"], name=op.f("fk_booked_room_office_id_room_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_booked_room_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booked_room")),
        sa.UniqueConstraint(
            "office_id", "booking_id", "room_id", name=op.f("uq_booked_room_office_id_booking_id_room_id")
        ),
        sa.UniqueConstraint("office_id", "id", name=op.f("uq_booked_room_office_id_id")),
    )
    op.create_table(
        "room_night",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("booked_room_id", sa.Uuid(), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id", "booked_room_id"],
            ["booked_room.office_id", "booked_room.id"],
            name=op.f("fk_room_night_office_id_booked_room_id"),
        ),
        sa.ForeignKeyConstraint(
            ["office_id", "room_id"], ["room.office_id", "room.id"], name=op.f("fk_room_night_office_id_room_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_room_night_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_night")),
        sa.UniqueConstraint("room_id", "night", name=op.f("uq_room_night_room_id_night")),
    )
    op.create_index(op.f("ix_room_night_booked_room_id"), "room_night", ["booked_room_id"], unique=False)


def downgrade() -> None:
    for table in (
        "room_night",
        "booked_room",
        "cancellation",
        "booking_step",
        "room",
        "booking",
        "guest_house",
        "gst_rate",
        "cancellation_charge",
    ):
        op.drop_table(table)
