"""Many who book, cancel and sweep at the same moment: no room twice, nobody in a circle, nothing but plain refusals."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from sqlalchemy import select

from panchayat.database import Unavailable
from panchayat.lodging.bookings import RoomTaken
from panchayat.lodging.rescheduling import DaysFixed
from panchayat.lodging.reservations import TooManyRooms
from panchayat.lodging.rules import HOLD
from panchayat.models import Booking, RoomNight
from panchayat.models.booking_states import BookingState, IllegalBookingMove
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.lodging.lodgers import BY_REFERENCE, GUEST, mixture, offered, stay

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


def test_mixtures_that_overlap_are_never_booked_twice_nor_wait_in_a_circle(
    samples: Samples, clock: SettableClock
) -> None:
    """Every room is in two of the mixtures, named in another order each; some holds are over, some move to these days."""
    people = contacts(samples)
    mixtures = (
        ("dormitory", "suite"),
        ("ac", "non_ac"),
        ("suite", "ac"),
        ("non_ac", "dormitory", "dormitory"),
    )
    with samples.open_office() as office:
        wanted = stay(office, BY_REFERENCE, days=30, nights=2)
        offers = [mixture(office, wanted, *kinds, people=len(kinds)) for kinds in mixtures]
        over = [office.reservations.reserve(people[0], wanted, offer, GUEST).id for offer in offers[:2]]
    clock.advance(HOLD)
    with samples.open_office() as office:
        moving = []
        for number in range(2):
            at = stay(office, BY_REFERENCE, days=40 + 3 * number, nights=2)
            booking = office.reservations.reserve(people[number], at, offers[number], GUEST)
            moving.append(office.reservations.confirm_payment(booking.number, tell=False).id)
    outcomes: Counter[str] = Counter()

    def tries(number: int) -> None:
        try:
            with samples.open_office() as office:
                if number < len(moving):
                    office.rescheduling.reschedule(moving[number], people[number], wanted.arrival)
                else:
                    office.reservations.reserve(people[number], wanted, offers[number % len(offers)], GUEST)
            outcomes["got"] += 1
        except RoomTaken:
            outcomes["refused"] += 1

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(tries, number) for number in range(THREADS)]:
            done.result()
    # Two of these mixtures at most fit beside each other, and whoever comes first leaves room for one more at least.
    assert outcomes.total() == THREADS
    assert outcomes["got"] == 2
    with samples.open_office() as office:
        assert {office.bookings.get(each).state for each in over} == {"EXPIRED"}
        kept = select(RoomNight.room_id, RoomNight.night)
        assert max(Counter(tuple(row) for row in office.session.execute(kept)).values()) == 1
        for booking in office.session.scalars(select(Booking).where(Booking.arrival == wanted.arrival)).all():
            rooms = [booked.id for booked, _room in office.bookings.kept_rooms(booking)]
            nights = office.session.scalars(select(RoomNight.night).where(RoomNight.booked_room_id.in_(rooms))).all()
            assert len(nights) == (0 if booking.id in over else len(rooms) * booking.nights)


def test_who_moves_a_booking_and_who_books_at_the_same_moment_never_get_the_same_room(samples: Samples) -> None:
    """All want the two beds of the one night: the ones from other nights, the others anew."""
    people = contacts(samples)
    with samples.open_office() as office:
        wanted = stay(office, BY_REFERENCE, days=30, nights=1)
        offer = offered(office, wanted, "dormitory")
        moving = []
        for number in range(THREADS // 2):
            at = stay(office, BY_REFERENCE, days=40 + number, nights=1)
            booking = office.reservations.reserve(people[number], at, offer, GUEST)
            moving.append(office.reservations.confirm_payment(booking.number, tell=False).id)
    outcomes: Counter[str] = Counter()

    def tries(number: int) -> None:
        try:
            with samples.open_office() as office:
                if number < len(moving):
                    office.rescheduling.reschedule(moving[number], people[number], wanted.arrival)
                else:
                    office.reservations.reserve(people[number], wanted, offer, GUEST)
            outcomes["got"] += 1
        except (RoomTaken, DaysFixed):
            outcomes["refused"] += 1

    with ThreadPoolExecutor(THREADS) as pool:
        for done in [pool.submit(tries, number) for number in range(THREADS)]:
            done.result()
    assert outcomes == {"got": 2, "refused": THREADS - 2}
    with samples.open_office() as office:
        for booking_id in moving:
            booking = office.bookings.get(booking_id)
            ((booked, _room),) = office.bookings.kept_rooms(booking)
            night = select(RoomNight.night).where(RoomNight.booked_room_id == booked.id)
            assert office.session.scalars(night).all() == [booking.arrival]
