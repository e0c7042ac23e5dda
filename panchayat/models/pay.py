"""Pay slips, and the dated tables by which pay is worked out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, EncryptedJSON, Id, Names, OfficeId
from panchayat.models.personal import Personal

#: A condition as its index has it: only a query with the very words is answered by such an index.
IS_UNRELEASED: Final = text("released_at IS NULL")


class PaySlip(Base):
    """The pay of one employee for one month; all amounts are encrypted, as ``panchayat.pay_rules.Pay`` writes them."""

    __tablename__ = "pay_slip"
    personal: ClassVar = Personal(
        shown="pay_slips", kept="accounts of pay are kept as long as it can be claimed or audited"
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "staff_id", "month"),
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        Index("ix_pay_slip_unreleased", "release_on", sqlite_where=IS_UNRELEASED, postgresql_where=IS_UNRELEASED),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    staff_id: Mapped[UUID]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The first day of the month.
    month: Mapped[date]
    level: Mapped[str] = mapped_column(String(20))
    cell: Mapped[str] = mapped_column(String(20))
    post: Mapped[Names]
    amounts: Mapped[Any] = mapped_column(EncryptedJSON)
    #: From which day the employee sees it, and when it was released.
    release_on: Mapped[date]
    released_at: Mapped[datetime | None]


class DaRate(Base):
    """The dearness allowance in per cent of basic pay, from a day on until the next row's day."""

    __tablename__ = "da_rate"
    __table_args__ = (UniqueConstraint("office_id", "valid_from"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    valid_from: Mapped[date]
    percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))


class AllowanceRate(Base):
    """House rent allowance (per cent of basic pay, and at most so many paise) and medical allowance, from a day on."""

    __tablename__ = "allowance_rate"
    __table_args__ = (UniqueConstraint("office_id", "valid_from"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    valid_from: Mapped[date]
    hra_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    hra_cap_paise: Mapped[int]
    medical_paise: Mapped[int]


class TaxSlab(Base):
    """Professional tax of a month's gross pay above so many paise; the slabs of one day replace all earlier ones."""

    __tablename__ = "tax_slab"
    __table_args__ = (UniqueConstraint("office_id", "valid_from", "above_paise"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    valid_from: Mapped[date]
    above_paise: Mapped[int]
    tax_paise: Mapped[int]
