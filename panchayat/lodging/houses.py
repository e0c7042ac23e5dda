"""Guest houses: which there are, which rooms are free, and what else can be offered where none is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.lodging.offers import Offer, Party, RoomClass, offers
from panchayat.lodging.rates import LodgingRates, NoLodgingRate
from panchayat.lodging.rules import DAYS_AHEAD, Price, moment, stays_over
from panchayat.models import BookedRoom, Booking, GuestHouse, Office, Room, RoomNight
from panchayat.models.booking_states import BookingState

#: So many other days are offered where nothing is free.
_OTHER_DAYS: Final = 3


def lapsed(now: datetime) -> ColumnElement[bool]:
    """Of a booking: its hold is over, whether or not anybody has noted it yet."""
    return and_(Booking.state == BookingState.HELD, Booking.held_until.is_not(None), Booking.held_until <= now)


class Lodging:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now
        self._rates = LodgingRates(session)

    def is_let(self) -> bool:
        """Whether there is any house in which rooms are let."""
        return self._any_house

    @cached_property
    def _any_house(self) -> bool:
        """Looked up once, though every menu asks for more than one of its rows."""
        return self._session.scalars(select(GuestHouse.id).where(GuestHouse.in_use).limit(1)).first() is not None

    def houses(self, first: UUID | None = None) -> list[GuestHouse]:
        """The houses of all offices in which rooms are let, those of the office ``first`` before the others.

        None as long as there are no tables of GST and cancellation charges, without which nothing can be billed.
        """
        try:
            self._rates.gst(today(self._now))
            self._rates.charges(today(self._now))
        except NoLodgingRate:
            return []
        let = select(GuestHouse).join(Office, Office.id == GuestHouse.office_id).where(GuestHouse.in_use)
        found = list(self._session.scalars(let.order_by(Office.code, GuestHouse.key)))
        return sorted(found, key=lambda house: house.office_id != first)

    def house(self, house_id: UUID) -> GuestHouse:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such house."""
        return self._session.get_one(GuestHouse, house_id)

    def rooms(self, house: GuestHouse) -> list[Room]:
        """The rooms that are let, by their keys."""
        let = select(Room).where(Room.office_id == house.office_id, Room.house_id == house.id, Room.in_use)
        return sorted(self._session.scalars(let), key=lambda room: (len(room.key), room.key))

    def classes(self, house: GuestHouse) -> list[RoomClass]:
        """The sorts of rooms that are let, the cheapest first."""
        return sorted({RoomClass.of(room) for room in self.rooms(house)})

    def cheapest_paise(self, house: GuestHouse) -> int | None:
        """The lowest tariff of a night; None where no room is let."""
        return min((room.tariff_paise for room in self.rooms(house)), default=None)

    def last_arrival(self) -> date:
        """The last day for which rooms can be booked now."""
        return today(self._now) + timedelta(days=DAYS_AHEAD)

    def free(self, house: GuestHouse, arrival: date, nights: int) -> list[Room]:
        """The rooms that nobody has in any of these nights."""
        taken = self.taken([house.id], arrival, arrival + timedelta(days=nights - 1))
        return [
            room
            for room in self.rooms(house)
            if not any((room.id, night) in taken for night in stays_over(arrival, nights))
        ]

    def offers(self, house: GuestHouse, arrival: date, nights: int, party: Party) -> list[Offer]:
        """What the house can offer this party for these nights."""
        return offers(self.free(house, arrival, nights), party)

    def has(self, offer: Offer, house: GuestHouse, arrival: date, nights: int) -> bool:
        """Whether the rooms of the offer are free in these nights."""
        return Counter(offer.rooms) <= Counter(map(RoomClass.of, self.free(house, arrival, nights)))

    def prices(self, offer: Offer, nights: int) -> list[Price]:
        """What each room of the offer costs by today's GST."""
        return offer.prices(nights, self._rates.gst(today(self._now)))

    def other_days(self, house: GuestHouse, arrival: date, nights: int, party: Party) -> list[date]:
        """The days nearest to ``arrival`` from which on the house has something for this party, the nearest first."""
        first, last = today(self._now), self.last_arrival()
        taken = self.taken([house.id], first, last + timedelta(days=nights))
        rooms = self.rooms(house)
        found: list[date] = []
        days = (first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1))
        for day in sorted(days, key=lambda day: (abs(day - arrival), day)):
            free = [room for room in rooms if not any((room.id, night) in taken for night in stays_over(day, nights))]
            if day != arrival and offers(free, party):
                found.append(day)
            if len(found) == _OTHER_DAYS:
                break
        return found

    def other_houses(self, house: GuestHouse, arrival: date, nights: int, party: Party) -> list[GuestHouse]:
        """The other houses that have something for this party in these nights."""
        return [
            other
            for other in self.houses(house.office_id)
            if other.id != house.id and self.offers(other, arrival, nights, party)
        ]

    def check_in(self, house: GuestHouse, arrival: date) -> datetime:
        """The instant from which on the rooms are the guests'."""
        return moment(arrival, house.check_in)

    def taken(
        self, houses: Iterable[UUID], first: date, last: date, *, but_by: UUID | None = None
    ) -> set[tuple[UUID, date]]:
        """Which rooms somebody has in which of the nights from the first to the last; one booking may not count."""
        kept = (
            select(RoomNight.room_id, RoomNight.night)
            .join(BookedRoom, BookedRoom.id == RoomNight.booked_room_id)
            .join(Booking, Booking.id == BookedRoom.booking_id)
            .where(
                Booking.house_id.in_(list(houses)),
                RoomNight.night.between(first, last),
                not_(lapsed(self._now)),
            )
        )
        if but_by is not None:
            kept = kept.where(Booking.id != but_by)
        return {(room_id, night) for room_id, night in self._session.execute(kept)}
