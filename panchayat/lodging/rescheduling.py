"""Coming on other days than were booked: once, in good time, in rooms alike, at the price that was agreed."""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Final
from uuid import UUID

from sqlalchemy import select

from panchayat.access.codes import AccessCodes
from panchayat.core.clock import today
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.lodging.bookings import BookingLedger, NotTheirBooking, RoomTaken
from panchayat.lodging.houses import Lodging
from panchayat.lodging.rules import last_day_to_reschedule, stays_over
from panchayat.messaging.outbox import Outbox
from panchayat.models import BookedRoom, Booking, Room
from panchayat.models.booking_states import BookingState
from panchayat.papers.papers import Papers

#: So many other days are offered where the rooms are not free.
_OTHER_DAYS: Final = 3


class NotMovable(Enum):
    """Why the days of a booking cannot be changed."""

    NOT_BOOKED = auto()
    """It is not paid yet, or is over."""
    CHANGED_BEFORE = auto()
    TOO_LATE = auto()


class DaysFixed(Exception):
    """The days of this booking cannot be changed."""

    def __init__(self, why: NotMovable) -> None:
        super().__init__(f"the days cannot be changed: {why.name}")
        self.why = why


class Rescheduling(BookingLedger):
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        events: Events,
        outbox: Outbox,
        papers: Papers,
        *,
        lodging: Lodging,
        access_codes: AccessCodes,
    ) -> None:
        super().__init__(session, now, events, outbox, papers)
        self._lodging = lodging
        self._access_codes = access_codes

    def fixed(self, booking: Booking) -> NotMovable | None:
        """Why its days cannot be changed any more; None while they can."""
        if self.state(booking) is not BookingState.BOOKED:
            return NotMovable.NOT_BOOKED
        if booking.rescheduled_at is not None:
            return NotMovable.CHANGED_BEFORE
        return NotMovable.TOO_LATE if today(self._now) > last_day_to_reschedule(booking.arrival) else None

    def is_free(self, booking: Booking, arrival: date) -> bool:
        """Whether the guests can have rooms alike from that day on; the nights that they have already count as free."""
        return bool(self._free_from(booking, [arrival]))

    def other_days(self, booking: Booking, wished: date) -> list[date]:
        """The days nearest to the wished one from which on the guests can have rooms alike, the nearest first."""
        first, last = today(self._now), self._lodging.last_arrival()
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        nearest = sorted(days, key=lambda day: (abs(day - wished), day))
        others = [day for day in nearest if day not in (wished, booking.arrival)]
        return self._free_from(booking, others)[:_OTHER_DAYS]

    def reschedule(self, booking_id: UUID, contact_id: UUID, arrival: date) -> Booking:
        """Move a booking to other days; its voucher no longer holds, and whoever booked on another phone is told.

        Raises:
            NotTheirBooking
            DaysFixed
            RoomTaken: rooms alike are not free from that day on, or it is the day of arrival already.
        """
        known = self.known(booking_id)
        if known is None or not self._access_codes.may_see(self.guarded(known), contact_id):
            raise NotTheirBooking
        if not today(self._now) <= arrival <= self._lodging.last_arrival():
            raise RoomTaken
        alike = self._rooms_alike(known, lock=True)
        self._expire_lapsed(alike, arrival, known.nights)
        booking = self._held(Booking.id == booking_id) or known
        if (why := self.fixed(booking)) is not None:
            raise DaysFixed(why)
        if arrival == booking.arrival:
            raise RoomTaken
        stay = stays_over(arrival, booking.nights)
        chosen = _choose(self.rooms(booking), alike, self._taken(booking, alike, [arrival]), stay)
        kept = [booked for booked, _room in self.kept_rooms(booking)]
        self._free_nights(kept)
        booking.first_arrival, booking.arrival = booking.arrival, arrival
        booking.rescheduled_at, booking.reminded_at = self._now, None
        for booked, room in zip(kept, chosen, strict=True):
            booked.room_id = room.id
        self._session.flush()
        self._keep_nights(booking, kept)
        self._papers.revoke("booking_voucher", booking.id)
        step = self._note(booking, "contact", actor_id=contact_id, what="rescheduled")
        if contact_id != booking.contact_id:
            self._tell(booking, "booking_rescheduled", f"booking:{booking.id}:{step.position}")
        return booking

    def _rooms_alike(self, booking: Booking, *, lock: bool = False) -> list[Room]:
        """The rooms of the house that are of the kinds of those that are booked, in their order."""
        kinds = {room.kind for _booked, room in self.kept_rooms(booking)}
        of_kind = select(Room).where(
            Room.office_id == booking.office_id, Room.house_id == booking.house_id, Room.kind.in_(kinds), Room.in_use
        )
        if lock:
            of_kind = of_kind.order_by(Room.id).with_for_update(key_share=True)
            of_kind = of_kind.execution_options(populate_existing=True)
        return sorted(self._session.scalars(of_kind), key=lambda room: (len(room.key), room.key))

    def _free_from(self, booking: Booking, days: Sequence[date]) -> list[date]:
        """Those of the days from which on there are rooms alike."""
        rooms, alike = self.rooms(booking), self._rooms_alike(booking)
        taken = self._taken(booking, alike, days)
        free = []
        for day in days:
            with suppress(RoomTaken):
                _choose(rooms, alike, taken, stays_over(day, booking.nights))
                free.append(day)
        return free

    def _taken(self, booking: Booking, alike: Sequence[Room], days: Sequence[date]) -> set[tuple[UUID, date]]:
        """Which of the rooms others have in which nights of stays that begin on these days."""
        last = max(days) + timedelta(days=booking.nights - 1)
        return self._lodging.taken(alike, min(days), last, but_by=booking.id)


def _choose(
    rooms: Sequence[tuple[BookedRoom, Room]],
    alike: Sequence[Room],
    taken: Container[tuple[UUID, date]],
    nights: Sequence[date],
) -> list[Room]:
    """A free room for each that is booked: the same one where that can be, else one for as many guests.

    Raises:
        RoomTaken: there are not as many.
    """
    wanted = [(booked, room) for booked, room in rooms if booked.cancellation_id is None]
    given_up = {booked.room_id for booked, _room in rooms if booked.cancellation_id is not None}
    free = [
        room for room in alike if room.id not in given_up and not any((room.id, night) in taken for night in nights)
    ]
    staying = {room.id for _booked, room in wanted} & {room.id for room in free}
    others = [room for room in free if room.id not in staying]
    # Whoever needs most extra beds chooses first: where they fit, fewer fit as well.
    neediest_first = sorted(wanted, key=lambda each: -each[0].extra_beds)
    chosen = {booked.id: room if room.id in staying else _take(others, booked, room) for booked, room in neediest_first}
    return [chosen[booked.id] for booked, _room in wanted]


def _take(free: list[Room], booked: BookedRoom, like: Room) -> Room:
    """The first free room that holds as many; nobody else gets it. Raises ``RoomTaken``."""
    for room in free:
        if (room.kind, room.guests) == (like.kind, like.guests) and room.extra_beds >= booked.extra_beds:
            free.remove(room)
            return room
    raise RoomTaken
