"""What is looked for is found without looking at all that is there, however much that grows.

Revision: 0023
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0023"
down_revision: Final = "0022"
branch_labels: Final = None
depends_on: Final = None

#: What was missed or is late is told once, and not looked at again.
_TOLD: Final = (
    ("certificate", sa.Column("late_told_on", sa.Date(), nullable=True)),
    ("application", sa.Column("late_told_on", sa.Date(), nullable=True)),
    ("grievance", sa.Column("late_told_on", sa.Date(), nullable=True)),
    ("cancellation", sa.Column("late_told_at", sa.DateTime(timezone=True), nullable=True)),
)
_UNTOLD: Final = "(late_told_on IS NULL OR late_told_on < target_on)"
_OPEN: Final = "state IN ('SUBMITTED', 'UNDER_PROCESS', 'FORWARDED', 'NEEDS_INFO', 'ACTION_TAKEN', 'REOPENED')"
_OWED: Final = "target_on IS NOT NULL AND refunded_at IS NULL"
_OPEN_APPLICATION: Final = "stage NOT IN ('GRANTED', 'REJECTED')"
_TO_DO: Final = (
    "(state IN ('REQUESTED', 'UNDER_REVIEW', 'NEEDS_INFO', 'APPROVED', 'OUT_FOR_DELIVERY', 'MISSED', 'CODE_WRONG')"
    " OR (state = 'ISSUED' AND delivery IS NOT NULL))"
)

#: By table: columns, a name where they do not make it, and which rows are in it. Where a list is read in their order, the
#: id is among them, so that nothing is left to be sorted, however few rows the database expects.
_NEW: Final[tuple[tuple[str, tuple[str, ...], str | None, str | None], ...]] = (
    ("grievance", ("contact_id", "filed_at", "id"), None, None),
    ("grievance", ("contact_id", "state", "resolved_at", "id"), None, None),
    ("grievance", ("contact_id", "filed_at", "id"), "asked", "state = 'NEEDS_INFO'"),
    ("grievance", ("office_id", "target_on"), "open", _OPEN),
    ("grievance", ("level", "target_on"), "gone_up", f"{_OPEN} AND level > 0"),
    (
        "grievance",
        ("target_on",),
        "late",
        f"kind = 'suggestion' AND state IN ('FORWARDED', 'REOPENED', 'SUBMITTED', 'UNDER_PROCESS') AND {_UNTOLD}",
    ),
    ("grievance_evidence", ("media_id",), None, None),
    ("certificate", ("contact_id", "filed_at", "id"), None, None),
    ("certificate", ("contact_id", "filed_at", "id"), "asked", "state = 'NEEDS_INFO'"),
    ("certificate", ("office_id", "target_on"), "to_do", _TO_DO),
    ("certificate", ("id",), "approved", "state = 'APPROVED'"),
    ("certificate", ("target_on",), "late", f"state IN ('REQUESTED', 'UNDER_REVIEW') AND {_UNTOLD}"),
    ("certificate_evidence", ("media_id",), None, None),
    ("application", ("mobile", "applied_on", "id"), None, None),
    ("application", ("target_on", "id"), "open", _OPEN_APPLICATION),
    ("application", ("office_id", "target_on"), "open_in_office", _OPEN_APPLICATION),
    ("application", ("target_on",), "late", f"stage IN ('RECEIVED', 'SCRUTINY', 'INSPECTION') AND {_UNTOLD}"),
    ("booking", ("office_id", "state", "arrival"), None, None),
    ("booking", ("contact_id", "created_at", "id"), None, None),
    ("booking", ("contact_id", "state"), None, None),
    ("booking", ("arrival", "id"), "to_remind", "state = 'BOOKED' AND reminded_at IS NULL"),
    ("cancellation", ("target_on", "id"), "owed", _OWED),
    ("cancellation", ("target_on",), "late", f"{_OWED} AND late_told_at IS NULL"),
    ("call_back", ("contact_id",), None, None),
    ("call_back", ("asked_at", "id"), "open", "state = 'open'"),
    ("media", ("contact_id",), None, None),
    ("media", ("content_hash",), None, None),
    ("paper", ("subject_id",), None, None),
    ("pay_slip", ("release_on",), "unreleased", "released_at IS NULL"),
    ("permit", ("mobile", "valid_from", "id"), None, None),
    ("permit", ("reminded", "valid_upto"), None, None),
    ("trade_noc", ("mobile", "valid_from", "id"), None, None),
    ("trade_noc", ("reminded", "valid_upto"), None, None),
    ("trade_noc", ("office_id", "renewal_of"), None, None),
)
#: Those in place of which they stand.
_OLD: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("grievance", ("contact_id",)),
    ("certificate", ("contact_id",)),
    ("certificate", ("office_id", "state")),
    ("application", ("mobile",)),
    ("booking", ("contact_id",)),
    ("pay_slip", ("released_at", "release_on")),
    ("permit", ("mobile",)),
    ("permit", ("valid_upto",)),
    ("trade_noc", ("mobile",)),
    ("trade_noc", ("valid_upto",)),
)


def upgrade() -> None:
    for table, column in _TOLD:
        op.add_column(table, column)
    for table, columns, name, which in _NEW:
        op.create_index(_name(table, columns, name), table, list(columns), **_only(which))
    for table, columns in _OLD:
        op.drop_index(_name(table, columns), table)


def downgrade() -> None:
    for table, columns in _OLD:
        op.create_index(_name(table, columns), table, list(columns))
    for table, columns, name, _which in _NEW:
        op.drop_index(_name(table, columns, name), table)
    for table, column in _TOLD:
        op.drop_column(table, column.name)


def _name(table: str, columns: tuple[str, ...], name: str | None = None) -> str:
    return op.f(f"ix_{table}_{name or '_'.join(columns)}")


def _only(which: str | None) -> dict[str, Any]:
    return {"sqlite_where": sa.text(which), "postgresql_where": sa.text(which)} if which else {}
