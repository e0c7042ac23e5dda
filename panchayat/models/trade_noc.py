"""Trade NOCs as the office's register has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, EncryptedJSON, Keyword, Names, PlainJSON
from panchayat.models.registered import Registered, indexes


class TradeNoc(Registered, Base):
    """A certificate that the panchayat does not object to a trade, for one financial year or three; the fee in paise."""

    __tablename__ = "trade_noc"
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "certificate_no"),
        Index(None, "office_id", "renewal_of"),
        *indexes(),
    )

    certificate_no: Mapped[str] = mapped_column(String(60))
    certificate_date: Mapped[date]
    trade_name: Mapped[Names]
    trade_nature: Mapped[Names]
    #: ``Names`` of the owner and of the parent.
    owner: Mapped[Any] = mapped_column(EncryptedJSON)
    parent: Mapped[Any] = mapped_column(EncryptedJSON)
    address: Mapped[Names]
    mouza: Mapped[Names]
    dag_no: Mapped[Keyword]
    holding_no: Mapped[Keyword]
    fee_paise: Mapped[int]
    receipt_no: Mapped[Keyword]
    #: The certificate that this one continues.
    renewal_of: Mapped[str | None] = mapped_column(String(60))
    conditions: Mapped[list[Names]] = mapped_column(PlainJSON)
    signatory: Mapped[Names]
    signatory_post: Mapped[Names]

    @property
    def reference(self) -> str:
        return self.certificate_no
