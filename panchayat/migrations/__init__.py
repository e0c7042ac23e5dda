"""Bringing a database's tables to the shape that the records have now.

A new migration is a file in ``versions``, written by hand under the next number; the tests name every table,
column and rule in which the migrations and the records still differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from panchayat.core.connections import connect

_HERE: Final = Path(__file__).parent

#: Any number that nothing else locks by; PostgreSQL's advisory locks have no names.
_MIGRATING: Final = 20_260_919


def migrate(url: str) -> None:
    """Apply every migration that is missing, all or none of them; a database file is made if there is none.

    Of several processes that start at once, one migrates and the others wait for it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached, or a migration failed.
    """
    engine = connect(url, patient=True)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
            command.upgrade(_config(connection), "head")
    finally:
        engine.dispose()


def pending(url: str) -> list[str]:
    """The revisions that this database lacks, oldest first; empty when it is up to date.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
    """
    engine = connect(url)
    try:
        with engine.begin() as connection:
            applied = MigrationContext.configure(connection).get_current_heads()
            scripts = ScriptDirectory.from_config(_config(connection))
            missing = scripts.iterate_revisions("heads", applied or "base")
            return [script.revision for script in missing][::-1]
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    return config
