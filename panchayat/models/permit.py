"""Building permits as the office's register has them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, EncryptedJSON, Keyword, Names, PlainJSON, one_of
from panchayat.models.registered import Registered, indexes


class Permit(Registered, Base):
    """A sanctioned building permit (West Bengal Panchayat Act 1973, s. 23).

    Areas in square metres, height in metres, the fee in paise; ``tier``, who sanctioned it, is ``gp``, ``samiti``
    or ``zp``.
    """

    __tablename__ = "permit"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "memo_no"),
        one_of("tier", ("gp", "samiti", "zp")),
        *indexes(),
    )

    memo_no: Mapped[str] = mapped_column(String(60))
    memo_date: Mapped[date]
    tier: Mapped[Keyword]
    #: ``Names`` of the holder and of the parent.
    applicant: Mapped[Any] = mapped_column(EncryptedJSON)
    parent: Mapped[Any] = mapped_column(EncryptedJSON)
    mouza: Mapped[Names]
    jl_no: Mapped[Keyword]
    dag_no: Mapped[Keyword]
    khatian_no: Mapped[Keyword]
    land_area: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    building_use: Mapped[Names]
    floors: Mapped[int]
    plinth_area: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    height: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    fee_paise: Mapped[int]
    receipt_no: Mapped[Keyword]
    surveyor: Mapped[Names]
    surveyor_licence: Mapped[Keyword]
    conditions: Mapped[list[Names]] = mapped_column(PlainJSON)
    signatory: Mapped[Names]
    signatory_post: Mapped[Names]

    @property
    def reference(self) -> str:
        return self.memo_no
