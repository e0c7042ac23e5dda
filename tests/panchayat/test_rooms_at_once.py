"""Many who book, cancel and sweep at the same moment: no room twice, nobody in a circle, nothing but plain refusals."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from sqlalchemy import select

from panchayat.booking_states import BookingState, IllegalBookingMove
from panchayat.database import Unavailable
from panchayat.lodging_rules import HOLD
from panchayat.models import Booking, RoomNight
from panchayat.reservations import RoomTaken, TooManyRooms
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.lodgers import BY_REFERENCE, GUEST, offered, stay

THREADS = 8
EACH = 6


def contacts(samples: Samples) -> list[UUID]:
    with samples.open_office() as office:
        return [office.contacts.at_mobile(f"+9100000{80_000 + number}") for number in range(THREADS)]


def test_holds_that_are_over_bookings_cancellations_and_the_sweep_never_wait_in_a_circle(
    samples: Samples, clock: SettableClock
) -> None:
    people = contacts(samples)
    with samples.open_office() as office:
        wanted = [
            (stay(office, BY_REFERENCE, days=days, nights=nights), rooms)
            for days, nights, rooms in ((20, 3, 2), (21, 2, 1), (22, 3, 2), (19, 4, 1))
        ]
        offers = [offered(office, each, "dormitory", people=rooms, rooms=rooms) for each, rooms in wanted]
        for at, offer in ((wanted[1][0], offers[1]), (wanted[3][0], offers[3])):
            office.reservations.reserve(people[0], at, offer, GUEST)
    clock.advance(HOLD)
    refusals: Counter[str] = Counter()

    def books(number: int) -> None:
        chance = random.Random(number)
        for _turn in range(EACH):
            which = chance.randrange(len(wanted))
            try:
                with samples.open_office() as office:
                    booking = office.reservations.reserve(people[number], wanted[which][0], offers[which], GUEST)
                if chance.random() < 0.7:
                    with samples.open_office() as office:
                        office.cancellations.cancel(booking.id, people[number], position=None, charge_paise=0)
                with samples.open_office() as office:
                    office.reservations.expire_due()
            except (RoomTaken, TooManyRooms, IllegalBookingMove, Unavailable) as refusal:
                refusals[type(refusal).__name__] += 1

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(books, number) for number in range(THREADS)]:
            done.result()
    with samples.open_office() as office:
        kept = select(RoomNight.room_id, RoomNight.night)
        assert max(Counter(tuple(row) for row in office.session.execute(kept)).values()) == 1
        held = office.session.scalars(select(Booking).where(Booking.state == BookingState.HELD)).all()
        assert held
        for booking in held:
            for booked, _room in office.bookings.kept_rooms(booking):
                nights = office.session.scalars(select(RoomNight.night).where(RoomNight.booked_room_id == booked.id))
                assert len(nights.all()) == booking.nights
        assert office.session.scalars(select(Booking).where(Booking.state == BookingState.EXPIRED)).all()
    assert refusals["Unavailable"] == 0
