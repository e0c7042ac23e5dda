"""Applications for a paper: what was asked for, how far it has got, and its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.application_states import Kind, Stage
from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, Names, OfficeId, one_of
from panchayat.models.personal import Personal

_OPEN = text(f"stage NOT IN ('{Stage.GRANTED}', '{Stage.REJECTED}') AND kind = '{Kind.NOC_RENEWAL}'")


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
        Index("uq_application_renews_id", "renews_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The office's own number for it, where it was handed in on paper.
    reference: Mapped[str | None] = mapped_column(String(60))
    #: The same as ``panchayat.core.references`` compares it.
    reference_key: Mapped[str | None] = mapped_column(String(60), index=True)
    kind: Mapped[Keyword]
    mobile: Mapped[str] = mapped_column(String(20), index=True)
    #: ``Names``.
    applicant: Mapped[Any] = mapped_column(EncryptedJSON)
    #: What it is about: the mouza and plot, or the trade.
    about: Mapped[Names]
    stage: Mapped[Keyword]
    applied_on: Mapped[date]
    target_on: Mapped[date]
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
