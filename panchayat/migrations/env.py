"""What Alembic runs around the migrations: on the connection and in the transaction that it was handed."""

from __future__ import annotations

from alembic import context

from panchayat.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot change a column in place: later migrations copy the table instead.
    render_as_batch=True,
)
context.run_migrations()
