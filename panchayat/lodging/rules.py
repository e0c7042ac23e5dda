"""What a stay costs and what a cancellation keeps: rules over plain values, in paise.

Every percentage is rounded half up to the paisa, once for each room over all its nights; sums are of rounded amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from panchayat.core.clock import IST

#: How far ahead the day of arrival may lie, and how long a stay may be.
DAYS_AHEAD: Final = 60
MOST_NIGHTS: Final = 7
#: So many rooms one contact may have at a time, in all its bookings that are not over.
MOST_ROOMS: Final = 4
#: How long rooms are kept for somebody who has yet to pay.
HOLD: Final = timedelta(minutes=30)
REFUND_WORKING_DAYS: Final = 7
#: So many whole days must lie between the day on which a booking is moved to other days and its day of arrival.
_CLEAR_DAYS: Final = 7

_HUNDRED: Final = Decimal(100)
_PAISA: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Price:
    """What one room costs for all nights: a night's rate with extra beds, the nights' sum, and the GST on it."""

    rate_paise: int
    net_paise: int
    gst_percent: Decimal
    gst_paise: int

    @property
    def total_paise(self) -> int:
        return self.net_paise + self.gst_paise


def share(paise: int, percent: Decimal) -> int:
    """So many per cent of an amount, rounded half up to the paisa."""
    return int((paise * percent / _HUNDRED).quantize(_PAISA, ROUND_HALF_UP))


def price(
    tariff_paise: int,
    *,
    extra_beds: int,
    extra_bed_percent: Decimal,
    nights: int,
    gst: Sequence[tuple[int, Decimal]],
) -> Price:
    """The price of a room. ``gst`` are pairs of "above so many paise a night" and per cent, in rising order.

    An extra bed is part of the night's rate, which decides about the GST of the whole.
    """
    rate = tariff_paise + extra_beds * share(tariff_paise, extra_bed_percent)
    percent = [percent for above, percent in gst if rate > above][-1]
    net = rate * nights
    return Price(rate, net, percent, share(net, percent))


def charge_percent(now: datetime, check_in: datetime, charges: Sequence[tuple[int, Decimal]]) -> Decimal:
    """What a cancellation at ``now`` keeps, in per cent.

    ``charges`` are pairs of hours before check-in and per cent, in rising order. Each holds from exactly so many hours
    on, so that whoever stands on a border has the lower charge; nearer than the first, or later, the first holds.
    """
    left = check_in - now
    holding = [percent for hours, percent in charges if left >= timedelta(hours=hours)]
    return holding[-1] if holding else charges[0][1]


def last_day_to_reschedule(arrival: date) -> date:
    """The last day on which a booking for ``arrival`` can be moved to other days."""
    return arrival - timedelta(days=_CLEAR_DAYS + 1)


def moment(day: date, at: time) -> datetime:
    """The instant at which the clocks in India say so."""
    return datetime.combine(day, at, IST)


def stays_over(arrival: date, nights: int) -> list[date]:
    """The nights of a stay, each by the day on which it begins."""
    return [arrival + timedelta(days=night) for night in range(nights)]
