"""Applications that are found by the office's own number.

Revision: 0017
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from panchayat.core.references import reference_key

revision: Final = "0017"
down_revision: Final = "0016"
branch_labels: Final = None
depends_on: Final = None


def upgrade() -> None:
    op.add_column("application", sa.Column("reference_key", sa.String(60), nullable=True))
    application = sa.table(
        "application", sa.column("id", sa.Uuid()), sa.column("reference"), sa.column("reference_key")
    )
    connection = op.get_bind()
    held = sa.select(application.c.id, application.c.reference).where(application.c.reference.is_not(None))
    for application_id, reference in connection.execute(held).all():
        connection.execute(
            application.update()
            .where(application.c.id == application_id)
            .values(reference_key=reference_key(reference))
        )
    op.create_index(op.f("ix_application_reference_key"), "application", ["reference_key"])


def downgrade() -> None:
    op.drop_index(op.f("ix_application_reference_key"), "application")
    op.drop_column("application", "reference_key")
