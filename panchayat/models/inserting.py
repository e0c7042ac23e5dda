"""Inserts that say what happens when the row, or the number that it is to have, is there already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from panchayat.core.session import OfficeSession
from panchayat.models import Base

#: How often a number is drawn before it was not for the number that the insert failed.
_ATTEMPTS: Final = 8


def insert_into(session: Session, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An ``INSERT`` into the model's table that takes ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    return insert_for(session.get_bind().dialect.name, model)


def insert_for(dialect: str, model: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The same for the database that is called ``dialect``, so that it can be built before there is a session."""
    insert: Any = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement: postgresql.Insert | sqlite.Insert = insert(model)
    return statement


def insert_unique(session: OfficeSession, record: Base, draw: Callable[[], None]) -> None:
    """Insert ``record`` after ``draw()`` has given it its number; draw again when the number is taken.

    The constraint decides, not a look beforehand: two people can draw the same number at once.

    Raises:
        sqlalchemy.exc.IntegrityError: it failed every time, so it was not for the number.
    """
    for _attempt in range(_ATTEMPTS):
        draw()
        if session.insert_unless_taken(record):
            return
    session.add(record)
    session.flush()
