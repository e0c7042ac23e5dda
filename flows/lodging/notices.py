"""What people are told about their bookings unasked, chosen when it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chatbot.language.wording import Paise, Reference, Text, Words, _, button
from chatbot.messages import QuickAction
from flows.lodging.refund_words import NOTHING_PAID, called, where_to
from flows.lodging.words import map_link, standing
from flows.shared.notice import Params, notice
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import total
from panchayat.models import Booking, BookingStep
from panchayat.models.booking_states import BookingState

_SEE: Text = _("To see everything, write: my booking")


@notice("booking_moved")
def moved(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The office, the clock, or somebody on another phone has done something about a booking."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    step = office.bookings.step(booking, params["position"])
    return _moved(office, booking, step)


def _moved(office: FrontOffice, booking: Booking, step: BookingStep) -> list[Words]:
    number = Reference(booking.number)
    house = office.bookings.house(booking)
    state, by_office = BookingState(step.state), step.actor_kind == "office"
    if state is BookingState.EXPIRED and booking.payment_reference is not None:
        return [
            _(
                "The office could not confirm your payment for booking {number} in time, so its rooms are no longer kept."
            ).using(number=number),
            _("If you have paid, write: phone. To book again, write: guest house"),
        ]
    if state is BookingState.EXPIRED:
        return [
            _("No payment was told for booking {number} in time, so its rooms are no longer kept.").using(
                number=number
            ),
            _("To book again, write: guest house. If you have paid, write the number of the payment (UTR) here."),
        ]
    if state is BookingState.NO_SHOW:
        return [
            _("You did not come to {house}, so booking {number} is closed.").using(house=house.names, number=number)
        ]
    if state is BookingState.BOOKED and by_office:
        return [
            _("Your payment has been confirmed. {house} is booked: {number}, from {arrival} on.").using(
                house=house.names, number=number, arrival=booking.arrival
            ),
            _("I am sending the voucher (PDF) in a moment."),
        ]
    if not by_office:
        return [
            _("Rooms of booking {number} were given up from another phone, with a code.").using(number=number),
            _SEE,
        ]
    lines: list[Words] = [
        _("We are sorry: the office has had to cancel booking {number} ({house}, {arrival}).").using(
            number=number, house=house.names, arrival=booking.arrival
        )
    ]
    if step.note:
        lines.append(_("Reason: {reason}").using(reason=step.note))
    refund = sum(each.refund_paise for each in office.cancellations.due(booking))
    if refund:
        lines.append(
            _(
                "Nothing is kept; {refund} is given back {where}. To have it paid to another account: refund account"
            ).using(refund=Paise(refund), where=where_to(office, booking))
        )
    elif state is BookingState.CANCELLED:
        lines.append(NOTHING_PAID)
    return [*lines, _SEE]


def _pictures(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """Where a picture came with it, the staff can have it shown."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    if not office.payment_proofs.count(booking):
        return ()
    words = ("photo", "chobi", "ছবি", "ছবি দেখি", "फ़ोटो", "फोटो")
    return (QuickAction(button("See the picture"), "payment_pictures", {"which": booking.number}, words),)


@notice("booking_payment_told", ways=_pictures)
def payment_told(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Somebody has paid for rooms, or says so; for the staff."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    told = (
        _("The number of a payment was corrected: {number}")
        if params.get("corrected")
        else _("Paid for a booking: {number}")
    )
    lines = [
        told.using(number=Reference(booking.number)),
        *_payment_of(office, booking, office.bookings.total_paise(booking)),
    ]
    if office.bookings.is_under_review(booking) and booking.held_until is not None:
        lines.append(
            _(
                "Please look whether the money has come. If it is not confirmed by {until}, the rooms are free again."
            ).using(until=booking.held_until.astimezone(IST))
        )
    else:
        lines.append(_("Status: {state}").using(state=standing(office, booking)))
    if params.get("late"):
        lines.append(
            _("It was told after the time for paying; the rooms are no longer kept. Please look for the money.")
        )
    return lines


@notice("booking_pictures", ways=_pictures)
def pictures(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Somebody has sent pictures with a booking, such as of a payment that was told before; for the staff."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    lines: list[Words] = [
        _("A picture was sent about booking {number}.").using(number=Reference(booking.number)),
        _("Guest: {name}").using(name=booking.guest),
        _("Status: {state}").using(state=standing(office, booking)),
    ]
    return lines


@notice("booking_given_up")
def given_up(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Somebody has given rooms up whose payment the office was looking for; for the staff."""
    cancellation = office.bookings.cancellation(UUID(params["cancellation_id"]))
    booking = office.bookings.get(cancellation.booking_id)
    paise = sum(total(booked) for booked, _room in office.bookings.given_up_rooms(cancellation))
    lines: list[Words] = [
        _("Given up by the guest: {number}").using(number=Reference(booking.number)),
        *_payment_of(office, booking, paise),
        _("If this money has come, please give all of it back."),
    ]
    return lines


def _payment_of(office: FrontOffice, booking: Booking, paise: int) -> list[Words]:
    """What the staff look a payment up by."""
    return [
        _("{house}, arrival {arrival}").using(house=office.bookings.house(booking).names, arrival=booking.arrival),
        _("Guest: {name}").using(name=booking.guest),
        _("Amount: {paise}").using(paise=Paise(paise)),
        _("Number of the payment: {reference}").using(
            reference=booking.payment_reference or _("see the picture that was sent")
        ),
    ]


@notice("booking_rescheduled")
def rescheduled(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Somebody on another phone has moved it to other days."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    told = _("The days of booking {number} were changed from another phone, with a code. Arrival now: {arrival}").using(
        number=Reference(booking.number), arrival=booking.arrival
    )
    return told, _SEE


@notice("booking_refund_account")
def refund_account(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Another account was named for a refund, on another phone or for the second time."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    account = office.refunds.named(UUID(params["account_id"]))
    told = _("The refund of booking {number} now goes to {account}.").using(
        number=Reference(booking.number), account=called(account)
    )
    return told, _("If you did not want this, write at once: phone")


@notice("booking_refund_account_for_staff")
def refund_account_for_staff(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The same for the staff, who see the end of it; the whole is read where it is paid."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    account = office.refunds.named(UUID(params["account_id"]))
    lines: list[Words] = [
        _("Refund of booking {number}: the guest has named another account.").using(number=Reference(booking.number)),
        _("Guest: {name}").using(name=booking.guest),
        _("To be paid to: {account}").using(account=called(account)),
    ]
    if paise := sum(each.refund_paise for each in office.refunds.due(booking)):
        lines.append(_("Amount: {paise}").using(paise=Paise(paise)))
    return lines


@notice("booking_refunded")
def refunded(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Money has been given back."""
    return _refunded(office, office.bookings.get(UUID(params["booking_id"])), params["paise"])


def _refunded(office: FrontOffice, booking: Booking, paise: int) -> Sequence[Words]:
    told = _("{refund} has been given back to you for booking {number}, {where}.").using(
        refund=Paise(paise), number=Reference(booking.number), where=where_to(office, booking)
    )
    return told, _SEE


@notice("booking_refund_late")
def refund_late(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Money should have been given back by now."""
    late = office.bookings.cancellation(UUID(params["cancellation_id"]))
    booking = office.bookings.get(late.booking_id)
    if late.refunded_at is not None:
        return _refunded(office, booking, late.refund_paise)
    lines: list[Words] = [
        _("We are sorry: {refund} for booking {number} should have been given back by {date}.").using(
            refund=Paise(late.refund_paise),
            number=Reference(booking.number),
            date=late.target_on,
        ),
        _("To talk to a person, write: phone"),
    ]
    return lines


@notice("booking_reminder")
def reminder(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Tomorrow is the day."""
    booking = office.bookings.get(UUID(params["booking_id"]))
    house = office.bookings.house(booking)
    lines: list[Words] = [
        _("You are expected tomorrow: {house}, from {check_in} on. Booking no.: {number}").using(
            house=house.names, check_in=house.check_in, number=Reference(booking.number)
        ),
        house.address,
    ]
    if link := map_link(house):
        lines.append(_("On the map: {link}").using(link=link))
    lines.append(_("Phone of the house: {phone}").using(phone=house.phone))
    lines.append(_("Please bring your original identity card."))
    return lines
