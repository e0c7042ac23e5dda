"""Shortest ways to rooms in the sample guest houses, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.lodging.offers import Offer, Party
from panchayat.lodging.reservations import Guest, Stay
from panchayat.models import Booking, GuestHouse, Outbox
from panchayat.models.booking_states import RoomKind

AT_HOUSE, BY_REFERENCE = "SAMPLE-GH-1", "SAMPLE-GH-2"
GUEST = Guest("নমুনা অতিথি", "voter", "4567")


def house(office: FrontOffice, key: str = AT_HOUSE) -> GuestHouse:
    return office.session.scalars(select(GuestHouse).where(GuestHouse.key == key)).one()


def stay(office: FrontOffice, key: str = AT_HOUSE, *, days: int = 30, nights: int = 2) -> Stay:
    """A stay that begins so many days from now."""
    return Stay(house(office, key), office.today + timedelta(days=days), nights)


def offered(office: FrontOffice, wanted: Stay, kind: str = "suite", *, people: int = 1, rooms: int = 1) -> Offer:
    offers = office.lodging.offers(wanted.house, wanted.arrival, wanted.nights, Party(people, rooms))
    return next(each for each in offers if [alike.room.kind for alike in each.alike] == [kind])


def book(
    office: FrontOffice, contact_id: UUID, wanted: Stay, kind: str = "suite", *, people: int = 1, rooms: int = 1
) -> Booking:
    offer = offered(office, wanted, kind, people=people, rooms=rooms)
    return office.reservations.reserve(contact_id, wanted, offer, GUEST)


def mixture(office: FrontOffice, wanted: Stay, *kinds: str, people: int) -> Offer:
    """The offer of one room of each of these kinds."""
    classes = {room.kind: room for room in office.lodging.classes(wanted.house)}
    return Offer(tuple(classes[RoomKind(kind)] for kind in kinds), people)


def told(office: FrontOffice, contact_id: UUID) -> Sequence[str]:
    """The names of the notices that this contact is owed, in their order."""
    rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == contact_id).order_by(Outbox.id))
    return [row.payload["params"]["notice"] for row in rows if row.payload["kind"] == "notice"]


def free_kinds(office: FrontOffice, wanted: Stay) -> list[str]:
    return [room.kind for room in office.lodging.free(wanted.house, wanted.arrival, wanted.nights)]
