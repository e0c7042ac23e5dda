"""Offices: the gram panchayats and wards, with their villages, departments, posts and holidays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Id, Keyword, Names, OfficeId, PlainJSON, one_of


class Office(Base):
    """A local body. ``kind`` is ``state``, ``gp`` or ``ward``; the single ``state`` row stands for the department."""

    __tablename__ = "office"
    __table_args__ = (
        one_of("kind", ("state", "gp", "ward")),
        Index(
            "uq_office_state",
            "kind",
            unique=True,
            sqlite_where=text("kind = 'state'"),
            postgresql_where=text("kind = 'state'"),
        ),
    )

    id: Mapped[Id]
    kind: Mapped[Keyword]
    code: Mapped[Keyword] = mapped_column(unique=True)
    code_type: Mapped[Keyword]
    names: Mapped[Names]
    district: Mapped[Names]
    block: Mapped[Names]
    address: Mapped[Names]
    pin_codes: Mapped[list[str]]
    helpline_phone: Mapped[Keyword]
    helpline_hours: Mapped[Names]
    #: Who a grievance goes to next when its target is missed, lowest first.
    escalation: Mapped[list[Names]] = mapped_column(PlainJSON)
    saturdays_off: Mapped[list[int]] = mapped_column(PlainJSON)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Village(Base):
    """A village or locality by which people name their office."""

    __tablename__ = "village"
    __table_args__ = (Index(None, "office_id"), Index(None, "pin_code"))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    names: Mapped[Names]
    pin_code: Mapped[Keyword]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Department(Base):
    """Who in or above the office answers for a kind of grievance."""

    __tablename__ = "department"
    __table_args__ = (UniqueConstraint("office_id", "id"), UniqueConstraint("office_id", "key"))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    key: Mapped[Keyword]
    names: Mapped[Names]


class Category(Base):
    """A subject of grievances, its department and its target in working days."""

    __tablename__ = "category"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "key"),
        ForeignKeyConstraint(["office_id", "department_id"], ["department.office_id", "department.id"]),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    key: Mapped[Keyword]
    names: Mapped[Names]
    position: Mapped[int]
    department_id: Mapped[UUID]
    target_working_days: Mapped[int]


class Holiday(Base):
    """A day on which the office is closed, or (``closed`` false) open against the general calendar."""

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("office_id", "day"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    day: Mapped[date]
    closed: Mapped[bool]
    names: Mapped[Names]


class Staff(Base):
    """A post in an office and the person who holds it. ``role`` is ``officer`` or ``signatory``."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("office_id", "id"), one_of("role", ("officer", "signatory")))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Keyword]
    post: Mapped[Names]
    #: Where the service writes to this officer, such as ``whatsapp:+91…``.
    address: Mapped[str] = mapped_column(String(160))
