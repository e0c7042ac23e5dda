"""Applications for a paper: what was asked for, how far it has got, and its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.application_states import Kind, Stage
from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, Names, OfficeId, one_of
from panchayat.models.personal import Personal

#: Conditions as their indexes have them: only a query with the very words is answered by such an index.
IS_OPEN: Final = text(f"stage NOT IN ('{Stage.GRANTED}', '{Stage.REJECTED}')")
#: The office is waited for, and of this target it has not been told that it was missed.
MAY_BE_LATE: Final = text(
    f"stage IN ('{Stage.RECEIVED}', '{Stage.SCRUTINY}', '{Stage.INSPECTION}')"
    " AND (late_told_on IS NULL OR late_told_on < target_on)"
)
_OPEN_RENEWAL: Final = text(f"{IS_OPEN} AND kind = '{Kind.NOC_RENEWAL}'")


class Application(Base):
    """An application. ``kind`` and ``stage`` see ``panchayat.models.application_states``.

    ``renews_id`` is the NOC to be renewed, for ``years`` financial years from the one that begins in
    ``first_year`` on; ``permit_id`` and ``noc_id`` are what was granted.
    """

    __tablename__ = "application"
    personal: ClassVar = Personal(
        shown="records", kept="the register of what was applied for is a record of the office"
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "reference"),
        ForeignKeyConstraint(["office_id", "permit_id"], ["permit.office_id", "permit.id"]),
        ForeignKeyConstraint(["office_id", "noc_id"], ["trade_noc.office_id", "trade_noc.id"]),
        ForeignKeyConstraint(["office_id", "renews_id"], ["trade_noc.office_id", "trade_noc.id"]),
        one_of("kind", Kind),
        one_of("stage", Stage),
        # A NOC waits for one renewal at a time.
        Index(
            "uq_application_renews_id",
            "renews_id",
            unique=True,
            sqlite_where=_OPEN_RENEWAL,
            postgresql_where=_OPEN_RENEWAL,
        ),
        Index(None, "mobile", "applied_on", "id"),
        Index("ix_application_open", "target_on", "id", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index(
            "ix_application_open_in_office", "office_id", "target_on", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
        ),
        Index("ix_application_late", "target_on", sqlite_where=MAY_BE_LATE, postgresql_where=MAY_BE_LATE),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The office's own number for it, where it was handed in on paper.
    reference: Mapped[str | None] = mapped_column(String(60))
    #: The same as ``panchayat.core.references`` compares it.
    reference_key: Mapped[str | None] = mapped_column(String(60), index=True)
    kind: Mapped[Keyword]
    mobile: Mapped[str] = mapped_column(String(20))
    #: ``Names``.
    applicant: Mapped[Any] = mapped_column(EncryptedJSON)
    #: What it is about: the mouza and plot, or the trade.
    about: Mapped[Names]
    stage: Mapped[Keyword]
    applied_on: Mapped[date]
    target_on: Mapped[date]
    #: The target of which it was told that it was missed.
    late_told_on: Mapped[date | None]
    #: What the applicant still has to bring.
    missing: Mapped[Names | None]
    #: Whom to ask, by post and phone number; else the office's helpline.
    ask_post: Mapped[Names | None]
    ask_phone: Mapped[str | None] = mapped_column(String(40))
    renews_id: Mapped[UUID | None]
    first_year: Mapped[int | None]
    years: Mapped[int | None]
    permit_id: Mapped[UUID | None]
    noc_id: Mapped[UUID | None]
    updated_at: Mapped[datetime]


class ApplicationStep(Base):
    """One move of an application: to which stage, when, and what the applicant is told about it."""

    __tablename__ = "application_step"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "application_id"], ["application.office_id", "application.id"]),
        UniqueConstraint("office_id", "application_id", "position"),
        one_of("stage", Stage),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    application_id: Mapped[UUID]
    #: Position in the history, from 1.
    position: Mapped[int]
    stage: Mapped[Keyword]
    at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(Encrypted)
