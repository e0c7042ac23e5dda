"""Moving a booking to other days: once, in good time, in rooms alike, and nobody has a room twice by it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import NotTheirBooking, RoomTaken
from panchayat.lodging.offers import Offer, RoomClass
from panchayat.lodging.rescheduling import DaysFixed, NotMovable
from panchayat.lodging.rules import DAYS_AHEAD, HOLD
from panchayat.models import Booking, Outbox, Room, RoomNight
from panchayat.papers.verification import Standing
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.lodging.lodgers import BY_REFERENCE, GUEST, book, free_kinds, mixture, stay, told
from tests.panchayat.lodging.test_cancellations import voucher


def nights(office: FrontOffice, booking: Booking) -> list[date]:
    rooms = [booked.id for booked, _room in office.bookings.kept_rooms(booking)]
    kept = select(RoomNight.night).where(RoomNight.booked_room_id.in_(rooms)).order_by(RoomNight.night)
    return list(office.session.scalars(kept))


def move(office: FrontOffice, booking: Booking, citizen: UUID, days: int) -> Booking:
    return office.rescheduling.reschedule(booking.id, citizen, office.today + timedelta(days=days))


def test_the_rooms_go_along_and_the_old_nights_are_free_again(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office, days=30))
        price = office.bookings.total_paise(booking)
        move(office, booking, citizen, 31)
        assert booking.arrival == office.today + timedelta(days=31)
        assert nights(office, booking) == [booking.arrival, booking.arrival + timedelta(days=1)]
        assert "suite" in free_kinds(office, stay(office, days=30, nights=1))
        assert office.bookings.total_paise(booking) == price
        assert told(office, citizen) == []


@pytest.mark.parametrize(("days", "why"), [(8, None), (7, NotMovable.TOO_LATE), (0, NotMovable.TOO_LATE)])
def test_seven_whole_days_must_lie_before_the_arrival(samples: Samples, days: int, why: NotMovable | None) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office, days=days))
        assert office.rescheduling.fixed(booking) is why
        if why is None:
            move(office, booking, citizen, 40)
            return
        with pytest.raises(DaysFixed) as refusal:
            move(office, booking, citizen, 40)
        assert refusal.value.why is why


def test_the_days_are_changed_once_and_never_twice(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office))
        move(office, booking, citizen, 40)
        with pytest.raises(DaysFixed) as refusal:
            move(office, booking, citizen, 45)
        assert refusal.value.why is NotMovable.CHANGED_BEFORE


def test_what_is_not_paid_yet_or_is_over_stays_where_it_is(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
        given_up = book(office, citizen, stay(office))
        office.cancellations.cancel(given_up.id, citizen, position=None, charge_paise=0)
        for booking in (held, given_up):
            with pytest.raises(DaysFixed) as refusal:
                move(office, booking, citizen, 40)
            assert refusal.value.why is NotMovable.NOT_BOOKED


@pytest.mark.parametrize("days", [-1, DAYS_AHEAD + 1])
def test_days_outside_the_window_are_refused(samples: Samples, days: int) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office))
        with pytest.raises(RoomTaken):
            move(office, booking, citizen, days)


def test_a_room_that_somebody_else_has_then_is_refused_and_other_days_are_found(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        booking = book(office, citizen, stay(office, days=30))
        book(office, other, stay(office, days=40))
        wished = office.today + timedelta(days=41)
        assert not office.rescheduling.is_free(booking, wished)
        assert [(day - office.today).days for day in office.rescheduling.other_days(booking, wished)] == [42, 43, 38]
        with pytest.raises(RoomTaken):
            move(office, booking, citizen, 41)


def test_another_room_that_holds_as_many_takes_the_place_of_one_that_is_not_free(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        booking = book(office, citizen, stay(office, days=30), "ac", people=3)
        in_the_way = book(office, other, stay(office, days=40), "ac")
        (room,) = [room.key for _booked, room in office.bookings.rooms(booking)]
        assert room == office.bookings.rooms(in_the_way)[0][1].key
        move(office, booking, citizen, 40)
        ((booked, moved),) = office.bookings.rooms(booking)
        assert (moved.kind, booked.extra_beds) == ("ac", 1)
        assert moved.key != room


def test_a_room_that_was_given_up_is_not_used_again_for_the_same_booking(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        booking = book(office, citizen, stay(office, days=30), "ac", people=2, rooms=2)
        office.cancellations.cancel(booking.id, citizen, position=2, charge_paise=0)
        book(office, other, stay(office, days=40), "ac")
        assert not office.rescheduling.is_free(booking, office.today + timedelta(days=40))


def test_a_hold_that_is_over_is_no_obstacle(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        other = samples.citizen(office, Samples.ONE_PERMIT)
        held = book(office, other, stay(office, BY_REFERENCE, days=40))
        booking = book(office, samples.citizen(office), stay(office, BY_REFERENCE, days=30))
        office.reservations.confirm_payment(booking.number)
    clock.advance(HOLD)
    with samples.open_office() as office:
        move(office, office.bookings.get(booking.id), samples.citizen(office), 40)
        assert office.bookings.get(held.id).state == "EXPIRED"


def test_moving_to_later_days_makes_giving_up_no_cheaper(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office, BY_REFERENCE, days=9))
        office.reservations.confirm_payment(booking.number)
        assert office.cancellations.quote(booking).percent == Decimal(30)
        move(office, booking, citizen, 50)
        assert office.cancellations.quote(booking).percent == Decimal(30)


def test_moving_to_earlier_days_makes_giving_up_dearer(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office, BY_REFERENCE, days=50))
        office.reservations.confirm_payment(booking.number)
        move(office, booking, citizen, 4)
        assert office.cancellations.quote(booking).percent == Decimal(50)


def test_the_voucher_of_the_old_days_is_revoked_and_the_new_one_no_longer_offers_a_change(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office))
        old = voucher(office, booking)
        assert old.facts["reschedule_until"] == (booking.arrival - timedelta(days=8)).isoformat()
        move(office, booking, citizen, 40)
        new = voucher(office, booking)
        standings = [office.verification.by_code(paper.code) for paper in (old, new)]
        assert [found and found.standing for found in standings] == [Standing.REVOKED, Standing.VALID]
        assert (new.facts["arrival"], new.facts["reschedule_until"]) == (booking.arrival.isoformat(), None)


def test_who_comes_on_another_day_is_reminded_of_that_day(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), stay(office, days=9))
    clock.advance(timedelta(days=1))
    with samples.open_office() as office:
        move(office, office.bookings.get(booking.id), samples.citizen(office), 1)
        assert office.reservations.remind() == 1


def test_nobody_moves_a_booking_that_they_may_not_see_and_who_may_see_it_tells_the_other_phone(
    samples: Samples,
) -> None:
    with samples.open_office() as office:
        citizen, relative = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        booking = book(office, citizen, stay(office))
        with pytest.raises(NotTheirBooking):
            move(office, booking, relative, 40)
        guarded = office.bookings.guarded(booking)
        office.access_codes.send(guarded, relative)
        office.access_codes.check(guarded, relative, code_for(office, citizen))
        move(office, booking, relative, 40)
        assert told(office, citizen) == ["access_code", "booking_rescheduled"]


def code_for(office: FrontOffice, citizen: UUID) -> str:
    row = next(row for row in office.session.scalars(select(Outbox).where(Outbox.contact_id == citizen)))
    return str(row.payload["params"]["code"])


def test_rooms_of_several_classes_move_together_or_not_at_all(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, wanted = samples.citizen(office), stay(office)
        offer = mixture(office, wanted, "non_ac", "suite", people=5)
        booking = office.reservations.reserve(citizen, wanted, offer, GUEST)
        book(office, samples.citizen(office, Samples.ONE_PERMIT), stay(office, days=40))
        with pytest.raises(RoomTaken):
            move(office, booking, citizen, 40)
        move(office, booking, citizen, 42)
        kept = [(room.kind, booked.extra_beds) for booked, room in office.bookings.kept_rooms(booking)]
        assert kept == [("non_ac", 1), ("suite", 0)]
        assert len(nights(office, booking)) == 4


def test_who_needs_an_extra_bed_finds_the_room_that_has_one(samples: Samples) -> None:
    with samples.open_office() as office:
        wanted, other_days = stay(office), stay(office, days=40)
        of_house = select(Room).where(Room.house_id == wanted.house.id)
        rooms = {room.key: room for room in office.session.scalars(of_house)}
        for key, paise, beds in (
            ("101", 1_250_00, 1),
            ("102", 1_250_00, 0),
            ("201", 1_200_00, 0),
            ("202", 1_300_00, 1),
        ):
            rooms[key].kind, rooms[key].tariff_paise, rooms[key].extra_beds = "ac", paise, beds
        office.session.flush()
        offer = Offer((RoomClass.of(rooms["201"]), RoomClass.of(rooms["202"])), 5)
        citizen, other = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        booking = office.reservations.reserve(citizen, wanted, offer, GUEST)
        office.reservations.reserve(other, other_days, offer, GUEST)
        move(office, booking, citizen, 40)
        kept = [(room.key, booked.extra_beds) for booked, room in office.bookings.kept_rooms(booking)]
        assert kept == [("102", 0), ("101", 1)]
