"""Giving rooms up, for what was shown, and the way of the refund to its end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.lodging.bookings import NotTheirBooking
from panchayat.lodging.cancellations import ChargeChanged, PaymentUnderReview, ReasonNeeded
from panchayat.models import Booking, CancellationCharge, Holiday, Outbox, Paper
from panchayat.models.booking_states import IllegalBookingMove
from panchayat.papers.verification import Standing
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.panchayat.lodging.lodgers import BY_REFERENCE, book, free_kinds, stay, told


def paid(office: FrontOffice, citizen: UUID, *, days: int = 30, rooms: int = 1) -> Booking:
    booking = book(office, citizen, stay(office, BY_REFERENCE, days=days), "dormitory", people=rooms, rooms=rooms)
    return office.reservations.confirm_payment(booking.number, tell=False)


def voucher(office: FrontOffice, booking: Booking) -> Paper:
    return office.papers.issue(
        "booking_voucher",
        office_id=booking.office_id,
        subject_id=booking.id,
        facts=office.booking_facts.voucher(booking),
        language="bn",
        file_name=booking.number,
    )


@pytest.mark.parametrize(
    ("days", "percent", "refund"), [(1, 100, 0), (4, 50, 210_00), (10, 30, 294_00), (20, 20, 336_00), (40, 10, 378_00)]
)
def test_the_charge_goes_by_the_time_that_is_left_and_gst_is_given_back_with_the_price(
    samples: Samples, days: int, percent: int, refund: int
) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen, days=days)
        quote = office.cancellations.quote(booking)
        assert (quote.price_paise, quote.percent, quote.refund_paise) == (420_00, Decimal(percent), refund)
        given_up = office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=quote.charge_paise)
        assert (given_up.charge_paise, given_up.refund_paise) == (420_00 - refund, refund)
        assert booking.state == ("REFUND_DUE" if refund else "CANCELLED")
        assert free_kinds(office, stay(office, BY_REFERENCE, days=days)).count("dormitory") == 2
        assert told(office, citizen) == []


def test_a_refund_is_due_within_seven_working_days_over_sundays_and_holidays(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen)
        office.session.add(
            Holiday(office_id=booking.office_id, day=date(2026, 11, 20), closed=True, names={"bn": "নমুনা ছুটি"})
        )
        office.session.flush()
        charge = office.cancellations.quote(booking).charge_paise
        given_up = office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=charge)
        # From Wednesday the 18th on: not the 20th (closed by the office), the 22nd (Sunday), the 24th (Guru Nanak's day),
        # nor the 28th and 29th (fourth Saturday, Sunday).
        assert given_up.target_on == date(2026, 11, 30)


def test_a_refund_is_followed_to_its_end(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen)
        charge = office.cancellations.quote(booking).charge_paise
        office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=charge)
        assert office.cancellations.queue(limit=9)[0].state == "REFUND_DUE"
    clock.advance(timedelta(days=2))
    with samples.open_office() as office:
        assert office.cancellations.refunded(booking.number) == 420_00 - charge
        assert [step.state for step in office.bookings.history(booking)] == [
            "HELD",
            "BOOKED",
            "CANCELLED",
            "REFUND_DUE",
            "REFUNDED",
        ]
        assert told(office, citizen) == ["booking_refunded"]
        with pytest.raises(IllegalBookingMove):
            office.cancellations.refunded(booking.number)


def test_rooms_are_given_up_one_by_one(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen, rooms=2)
        first = office.cancellations.quote(booking, 2)
        office.cancellations.cancel(booking.id, citizen, position=2, charge_paise=first.charge_paise)
        assert booking.state == "BOOKED"
        assert [room.position for room, _ in office.bookings.kept_rooms(booking)] == [1]
        assert free_kinds(office, stay(office, BY_REFERENCE)).count("dormitory") == 1
        assert office.cancellations.refunded(booking.number) == first.refund_paise
        assert booking.state == "BOOKED"
        with pytest.raises(IllegalBookingMove):
            office.cancellations.cancel(booking.id, citizen, position=2, charge_paise=first.charge_paise)
        rest = office.cancellations.quote(booking)
        office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=rest.charge_paise)
        assert booking.state == "REFUND_DUE"
        assert [each.position for each in office.cancellations.due(booking)] == [2]


def test_the_booking_is_for_as_many_as_the_rooms_hold_that_stay(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office), "ac", people=5, rooms=2)
        assert [office.bookings.holds(booking, without=position) for position in (None, 1, 2)] == [5, 2, 3]
        office.cancellations.cancel(booking.id, citizen, position=2, charge_paise=0)
        assert booking.guests == 3
        assert office.booking_facts.voucher(booking)["guests"] == 3
        few = book(office, citizen, stay(office, days=40), "ac", people=2, rooms=2)
        office.cancellations.cancel(few.id, citizen, position=1, charge_paise=0)
        assert few.guests == 2


def test_nothing_is_charged_where_nothing_was_paid(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office, days=1))
        quote = office.cancellations.quote(booking)
        assert (quote.paid, quote.charge_paise, quote.refund_paise) == (False, 0, 0)
        office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=0)
        assert booking.state == "CANCELLED"
        with pytest.raises(IllegalBookingMove):
            office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=0)


def test_a_charge_that_rose_since_it_was_shown_is_not_taken(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen, days=2)
        shown = office.cancellations.quote(booking).charge_paise
    clock.advance(timedelta(hours=3))
    with samples.open_office() as office:
        with pytest.raises(ChargeChanged):
            office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=shown)
        assert office.bookings.get(booking.id).state == "BOOKED"


def test_the_charges_are_those_of_the_day_of_booking(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen)
        state = office.offices.state().id
        office.session.add(CancellationCharge(office_id=state, valid_from=date(2026, 11, 20), hours=0, percent=90))
    clock.advance(timedelta(days=5))
    with samples.open_office() as office:
        assert office.cancellations.quote(office.bookings.get(booking.id)).percent == 20
        assert office.cancellations.quote(paid(office, samples.citizen(office, Samples.ONE_PERMIT))).percent == 90


def test_nobody_else_cancels_a_booking_without_its_code(samples: Samples) -> None:
    with samples.open_office() as office:
        booking = book(office, samples.citizen(office), stay(office))
        stranger = samples.citizen(office, Samples.ONE_PERMIT)
        with pytest.raises(NotTheirBooking):
            office.cancellations.cancel(booking.id, stranger, position=None, charge_paise=0)


def test_whoever_has_the_code_cancels_and_the_owner_hears_of_it(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = book(office, citizen, stay(office))
        relative = samples.citizen(office, Samples.ONE_PERMIT)
        guarded = office.bookings.guarded(booking)
        office.access_codes.send(guarded, relative)
        code = next(row for row in office.session.scalars(select(Outbox).where(Outbox.contact_id == citizen)))
        office.access_codes.check(guarded, relative, code.payload["params"]["code"])
        office.cancellations.cancel(booking.id, relative, position=None, charge_paise=0)
        assert told(office, citizen) == ["access_code", "booking_moved"]


def test_while_a_payment_is_looked_for_all_rooms_are_given_up_together_and_nothing_is_charged(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE, days=1), "dormitory", people=2, rooms=2)
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        with pytest.raises(PaymentUnderReview):
            office.cancellations.cancel(held.id, citizen, position=1, charge_paise=0)
        quote = office.cancellations.quote(held)
        assert (quote.told, quote.paid, quote.charge_paise, quote.refund_paise) == (True, False, 0, 0)
        given_up = office.cancellations.cancel(held.id, citizen, position=None, charge_paise=0)
        assert (given_up.charge_paise, given_up.refund_paise, given_up.target_on) == (0, 0, None)
        assert office.bookings.may_have_been_paid(given_up)
        assert office.booking_facts.cancelled(given_up)["may_have_been_paid"]
        assert free_kinds(office, stay(office, BY_REFERENCE, days=1)).count("dormitory") == 2
        (staff, *_others) = office.staffing.answering(held.office_id)
        notices = told(office, office.contacts.at_mobile(staff.mobile))
        assert notices == ["booking_payment_told", "booking_given_up"]
        with pytest.raises(IllegalBookingMove):
            office.reservations.confirm_payment(held.number)


def test_a_payment_that_was_confirmed_meanwhile_costs_what_the_rules_say(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        held = book(office, citizen, stay(office, BY_REFERENCE))
        office.reservations.tell_payment(held.id, citizen, "612345678901")
        office.reservations.confirm_payment(held.number, tell=False)
        with pytest.raises(ChargeChanged):
            office.cancellations.cancel(held.id, citizen, position=None, charge_paise=0)
        charge = office.cancellations.quote(held).charge_paise
        given_up = office.cancellations.cancel(held.id, citizen, position=None, charge_paise=charge)
        assert not office.bookings.may_have_been_paid(given_up)


def test_the_office_cancels_without_charge_and_says_why(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen, days=1)
        with pytest.raises(ReasonNeeded):
            office.cancellations.cancel_by_office(booking.number, " ")
        given_up = office.cancellations.cancel_by_office(booking.number, "ছাদ মেরামত")
        assert (given_up.charge_paise, given_up.refund_paise) == (0, 420_00)
        assert booking.state == "REFUND_DUE"
        assert told(office, citizen) == ["booking_moved"]


def test_a_voucher_of_a_cancelled_booking_is_revoked(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = paid(office, citizen, rooms=2)
        both = voucher(office, booking)
        charge = office.cancellations.quote(booking, 1).charge_paise
        office.cancellations.cancel(booking.id, citizen, position=1, charge_paise=charge)
        one = voucher(office, booking)
        standings = [office.verification.by_code(paper.code) for paper in (both, one)]
        assert [found and found.standing for found in standings] == [Standing.REVOKED, Standing.VALID]
        charge = office.cancellations.quote(booking).charge_paise
        office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=charge)
        found = office.verification.by_code(one.code)
        assert found is not None
        assert found.standing is Standing.REVOKED
        assert not office.booking_facts.has_voucher(booking)
