"""Where a refund goes: back the way it came, or to the account that the guest names; who is told, and who reads it."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select, text

from panchayat.front_office import FrontOffice
from panchayat.lodging.accounts import Account
from panchayat.lodging.bookings import NotTheirBooking
from panchayat.lodging.refunds import NothingDue
from panchayat.messaging.contacts import SMS
from panchayat.models import Booking, Event, RefundAccount
from tests.panchayat.conftest import Samples
from tests.panchayat.lodging.lodgers import BY_REFERENCE, book, stay, told

BANK = Account("bank", "12345678901", "SBIN0001234")
OTHER = "whatsapp:+910000000102"
UPI = Account("upi", "rahima.bibi@ybl")


def given_up(office: FrontOffice, citizen: UUID, *, days: int = 30) -> Booking:
    booking = book(office, citizen, stay(office, BY_REFERENCE, days=days), "dormitory")
    office.reservations.confirm_payment(booking.number, tell=False)
    charge = office.cancellations.quote(booking).charge_paise
    office.cancellations.cancel(booking.id, citizen, position=None, charge_paise=charge)
    return booking


def named(office: FrontOffice, booking: Booking, contact_id: UUID, account: Account) -> None:
    office.refunds.name(office.refunds.propose(booking.id, contact_id, account), contact_id)


def staff_told(office: FrontOffice, booking: Booking) -> list[str]:
    (first, *_others) = office.staffing.answering(booking.office_id)
    return list(told(office, office.contacts.at_mobile(first.mobile)))


def test_the_account_that_was_named_holds_once_it_was_said_to_be_right(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = given_up(office, citizen)
        assert office.refunds.account(booking) is None
        proposed = office.refunds.propose(booking.id, citizen, BANK)
        assert office.refunds.account(booking) is None
        office.refunds.name(proposed, citizen)
        account = office.refunds.account(booking)
        assert account is not None
        assert (account.kind, account.number, account.ifsc) == ("bank", "12345678901", "SBIN0001234")
        assert told(office, citizen) == []
        assert staff_told(office, booking) == ["booking_refund_account_for_staff"]


def test_an_account_is_encrypted_where_it_lies(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        named(office, given_up(office, citizen), citizen, BANK)
        lying = office.session.execute(text("SELECT number, ifsc FROM refund_account")).one()
        assert all(b"12345678901" not in bytes(each) and b"SBIN" not in bytes(each) for each in lying)


def test_what_was_typed_and_not_right_is_not_kept(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = given_up(office, citizen)
        office.refunds.propose(booking.id, citizen, BANK)
        office.refunds.propose(booking.id, citizen, UPI)
        assert [each.number for each in office.session.scalars(select(RefundAccount))] == ["rahima.bibi@ybl"]
        office.refunds.forget(booking.id)
        assert office.session.scalars(select(RefundAccount)).all() == []


def test_a_change_is_told_on_every_other_address_of_whoever_booked(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, OTHER)
        by_sms = office.contacts.at_mobile(office.contacts.phone_number(citizen) or "", SMS)
        booking = given_up(office, citizen)
        named(office, booking, citizen, BANK)
        assert told(office, by_sms) == []
        named(office, booking, citizen, UPI)
        assert told(office, by_sms) == ["booking_refund_account"]
        assert told(office, citizen) == told(office, other) == []
        account = office.refunds.account(booking)
        assert account is not None
        assert account.number == "rahima.bibi@ybl"


def test_who_has_not_proved_it_names_no_account(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, OTHER)
        booking = given_up(office, citizen)
        with pytest.raises(NotTheirBooking):
            office.refunds.propose(booking.id, other, UPI)
        proposed = office.refunds.propose(booking.id, citizen, UPI)
        with pytest.raises(NotTheirBooking):
            office.refunds.name(proposed, other)


def test_where_nothing_is_due_no_account_is_taken(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        nothing_left = given_up(office, citizen, days=1)
        with pytest.raises(NothingDue):
            office.refunds.propose(nothing_left.id, citizen, UPI)
        paid_back = given_up(office, citizen)
        proposed = office.refunds.propose(paid_back.id, citizen, UPI)
        office.cancellations.refunded(paid_back.number)
        with pytest.raises(NothingDue):
            office.refunds.name(proposed, citizen)
        with pytest.raises(NothingDue):
            office.refunds.for_payment(paid_back.number)


def test_whoever_pays_reads_the_whole_account_and_that_is_remembered(samples: Samples) -> None:
    def read(office: FrontOffice) -> int:
        events = office.session.scalars(select(Event).where(Event.what == "booking.refund_account_read"))
        return len(events.all())

    with samples.open_office() as office:
        citizen = samples.citizen(office)
        booking = given_up(office, citizen)
        assert office.refunds.for_payment(booking.number) == (booking, None)
        assert read(office) == 0
        named(office, booking, citizen, BANK)
        assert office.refunds.for_payment(booking.number) == (booking, BANK)
        assert read(office) == 1


def test_money_is_asked_of_what_is_due_before_what_is_over(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        assert office.refunds.about_money(citizen) == []
        booked = book(office, citizen, stay(office, days=20))
        assert office.refunds.about_money(citizen) == []
        office.cancellations.cancel(booked.id, citizen, position=None, charge_paise=0)
        assert office.refunds.about_money(citizen) == [booked]
        due = given_up(office, citizen)
        assert office.refunds.about_money(citizen) == [due]
