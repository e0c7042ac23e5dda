"""Booking rooms in a guest house: which house, when, for how many; then the bill, and the voucher."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.wording import Paise, Reference, Text, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.arrival import ask_arrival
from flows.lodging.guest import choose_guest
from flows.lodging.party import ask_party
from flows.lodging.payment import tell_payment
from flows.lodging.rooms import RoomSearch, choose_rooms
from flows.lodging.stay import ask_nights
from flows.lodging.words import ID_WORDS, about_house, how_to_pay, rooms_of
from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import RoomTaken
from panchayat.lodging.known import House
from panchayat.lodging.offers import Offer
from panchayat.lodging.reservations import Guest, OutsideWindow, Stay, TooManyRooms
from panchayat.lodging.rules import MOST_ROOMS
from panchayat.models.booking_states import BookingState


def lets_rooms(_contact_id: UUID, office: FrontOffice) -> bool:
    """Whether rooms can be booked at all."""
    return office.lodging.is_let()


@flow(
    "guest_house",
    title=_("Guest house booking"),
    row=6,
    words=(
        "guest house, guesthouse, gest haus, gesthouse, guest house booking, thakar jayga, thakbar jayga, ghor booking,"
        " room booking, booking, room, rum, hotel, lodge, homestay, atithishala, otithishala, stay, thakbo, thakte chai,"
        " গেস্ট হাউস, গেস্টহাউস, অতিথিশালা, থাকার জায়গা, থাকার ঘর, ঘর বুকিং, ঘর, রুম, রুম বুকিং, বুকিং, হোটেল, লজ, হোমস্টে, ghor,"
        " गेस्ट हाउस, गेस्टहाउस, अतिथिगृह, अतिथि गृह, ठहरने की जगह, कमरा, रूम, कमरा बुकिंग, बुकिंग, होटल"
    ),
    for_whom=lets_rooms,
)
def guest_house(talk: Talk, office: FrontOffice) -> None:
    own = office.offices.chosen(talk.citizen)
    houses = {str(each.id): each for each in office.lodging.houses(own.id if own else None)}
    if not houses:
        return talk.say(_("No rooms can be booked here at the moment. To talk to a person, write: phone"))
    at = talk.choose(
        "house", _("Which guest house?"), lambda: [_house(office, each) for each in houses.values()], only=True
    )
    house = houses.get(at.id)
    if house is None:
        talk.go("menu")
    if talk.beforehand("arrival") is None:
        talk.say(about_house(office, house, talk.language))
        if house.picture is not None:
            talk.show("guest_house", house.id)
    told = ask_arrival(
        talk,
        "arrival",
        _("On which day will you arrive? Write a date such as {example}.").using(
            example=talk.today + timedelta(days=7)
        ),
        latest=office.lodging.last_arrival(),
    )
    arrival = told.day
    nights = ask_nights(talk, arrival, told.nights)
    party, like = ask_party(talk, nights)
    wish = RoomSearch(house, arrival, nights.count, party)
    offer = choose_rooms(talk, office, wish, like)
    guest = choose_guest(talk, office, wish, offer)
    if not talk.confirm(
        "ok",
        _bill(office, wish, offer, guest),
        yes=button("Book"),
        no=button("Do not book"),
        change=_changeable(houses),
    ):
        return talk.leave(_("Nothing was booked."))
    made = talk.once(
        "reserve",
        lambda: _reserve(talk, office, wish, offer, guest),
        refused={OutsideWindow: ("arrival", _("That day cannot be booked any more."))},
    )
    if "taken" in made:
        talk.say(_("I am sorry: somebody else has just taken it. Nothing was booked."))
        _begin_anew(talk, wish, name=guest.name, id_type=guest.id_type, last_four=guest.id_last_four)
    if "left" in made:
        return talk.say(
            _(
                "From one phone, at most {most} rooms can be booked at a time. You can book {left} more.\n"
                "To see or cancel what you have booked, write: my booking"
            ).using(most=MOST_ROOMS, left=made["left"])
        )
    _tell(talk, office, UUID(made["id"]), held=made["held"])


def _reserve(talk: Talk, office: FrontOffice, wish: RoomSearch, offer: Offer, guest: Guest) -> dict[str, Any]:
    """What became of it: the booking, or that the rooms are taken, or how many rooms are left for this person."""
    try:
        with office.savepoint():
            stay = Stay(wish.house, wish.arrival, wish.nights)
            booking = office.reservations.reserve(talk.citizen, stay, offer, guest)
    except RoomTaken:
        return {"taken": True}
    except TooManyRooms:
        return {"left": office.reservations.rooms_left(talk.citizen)}
    return {"id": str(booking.id), "held": booking.state == BookingState.HELD}


def _tell(talk: Talk, office: FrontOffice, booking_id: UUID, *, held: bool) -> None:
    booking = office.bookings.get(booking_id)
    house = office.bookings.house(booking)
    known = {
        "number": Reference(booking.number),
        "house": house.names,
        "arrival": booking.arrival,
        "check_in": house.check_in,
    }
    if held and office.bookings.state(booking) is BookingState.EXPIRED:
        return tell_payment(talk, office, booking_id)
    if held:
        talk.say(
            _("The rooms are kept for you, but not booked yet.\nBooking no.: {number}\n{house}, {arrival}").using(
                **known
            )
        )
        talk.say(how_to_pay(office, booking))
        return tell_payment(talk, office, booking_id)
    talk.say(
        _(
            "Booked.\n"
            "Booking no.: {number}\n"
            "{house}\n"
            "Come on {arrival}, from {check_in} on.\n"
            "Bring the original {paper} that ends in {last}.\n"
            "You pay at the house: {paise}\n"
            "To see or cancel it, write: my booking\n"
            "I am sending the voucher (PDF) in a moment."
        ).using(
            **known,
            paper=ID_WORDS[booking.id_type],
            last=Reference(booking.id_last_four),
            paise=Paise(office.bookings.total_paise(booking)),
        )
    )
    talk.paper("booking_voucher", booking_id)


def _house(office: FrontOffice, house: House) -> Option:
    label: Words = house.names
    if cheapest := office.lodging.cheapest_paise(house):
        label = _("{house}, {place}: from {price} a night").using(
            house=house.names, place=office.offices.get(house.office_id).block, price=Paise(cheapest)
        )
    places = [part.strip() for address in house.address.values() for part in address.split(",")]
    return Option(str(house.id), label, words=(str(house.id), house.key, *house.names.values(), *places))


def _bill(office: FrontOffice, wish: RoomSearch, offer: Offer, guest: Guest) -> Words:
    prices = office.lodging.prices(offer, wish.nights)
    return _(
        "Please check:\n"
        "{house}\n"
        "{arrival} to {departure} (nights: {nights}, guests: {people})\n"
        "{rooms}\n"
        "Price: {net}\n"
        "GST: {gst}\n"
        "Total: {total}\n"
        "{payment}\n"
        "Guest: {name}, {card} …{last}\n\n"
        "Shall I book it?"
    ).using(
        house=wish.house.names,
        arrival=wish.arrival,
        departure=wish.arrival + timedelta(days=wish.nights),
        nights=wish.nights,
        people=offer.people,
        rooms=rooms_of(offer),
        net=Paise(sum(price.net_paise for price in prices)),
        gst=Paise(sum(price.gst_paise for price in prices)),
        total=Paise(sum(price.total_paise for price in prices)),
        payment=_how_paid(office, wish, offer),
        name=guest.name,
        card=ID_WORDS[guest.id_type],
        last=Reference(guest.id_last_four),
    )


def _how_paid(office: FrontOffice, wish: RoomSearch, offer: Offer) -> Text:
    """When one pays; or that another day has been chosen, on which these rooms are not free."""
    if not office.lodging.has(offer, wish.house, wish.arrival, wish.nights):
        return _("These rooms are not free in these nights. Please change something.")
    if wish.house.payment == "at_house":
        return _("You pay when you come to the house.")
    return _("You pay now; then it is booked.")


def _changeable(houses: Mapping[str, House]) -> dict[str, Words]:
    parts: dict[str, Words] = {
        "arrival": button("Day of arrival"),
        "nights": button("Nights"),
        "guests": button("How many people"),
        "room": button("Rooms"),
        "name": button("Name of the guest"),
        "id_type": button("Identity card"),
        "last_four": button("Last four digits"),
    }
    return parts | ({"house": button("Guest house")} if len(houses) > 1 else {})


def _begin_anew(talk: Talk, wish: RoomSearch, **more: str) -> NoReturn:
    talk.go("guest_house", **(wish.given() | more))
