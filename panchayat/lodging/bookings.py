"""The bookings as they lie in the records: finding them, locking them, and noting every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select
from uuid_utils.compat import uuid7

from panchayat.access.codes import AccessRule
from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import Prefix, parse_number
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.lodging.houses import lapsed
from panchayat.lodging.rules import moment, stays_over
from panchayat.messaging.outbox import Outbox
from panchayat.models import BookedRoom, Booking, BookingStep, Cancellation, GuestHouse, Room, RoomNight
from panchayat.models.booking_states import KEEPS_ROOMS, BookingState, check_booking_move
from panchayat.models.inserting import insert_into
from panchayat.papers.papers import Papers

Actor = Literal["contact", "office", "clock"]


class NoSuchBooking(Exception):
    """No booking has this number."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no booking {number}")


class RoomTaken(Exception):
    """Not as many rooms as were wished for are free in these nights any more."""


class NotTheirBooking(Exception):
    """This contact may not see the booking, let alone change it."""


class BookingLedger:
    """Whoever changes a booking locks it first, and rooms before bookings: so nobody waits in a circle."""

    def __init__(self, session: OfficeSession, now: datetime, events: Events, outbox: Outbox, papers: Papers) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._outbox = outbox
        self._papers = papers

    def get(self, booking_id: UUID) -> Booking:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such booking."""
        return self._session.get_one(Booking, booking_id)

    def known(self, booking_id: UUID) -> Booking | None:
        """The booking of this id, if there is one."""
        return self._session.get(Booking, booking_id)

    def by_number(self, number: str) -> Booking | None:
        """The booking of this number, typed in any way that ``parse_number`` reads."""
        parsed = parse_number(number, prefix=Prefix.BOOKING)
        return self._session.scalars(select(Booking).where(Booking.number == parsed)).one_or_none()

    def of(self, contact_id: UUID) -> list[Booking]:
        """What this contact has booked, newest first, the newest hundred."""
        own = select(Booking).where(Booking.contact_id == contact_id)
        newest = own.order_by(Booking.created_at.desc(), Booking.id.desc()).limit(MOST_LISTED)
        return list(self._session.scalars(newest))

    def has_any(self, contact_id: UUID) -> bool:
        """Whether this contact has ever booked anything."""
        own = select(Booking.id).where(Booking.contact_id == contact_id).limit(1)
        return self._session.scalars(own).first() is not None

    def guarded(self, booking: Booking) -> AccessRule:
        """What guards the booking: it is shown to the contact that made it, and to others by a code sent there."""
        return AccessRule("booking", booking.id, booking.office_id, booking.number, booking.contact_id)

    def house(self, booking: Booking) -> GuestHouse:
        """Where it is."""
        return self._session.get_one(GuestHouse, booking.house_id)

    def state(self, booking: Booking) -> BookingState:
        """How it stands now: a hold that is over is expired, though nobody may have noted it yet."""
        return BookingState.EXPIRED if self._is_lapsed(booking) else BookingState(booking.state)

    def is_under_review(self, booking: Booking) -> bool:
        """Whether the office has yet to look at a payment."""
        return self.state(booking) is BookingState.HELD and booking.payment_reference is not None

    def check_in(self, booking: Booking) -> datetime:
        """The instant from which on the rooms are the guests'."""
        return moment(booking.arrival, self.house(booking).check_in)

    def departure(self, booking: Booking) -> date:
        """The day on which the guests leave."""
        return booking.arrival + timedelta(days=booking.nights)

    def rooms(self, booking: Booking) -> list[tuple[BookedRoom, Room]]:
        """Every room that was booked, in order, those that were given up since included."""
        booked = (
            select(BookedRoom, Room)
            .join(Room, Room.id == BookedRoom.room_id)
            .where(BookedRoom.office_id == booking.office_id, BookedRoom.booking_id == booking.id)
            .order_by(BookedRoom.position)
        )
        return [(each, room) for each, room in self._session.execute(booked)]

    def kept_rooms(self, booking: Booking) -> list[tuple[BookedRoom, Room]]:
        """The rooms that were not given up."""
        return [(booked, room) for booked, room in self.rooms(booking) if booked.cancellation_id is None]

    def holds(self, booking: Booking, *, without: int | None = None) -> int:
        """How many guests the rooms hold that were not given up, with the beds that stand in them; one may not count."""
        kept = [(booked, room) for booked, room in self.kept_rooms(booking) if booked.position != without]
        return sum(room.guests + booked.extra_beds for booked, room in kept)

    def given_up_rooms(self, cancellation: Cancellation) -> list[tuple[BookedRoom, Room]]:
        """The rooms that were given up with it."""
        booked = self.rooms(self.get(cancellation.booking_id))
        return [(each, room) for each, room in booked if each.cancellation_id == cancellation.id]

    def total_paise(self, booking: Booking) -> int:
        """What the rooms cost that were not given up, with GST."""
        return sum(total(booked) for booked, _room in self.kept_rooms(booking))

    def cancellations(self, booking: Booking) -> list[Cancellation]:
        """What was given up of it, oldest first."""
        own = select(Cancellation).where(
            Cancellation.office_id == booking.office_id, Cancellation.booking_id == booking.id
        )
        return list(self._session.scalars(own.order_by(Cancellation.position)))

    def due(self, booking: Booking) -> list[Cancellation]:
        """The cancellations of it for which money is still to be given back."""
        return [each for each in self.cancellations(booking) if each.target_on and each.refunded_at is None]

    def may_have_been_paid(self, cancellation: Cancellation) -> bool:
        """Whether everything was given up while the office had yet to look for a payment, which is unknown since."""
        booking = self.get(cancellation.booking_id)
        looked_for = booking.payment_reference is not None and booking.paid_at is None and not cancellation.refund_paise
        last = cancellation.position == len(self.cancellations(booking))
        return looked_for and last and booking.state == BookingState.CANCELLED

    def cancellation(self, cancellation_id: UUID) -> Cancellation:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such cancellation."""
        return self._session.get_one(Cancellation, cancellation_id)

    def history(self, booking: Booking) -> list[BookingStep]:
        """Every step, oldest first."""
        own = select(BookingStep).where(
            BookingStep.office_id == booking.office_id, BookingStep.booking_id == booking.id
        )
        return list(self._session.scalars(own.order_by(BookingStep.position)))

    def step(self, booking: Booking, position: int) -> BookingStep:
        """The step of this position, from 1."""
        return next(step for step in self.history(booking) if step.position == position)

    def _is_lapsed(self, booking: Booking) -> bool:
        return booking.state == BookingState.HELD and booking.held_until is not None and booking.held_until <= self._now

    def _held(self, which: ColumnElement[bool]) -> Booking | None:
        """The one booking of which this is true, as it is now; nobody else changes it until the end of this work."""
        return self._session.scalars(
            select(Booking).where(which).with_for_update(key_share=True).execution_options(populate_existing=True)
        ).one_or_none()

    def _of_number(self, number: str) -> Booking:
        booking = self._held(Booking.number == parse_number(number, prefix=Prefix.BOOKING))
        if booking is None:
            raise NoSuchBooking(number)
        return booking

    def _move(
        self,
        booking: Booking,
        to: BookingState,
        actor: Actor,
        *,
        note: str | None = None,
        actor_id: UUID | None = None,
        tell: bool = False,
    ) -> BookingStep:
        """Raises ``IllegalBookingMove``."""
        check_booking_move(booking.state, to)
        booking.state = to
        return self._note(booking, actor, note=note, actor_id=actor_id, tell=tell)

    def _note(
        self,
        booking: Booking,
        actor: Actor,
        *,
        note: str | None = None,
        actor_id: UUID | None = None,
        what: str | None = None,
        tell: bool = False,
    ) -> BookingStep:
        """Note a step of the booking as it stands now; with ``tell``, whoever has booked is told of it."""
        position = self._session.scalars(
            select(func.coalesce(func.max(BookingStep.position), 0) + 1).where(
                BookingStep.office_id == booking.office_id, BookingStep.booking_id == booking.id
            )
        ).one()
        step = BookingStep(
            office_id=booking.office_id,
            booking_id=booking.id,
            position=position,
            state=booking.state,
            at=self._now,
            actor_kind=actor,
            note=note,
        )
        self._session.add(step)
        self._events.record(
            f"booking.{what or booking.state.lower()}",
            office_id=booking.office_id,
            actor_kind=actor,
            actor_id=actor_id or (booking.office_id if actor == "office" else None),
            subject_kind="booking",
            subject_id=booking.id,
            why=note,
        )
        self._session.flush()
        if tell:
            self._tell(booking, "booking_moved", f"booking:{booking.id}:{position}", position=position)
        return step

    def _tell(self, booking: Booking, notice: str, key: str, **more: object) -> None:
        self._outbox.add(
            booking.contact_id,
            key=key,
            kind="notice",
            params={"notice": notice, "booking_id": str(booking.id), **more},
        )

    def _free_nights(self, booked: Iterable[BookedRoom], *, after: date | None = None) -> None:
        """Give the nights of these rooms (those that begin after a day) to whoever asks next."""
        freed = delete(RoomNight).where(RoomNight.booked_room_id.in_([each.id for each in booked]))
        if after is not None:
            freed = freed.where(RoomNight.night > after)
        self._session.execute(freed.execution_options(synchronize_session=False))

    def _keep_nights(self, booking: Booking, booked: Sequence[BookedRoom]) -> None:
        """The constraint decides: of two who get here at once with the same room, one finds its nights taken."""
        nights = [
            {
                "id": uuid7(),
                "office_id": booking.office_id,
                "room_id": room.room_id,
                "booked_room_id": room.id,
                "night": night,
            }
            for room in sorted(booked, key=lambda room: room.room_id)
            for night in stays_over(booking.arrival, booking.nights)
        ]
        kept = insert_into(self._session, RoomNight).values(nights).on_conflict_do_nothing().returning(RoomNight.id)
        if len(self._session.scalars(kept).all()) < len(nights):
            raise RoomTaken

    def _expire_lapsed(self, rooms: Sequence[Room], arrival: date, nights: int) -> None:
        """End the holds on these rooms that are over, for somebody who wants them now."""
        in_the_way = (
            select(BookedRoom.booking_id)
            .join(RoomNight, RoomNight.booked_room_id == BookedRoom.id)
            .where(RoomNight.room_id.in_([room.id for room in rooms]), RoomNight.night.in_(stays_over(arrival, nights)))
        )
        over = select(Booking).where(lapsed(self._now), Booking.id.in_(in_the_way)).order_by(Booking.id)
        locked = over.with_for_update(key_share=True).execution_options(populate_existing=True)
        for booking in self._session.scalars(locked).all():
            if self._is_lapsed(booking):
                self._expire(booking)

    def _expire(self, booking: Booking) -> None:
        """End a hold: its rooms are free, and whoever held them is told."""
        self._free_nights(booked for booked, _room in self.rooms(booking))
        self._move(booking, BookingState.EXPIRED, "clock", tell=True)

    def _coming(self, contact_id: UUID) -> Sequence[Booking]:
        """The contact's bookings that keep rooms today or later."""
        own = select(Booking).where(Booking.contact_id == contact_id, Booking.state.in_(KEEPS_ROOMS))
        return [each for each in self._session.scalars(own) if not self._is_lapsed(each)]


def total(booked: BookedRoom) -> int:
    """What a booked room costs for all its nights, with GST, in paise."""
    return booked.net_paise + booked.gst_paise
