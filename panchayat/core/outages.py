"""Which errors mean that the database cannot do its work at present, through no fault of the work."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    PendingRollbackError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree

#: No connection, a lock, a time-out, a full disk, a restart, a database that may only be read.
_ALWAYS: Final = (OperationalError, InterfaceError, InternalError, NoConnectionFree)
#: What PostgreSQL counts among the mistakes of a program, but only an operator brings about and mends: rights taken
#: away; a database, schema, table or column that is not there (yet, while it is restored or migrated); a statement
#: that a pooler's other connection prepared.
_OF_THE_OPERATOR: Final = frozenset({"42501", "3D000", "3F000", "42P01", "42703", "26000"})
#: A connection was lost earlier in the same unit of work, and somebody went on nevertheless.
LOST_BEFORE: Final = "8s2b"


def is_outage(error: BaseException) -> bool:
    """Whether the same work may well succeed later, on a database that is whole again."""
    if isinstance(error, _ALWAYS):
        return True
    if isinstance(error, PendingRollbackError):
        return error.code == LOST_BEFORE
    if not isinstance(error, DBAPIError):
        return False
    # SQLite says of a damaged file, or one that is none of its own, nothing more particular than this.
    return type(error) is DatabaseError or getattr(error.orig, "sqlstate", None) in _OF_THE_OPERATOR
