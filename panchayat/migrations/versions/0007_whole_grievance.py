"""What follows a resolution, and escalation.

Revision: 0007
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

from panchayat.core.clock import today
from panchayat.migrations.checks import replace_check

revision: Final = "0007"
down_revision: Final = "0006"
branch_labels: Final = None
depends_on: Final = None

_BEFORE: Final = (
    "'SUBMITTED', 'UNDER_PROCESS', 'FORWARDED', 'NEEDS_INFO', 'ACTION_TAKEN', 'RESOLVED', 'REJECTED', 'REOPENED'"
)
#: Where states stand, and what a withdrawal is called where there are none.
_STATES: Final = (
    ("grievance", "state", "UPDATE grievance SET state = 'REJECTED' WHERE state = 'WITHDRAWN'"),
    (
        "grievance_step",
        "from_state",
        "UPDATE grievance_step SET from_state = 'REJECTED' WHERE from_state = 'WITHDRAWN'",
    ),
    ("grievance_step", "to_state", "UPDATE grievance_step SET to_state = 'REJECTED' WHERE to_state = 'WITHDRAWN'"),
)


def upgrade() -> None:
    for table, column, _rejected in _STATES:
        old, new = f"{column} IN ({_BEFORE})", f"{column} IN ({_BEFORE}, 'WITHDRAWN')"
        replace_check(table, column, old, new, meanwhile="SELECT 1")
    op.add_column("grievance", sa.Column("level", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("grievance", sa.Column("past_office", sa.Boolean(), nullable=False, server_default=sa.false()))
    for column in ("escalates_on", "waiting_since", "ask_again_on"):
        op.add_column("grievance", sa.Column(column, sa.Date(), nullable=True))
    op.create_index("ix_grievance_escalates_on", "grievance", ["escalates_on"])
    op.create_index("ix_grievance_ask_again_on", "grievance", ["ask_again_on"])
    op.add_column("grievance_step", sa.Column("level", sa.Integer(), nullable=True))
    op.add_column("grievance_step", sa.Column("target_on", sa.Date(), nullable=True))
    op.add_column("paper_request", sa.Column("unasked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "grievance_verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Uuid(), nullable=False),
        sa.Column("grievance_id", sa.Uuid(), nullable=False),
        sa.Column("resolution", sa.Integer(), nullable=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_grievance_verdict_rating")),
        sa.ForeignKeyConstraint(
            ["office_id", "grievance_id"],
            ["grievance.office_id", "grievance.id"],
            name="fk_grievance_verdict_office_id_grievance_id",
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name="fk_grievance_verdict_office_id"),
        sa.PrimaryKeyConstraint("id", name="pk_grievance_verdict"),
        sa.UniqueConstraint(
            "office_id",
            "grievance_id",
            "resolution",
            name="uq_grievance_verdict_office_id_grievance_id_resolution",
        ),
    )
    _set_the_clocks()


def _set_the_clocks() -> None:
    """What is open already goes up like whatever is filed from now on."""
    op.execute(
        "UPDATE grievance_step SET target_on = (SELECT target_on FROM grievance"
        " WHERE grievance.id = grievance_step.grievance_id) WHERE position = 1"
    )
    connection = op.get_bind()
    columns = [sa.column("id", sa.Uuid()), sa.column("kind"), sa.column("state")]
    dates = [sa.column(name, sa.Date()) for name in ("target_on", "escalates_on", "waiting_since")]
    grievance = sa.table("grievance", *columns, *dates)
    step = sa.table("grievance_step", sa.column("grievance_id", sa.Uuid()), sa.column("at", sa.DateTime(timezone=True)))
    open_states = ("SUBMITTED", "UNDER_PROCESS", "FORWARDED", "REOPENED", "NEEDS_INFO")
    waiting = sa.select(grievance.c.id, grievance.c.state, grievance.c.target_on).where(
        grievance.c.kind == "grievance", grievance.c.state.in_(open_states)
    )
    for grievance_id, state, target_on in connection.execute(waiting).all():
        values: dict[str, Any] = {"escalates_on": target_on + timedelta(days=1)}
        if state == "NEEDS_INFO":
            asked = connection.scalar(sa.select(sa.func.max(step.c.at)).where(step.c.grievance_id == grievance_id))
            values = {"waiting_since": today(asked) if asked is not None else target_on}
        connection.execute(grievance.update().where(grievance.c.id == grievance_id).values(**values))


def downgrade() -> None:
    op.drop_table("grievance_verdict")
    op.drop_column("paper_request", "unasked")
    for column in ("target_on", "level"):
        op.drop_column("grievance_step", column)
    for index in ("ix_grievance_ask_again_on", "ix_grievance_escalates_on"):
        op.drop_index(index, "grievance")
    for column in ("ask_again_on", "waiting_since", "escalates_on", "past_office", "level"):
        op.drop_column("grievance", column)
    for table, column, rejected in _STATES:
        old, new = f"{column} IN ({_BEFORE}, 'WITHDRAWN')", f"{column} IN ({_BEFORE})"
        replace_check(table, column, old, new, meanwhile=rejected)
