"""Getting rooms, losing a hold, paying, and coming or not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from panchayat.lodging.bookings import RoomTaken
from panchayat.lodging.offers import Party
from panchayat.lodging.reservations import HoldOver, OutsideWindow, Stay, TooManyRooms
from panchayat.lodging.rules import HOLD, MOST_ROOMS
from panchayat.models import BookedRoom, Event, GstRate, Room, RoomNight
from panchayat.models.booking_states import FOLLOWING, BookingState, IllegalBookingMove, TooEarly, check_booking_move
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.lodging.lodgers import BY_REFERENCE, GUEST, book, free_kinds, house, offered, stay, told

A_MOMENT = timedelta(seconds=1)


def test_where_one_pays_on_arrival_rooms_are_booked_at_once(samples: Samples) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), stay(office, nights=3), "ac", people=3)
        assert booking.number.startswith("BK-26-")
        assert office.bookings.by_number(booking.number.replace("-", " ").lower()) is booking
        assert [(step.state, step.actor_kind) for step in office.bookings.history(booking)] == [
            ("HELD", "contact"),
            ("BOOKED", "contact"),
        ]
        ((booked, room),) = office.bookings.rooms(booking)
        assert (room.kind, booked.extra_beds, booked.rate_paise) == ("ac", 1, 1_560_00)
        assert (booked.net_paise, booked.gst_paise) == (4_680_00, 234_00)
        assert office.bookings.total_paise(booking) == 4_914_00
        nights = select(RoomNight.night).where(RoomNight.booked_room_id == booked.id).order_by(RoomNight.night)
        assert list(office.session.scalars(nights)) == [booking.arrival + timedelta(days=day) for day in range(3)]
        events = select(Event.what).where(Event.subject_id == booking.id).order_by(Event.id)
        assert list(office.session.scalars(events)) == ["booking.held", "booking.booked"]


def test_a_room_that_is_booked_is_free_before_and_after_only(samples: Samples) -> None:
    with samples.open_office() as office:
        book(office, samples.citizen(office), stay(office, days=30, nights=2))
        assert "suite" in free_kinds(office, stay(office, days=28, nights=2))
        assert "suite" not in free_kinds(office, stay(office, days=29, nights=2))
        assert "suite" not in free_kinds(office, stay(office, days=31, nights=1))
        assert "suite" in free_kinds(office, stay(office, days=32, nights=7))


def test_the_database_itself_refuses_a_second_booking_of_the_same_night(samples: Samples) -> None:
    with samples.open_office() as office:
        book(office, samples.citizen(office), stay(office))
        night = office.session.scalars(select(RoomNight).order_by(RoomNight.id.desc()).limit(1)).one()
        again = RoomNight(
            id=uuid7(),
            office_id=night.office_id,
            room_id=night.room_id,
            booked_room_id=night.booked_room_id,
            night=night.night,
        )
        office.session.add(again)
        with pytest.raises(IntegrityError):
            office.session.flush()
        office.session.rollback()


def test_an_offer_that_somebody_else_has_taken_meanwhile_is_refused(samples: Samples) -> None:
    with samples.open_office() as office:
        wanted = stay(office)
        offer = offered(office, wanted)
        book(office, samples.citizen(office), wanted)
        other = samples.citizen(office, Samples.ONE_PERMIT)
        with pytest.raises(RoomTaken):
            office.reservations.reserve(other, wanted, offer, GUEST)


def test_rooms_of_several_classes_are_booked_together_each_at_its_own_price(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, wanted = samples.citizen(office), stay(office, BY_REFERENCE, nights=3)
        cheapest, roomy = office.lodging.offers(wanted.house, wanted.arrival, wanted.nights, Party(4))
        assert office.lodging.has(roomy, wanted.house, wanted.arrival, wanted.nights)
        booking = office.reservations.reserve(citizen, wanted, cheapest, GUEST)
        kept = [(room.kind, booked.extra_beds, booked.net_paise) for booked, room in office.bookings.rooms(booking)]
        assert kept == [("dormitory", 0, 600_00), ("non_ac", 1, 2_340_00)]
        assert (booking.guests, office.bookings.total_paise(booking)) == (4, 3_087_00)
        assert not office.lodging.has(roomy, wanted.house, wanted.arrival, wanted.nights)
        with pytest.raises(RoomTaken):
            office.reservations.reserve(samples.citizen(office, Samples.ONE_PERMIT), wanted, roomy, GUEST)
        assert sorted(free_kinds(office, wanted)) == ["ac", "dormitory", "suite"]


def test_an_offer_at_a_tariff_that_no_longer_holds_is_refused(samples: Samples) -> None:
    with samples.open_office() as office:
        wanted = stay(office)
        offer = offered(office, wanted)
        for room in office.session.scalars(select(Room)):
            room.tariff_paise += 100
        office.session.flush()
        with pytest.raises(RoomTaken):
            office.reservations.reserve(samples.citizen(office), wanted, offer, GUEST)


def test_a_contact_has_at_most_four_rooms_at_a_time(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        book(office, citizen, stay(office), "dormitory", people=3, rooms=3)
        assert office.reservations.rooms_left(citizen) == MOST_ROOMS - 3
        with pytest.raises(TooManyRooms):
            book(office, citizen, stay(office, days=40), "ac", people=2, rooms=2)
        book(office, citizen, stay(office, days=40), "ac")
        assert office.reservations.rooms_left(citizen) == 0


def test_rooms_of_stays_that_are_over_do_not_count(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        book(office, samples.citizen(office), stay(office, days=0, nights=1), "dormitory", people=4, rooms=4)
        assert office.reservations.rooms_left(samples.citizen(office)) == 0
    clock.advance(timedelta(days=1))
    with samples.open_office() as office:
        assert office.reservations.rooms_left(samples.citizen(office)) == MOST_ROOMS


@pytest.mark.parametrize(("days", "nights"), [(-1, 1), (61, 1), (5, 0), (5, 8)])
def test_what_lies_outside_the_window_is_refused(samples: Samples, days: int, nights: int) -> None:
    with samples.open_office() as office:
        wanted = stay(office, days=days, nights=nights)
        offer = offered(office, stay(office))
        with pytest.raises(OutsideWindow):
            office.reservations.reserve(samples.citizen(office), wanted, offer, GUEST)
    with samples.open_office() as office:
        book(office, samples.citizen(office), stay(office, days=60, nights=7))


def test_a_hold_ends_after_thirty_minutes_for_the_next_who_asks(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
        assert (held.state, held.held_until) == ("HELD", office.now + HOLD)
    clock.advance(HOLD - A_MOMENT)
    with samples.open_office() as office:
        assert "suite" not in free_kinds(office, stay(office, BY_REFERENCE))
        assert office.reservations.expire_due() == 0
    clock.advance(A_MOMENT)
    with samples.open_office() as office:
        assert "suite" in free_kinds(office, stay(office, BY_REFERENCE))
        other = samples.citizen(office, Samples.ONE_PERMIT)
        book(office, other, stay(office, BY_REFERENCE))
        assert office.bookings.get(held.id).state == "EXPIRED"
        assert told(office, citizen) == ["booking_moved"]
        assert office.reservations.expire_due() == 0


def test_the_sweep_ends_holds_and_tells_whoever_held(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
    clock.advance(HOLD)
    with samples.open_office() as office:
        assert office.bookings.state(office.bookings.get(held.id)) == "EXPIRED"
        assert office.reservations.rooms_left(citizen) == MOST_ROOMS
        assert office.reservations.expire_due() == 1
        assert office.reservations.expire_due() == 0
        assert [step.state for step in office.bookings.history(held)] == ["HELD", "EXPIRED"]
        assert told(office, citizen) == ["booking_moved"]
        kept = select(func.count()).select_from(RoomNight).join(BookedRoom, BookedRoom.id == RoomNight.booked_room_id)
        assert office.session.scalar(kept.where(BookedRoom.booking_id == held.id)) == 0


def test_a_hold_whose_payment_was_told_stays_for_the_office_to_look(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
        office.reservations.tell_payment(held.id, citizen, "612345678901")
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        assert office.reservations.expire_due() == 0
        assert office.cancellations.queue(limit=1)[0].id == held.id
        booking = office.reservations.confirm_payment(held.number)
        assert (booking.state, booking.payment_reference) == ("BOOKED", "612345678901")
        assert booking.paid_at == office.now
        assert told(office, citizen) == ["booking_moved"]
        with pytest.raises(IllegalBookingMove):
            office.reservations.confirm_payment(held.number)


def test_a_payment_that_was_told_is_told_to_the_staff_of_the_house_at_once(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        staff = office.staffing.answering(held.office_id)
        assert staff
        for each in staff:
            assert told(office, office.contacts.at_mobile(each.mobile)) == ["booking_payment_told"]
        assert told(office, citizen) == []


def test_a_payment_that_nobody_confirms_ends_with_the_hour_of_check_in(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen, wanted = samples.citizen(office), stay(office, BY_REFERENCE, days=2)
        held = book(office, citizen, wanted)
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        check_in = office.lodging.check_in(wanted.house, wanted.arrival)
        assert held.held_until == check_in
    clock.now = check_in - A_MOMENT
    with samples.open_office() as office:
        assert office.bookings.is_under_review(office.bookings.get(held.id))
        assert "suite" not in free_kinds(office, stay(office, BY_REFERENCE, days=0))
        assert office.reservations.expire_due() == 0
    clock.advance(A_MOMENT)
    with samples.open_office() as office:
        assert not office.bookings.is_under_review(office.bookings.get(held.id))
        assert held.id not in [each.id for each in office.cancellations.queue(limit=9)]
        with pytest.raises(HoldOver):
            office.reservations.confirm_payment(held.number)
        assert office.reservations.expire_due() == 1
        assert "suite" in free_kinds(office, stay(office, BY_REFERENCE, days=0))
        assert told(office, citizen) == ["booking_moved"]
        with pytest.raises(HoldOver):
            office.reservations.confirm_payment(held.number)


def test_holds_that_had_no_end_once_their_payment_was_told_get_one(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, wanted = samples.citizen(office), stay(office, BY_REFERENCE, days=2)
        held = book(office, citizen, wanted)
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        held.held_until = None
        office.session.flush()
        migration = import_module("panchayat.migrations.versions.0014_told_payments_end")
        with Operations.context(MigrationContext.configure(office.session.connection())):
            migration.upgrade()
            office.session.refresh(held)
            assert held.held_until == office.lodging.check_in(wanted.house, wanted.arrival)
            migration.downgrade()
            office.session.refresh(held)
            assert held.held_until is None


def test_after_the_hour_of_check_in_the_office_still_has_half_an_hour_to_look(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        wanted = stay(office, BY_REFERENCE, days=0)
        clock.now = office.lodging.check_in(wanted.house, wanted.arrival) + timedelta(hours=2)
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE, days=0))
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        until = held.held_until
        assert until == office.now + HOLD
    clock.advance(timedelta(minutes=20))
    with samples.open_office() as office:
        office.reservations.tell_payment(held.id, citizen, "612345678902")
        assert office.bookings.get(held.id).held_until == until


def test_a_payment_for_a_hold_that_is_over_is_not_taken(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
    clock.advance(HOLD)
    for _noted in (False, True):
        with samples.open_office() as office:
            with pytest.raises(HoldOver):
                office.reservations.tell_payment(held.id, citizen, "UTR 4711")
            with pytest.raises(HoldOver):
                office.reservations.confirm_payment(held.number)
        with samples.open_office() as office:
            office.reservations.expire_due()


def test_who_has_come_has_paid_and_who_leaves_early_frees_the_room(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), stay(office, days=1, nights=4))
        with pytest.raises(TooEarly, match="is for 2026-11-19: it cannot become CHECKED_IN before that day"):
            office.reservations.move(booking.number, BookingState.CHECKED_IN)
        with pytest.raises(IllegalBookingMove, match=r"cannot become CHECKED_OUT; it can become .*CHECKED_IN"):
            office.reservations.move(booking.number, BookingState.CHECKED_OUT)
    clock.advance(timedelta(days=1))
    with samples.open_office() as office:
        assert office.reservations.move(booking.number, BookingState.CHECKED_IN).paid_at == office.now
    clock.advance(timedelta(days=2))
    with samples.open_office() as office:
        assert "suite" not in free_kinds(office, stay(office, days=0, nights=2))
        office.reservations.move(booking.number, BookingState.CHECKED_OUT)
        assert "suite" in free_kinds(office, stay(office, days=0, nights=2))
        assert told(office, samples.citizen(office)) == []


def test_nobody_has_failed_to_come_before_the_hour_of_arrival(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), stay(office, days=1))
    clock.now = datetime(2026, 11, 19, 6, 29, tzinfo=UTC)
    with (
        samples.open_office() as office,
        pytest.raises(TooEarly, match="cannot become NO_SHOW before 12:00 of that day"),
    ):
        office.reservations.move(booking.number, BookingState.NO_SHOW)
    clock.advance(timedelta(minutes=1))
    with samples.open_office() as office:
        office.reservations.move(booking.number, BookingState.NO_SHOW)
        assert "suite" in free_kinds(office, stay(office, days=0))
        assert told(office, samples.citizen(office)) == ["booking_moved"]


def test_whoever_arrives_tomorrow_is_reminded_once(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        book(office, citizen, stay(office, days=3))
        assert office.reservations.remind() == 0
    clock.advance(timedelta(days=2))
    with samples.open_office() as office:
        assert [office.reservations.remind(), office.reservations.remind()] == [1, 0]
        assert told(office, citizen) == ["booking_reminder"]


def test_who_books_for_tomorrow_needs_no_reminder(samples: Samples) -> None:
    with samples.open_office() as office:
        book(office, samples.citizen(office), stay(office, days=1))
        assert office.reservations.remind() == 0


def test_where_nothing_is_free_other_days_and_houses_are_found(samples: Samples) -> None:
    with samples.open_office() as office:
        wanted = stay(office, days=30, nights=2)
        book(office, samples.citizen(office), wanted, "ac", people=2, rooms=2)
        book(office, samples.citizen(office, Samples.ONE_PERMIT), wanted, "suite", people=2)
        book(office, samples.citizen(office, Samples.TWO_PERMITS), wanted, "non_ac", people=2, rooms=2)
        assert office.lodging.offers(wanted.house, wanted.arrival, wanted.nights, Party(2, 1)) == []
        days = office.lodging.other_days(wanted.house, wanted.arrival, wanted.nights, Party(2, 1))
        assert [(day - wanted.arrival).days for day in days] == [-2, 2, -3]
        others = office.lodging.other_houses(wanted.house, wanted.arrival, wanted.nights, Party(2, 1))
        assert [each.key for each in others] == [BY_REFERENCE]


def test_houses_of_the_own_office_come_first_and_none_without_rates(samples: Samples) -> None:
    with samples.open_office() as office:
        jirat = office.offices.by_code("SAMPLE-02").id
        assert [each.key for each in office.lodging.houses(jirat)] == [BY_REFERENCE, "SAMPLE-GH-1"]
        house(office).in_use = False
        office.session.flush()
        assert [each.key for each in office.lodging.houses()] == [BY_REFERENCE]
        for rate in office.session.scalars(select(GstRate)):
            rate.valid_from = date(2027, 1, 1)
        office.session.flush()
    with samples.open_office() as office:
        assert office.lodging.houses() == []


def test_every_state_leads_on_or_is_an_end() -> None:
    ends = {state for state, following in FOLLOWING.items() if not following}
    assert ends == {BookingState.EXPIRED, BookingState.CHECKED_OUT, BookingState.REFUNDED, BookingState.NO_SHOW}
    with pytest.raises(IllegalBookingMove, match="EXPIRED cannot become BOOKED"):
        check_booking_move(BookingState.EXPIRED, BookingState.BOOKED)


def test_a_stay_is_where_when_and_how_long(samples: Samples) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), Stay(house(office), office.today, 1))
        assert office.bookings.departure(booking) == office.today + timedelta(days=1)
        assert office.bookings.check_in(booking) == datetime(2026, 11, 18, 6, 30, tzinfo=UTC)
