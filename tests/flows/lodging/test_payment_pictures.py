"""Screenshots of payments: kept with the booking for the office, named in the answer, and no complaint."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.exchange import ArrivedFile
from panchayat.front_office import FrontOffice
from panchayat.models import Booking, BookingEvidence, Media, Outbox
from tests.flows.phones import PHOTO, VOICE, Phone, Village

CITIZEN = "whatsapp:+910000000105"
HELD = ("6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")
UTR = "UTR 612345678901"
PDF = ArrivedFile("https://api.twilio.com/pdf", "application/pdf")
KEPT = "আপনার ছবি অফিস পেয়েছে, বুকিং BK-২৬-"


def talks(phone: Phone, *messages: str) -> str:
    return [phone.says(each) for each in messages][-1]


def newest(office: FrontOffice) -> Booking:
    return office.session.scalars(select(Booking).order_by(Booking.created_at.desc()).limit(1)).one()


def pictures(village: Village) -> int:
    with village.open_office() as office:
        return office.payment_proofs.count(newest(office))


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked for the number of a payment."""
    phone = village.phone(CITIZEN)
    assert "স্ক্রিনশট পাঠান" in talks(phone, "hi", *HELD)
    return phone


@pytest.mark.parametrize("file", [PHOTO, PDF])
def test_a_screenshot_tells_the_payment_as_well_as_its_number(
    village: Village, phone: Phone, file: ArrivedFile
) -> None:
    told = phone.says("", file)
    assert told.startswith(KEPT)
    assert "অফিস আপনার টাকা মিলিয়ে দেখছে" in told
    with village.open_office() as office:
        booking = newest(office)
        assert office.bookings.is_under_review(booking)
        assert (booking.payment_reference, office.payment_proofs.count(booking)) == ("", 1)
        assert booking.id in [each.id for each in office.cancellations.queue(limit=9)]
        (staff, *_others) = office.staffing.answering(booking.office_id)
    (told,) = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert "টাকা পাঠানোর নম্বর: পাঠানো ছবিতে দেখুন" in told
    assert told.endswith("১. ছবি দেখি")


def test_the_number_that_came_with_the_screenshot_is_kept_too(village: Village, phone: Phone) -> None:
    assert "টাকা পাঠানোর নম্বর: 612345678901" in phone.says(UTR, PHOTO)
    with village.open_office() as office:
        assert newest(office).payment_reference == "612345678901"
    assert pictures(village) == 1


def test_a_voice_message_is_no_screenshot(village: Village, phone: Phone) -> None:
    assert "স্ক্রিনশট পাঠান" in phone.says("", VOICE)
    assert pictures(village) == 0


def test_a_screenshot_after_the_number_is_kept_and_no_complaint(village: Village, phone: Phone) -> None:
    phone.says(UTR)
    for _each in range(2):
        told = phone.says("", PHOTO)
        assert told.startswith(KEPT)
        assert "অভিযোগ" not in told
    assert pictures(village) == 2
    with village.open_office() as office:
        assert newest(office).payment_reference == "612345678901"


def test_a_picture_with_words_or_of_later_is_asked_about(village: Village, phone: Phone) -> None:
    phone.says(UTR)
    asked = phone.says("ei dekhun", PHOTO)
    assert asked.startswith("এটা কি বুকিং BK-২৬-")
    assert phone.says("হ্যাঁ").startswith(KEPT)
    village.clock.advance(timedelta(hours=2))
    assert phone.says("", PHOTO).startswith("এটা কি বুকিং BK-২৬-")
    assert "অভিযোগ" in phone.says("না")
    assert pictures(village) == 1


def test_a_picture_after_a_complaint_is_asked_about_and_not_taken_for_the_payment(
    village: Village, phone: Phone
) -> None:
    phone.says(UTR)
    talks(phone, "hi", "1", "রাস্তাঘাট", "রাস্তায় বড় গর্ত হয়েছে", "বটতলা", "জমা দিন")
    phone.says("", PHOTO)
    assert pictures(village) == 0


@pytest.mark.parametrize("caption", ["", "payment korlam", "dekhun"])
def test_a_screenshot_at_my_booking_is_kept_with_it(village: Village, phone: Phone, caption: str) -> None:
    talks(phone, UTR, "amar booking")
    assert phone.says(caption, PHOTO).startswith(KEPT)
    assert pictures(village) == 1


def test_the_number_of_the_payment_is_taken_at_my_booking_too(phone: Phone) -> None:
    talks(phone, "later", "amar booking")
    assert "টাকা পাঠানোর নম্বর: 612345678901" in phone.says(UTR)


def test_a_wrong_number_is_corrected_while_the_office_looks(village: Village, phone: Phone) -> None:
    talks(phone, UTR, "amar booking")
    asked = phone.says("1")
    assert asked.startswith("অফিসের কাছে এখন এই নম্বর আছে: 612345678901।")
    assert "টাকা পাঠানোর নম্বর: 612345678902" in phone.says("612345678902")
    with village.open_office() as office:
        booking = newest(office)
        assert booking.payment_reference == "612345678902"
        (staff, *_others) = office.staffing.answering(booking.office_id)
    _first, told = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert told.startswith("টাকা পাঠানোর নম্বর বদলানো হয়েছে: BK-২৬-")


def test_who_sends_a_screenshot_by_its_name_is_asked_for_it(village: Village, phone: Phone) -> None:
    talks(phone, "later")
    assert "টাকা দেওয়ার ছবি বা PDF পাঠান" in phone.says("payment screenshot")
    assert phone.says("", PDF).startswith(KEPT)
    assert pictures(village) == 1


def test_the_staff_of_the_house_see_the_picture_and_nobody_else(village: Village, phone: Phone) -> None:
    phone.says("", PHOTO)
    with village.open_office() as office:
        booking = newest(office)
        (sent,) = office.session.scalars(select(BookingEvidence))
        media = office.session.get_one(Media, sent.media_id)
        media.state, media.content_type = "fetched", "image/jpeg"
        (staff, *_others) = office.staffing.answering(booking.office_id)
    desk = village.phone(f"whatsapp:{staff.mobile}")
    desk.reads()
    shown = desk.says("1")
    assert "ছবি: ১টি" in shown
    with village.open_office() as office:
        (row,) = (each for each in office.session.scalars(select(Outbox)) if each.payload["kind"] == "evidence")
        assert row.contact_id == desk.contact(office).id
        assert office.fetches.evidence(sent.media_id, sent_with=row.id, link="a", method="GET") is not None
        assert office.payment_proofs.show(newest(office), phone.contact(office).id, []) == 0
    assert "এটা শুধু ওই অফিসের কর্মীরা দেখতে পারেন" in elsewhere(village)


def elsewhere(village: Village) -> str:
    """What an officer of another office is told who opens it from a notice."""
    with village.open_office() as office:
        officer = next(each for each in office.staffing.answering(office.offices.by_code("SAMPLE-01").id))
    phone = village.phone(f"whatsapp:{officer.mobile}")
    with village.open_office() as office:
        contact, booking = office.contacts.at_mobile(officer.mobile), newest(office)
        params = {"notice": "booking_pictures", "booking_id": str(booking.id), "staff": str(contact)}
        office.outbox.add(contact, "by mistake", "notice", params)
    phone.reads()
    return phone.says("1")


def test_a_picture_that_was_sent_before_belongs_to_no_booking(village: Village, phone: Phone) -> None:
    talks(phone, UTR, "hi", "1", "রাস্তাঘাট", "রাস্তায় বড় গর্ত হয়েছে", "বটতলা", "জমা দিন")
    phone.says("", PHOTO)
    phone.says("menu")
    shown = phone.says("amar booking")
    assert "কী দরকার?" in shown
    assert pictures(village) == 0


@pytest.mark.parametrize("caption", ["payment korechi", "টাকা পাঠিয়ে দিয়েছি দেখুন", ""])
def test_a_screenshot_at_the_menu_is_kept_with_the_booking_that_is_to_be_paid(
    village: Village, phone: Phone, caption: str
) -> None:
    talks(phone, "later", "menu")
    asked = phone.says(caption, PHOTO)
    assert "বুকিং BK-২৬-" in asked
    told = phone.says("হ্যাঁ")
    assert KEPT in told
    assert pictures(village) == 1
    with village.open_office() as office:
        assert office.bookings.is_under_review(newest(office))


@pytest.mark.parametrize("words", ["lagbe na ar", "ami jabo na", "booking ta lagbe na", "হবে না, আমরা যাব না"])
def test_who_will_not_come_is_shown_what_it_costs_to_give_it_up(village: Village, phone: Phone, words: str) -> None:
    talks(phone, "later", "menu")
    said = phone.says(words)
    assert "কিছু কাটা হবে না" in said
    assert "হ্যাঁ, বাতিল করুন" in said
    with village.open_office() as office:
        assert newest(office).state == "HELD"
