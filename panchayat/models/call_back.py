"""People who are to be called."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, Id, Keyword, OfficeId, Secret, one_of
from panchayat.models.personal import Personal

#: As the indexes have it: only a query with the very words is answered by them.
IS_OPEN = text("state = 'open'")


class CallBack(Base):
    """Somebody is to be called. ``state`` is ``open``, ``done`` or, where they need no call any more, ``withdrawn``.

    ``reason`` is ``asked`` (in the chat), ``called``, or ``record``: something that the office has written down about
    them is to be corrected. Their ``words`` say what, or else what they want to talk about. From ``wanted_from`` on, and
    until ``wanted_until`` where that is said, it suits them to be called.
    """

    __tablename__ = "call_back"
    personal: ClassVar = Personal(shown="calls", erased="deleted", waiting=frozenset({"open"}))
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "done_by"], ["staff.office_id", "staff.id"]),
        one_of("state", ("open", "done", "withdrawn")),
        one_of("reason", ("asked", "called", "record")),
        # However often somebody asks, there is one call to be made.
        Index("uq_call_back_contact_id", "contact_id", unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index(None, "office_id", "state"),
        Index(None, "contact_id"),
        Index("ix_call_back_open", "asked_at", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    #: The number to call, in E.164.
    phone: Mapped[Secret]
    reason: Mapped[Keyword]
    words: Mapped[str | None] = mapped_column(Encrypted)
    state: Mapped[Keyword]
    asked_at: Mapped[datetime]
    wanted_from: Mapped[datetime | None]
    wanted_until: Mapped[datetime | None]
    done_by: Mapped[UUID | None]
    done_at: Mapped[datetime | None]
