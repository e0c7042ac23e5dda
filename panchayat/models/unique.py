"""Inserting a record under a random number or code that no other record has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from panchayat.models import Base

_ATTEMPTS: Final = 8


def insert_unique(session: Session, record: Base, draw: Callable[[], None]) -> None:
    """Insert ``record`` after ``draw()`` has given it its number; draw again when the number is taken.

    The constraint decides, not a look beforehand: two people can draw the same number at once.

    Raises:
        sqlalchemy.exc.IntegrityError: it failed every time, so it was not for the number.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        draw()
        try:
            with session.begin_nested():
                session.add(record)
        except IntegrityError:
            if attempt == _ATTEMPTS:
                raise
        else:
            return
