"""When people want to be called and that they need no call any more, and the helpline's hours as times of day.

Revision: 0025
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from panchayat.migrations.checks import replace_check

revision: Final = "0025"
down_revision: Final = "0024"
branch_labels: Final = None
depends_on: Final = None

_WITH: Final = "state IN ('open', 'done', 'withdrawn')"
_WITHOUT: Final = "state IN ('open', 'done')"


def upgrade() -> None:
    replace_check("call_back", "state", _WITHOUT, _WITH)
    for name in ("wanted_from", "wanted_until"):
        op.add_column("call_back", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    times = sa.JSON().with_variant(JSONB(), "postgresql")
    op.add_column("office", sa.Column("helpline_times", times, nullable=True))


def downgrade() -> None:
    op.drop_column("office", "helpline_times")
    op.drop_column("call_back", "wanted_until")
    op.drop_column("call_back", "wanted_from")
    # Nobody is to be called there: nearest to it is that the call was made.
    meanwhile = "UPDATE call_back SET state = 'done' WHERE state = 'withdrawn'"
    replace_check("call_back", "state", _WITH, _WITHOUT, meanwhile=meanwhile)
