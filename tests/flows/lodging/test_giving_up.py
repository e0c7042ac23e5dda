"""Giving a booking up: in whatever words, where it waits for its payment and where it is asked whether to do it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"
HELD = ("6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")


def newest(office: FrontOffice) -> Booking:
    return office.session.scalars(select(Booking).order_by(Booking.created_at.desc()).limit(1)).one()


def state(village: Village) -> str:
    with village.open_office() as office:
        return newest(office).state


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked for the number of a payment."""
    phone = village.phone(CITIZEN)
    for each in ("hi", *HELD):
        phone.says(each)
    return phone


@pytest.mark.parametrize("said", ["batil", "বাতিল", "cancel", "বাতিল করে দিন", "batil korte chai", "रद्द कर दीजिए", "2"])
def test_who_cancels_where_the_payment_is_asked_for_is_asked_whether_to_cancel(
    village: Village, phone: Phone, said: str
) -> None:
    asked = phone.says(said)
    assert "বাতিল করব?" in asked
    assert "১. হ্যাঁ, বাতিল করুন" in asked
    assert state(village) == BookingState.HELD
    assert "আপনার বুকিং আছে" in phone.says("না")
    assert state(village) == BookingState.HELD


@pytest.mark.parametrize(
    "said", ["বাতিল করে দিন", "ha batil", "batil kore din", "হ্যাঁ বাতিল করুন", "cancel korun", "ji, रद्द कर दीजिए", "1"]
)
def test_whoever_says_once_more_that_it_shall_be_cancelled_agrees(village: Village, phone: Phone, said: str) -> None:
    phone.says("2")
    assert "বাতিল হয়েছে: পুরো বুকিং" in phone.says(said)
    assert state(village) == BookingState.CANCELLED


@pytest.mark.parametrize("said", ["batil korben na", "বাতিল করবেন না", "batil chai na", "cancel mat karo"])
def test_whoever_does_not_want_it_cancelled_has_not_agreed(village: Village, phone: Phone, said: str) -> None:
    phone.says("2")
    assert "বাতিল হয়েছে" not in phone.says(said)
    assert state(village) == BookingState.HELD


def test_who_pays_later_is_told_until_when_the_rooms_are_kept(phone: Phone) -> None:
    told = phone.says("পরে")
    assert "পর্যন্ত ঘর আপনার জন্য ধরে রাখা থাকবে" in told
    assert "বাতিল করতে চাইলে লিখুন: আমার বুকিং" in told
