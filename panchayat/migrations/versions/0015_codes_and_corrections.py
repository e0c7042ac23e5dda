"""Visits on which the code did not match, and calls for the correction of a record.

Revision: 0015
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from panchayat.migrations.checks import replace_check

revision: Final = "0015"
down_revision: Final = "0014"
branch_labels: Final = None
depends_on: Final = None

_STATES: Final = (
    "'REQUESTED', 'UNDER_REVIEW', 'NEEDS_INFO', 'APPROVED', 'ISSUED', 'OUT_FOR_DELIVERY', 'DELIVERED', 'MISSED',"
    " 'REJECTED', 'WITHDRAWN'"
)
#: What guards which words: table, column, the words before, and those that were added with what stands for them else.
_WORDS: Final = (
    ("certificate", "state", _STATES, "CODE_WRONG", "MISSED"),
    ("certificate_step", "from_state", _STATES, "CODE_WRONG", "MISSED"),
    ("certificate_step", "to_state", _STATES, "CODE_WRONG", "MISSED"),
    ("call_back", "reason", "'asked', 'called'", "record", "asked"),
)


def upgrade() -> None:
    for table, column, words, added, _instead in _WORDS:
        replace_check(table, column, f"{column} IN ({words})", f"{column} IN ({words}, '{added}')")
    op.add_column("call_back", sa.Column("words", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("call_back", "words")
    for table, column, words, added, instead in _WORDS:
        replace_check(
            table,
            column,
            f"{column} IN ({words}, '{added}')",
            f"{column} IN ({words})",
            meanwhile=f"UPDATE {table} SET {column} = '{instead}' WHERE {column} = '{added}'",  # noqa: S608
        )
