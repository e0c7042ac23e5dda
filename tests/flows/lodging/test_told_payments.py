"""The number of a payment that comes unasked, too late, with a digit missing, or wrong: it is kept where it belongs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.lodging.told_payments import says_number_wrong
from panchayat.front_office import FrontOffice
from panchayat.lodging.rules import HOLD
from panchayat.models import Booking, Grievance
from panchayat.models.booking_states import BookingState
from tests.flows.phones import PHOTO, Phone, Village

CITIZEN = "whatsapp:+910000000105"
HELD = ("6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")
NUMBER = "412345678901"


def talks(phone: Phone, *messages: str) -> str:
    return [phone.says(each) for each in messages][-1]


def newest(office: FrontOffice) -> Booking:
    return office.session.scalars(select(Booking).order_by(Booking.created_at.desc()).limit(1)).one()


def reference(village: Village) -> str | None:
    with village.open_office() as office:
        assert (
            office.session.scalars(select(Grievance).where(Grievance.contact_id == newest(office).contact_id)).all()
            == []
        )
        return newest(office).payment_reference


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked for the number of a payment."""
    phone = village.phone(CITIZEN)
    assert "স্ক্রিনশট পাঠান" in talks(phone, "hi", *HELD)
    return phone


@pytest.mark.parametrize(
    "said",
    [
        *(NUMBER, "utr 412345678901", "UTR No. 412345678901 pathalam", "৪১২৩৪৫৬৭৮৯০১", "taka diyechi 412345678901"),
        *("ইউটিআর ৪১২৩৪৫৬৭৮৯০১", "412345678901 eta utr", "Txn id: 412345678901", "भुगतान का नंबर 412345678901"),
    ],
)
@pytest.mark.parametrize("after", [3, 600])
def test_a_number_after_the_screenshot_goes_to_the_booking(
    village: Village, phone: Phone, said: str, after: int
) -> None:
    phone.says("", PHOTO)
    assert f"টাকা পাঠানোর নম্বর: {NUMBER}" in phone.says(said, after=timedelta(seconds=after))
    assert reference(village) == NUMBER


def test_a_number_that_could_be_an_aadhaar_is_asked_for_where_it_may_be_told(village: Village, phone: Phone) -> None:
    phone.says("", PHOTO)
    assert "টাকা পাঠানোর নম্বর" in phone.says("6321 1845 2973")
    assert "টাকা পাঠানোর নম্বর: 6321 1845 2973" in phone.says("6321 1845 2973")
    assert reference(village) == "6321 1845 2973"


def test_a_number_at_the_payment_question_is_kept_whole_however_it_is_grouped(village: Village, phone: Phone) -> None:
    assert "টাকা পাঠানোর নম্বর: 6321 1845 2973" in phone.says("6321 1845 2973")
    assert reference(village) == "6321 1845 2973"


def test_another_number_than_was_told_is_asked_about_before_it_replaces_it(village: Village, phone: Phone) -> None:
    phone.says(NUMBER)
    assert f"{NUMBER}। 512345678901 কি সঠিক নম্বর?" in phone.says("512345678901")
    assert reference(village) == NUMBER
    assert "টাকা পাঠানোর নম্বর: 512345678901" in phone.says("হ্যাঁ")
    assert reference(village) == "512345678901"


def test_who_says_that_it_replaces_the_one_before_is_not_asked(village: Village, phone: Phone) -> None:
    phone.says(NUMBER)
    assert "টাকা পাঠানোর নম্বর: 512345678901" in phone.says("512345678901 hobe, age ta bhul")
    assert reference(village) == "512345678901"


@pytest.mark.parametrize(
    "said",
    ["bhul number diyechi", "ভুল নম্বর দিয়ে ফেলেছি", "utr ta vul", "number ta thik noy", "गलत नंबर दे दिया", "wrong utr"],
)
def test_who_says_that_the_number_was_wrong_is_asked_for_the_right_one(
    village: Village, phone: Phone, said: str
) -> None:
    phone.says(NUMBER)
    assert f"অফিসের কাছে এখন এই নম্বর আছে: {NUMBER}।" in phone.says(said)
    assert "টাকা পাঠানোর নম্বর: 512345678901" in phone.says("512345678901")
    assert reference(village) == "512345678901"


def test_a_number_that_is_right_or_of_a_house_is_not_said_to_be_wrong() -> None:
    assert not any(map(says_number_wrong, ("number thik ache", "payment korbo", "barir number bhul", "bhul hoyeche")))


@pytest.mark.parametrize("said", ["41234567890", "4123456789012", "UTR 4123456789"])
def test_a_number_with_a_digit_missing_or_too_many_is_asked_about_once(
    village: Village, phone: Phone, said: str
) -> None:
    assert "সাধারণত বারোটি সংখ্যা থাকে" in phone.says(said)
    assert reference(village) is None
    assert f"টাকা পাঠানোর নম্বর: {NUMBER}" in phone.says(NUMBER)


def test_a_number_that_is_said_to_be_right_is_taken_as_it_stands(village: Village, phone: Phone) -> None:
    phone.says("41234567890")
    assert "টাকা পাঠানোর নম্বর: 41234567890" in phone.says("হ্যাঁ")
    assert reference(village) == "41234567890"


@pytest.mark.parametrize("asked_before", [True, False])
def test_what_is_told_of_a_payment_too_late_is_kept_for_the_office(
    village: Village, phone: Phone, *, asked_before: bool
) -> None:
    if not asked_before:
        phone.says("পরে")
    village.clock.advance(HOLD + timedelta(minutes=6))
    told = phone.says(NUMBER)
    assert f"অফিসের জন্য লিখে রাখা হল। টাকা পাঠানোর নম্বর: {NUMBER}" in told
    assert "ঘর আর আপনার জন্য ধরে রাখা নেই" in told
    with village.open_office() as office:
        booking = newest(office)
        assert (booking.state, booking.payment_reference) == (BookingState.EXPIRED, NUMBER)
        (staff, *_others) = office.staffing.answering(booking.office_id)
    (news,) = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert NUMBER in news
    assert "সময় পেরিয়ে যাওয়ার পরে জানানো হয়েছে" in news


def test_a_picture_that_comes_too_late_is_kept_for_the_office(village: Village, phone: Phone) -> None:
    village.clock.advance(HOLD + timedelta(minutes=6))
    told = phone.says("", PHOTO)
    assert told.startswith("আপনার ছবি অফিস পেয়েছে, বুকিং BK-")
    assert "টাকা এসেছে কি না, অফিস দেখবে" in told
    with village.open_office() as office:
        assert office.payment_proofs.count(newest(office)) == 1


def test_who_has_not_paid_in_time_says_so_and_nothing_is_kept(village: Village, phone: Phone) -> None:
    village.clock.advance(HOLD + timedelta(minutes=6))
    assert "টাকা দিয়ে থাকলে টাকা পাঠানোর নম্বরটি (UTR) এখানে লিখুন" in phone.says("ki korbo ekhon")
    assert phone.says("1") == "ঘর বুক করতে লিখুন: গেস্ট হাউস"
    assert reference(village) is None


def test_a_number_of_a_phone_is_no_payment(village: Village, phone: Phone) -> None:
    phone.says("পরে")
    phone.says("919830012345")
    phone.says("09830012345")
    with village.open_office() as office:
        assert newest(office).payment_reference is None
