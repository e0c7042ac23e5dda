"""What is said about guest houses, rooms and bookings, in the conversation and in notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chatbot.language.wording import Paise, Reference, Text, Words, _, button, say, short_date
from chatbot.messages import Option
from flows.lodging.refund_words import NOTHING_LEFT, given_back
from panchayat.core.clock import IST, today
from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import total
from panchayat.lodging.cancellations import Quote
from panchayat.lodging.known import House
from panchayat.lodging.offers import Alike, Offer
from panchayat.lodging.rules import REFUND_WORKING_DAYS
from panchayat.models import BookedRoom, Booking, BookingStep, Cancellation, Room
from panchayat.models.booking_states import BookingState, RoomKind

STATE_WORDS: Final = {
    BookingState.HELD: button("Waits for payment"),
    BookingState.EXPIRED: button("Not paid, given up"),
    BookingState.BOOKED: button("Booked"),
    BookingState.CHECKED_IN: button("Guests have come"),
    BookingState.CHECKED_OUT: button("Guests have left"),
    BookingState.CANCELLED: button("Booking cancelled"),
    BookingState.REFUND_DUE: button("Refund due"),
    BookingState.REFUNDED: button("Money given back"),
    BookingState.NO_SHOW: button("Guests did not come"),
}
ROOM_WORDS: Final = {
    RoomKind.DORMITORY: _("Dormitory bed"),
    RoomKind.NON_AC: _("Non-AC room"),
    RoomKind.AC: _("AC room"),
    RoomKind.SUITE: _("Suite"),
}
ID_WORDS: Final = {
    "aadhaar": button("Aadhaar"),
    "voter": button("Voter card"),
    "licence": button("Driving licence"),
    "passport": button("Passport"),
}
_CHECKED: Final = button("Payment being checked")
_UNCONFIRMED: Final = button("Payment not found")
UNDER_REVIEW: Final = _("The office is looking at your payment. You will be told here when it has been confirmed.")


def map_link(house: House) -> str | None:
    """An address that shows the house on a map."""
    if house.latitude is None or house.longitude is None:
        return None
    return f"https://maps.google.com/?q={house.latitude},{house.longitude}"


def about_house(office: FrontOffice, house: House, language: str) -> str:
    """What somebody who has chosen the house should know of it."""
    lines: list[Words] = [house.names, house.descriptions, house.address]
    if link := map_link(house):
        lines.append(_("On the map: {link}").using(link=link))
    lines += [
        _("{kind} for {guests}: {price} a night").using(
            kind=ROOM_WORDS[room.kind], guests=room.guests, price=Paise(room.tariff_paise)
        )
        for room in office.lodging.classes(house)
    ]
    lines.append(_("Phone of the house: {phone}").using(phone=house.phone))
    lines.append(
        _("Rooms are yours from {check_in}, and until {check_out} on the day you leave.").using(
            check_in=house.check_in, check_out=house.check_out
        )
    )
    return "\n".join(say(line, language) for line in lines)


def offered(offer: Offer) -> Text:
    """A row of the list of rooms: what it is, and what all of it costs a night."""
    return _("{rooms}: {price} a night").using(rooms=rooms_of(offer), price=Paise(offer.rate_paise))


def rooms_of(offer: Offer) -> Text:
    """``নন-এসি ঘর + ১টি বাড়তি বিছানা + এসি ঘর × ২``."""
    first, *others = map(_alike, offer.alike)
    for other in others:
        first = _("{rooms} + {others}").using(rooms=first, others=other)
    return first


def _alike(rooms: Alike) -> Text:
    what = ROOM_WORDS[rooms.room.kind]
    if rooms.rooms > 1:
        what = _("{kind} × {count}").using(kind=what, count=rooms.rooms)
    beds = rooms.extra_beds
    return _("{rooms} + extra bed × {count}").using(rooms=what, count=beds) if beds else what


def standing(office: FrontOffice, booking: Booking) -> Text:
    """How a booking stands, in a few words."""
    if office.bookings.is_under_review(booking):
        return _CHECKED
    return _state(booking, office.bookings.state(booking))


def _state(booking: Booking, state: BookingState) -> Text:
    """A hold may be over because nobody paid, or because the office has not found what was paid."""
    told = state is BookingState.EXPIRED and booking.payment_reference is not None
    return _UNCONFIRMED if told else STATE_WORDS[state]


def listed(office: FrontOffice, booking: Booking) -> Option:
    """A booking as a row of a list."""
    label = _("{number} {arrival}: {state}").using(
        number=Reference(booking.number), arrival=booking.arrival, state=standing(office, booking)
    )
    return Option(booking.number, label)


def details(office: FrontOffice, booking: Booking, language: str) -> str:
    """Everything about a booking that whoever made it may know."""
    house, state = office.bookings.house(booking), office.bookings.state(booking)
    lines: list[Words] = [
        _("Booking no.: {number}").using(number=Reference(booking.number)),
        house.names,
        _("{arrival}, {check_in} to {departure}, {check_out}").using(
            arrival=booking.arrival,
            check_in=house.check_in,
            departure=office.bookings.departure(booking),
            check_out=house.check_out,
        ),
        _("Guest: {name}, in all {people}").using(name=booking.guest, people=booking.guests),
        _("Status: {state}").using(state=standing(office, booking)),
    ]
    lines += [_room(booked, room) for booked, room in office.bookings.kept_rooms(booking)]
    if paise := office.bookings.total_paise(booking):
        lines.append(_("Total with GST: {paise}").using(paise=Paise(paise)))
    lines += _payment(office, booking, state)
    if booking.rescheduled_at is not None and booking.first_arrival is not None:
        lines.append(
            _("The days were changed on {date}; before, the arrival was on {arrival}.").using(
                date=today(booking.rescheduled_at), arrival=booking.first_arrival
            )
        )
    for cancellation in office.bookings.cancellations(booking):
        rooms = _given_up_rooms(office, cancellation, language)
        lines.append(_("Cancelled: {rooms}, {date}").using(rooms=rooms, date=today(cancellation.at)))
        lines.append(given_back(office, cancellation))
    lines += ["", _("What has been done:"), *_done(office, booking, language)]
    return "\n".join(say(line, language) for line in lines)


def _done(office: FrontOffice, booking: Booking, language: str) -> list[str]:
    """What has been done, oldest first: how its state changed, and rooms that were given up while others stayed."""
    history = office.bookings.history(booking)
    done = [(step.at, say(_state(booking, BookingState(step.state)), language)) for step in _shown(history)]
    ended = {step.at for step in history if step.state == BookingState.CANCELLED}
    for each in office.bookings.cancellations(booking):
        if each.at not in ended:
            rooms = _given_up_rooms(office, each, language)
            done.append((each.at, say(_("Given up: {rooms}"), language, rooms=rooms)))
    return [f"{short_date(today(at), language)}: {what}" for at, what in sorted(done, key=lambda each: each[0])]


def _given_up_rooms(office: FrontOffice, cancellation: Cancellation, language: str) -> str:
    return ", ".join(say(room.names, language) for _booked, room in office.bookings.given_up_rooms(cancellation))


def _shown(history: Sequence[BookingStep]) -> Iterator[BookingStep]:
    """The steps by which its state changed; a hold that became a booking at once is none that anybody saw."""
    for before, step, following in zip([None, *history], history, [*history[1:], None], strict=False):
        at_once = following is not None and step.state == BookingState.HELD and following.at == step.at
        if not at_once and (before is None or before.state != step.state):
            yield step


def how_to_pay(office: FrontOffice, booking: Booking) -> Words:
    """Where to pay how much, or that the office looks at what was paid, and until when the rooms are kept."""
    if booking.held_until is None:
        return UNDER_REVIEW
    until = booking.held_until.astimezone(IST)
    if office.bookings.is_under_review(booking):
        return _(
            "{review}\nThe rooms are kept for you until {until} at most.\nTo talk to a person, write: phone"
        ).using(review=UNDER_REVIEW, until=until)
    return _(
        "To pay: {paise}\n{pay_to}\nThe rooms are kept for you until {until}. If no payment has been told by then, they"
        " are free for others."
    ).using(
        paise=Paise(office.bookings.total_paise(booking)),
        pay_to=office.bookings.house(booking).pay_to or "",
        until=until,
    )


def at_what_cost(quote: Quote, charge_paise: int) -> Text:
    """What giving rooms up would cost, before it is done, at the charge that was worked out when they were chosen."""
    if quote.told:
        return _(
            "The office has not found your payment yet. Nothing is kept: if the money comes, all of it is given back."
        )
    if not quote.paid:
        return _("Nothing has been paid, so nothing is kept.")
    if quote.price_paise == charge_paise:
        return _("Paid: {price}\nKept by the rules: {charge} ({percent}%)\n{nothing}").using(
            price=Paise(quote.price_paise),
            charge=Paise(charge_paise),
            percent=Reference(f"{quote.percent.normalize():f}"),
            nothing=NOTHING_LEFT,
        )
    return _(
        "Paid: {price}\nKept by the rules: {charge} ({percent}%)\nGiven back to you: {refund}, within {days} working days"
    ).using(
        days=REFUND_WORKING_DAYS,
        price=Paise(quote.price_paise),
        charge=Paise(charge_paise),
        percent=Reference(f"{quote.percent.normalize():f}"),
        refund=Paise(quote.price_paise - charge_paise),
    )


def what_stays(office: FrontOffice, booking: Booking, position: int) -> Text:
    """For how many the other rooms are when the one at this position is given up."""
    people = office.bookings.holds(booking, without=position)
    if people >= booking.guests:
        return _("What stays is enough for: {people}").using(people=people)
    return _(
        "What stays is enough for {people}, so the booking will no longer be for {guests} but for {people}."
    ).using(people=people, guests=booking.guests)


def _room(booked: BookedRoom, room: Room) -> Text:
    return _("{room} ({kind}): {paise}").using(
        room=room.names, kind=ROOM_WORDS[RoomKind(room.kind)], paise=Paise(total(booked))
    )


def _payment(office: FrontOffice, booking: Booking, state: BookingState) -> list[Words]:
    if state is BookingState.HELD:
        return [how_to_pay(office, booking)]
    if booking.paid_at is not None:
        return [_("Paid: {date}").using(date=today(booking.paid_at))]
    return [_("You pay when you come to the house.")] if state is BookingState.BOOKED else []
