"""The rates by which pay is worked out, each from a day on, as the state's orders have them."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.models import AllowanceRate, DaRate, TaxSlab
from panchayat.pay.rules import Rates

Dated = TypeVar("Dated", DaRate, AllowanceRate)


class NoRate(Exception):
    """No rate of this table holds yet in the month."""

    def __init__(self, table: str, month: date) -> None:
        super().__init__(f"no row of the table {table!r} holds in {month:%m-%Y}: import it first")
        self.table = table


class PayRates:
    """Looks each month up once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[date, Rates] = {}

    def of(self, month: date) -> Rates:
        """The rates that hold on the first day of the month.

        Raises:
            NoRate
        """
        if month not in self._known:
            self._known[month] = self._look_up(month)
        return self._known[month]

    def _look_up(self, month: date) -> Rates:
        allowances = self._newest(AllowanceRate, "allowances", month)
        return Rates(
            da_percent=self._newest(DaRate, "da", month).percent,
            hra_percent=allowances.hra_percent,
            hra_cap_paise=allowances.hra_cap_paise,
            medical_paise=allowances.medical_paise,
            slabs=self._slabs(month),
        )

    def _newest(self, model: type[Dated], table: str, month: date) -> Dated:
        holding = select(model).where(model.valid_from <= month).order_by(model.valid_from.desc()).limit(1)
        found = self._session.scalars(holding).one_or_none()
        if found is None:
            raise NoRate(table, month)
        return found

    def _slabs(self, month: date) -> list[tuple[int, int]]:
        begun = select(TaxSlab.valid_from).where(TaxSlab.valid_from <= month)
        valid_from = self._session.scalars(begun.order_by(TaxSlab.valid_from.desc()).limit(1)).one_or_none()
        if valid_from is None:
            raise NoRate("tax", month)
        slabs = select(TaxSlab.above_paise, TaxSlab.tax_paise).where(TaxSlab.valid_from == valid_from)
        return [(above, tax) for above, tax in self._session.execute(slabs.order_by(TaxSlab.above_paise))]
