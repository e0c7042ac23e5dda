"""Bookings of the sample citizens, made, paid and cancelled by the office's own rules on the days of the samples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.lodging.offers import Party
from panchayat.lodging.reservations import Guest, Stay
from panchayat.lodging.rules import moment
from panchayat.models import Contact, GuestHouse
from panchayat.models.booking_states import BookingState


def add_booking(office: FrontOffice, citizen: Contact, entry: Mapping[str, Any]) -> None:
    """Put one booking into the records; nobody is told of it."""
    house = office.session.scalars(select(GuestHouse).where(GuestHouse.key == entry["house"])).one()
    arrival = office.today + timedelta(days=entry["arrival"])

    def then(days: int) -> FrontOffice:
        at = moment(office.today + timedelta(days=days), house.check_in)
        return _at(office, at)

    booked = then(-entry["booked"])
    party = Party(entry["people"], entry["rooms"])
    offers = booked.lodging.offers(house, arrival, entry["nights"], party)
    offer = next(each for each in offers if [alike.room.kind for alike in each.alike] == [entry["kind"]])
    guest = Guest(entry["guest"], entry["id_type"], entry["id_last_four"])
    booking = booked.reservations.reserve(citizen.id, Stay(house, arrival, entry["nights"]), offer, guest)
    if entry.get("paid"):
        booked.reservations.confirm_payment(booking.number, tell=False)
    if entry.get("stayed"):
        then(entry["arrival"]).reservations.move(booking.number, BookingState.CHECKED_IN)
        then(entry["arrival"] + entry["nights"]).reservations.move(booking.number, BookingState.CHECKED_OUT)
    if "cancelled" in entry:
        cancelling = then(-entry["cancelled"]).cancellations
        charge = cancelling.quote(booking).charge_paise
        cancelling.cancel(booking.id, citizen.id, position=None, charge_paise=charge)


def _at(office: FrontOffice, now: datetime) -> FrontOffice:
    """The same office at another instant."""
    return FrontOffice(office.session, now, public_url="", remembered=office.remembered)
