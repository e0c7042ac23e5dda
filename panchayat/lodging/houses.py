"""Guest houses: which there are, which rooms are free, and what else can be offered where none is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from panchayat.core.clock import today
from panchayat.core.remembered import Register, Remembered
from panchayat.lodging.known import House, KnownHouse, KnownRoom
from panchayat.lodging.offers import Offer, Party, RoomClass, offers
from panchayat.lodging.rates import LodgingRates, NoLodgingRate
from panchayat.lodging.rules import DAYS_AHEAD, Price, moment, stays_over
from panchayat.models import BookedRoom, Booking, GuestHouse, Room, RoomNight
from panchayat.models.booking_states import BookingState
from panchayat.offices.offices import Offices

R = TypeVar("R", Room, KnownRoom)

#: So many other days are offered where nothing is free.
_OTHER_DAYS: Final = 3
#: So many other houses, which a list shows at once, are offered; a state has hundreds, of which so many are asked at once.
_OTHER_HOUSES: Final = 9
_HOUSES_AT_ONCE: Final = 20
_HOUSE: Final = tuple(getattr(GuestHouse, column.key) for column in GuestHouse.__table__.c)
_ROOM: Final = tuple(getattr(Room, column.key) for column in Room.__table__.c)


def lapsed(now: datetime) -> ColumnElement[bool]:
    """Of a booking: its hold is over, whether or not anybody has noted it yet."""
    return and_(Booking.state == BookingState.HELD, Booking.held_until.is_not(None), Booking.held_until <= now)


class Lodging:
    """What the process remembers of houses, rooms and rates is asked for here; what is free is looked up each time."""

    def __init__(
        self, session: Session, now: datetime, *, offices: Offices, rates: LodgingRates, remembered: Remembered
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._rates = rates
        self._remembered = remembered

    def is_let(self) -> bool:
        """Whether there is any house in which rooms are let."""
        let = select(GuestHouse.id).where(GuestHouse.in_use).limit(1)
        return self._remembered.get(Register.LODGING, "is let", lambda: self._session.scalars(let).first() is not None)

    def houses(self, first: UUID | None = None) -> list[KnownHouse]:
        """The houses of all offices in which rooms are let, those of the office ``first`` before the others.

        None as long as there are no tables of GST and cancellation charges, without which nothing can be billed.
        """
        try:
            self._rates.gst(today(self._now))
            self._rates.charges(today(self._now))
        except NoLodgingRate:
            return []
        let = self._remembered.get(Register.LODGING, "houses", self._look_up_houses)
        return sorted(let, key=lambda each: (each.office_id != first, self._offices.get(each.office_id).code, each.key))

    def house(self, house_id: UUID) -> KnownHouse:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such house."""
        house = self._remembered.get(Register.LODGING, ("house", house_id), lambda: self._look_up_house(house_id))
        if house is None:
            raise NoResultFound
        return house

    def rooms(self, house: House) -> Sequence[KnownRoom]:
        """The rooms that are let, by their keys."""
        return self._remembered.get(Register.LODGING, ("rooms", house.id), lambda: self._look_up_rooms(house))

    def classes(self, house: House) -> list[RoomClass]:
        """The sorts of rooms that are let, the cheapest first."""
        return sorted({RoomClass.of(room) for room in self.rooms(house)})

    def cheapest_paise(self, house: House) -> int | None:
        """The lowest tariff of a night; None where no room is let."""
        return min((room.tariff_paise for room in self.rooms(house)), default=None)

    def last_arrival(self) -> date:
        """The last day for which rooms can be booked now."""
        return today(self._now) + timedelta(days=DAYS_AHEAD)

    def free(self, house: House, arrival: date, nights: int) -> list[KnownRoom]:
        """The rooms that nobody has in any of these nights."""
        rooms = self.rooms(house)
        return _free(rooms, self.taken(rooms, arrival, arrival + timedelta(days=nights - 1)), arrival, nights)

    def offers(self, house: House, arrival: date, nights: int, party: Party) -> list[Offer]:
        """What the house can offer this party for these nights."""
        return offers(self.free(house, arrival, nights), party)

    def has(self, offer: Offer, house: House, arrival: date, nights: int) -> bool:
        """Whether the rooms of the offer are free in these nights."""
        return Counter(offer.rooms) <= Counter(map(RoomClass.of, self.free(house, arrival, nights)))

    def prices(self, offer: Offer, nights: int) -> list[Price]:
        """What each room of the offer costs by today's GST."""
        return offer.prices(nights, self._rates.gst(today(self._now)))

    def other_days(self, house: House, arrival: date, nights: int, party: Party) -> list[date]:
        """The days nearest to ``arrival`` from which on the house has something for this party, the nearest first."""
        first, last = today(self._now), self.last_arrival()
        rooms = self.rooms(house)
        taken = self.taken(rooms, first, last + timedelta(days=nights))
        found: list[date] = []
        days = (first + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1))
        for day in sorted(days, key=lambda day: (abs(day - arrival), day)):
            if day != arrival and offers(_free(rooms, taken, day, nights), party):
                found.append(day)
            if len(found) == _OTHER_DAYS:
                break
        return found

    def other_houses(self, house: House, arrival: date, nights: int, party: Party) -> list[KnownHouse]:
        """Other houses that have something for this party in these nights: at most nine, those of the same office first."""
        others = [other for other in self.houses(house.office_id) if other.id != house.id]
        found: list[KnownHouse] = []
        for start in range(0, len(others), _HOUSES_AT_ONCE):
            rooms_of = [(each, self.rooms(each)) for each in others[start : start + _HOUSES_AT_ONCE]]
            rooms = chain.from_iterable(rooms for _house, rooms in rooms_of)
            taken = self.taken(rooms, arrival, arrival + timedelta(days=nights - 1))
            found += [each for each, rooms in rooms_of if offers(_free(rooms, taken, arrival, nights), party)]
            if len(found) >= _OTHER_HOUSES:
                break
        return found[:_OTHER_HOUSES]

    def _look_up_houses(self) -> tuple[KnownHouse, ...]:
        let = self._session.execute(select(*_HOUSE).where(GuestHouse.in_use))
        return tuple(map(KnownHouse.of, let.mappings()))

    def _look_up_house(self, house_id: UUID) -> KnownHouse | None:
        found = self._session.execute(select(*_HOUSE).where(GuestHouse.id == house_id)).mappings().one_or_none()
        return None if found is None else KnownHouse.of(found)

    def _look_up_rooms(self, house: House) -> tuple[KnownRoom, ...]:
        let = select(*_ROOM).where(Room.office_id == house.office_id, Room.house_id == house.id, Room.in_use)
        rooms = map(KnownRoom.of, self._session.execute(let).mappings())
        return tuple(sorted(rooms, key=lambda room: (len(room.key), room.key)))

    def check_in(self, house: House, arrival: date) -> datetime:
        """The instant from which on the rooms are the guests'."""
        return moment(arrival, house.check_in)

    def taken(
        self, rooms: Iterable[R], first: date, last: date, *, but_by: UUID | None = None
    ) -> set[tuple[UUID, date]]:
        """Which of the rooms somebody has in which nights from the first to the last; one booking may not count."""
        # By the rooms and their nights: what was ever booked in a house only grows. Holds that are over are few.
        booked = select(BookedRoom.id).join(
            Booking, and_(Booking.office_id == BookedRoom.office_id, Booking.id == BookedRoom.booking_id)
        )
        kept = select(RoomNight.room_id, RoomNight.night).where(
            RoomNight.room_id.in_([room.id for room in rooms]),
            RoomNight.night.between(first, last),
            RoomNight.booked_room_id.not_in(booked.where(lapsed(self._now))),
        )
        if but_by is not None:
            kept = kept.where(RoomNight.booked_room_id.not_in(booked.where(Booking.id == but_by)))
        return {(room_id, night) for room_id, night in self._session.execute(kept)}


def _free(rooms: Iterable[R], taken: Container[tuple[UUID, date]], arrival: date, nights: int) -> list[R]:
    """Those that nobody has in any night of the stay."""
    stay = stays_over(arrival, nights)
    return [room for room in rooms if not any((room.id, night) in taken for night in stay)]
