"""The dated tables of GST and of cancellation charges, as they hold on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from panchayat.models import CancellationCharge, GstRate

#: Pairs of a bound (hours, or paise a night) and per cent, in rising order.
Steps = Sequence[tuple[int, Decimal]]


class NoLodgingRate(Exception):
    """No row of this table holds yet on the day."""

    def __init__(self, table: str, day: date) -> None:
        super().__init__(f"no row of the table {table!r} holds on {day:%d-%m-%Y}: import it first")


class LodgingRates:
    """Looks each table up once for a day."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, date], Steps] = {}

    def gst(self, day: date) -> Steps:
        """Above how many paise a night which rate holds. Raises ``NoLodgingRate``."""
        return self._holding("gst", GstRate, GstRate.above_paise, day)

    def charges(self, day: date) -> Steps:
        """From how many hours before check-in on which charge holds. Raises ``NoLodgingRate``."""
        return self._holding("cancellation_charges", CancellationCharge, CancellationCharge.hours, day)

    def _holding(
        self,
        table: str,
        model: type[GstRate] | type[CancellationCharge],
        bound: InstrumentedAttribute[int],
        day: date,
    ) -> Steps:
        if (table, day) not in self._known:
            begun = select(model.valid_from).where(model.valid_from <= day).order_by(model.valid_from.desc()).limit(1)
            rows = select(bound, model.percent).where(model.valid_from == begun.scalar_subquery()).order_by(bound)
            found = [(least, percent) for least, percent in self._session.execute(rows)]
            if not found:
                raise NoLodgingRate(table, day)
            self._known[table, day] = found
        return self._known[table, day]
