"""Inserts that say what happens when the row is there already, in the words of the database at hand."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from panchayat.models import Base


def insert_into(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An ``INSERT`` into the model's table that takes ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return insert_for(session.get_bind().dialect.name, model)


def insert_for(dialect: str, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The same for the database that is called ``dialect``, so that it can be built before there is a session."""
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: postgresql.Insert | sqlite.Insert = insert(model)
    return statement
