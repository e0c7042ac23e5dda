"""The dated tables of GST and of cancellation charges, as they hold on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from panchayat.core.remembered import Register, Remembered
from panchayat.models import CancellationCharge, GstRate

#: Pairs of a bound (hours, or paise a night) and per cent, in rising order.
Steps = Sequence[tuple[int, Decimal]]


class NoLodgingRate(Exception):
    """No row of this table holds yet on the day."""

    def __init__(self, table: str, day: date) -> None:
        super().__init__(f"no row of the table {table!r} holds on {day:%d-%m-%Y}: import it first")


class LodgingRates:
    def __init__(self, session: Session, remembered: Remembered) -> None:
        self._session = session
        self._remembered = remembered

    def gst(self, day: date) -> Steps:
        """Above how many paise a night which rate holds. Raises ``NoLodgingRate``."""
        return self._holding("gst", day, lambda: self._look_up(GstRate, GstRate.above_paise))

    def charges(self, day: date) -> Steps:
        """From how many hours before check-in on which charge holds. Raises ``NoLodgingRate``."""
        return self._holding(
            "cancellation_charges", day, lambda: self._look_up(CancellationCharge, CancellationCharge.hours)
        )

    def _holding(self, table: str, day: date, look_up: Callable[[], Mapping[date, Steps]]) -> Steps:
        tables = self._remembered.get(Register.LODGING, table, look_up)
        begun = max((valid_from for valid_from in tables if valid_from <= day), default=None)
        if begun is None:
            raise NoLodgingRate(table, day)
        return tables[begun]

    def _look_up(
        self, model: type[GstRate] | type[CancellationCharge], bound: InstrumentedAttribute[int]
    ) -> Mapping[date, Steps]:
        """All that hold from some day on, by that day: the rows of one day replace all earlier ones."""
        found = defaultdict[date, list[tuple[int, Decimal]]](list)
        for valid_from, least, percent in self._session.execute(
            select(model.valid_from, bound, model.percent).order_by(bound)
        ):
            found[valid_from].append((least, percent))
        return MappingProxyType({valid_from: tuple(steps) for valid_from, steps in found.items()})
