"""Getting rooms: a hold first, which becomes a booking at once or when it is paid; a hold that is over frees its rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import and_, or_, select
from uuid_utils.compat import uuid7

from panchayat.core.clock import today
from panchayat.core.numbers import Prefix, new_number
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.lodging.bookings import BookingLedger, RoomTaken
from panchayat.lodging.facts import BookingFacts
from panchayat.lodging.houses import Lodging, lapsed
from panchayat.lodging.known import House
from panchayat.lodging.offers import Offer, RoomClass
from panchayat.lodging.rules import HOLD, MOST_NIGHTS, MOST_ROOMS, moment
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import BookedRoom, Booking, Room
from panchayat.models.booking import IS_TO_BE_REMINDED
from panchayat.models.booking_states import BookingState, IllegalBookingMove, TooEarly, check_booking_move
from panchayat.models.inserting import insert_unique
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.papers.papers import Papers

_AT_ONCE: Final = 200


class TooManyRooms(Exception):
    """This contact has as many rooms as one may have at a time."""


class OutsideWindow(Exception):
    """The day of arrival is over or too far ahead, or the stay too long."""


class HoldOver(Exception):
    """The hold was over before its payment was told."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Where, from which day on, and for how many nights."""

    house: House
    arrival: date
    nights: int


@dataclass(frozen=True, slots=True)
class Guest:
    """In whose name rooms are booked, and the last four signs of the identity paper that will be shown."""

    name: str
    id_type: str
    id_last_four: str


class Reservations(BookingLedger):
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        events: Events,
        outbox: Outbox,
        papers: Papers,
        *,
        lodging: Lodging,
        facts: BookingFacts,
        contacts: Contacts,
        staffing: Staffing,
        staff_notices: StaffNotices,
    ) -> None:
        super().__init__(session, now, events, outbox, papers)
        self._lodging = lodging
        self._facts = facts
        self._contacts = contacts
        self._staffing = staffing
        self._staff_notices = staff_notices

    def reserve(self, contact_id: UUID, stay: Stay, offer: Offer, guest: Guest) -> Booking:
        """Hold the rooms of an offer; where one pays at the house they are booked at once.

        Whoever wants rooms of these classes at the same time waits here and then sees what is left; that a room has
        each night only once decides in any case.

        Raises:
            RoomTaken, TooManyRooms, OutsideWindow
        """
        house, arrival, nights = stay.house, stay.arrival, stay.nights
        first = today(self._now)
        if not (first <= arrival <= self._lodging.last_arrival() and 1 <= nights <= MOST_NIGHTS):
            raise OutsideWindow
        if self.rooms_left(contact_id) < len(offer.rooms):
            raise TooManyRooms
        alike = self._lock_rooms(house, offer)
        self._expire_lapsed(alike, arrival, nights)
        free = {room.id for room in self._lodging.free(house, arrival, nights)}
        rooms = _take([room for room in alike if room.id in free], offer)
        booking = self._insert(contact_id, stay, offer, guest)
        self._keep_nights(booking, self._add_rooms(booking, rooms, offer))
        self._note(booking, "contact", actor_id=contact_id)
        if house.payment == "at_house":
            self._move(booking, BookingState.BOOKED, "contact", actor_id=contact_id)
            booking.held_until = None
        self._session.flush()
        return booking

    def rooms_left(self, contact_id: UUID) -> int:
        """How many rooms more this contact may have now."""
        today_ = today(self._now)
        coming = [each for each in self._coming(contact_id) if self.departure(each) > today_]
        return MOST_ROOMS - sum(len(self.kept_rooms(booking)) for booking in coming)

    def tell_payment(self, booking_id: UUID, contact_id: UUID, reference: str) -> None:
        """Note the payment's reference and tell the office; the rooms are kept for it to look, until check-in at most.

        It is empty where only a picture of the payment was sent. Told once more, it is corrected.

        Raises:
            HoldOver: the rooms are no longer kept.
            IllegalBookingMove: nothing is to be paid.
        """
        booking = self._held(Booking.id == booking_id)
        if booking is None or self._is_lapsed(booking) or booking.state == BookingState.EXPIRED:
            raise HoldOver
        if booking.state != BookingState.HELD:
            raise IllegalBookingMove(booking.state, BookingState.BOOKED)
        corrected = bool(booking.payment_reference) and booking.payment_reference != reference
        if booking.payment_reference is None:
            # Where check-in is over or near, looking may take as long as paying.
            booking.held_until = max(self.check_in(booking), self._now + HOLD)
        booking.payment_reference = reference
        step = self._note(booking, "contact", actor_id=contact_id, what="payment_told")
        self._staff_notices.tell(
            self._staffing.answering(booking.office_id),
            f"booking:{booking.id}:{step.position}:office",
            {"notice": "booking_payment_told", "booking_id": str(booking.id)}
            | ({"corrected": True} if corrected else {}),
        )

    def tell_late_payment(self, booking_id: UUID, contact_id: UUID, reference: str) -> None:
        """Note what was told of a payment after its hold was over, and tell the office; no room is kept by it.

        ``reference`` is empty where only a picture was sent, and then replaces none that was told before.

        Raises:
            IllegalBookingMove: the hold is not over.
        """
        booking = self._held(Booking.id == booking_id)
        if booking is None:
            return
        if not (self._is_lapsed(booking) or booking.state == BookingState.EXPIRED):
            raise IllegalBookingMove(booking.state, BookingState.EXPIRED)
        if booking.state != BookingState.EXPIRED:
            self._expire(booking)
        corrected = bool(booking.payment_reference) and booking.payment_reference != reference
        booking.payment_reference = reference or booking.payment_reference or ""
        step = self._note(booking, "contact", actor_id=contact_id, what="payment_told_late")
        self._staff_notices.tell(
            self._staffing.answering(booking.office_id),
            f"booking:{booking.id}:{step.position}:office",
            {"notice": "booking_payment_told", "booking_id": str(booking.id), "late": True}
            | ({"corrected": True} if corrected else {}),
        )

    def confirm_payment(self, number: str, *, reference: str | None = None, tell: bool = True) -> Booking:
        """The office has the money: the rooms are booked, and whoever booked them is told, unless not ``tell``.

        The voucher goes with that news by itself, in the language that the person reads.

        Raises:
            NoSuchBooking
            HoldOver: the rooms are no longer kept.
            IllegalBookingMove: it is booked already, or was cancelled.
        """
        booking = self._of_number(number)
        if self._is_lapsed(booking) or booking.state == BookingState.EXPIRED:
            raise HoldOver(f"the hold of {booking.number} is over, its rooms may be somebody else's")
        if booking.state != BookingState.HELD:
            raise IllegalBookingMove(booking.state, BookingState.BOOKED)
        booking.held_until, booking.paid_at = None, self._now
        booking.payment_reference = reference or booking.payment_reference
        step = self._move(booking, BookingState.BOOKED, "office", tell=tell)
        if tell:
            voucher = self._facts.issue_voucher(booking, self._contacts.get(booking.contact_id).language)
            key = f"booking:{booking.id}:{step.position}"
            self._papers.send(voucher, booking.contact_id, key, unasked=True)
        return booking

    def move(self, number: str, to: BookingState) -> Booking:
        """The guests have come, have left, or did not come: rooms that are not used any more are free.

        Raises:
            NoSuchBooking
            IllegalBookingMove: it does not stand so, or (``TooEarly``) the guests are not expected yet.
        """
        booking = self._of_number(number)
        if to not in (BookingState.CHECKED_IN, BookingState.CHECKED_OUT, BookingState.NO_SHOW):
            raise IllegalBookingMove(booking.state, to)
        check_booking_move(booking.state, to)
        since = self.house(booking).check_in if to is BookingState.NO_SHOW else None
        if self._now < moment(booking.arrival, since or time.min):
            raise TooEarly(booking.number, to, booking.arrival, since)
        self._move(booking, to, "office", tell=to is BookingState.NO_SHOW)
        if to is BookingState.CHECKED_IN:
            booking.paid_at = booking.paid_at or self._now
        else:
            self._free_nights(
                (booked for booked, _room in self.kept_rooms(booking)), after=today(self._now) - timedelta(days=1)
            )
        if to is BookingState.NO_SHOW:
            self._papers.revoke("booking_voucher", booking.id)
        self._session.flush()
        return booking

    def expire_due(self, limit: int = _AT_ONCE) -> int:
        """End the holds that are over; returns how many were. Those that somebody else is at are left to them."""
        over = select(Booking).where(lapsed(self._now)).order_by(Booking.held_until).limit(limit)
        locked = over.with_for_update(skip_locked=True, key_share=True).execution_options(populate_existing=True)
        bookings = list(self._session.scalars(locked))
        for booking in bookings:
            self._expire(booking)
        return len(bookings)

    def remind(self, limit: int = _AT_ONCE) -> int:
        """Remind whoever arrives tomorrow, once, unless they have booked only today; returns how many were."""
        tomorrow = today(self._now) + timedelta(days=1)
        coming = select(Booking).where(IS_TO_BE_REMINDED, Booking.arrival == tomorrow)
        locked = coming.order_by(Booking.id).limit(limit).with_for_update(skip_locked=True, key_share=True)
        bookings = list(self._session.scalars(locked))
        reminded = 0
        for booking in bookings:
            booking.reminded_at = self._now
            if today(booking.created_at) < today(self._now):
                until = self.check_in(booking).isoformat()
                self._tell(booking, "booking_reminder", f"booking:{booking.id}:reminder", until=until)
                reminded += 1
        self._session.flush()
        return reminded

    def _lock_rooms(self, house: House, offer: Offer) -> list[Room]:
        """All rooms of the house of the offer's classes; nobody else books any of them until the end of this work."""
        wanted = set(offer.rooms)
        of_kind = select(Room).where(
            Room.office_id == house.office_id,
            Room.house_id == house.id,
            or_(*(and_(Room.kind == each.kind, Room.tariff_paise == each.tariff_paise) for each in wanted)),
            Room.in_use,
        )
        locked = of_kind.order_by(Room.id).with_for_update(key_share=True).execution_options(populate_existing=True)
        alike = [room for room in self._session.scalars(locked) if RoomClass.of(room) in wanted]
        return sorted(alike, key=lambda room: (len(room.key), room.key))

    def _insert(self, contact_id: UUID, stay: Stay, offer: Offer, guest: Guest) -> Booking:
        booking = Booking(
            office_id=stay.house.office_id,
            house_id=stay.house.id,
            contact_id=contact_id,
            guest=guest.name,
            id_type=guest.id_type,
            id_last_four=guest.id_last_four,
            guests=offer.people,
            arrival=stay.arrival,
            nights=stay.nights,
            state=BookingState.HELD,
            held_until=self._now + HOLD,
            created_at=self._now,
        )

        def draw_number() -> None:
            booking.number = new_number(Prefix.BOOKING, today(self._now).year)

        insert_unique(self._session, booking, draw_number)
        return booking

    def _add_rooms(self, booking: Booking, rooms: Sequence[Room], offer: Offer) -> list[BookedRoom]:
        prices = self._lodging.prices(offer, booking.nights)
        booked = [
            BookedRoom(
                id=uuid7(),
                office_id=booking.office_id,
                booking_id=booking.id,
                room_id=room.id,
                position=position,
                extra_beds=beds,
                rate_paise=price.rate_paise,
                net_paise=price.net_paise,
                gst_percent=price.gst_percent,
                gst_paise=price.gst_paise,
            )
            for position, (room, beds, price) in enumerate(zip(rooms, offer.extra_beds, prices, strict=True), start=1)
        ]
        self._session.add_all(booked)
        self._session.flush()
        return booked


def _take(free: list[Room], offer: Offer) -> list[Room]:
    """A free room for each of the offer, in its order; each is taken once. Raises ``RoomTaken``."""
    taken = []
    for wanted in offer.rooms:
        room = next((each for each in free if RoomClass.of(each) == wanted), None)
        if room is None:
            raise RoomTaken
        free.remove(room)
        taken.append(room)
    return taken
