"""Offices: the gram panchayats and wards, with their villages, departments, posts and holidays."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.core.remembered import Register
from panchayat.models.base import Base, Encrypted, Id, Keyword, Names, OfficeId, PlainJSON, one_of
from panchayat.models.personal import Personal


class Office(Base):
    """A local body. ``kind`` is ``state``, ``gp`` or ``ward``; the single ``state`` row stands for the department."""

    __tablename__ = "office"
    register: ClassVar = Register.OFFICES
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
    #: The same hours for those who reckon with them: ``{"opens": "10:00", "closes": "18:00", "days": [0, 1]}``, with 0 for
    #: Monday, and no days where the line is answered on the office's working days. None where only the words are known.
    helpline_times: Mapped[dict[str, Any] | None]
    #: Who a grievance goes to next when its target is missed, lowest first.
    escalation: Mapped[list[Names]] = mapped_column(PlainJSON)
    saturdays_off: Mapped[list[int]] = mapped_column(PlainJSON)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    #: The month (1-12) with which the annual salary statements of this office begin.
    statement_first_month: Mapped[int] = mapped_column(default=4)


class Village(Base):
    """A village or locality by which people name their office."""

    __tablename__ = "village"
    register: ClassVar = Register.OFFICES
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
    register: ClassVar = Register.OFFICES
    __table_args__ = (UniqueConstraint("office_id", "id"), UniqueConstraint("office_id", "key"))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    key: Mapped[Keyword]
    names: Mapped[Names]


class Category(Base):
    """A subject of grievances, its department and its target in working days."""

    __tablename__ = "category"
    register: ClassVar = Register.OFFICES
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
    register: ClassVar = Register.CALENDAR
    __table_args__ = (UniqueConstraint("office_id", "day"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    day: Mapped[date]
    closed: Mapped[bool]
    names: Mapped[Names]


class Staff(Base):
    """A post in an office and the person who holds it.

    ``role`` is ``officer`` (works on requests), ``coordinator`` (a ward's) or ``employee`` (neither); whoever ``signs``
    answers for the office's papers. Who has a ``bank_account`` is on the payroll.
    """

    __tablename__ = "staff"
    register: ClassVar = Register.STAFF
    personal: ClassVar = Personal(shown="posts", kept="the office answers for who works there, and pay is due")
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        Index("uq_staff_office_id_employee_id", "office_id", "employee_id", unique=True),
        one_of("role", ("officer", "coordinator", "employee")),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    #: The office's own number for this person.
    employee_id: Mapped[Keyword]
    role: Mapped[Keyword]
    signs: Mapped[bool]
    post: Mapped[Names]
    #: The registered number in E.164: whatever is private goes there and nowhere else.
    mobile: Mapped[str] = mapped_column(String(20), index=True)
    bank_account: Mapped[str | None] = mapped_column(Encrypted)
    #: An ISO date.
    date_of_birth: Mapped[str | None] = mapped_column(Encrypted)
    left_on: Mapped[date | None]


class OfficeNotice(Base):
    """Something that the office tells everybody, from one day to another; ``reference`` is its own number for it."""

    __tablename__ = "office_notice"
    __table_args__ = (UniqueConstraint("office_id", "reference"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    reference: Mapped[str] = mapped_column(String(60))
    titles: Mapped[Names]
    texts: Mapped[Names]
    valid_from: Mapped[date]
    valid_upto: Mapped[date]
