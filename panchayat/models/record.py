"""The office's own memory of who did what, when and why; rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, Id, Keyword, OfficeId
from panchayat.models.personal import Personal


class Event(Base):
    """``actor`` (a kind and an id) did ``what`` to ``subject`` (a kind and an id)."""

    __tablename__ = "event"
    personal: ClassVar = Personal(
        hidden="who did what to which record, as the record tells itself",
        kept="the office answers for what it did, and logs are kept for a year (DPDP Rules 2025, rule 6)",
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[Keyword]
    actor_id: Mapped[UUID | None]
    what: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[Keyword]
    subject_id: Mapped[UUID | None]
    why: Mapped[str | None] = mapped_column(Encrypted)
