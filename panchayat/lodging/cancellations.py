"""Giving rooms up: what it costs is worked out before it is done, and what is given back is tracked to the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, not_, select
from uuid_utils.compat import uuid7

from panchayat.access.codes import AccessCodes
from panchayat.core.clock import today
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.lodging.bookings import Actor, BookingLedger, NotTheirBooking, total
from panchayat.lodging.houses import lapsed
from panchayat.lodging.rates import LodgingRates
from panchayat.lodging.rules import REFUND_WORKING_DAYS, charge_percent, moment, share
from panchayat.messaging.outbox import Outbox
from panchayat.models import BookedRoom, Booking, Cancellation
from panchayat.models.booking import IS_OWED, MAY_BE_LATE
from panchayat.models.booking_states import CANCELLABLE, BookingState, IllegalBookingMove
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.papers.papers import Papers

_NOTHING: Final = Decimal(0)


class ChargeChanged(Exception):
    """A cancellation costs something else now than what was shown."""


class PaymentUnderReview(Exception):
    """The office is looking at a payment for all these rooms: they can be given up only together."""


class ReasonNeeded(Exception):
    """Whoever booked must be told why the office cancels."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What giving up some rooms would mean; amounts in paise.

    ``paid`` is whether anything was paid for them, ``told`` whether the office has yet to look for a payment.
    """

    rooms: Sequence[BookedRoom]
    percent: Decimal
    charges: Sequence[int]
    paid: bool
    told: bool = False

    @property
    def price_paise(self) -> int:
        return sum(map(total, self.rooms))

    @property
    def charge_paise(self) -> int:
        return sum(self.charges)

    @property
    def refund_paise(self) -> int:
        return self.price_paise - self.charge_paise if self.paid else 0


class Cancellations(BookingLedger):
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        events: Events,
        outbox: Outbox,
        papers: Papers,
        *,
        offices: Offices,
        rates: LodgingRates,
        access_codes: AccessCodes,
        staffing: Staffing,
        staff_notices: StaffNotices,
    ) -> None:
        super().__init__(session, now, events, outbox, papers)
        self._offices = offices
        self._access_codes = access_codes
        self._staffing = staffing
        self._staff_notices = staff_notices
        self._rates = rates

    def can_cancel(self, booking: Booking) -> bool:
        """Whether whoever booked may give rooms up now."""
        return self.state(booking) in CANCELLABLE

    def quote(self, booking: Booking, position: int | None = None) -> Quote:
        """What it would cost now to give up the room at this position, or all that are left.

        The charges are those that held on the day of booking. Nothing is charged where nothing was paid.
        """
        rooms = [each for each, _room in self.kept_rooms(booking) if position in (None, each.position)]
        if booking.paid_at is None:
            return Quote(rooms, _NOTHING, [0] * len(rooms), paid=False, told=self.is_under_review(booking))
        charges = self._rates.charges(today(booking.created_at))
        percent = charge_percent(self._now, self.check_in(booking), charges)
        if booking.first_arrival is not None and booking.rescheduled_at is not None:
            # Moving a booking to later days must not make giving it up cheaper than it was.
            before = moment(booking.first_arrival, self.house(booking).check_in)
            percent = max(percent, charge_percent(booking.rescheduled_at, before, charges))
        return Quote(rooms, percent, [share(total(each), percent) for each in rooms], paid=True)

    def cancel(self, booking_id: UUID, contact_id: UUID, *, position: int | None, charge_paise: int) -> Cancellation:
        """Give up the room at this position, or all that are left, for the charge that was shown.

        The booking is then for as many guests as the rooms hold that stay.
        While a payment is looked for, nothing is charged and no amount is owed; the office is told, so that whatever
        has come is given back.

        Raises:
            NotTheirBooking
            PaymentUnderReview: only some of the rooms, while the office is looking for a payment for all.
            IllegalBookingMove: there is nothing to give up any more.
            ChargeChanged: it costs something else by now.
        """
        booking = self._held(Booking.id == booking_id)
        if booking is None or not self._access_codes.may_see(self.guarded(booking), contact_id):
            raise NotTheirBooking
        if self.is_under_review(booking) and position is not None:
            raise PaymentUnderReview
        quote = self.quote(booking, position)
        if self.state(booking) not in CANCELLABLE or not quote.rooms:
            raise IllegalBookingMove(self.state(booking), BookingState.CANCELLED)
        if quote.charge_paise != charge_paise:
            raise ChargeChanged
        other_phone = contact_id != booking.contact_id
        given_up = self._give_up(booking, quote, by_office=False, reason=None, actor_id=contact_id, tell=other_phone)
        if quote.told:
            self._staff_notices.tell(
                self._staffing.answering(booking.office_id),
                f"booking:{booking.id}:given_up",
                {"notice": "booking_given_up", "cancellation_id": str(given_up.id)},
            )
        return given_up

    def cancel_by_office(self, number: str, reason: str) -> Cancellation:
        """The office cannot keep its word: all that was paid is given back, and whoever booked is told why.

        Raises:
            NoSuchBooking, ReasonNeeded
            IllegalBookingMove: the guests have come, or it is over already.
        """
        if not reason.strip():
            raise ReasonNeeded
        booking = self._of_number(number)
        rooms = [each for each, _room in self.kept_rooms(booking)]
        if self.state(booking) not in CANCELLABLE or not rooms:
            raise IllegalBookingMove(self.state(booking), BookingState.CANCELLED)
        # A payment that was told may have come, whether or not anybody has looked at it.
        paid = booking.paid_at is not None or booking.payment_reference is not None
        quote = Quote(rooms, _NOTHING, [0] * len(rooms), paid=paid)
        return self._give_up(booking, quote, by_office=True, reason=reason, actor_id=None, tell=True)

    def refunded(self, number: str) -> int:
        """All that was due has been given back, and whoever booked is told; returns how much, in paise.

        Raises:
            NoSuchBooking
            IllegalBookingMove: nothing is due.
        """
        booking = self._of_number(number)
        due = self.due(booking)
        if not due:
            raise IllegalBookingMove(booking.state, BookingState.REFUNDED)
        for each in due:
            each.refunded_at = self._now
        if booking.state == BookingState.REFUND_DUE:
            step = self._move(booking, BookingState.REFUNDED, "office")
        else:
            step = self._note(booking, "office", what="refund_paid")
        paise = sum(each.refund_paise for each in due)
        self._tell(booking, "booking_refunded", f"booking:{booking.id}:{step.position}", paise=paise)
        return paise

    def apologise(self, most: int) -> int:
        """Tell ``most`` of those whose money was not given back by its day that it is late, each once; returns how many.

        Several processes may do it at once: each takes what no other has.
        """
        late = select(Cancellation).where(MAY_BE_LATE, Cancellation.target_on < today(self._now))
        due = late.order_by(Cancellation.target_on, Cancellation.id).limit(most)
        overdue = list(self._session.scalars(due.with_for_update(key_share=True, skip_locked=True)))
        for each in overdue:
            each.late_told_at = self._now
            key = f"booking:{each.booking_id}:{each.id}:late"
            self._tell(self.get(each.booking_id), "booking_refund_late", key, cancellation_id=str(each.id))
        self._session.flush()
        return len(overdue)

    def queue(self, *, limit: int, office_id: UUID | None = None) -> list[Booking]:
        """What the office has to look at or to expect: payments that were told, refunds by their day, then arrivals by
        theirs."""
        held = and_(Booking.state == BookingState.HELD, not_(lapsed(self._now)))
        told = self._by_arrival(and_(held, Booking.payment_reference.is_not(None)), limit, office_id)
        owed = self._owed(limit, office_id)
        # Each state is read in the order of its days, and no further than the list is long.
        coming = [
            booking
            for state in (BookingState.BOOKED, BookingState.CHECKED_IN)
            for booking in self._by_arrival(Booking.state == state, limit, office_id)
        ]
        by_day = sorted(coming, key=lambda each: (each.arrival, each.id))
        return list(dict.fromkeys((*told, *owed, *by_day)))[:limit]

    def _by_arrival(self, which: ColumnElement[bool], limit: int, office_id: UUID | None) -> list[Booking]:
        first = select(Booking).where(which).order_by(Booking.arrival, Booking.id).limit(limit)
        if office_id is not None:
            first = first.where(Booking.office_id == office_id)
        return list(self._session.scalars(first))

    def _owed(self, limit: int, office_id: UUID | None) -> list[Booking]:
        due = select(Cancellation.booking_id, Cancellation.target_on, Cancellation.id).where(IS_OWED)
        if office_id is not None:
            due = due.where(Cancellation.office_id == office_id)
        first = due.order_by(Cancellation.target_on, Cancellation.id).limit(limit).subquery()
        bookings = select(Booking).join(first, first.c.booking_id == Booking.id)
        return list(self._session.scalars(bookings.order_by(first.c.target_on, first.c.id)))

    def _give_up(
        self,
        booking: Booking,
        quote: Quote,
        *,
        by_office: bool,
        reason: str | None,
        actor_id: UUID | None,
        tell: bool,
    ) -> Cancellation:
        target = self._offices.working_days(booking.office_id).after(today(self._now), REFUND_WORKING_DAYS)
        cancellation = Cancellation(
            id=uuid7(),
            office_id=booking.office_id,
            booking_id=booking.id,
            position=len(self.cancellations(booking)) + 1,
            at=self._now,
            by_office=by_office,
            charge_percent=quote.percent,
            charge_paise=quote.charge_paise,
            refund_paise=quote.refund_paise,
            target_on=target if quote.refund_paise else None,
            reason=reason,
        )
        self._session.add(cancellation)
        self._session.flush()
        for booked, charge in zip(quote.rooms, quote.charges, strict=True):
            booked.cancellation_id, booked.charge_paise = cancellation.id, charge
        self._free_nights(quote.rooms)
        self._session.flush()
        # A voucher with rooms on it that were given up opens no door.
        self._papers.revoke("booking_voucher", booking.id)
        actor: Actor = "office" if by_office else "contact"
        if self.kept_rooms(booking):
            booking.guests = min(booking.guests, self.holds(booking))
            self._note(booking, actor, note=reason, actor_id=actor_id, what="room_cancelled", tell=tell)
            return cancellation
        booking.held_until = None
        self._move(booking, BookingState.CANCELLED, actor, note=reason, actor_id=actor_id, tell=tell)
        if self.due(booking):
            self._move(booking, BookingState.REFUND_DUE, actor, actor_id=actor_id)
        return cancellation
