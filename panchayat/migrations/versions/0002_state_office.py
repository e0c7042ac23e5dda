"""The state's department, above every office: whatever belongs to none of them is remembered there.

Revision: 0002
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from uuid_utils.compat import uuid7

revision: Final = "0002"
down_revision: Final = "0001"
branch_labels: Final = None
depends_on: Final = None

PLAIN_JSON: Final = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

OFFICE: Final = sa.table(
    "office",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("code", sa.String()),
    sa.column("code_type", sa.String()),
    sa.column("names", PLAIN_JSON),
    sa.column("district", PLAIN_JSON),
    sa.column("block", PLAIN_JSON),
    sa.column("address", PLAIN_JSON),
    sa.column("pin_codes", PLAIN_JSON),
    sa.column("helpline_phone", sa.String()),
    sa.column("helpline_hours", PLAIN_JSON),
    sa.column("escalation", PLAIN_JSON),
    sa.column("saturdays_off", PLAIN_JSON),
)

WEST_BENGAL: Final = {"bn": "পশ্চিমবঙ্গ", "en": "West Bengal", "hi": "पश्चिम बंगाल"}


def upgrade() -> None:
    op.bulk_insert(
        OFFICE,
        [
            {
                "id": uuid7(),
                "kind": "state",
                "code": "19",  # West Bengal in the Local Government Directory
                "code_type": "lgd_state",
                "names": {
                    "bn": "পঞ্চায়েত ও গ্রামোন্নয়ন দফতর",
                    "en": "Department of Panchayats and Rural Development",
                    "hi": "पंचायत और ग्रामीण विकास विभाग",
                },
                "district": WEST_BENGAL,
                "block": WEST_BENGAL,
                "address": WEST_BENGAL,
                "pin_codes": [],
                "helpline_phone": "",
                "helpline_hours": {},
                "escalation": [],
                "saturdays_off": [],
            }
        ],
    )


def downgrade() -> None:
    op.execute(OFFICE.delete().where(OFFICE.c.kind == "state"))
