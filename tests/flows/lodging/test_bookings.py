"""What people are told about their bookings, and what becomes of a booking that others, the office or the clock touch."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from jobs.clock import apologise_for_late_refunds, end_holds, remind_of_arrival
from panchayat.front_office import FrontOffice
from panchayat.lodging.rules import HOLD
from panchayat.models import Booking, GuestHouse
from panchayat.models.booking_states import BookingState, IllegalBookingMove
from tests.flows.phones import Phone, Village

CITIZEN, OTHER = "whatsapp:+910000000105", "whatsapp:+910000000108"
SUITE = ("6", "SAMPLE-GH-1", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567")
HELD = ("6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")


def talks(phone: Phone, *messages: str) -> str:
    return [phone.says(each) for each in messages][-1]


def newest(office: FrontOffice) -> Booking:
    return office.session.scalars(select(Booking).order_by(Booking.created_at.desc()).limit(1)).one()


def test_who_comes_too_late_keeps_all_answers_but_the_room(village: Village) -> None:
    late, quick = village.phone(CITIZEN), village.phone(OTHER)
    talks(late, "hi", *SUITE)
    talks(quick, "hi", *SUITE, "1")
    told = late.says("1")
    assert told.startswith("মাফ করবেন, এইমাত্র অন্য কেউ ঘরটি নিয়ে নিয়েছেন।")
    assert "স্যুট" not in told
    bill = late.says("এসি")
    assert "Sample Guest, ভোটার কার্ড …৪৫৬৭" in bill
    assert "বুকিং হয়ে গেছে" in late.says("1")


def test_rooms_of_several_sorts_are_booked_together_and_what_is_left_is_offered_to_the_second(village: Village) -> None:
    quick, late = village.phone(CITIZEN), village.phone("whatsapp:+910000000199")
    for phone in (quick, late):
        offered = talks(phone, "hi", "6", "SAMPLE-GH-2", "20 december", "1", "4")
        assert "১. ডরমিটরির বিছানা + নন-এসি ঘর + ১টি বাড়তি বিছানা: এক রাত ₹৯৮০" in offered
        assert "২. নন-এসি ঘর + এসি ঘর: এক রাত ₹১,৮০০" in offered
        bill = talks(phone, "2", "Sample Guest", "voter", "4567")
        assert "নন-এসি ঘর + এসি ঘর\nভাড়া: ₹১,৮০০\nজিএসটি: ₹৯০\nমোট: ₹১,৮৯০" in bill
    assert "টাকা দিতে হবে: ₹১,৮৯০" in quick.says("1")
    shown = quick.says("amar booking")
    assert "ঘর ১০১ (নন-এসি ঘর): ₹৬৩০\nঘর ২০১ (এসি ঘর): ₹১,২৬০" in shown
    told = late.says("1")
    assert "এইমাত্র অন্য কেউ" in told
    assert "১. ডরমিটরির বিছানা × ২ + স্যুট: এক রাত ₹২,৪০০" in told


def test_more_rooms_than_one_may_have_are_refused_in_so_many_words(village: Village) -> None:
    phone = village.phone(CITIZEN)
    told = talks(phone, "hi", "6", "SAMPLE-GH-2", "20 december", "1", "5 jon 5 ghor")
    assert "সবচেয়ে বেশি ৪টি ঘর বুক করা যায়" in told
    assert "২. নন-এসি ঘর + ১টি বাড়তি বিছানা + এসি ঘর: এক রাত ₹১,৯৮০" in told
    assert "সবচেয়ে বেশি ৪টি ঘর বুক করা যায়" in phone.says("6 ta ghor")


def test_another_day_or_house_keeps_how_long_and_how_many(village: Village) -> None:
    phone = village.phone(CITIZEN)
    told = talks(phone, "hi", "6", "SAMPLE-GH-2", "20 december", "3", "5 jon 1 ghor")
    assert "৫ জনের মতো ১টি ঘরে জায়গা নেই" in told
    assert "কোন গেস্ট হাউস?" in phone.says("onno din")
    told = talks(phone, "SAMPLE-GH-1", "21 december")
    assert "৫ জনের মতো ১টি ঘরে জায়গা নেই" in told


def test_who_has_four_rooms_is_told_so_and_gets_no_fifth(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", "6", "SAMPLE-GH-1", "20 december", "2", "4", "ডরমিটরি", "Sample Guest", "voter", "4567", "1")
    assert "বুকিং নম্বর: BK-" in talks(phone, "amar booking")
    told = talks(phone, "hi", *SUITE, "1")
    assert "সবচেয়ে বেশি ৪টি ঘর" in told
    assert "আর ০টি" in told


def test_a_hold_that_is_over_is_told_by_the_clock_and_cannot_be_paid(village: Village) -> None:
    phone = village.phone(CITIZEN)
    assert "ঘর আপনার জন্য ধরে রাখা হয়েছে" in talks(phone, "hi", *HELD)
    village.clock.advance(HOLD + timedelta(minutes=5))
    with village.open_office() as office:
        end_holds(office)
    (told,) = phone.reads()
    assert "টাকার খবর সময়ের মধ্যে আসেনি" in told
    assert "ঘর আর আপনার জন্য ধরে রাখা নেই" in phone.says("UTR 612345678901")


def test_a_sentence_is_no_payment_and_the_hold_goes_on(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD)
    told = phone.says("kal debo 1234 taka")
    assert "শুধু সেটি লিখুন" in told
    with village.open_office() as office:
        held = newest(office)
        assert (held.payment_reference, held.held_until) == (None, held.created_at + HOLD)


def test_the_staff_of_the_house_are_asked_to_look_whether_the_money_has_come(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD, "UTR 612345678901")
    with village.open_office() as office:
        (staff, *_others) = office.staffing.answering(newest(office).office_id)
    (told,) = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert told.startswith("বুকিংয়ের টাকা দেওয়ার খবর: BK-২৬-")
    for fact in (
        "নমুনা গঙ্গাতীর পর্যটক আবাস, আসবেন ২০ ডিসেম্বর ২০২৬",
        "Sample Guest",
        "₹৪,২০০",
        "612345678901",
        "দেখে নিন",
    ):
        assert fact in told


def test_who_waits_for_the_office_to_find_the_money_may_still_give_the_rooms_up(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD, "UTR 612345678901")
    assert "১. টাকার নম্বর ঠিক করব\n২. বুকিং বাতিল করব\n৩. নাম বা কার্ড ঠিক করব" in phone.says("amar booking")
    asked = phone.says("2")
    assert "অফিস এখনও আপনার টাকার খোঁজ পায়নি। কিছু কাটা হবে না" in asked
    told = phone.says("1")
    assert "বাতিল হয়েছে: পুরো বুকিং" in told
    assert "অফিসকে জানানো হয়েছে, টাকা এসে থাকলে যেন ফেরত দেয়" in told
    with village.open_office() as office:
        (staff, *_others) = office.staffing.answering(newest(office).office_id)
    _paid, given_up = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert given_up.startswith("অতিথি বাতিল করেছেন: BK-২৬-")
    assert "টাকা: ₹৪,২০০" in given_up
    assert "এই টাকা এসে থাকলে পুরোটাই ফেরত দিন" in given_up


def test_a_payment_that_could_not_be_confirmed_in_time_is_told_in_words_of_its_own(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *(each.replace("20 december", "20 tarikh") for each in HELD), "612345678901")
    village.clock.advance(timedelta(days=2, hours=3))
    with village.open_office() as office:
        end_holds(office)
    (told,) = phone.reads()
    assert "অফিস সময়ের মধ্যে মিলিয়ে দেখতে পারেনি" in told
    assert "টাকা দিয়ে থাকলে লিখুন: ফোন" in told
    shown = talks(phone, "amar booking")
    assert "অবস্থা: টাকার খোঁজ মেলেনি" in shown
    assert "টাকা দিয়ে থাকলে লিখুন: ফোন" in shown


def test_a_confirmed_payment_is_told_and_the_voucher_comes_with_it_once(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD, "UTR 612345678901")
    with village.open_office() as office:
        office.reservations.confirm_payment(newest(office).number)
    with village.open_office() as office, pytest.raises(IllegalBookingMove):
        office.reservations.confirm_payment(newest(office).number)
    told, *papers = phone.reads()
    assert told.startswith("আপনার টাকা মিলে গেছে। নমুনা গঙ্গাতীর পর্যটক আবাস বুক হয়েছে: BK-")
    assert told.endswith("বুকিংয়ের কাগজ (PDF) একটু পরেই পাঠাচ্ছি।")
    assert papers == []
    with village.open_office() as office:
        (voucher,) = office.papers.waiting(9)
        office.papers.rendered(voucher, content_hash="0" * 64, file_hash="0" * 64, size=9)
        assert office.papers.get(voucher).language == "bn"
    assert phone.reads() == ["[booking_voucher] গেস্ট হাউস বুকিংয়ের কাগজ"]


def test_the_office_says_why_it_cancels_and_when_the_money_was_given_back(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD, "UTR 612345678901")
    with village.open_office() as office:
        number = newest(office).number
        office.cancellations.cancel_by_office(number, "ছাদ মেরামত হচ্ছে")
    (told,) = phone.reads()
    assert "কারণ: ছাদ মেরামত হচ্ছে" in told
    assert "₹৪,২০০ ফেরত পাবেন" in told
    with village.open_office() as office:
        office.cancellations.refunded(number)
    (told,) = phone.reads()
    assert "₹৪,২০০ আপনাকে ফেরত দেওয়া হয়েছে" in told
    assert "অবস্থা: টাকা ফেরত হয়েছে" in phone.says("amar booking")


def test_the_day_before_the_guest_is_reminded_with_the_way_to_the_house(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", "6", "SAMPLE-GH-1", "20 tarikh", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")
    village.clock.advance(timedelta(days=1))
    with village.open_office() as office:
        remind_of_arrival(office)
        remind_of_arrival(office)
    (told,) = phone.reads()
    assert told.startswith("কাল আপনার বুকিং: নমুনা ইছামতী অতিথিশালা, দুপুর ১২টা থেকে।")
    assert "https://maps.google.com/?q=23.1831,88.8642" in told


def test_who_does_not_come_is_told_that_it_is_over(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", "6", "SAMPLE-GH-1", "20 tarikh", "2", "2", "suite", "Sample Guest", "voter", "4567", "1")
    village.clock.advance(timedelta(days=3))
    with village.open_office() as office:
        office.reservations.move(newest(office).number, BookingState.NO_SHOW)
    (told,) = phone.reads()
    assert "আসেননি" in told
    assert phone.says("amar booking").endswith("কারও সঙ্গে কথা বলতে লিখুন: ফোন")


@pytest.mark.parametrize("typed", ["ghor", "ঘর", "bari", "একটা বাড়ি চাই"])
def test_a_house_alone_may_be_one_to_build_or_one_to_stay_in(village: Village, typed: str) -> None:
    phone = village.phone(CITIZEN)
    told = talks(phone, "hi", typed)
    assert "বাড়ি তৈরির অনুমোদনপত্র" in told
    assert "গেস্ট হাউস বুকিং" in told
    assert "১. অভিযোগ" not in told


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ghor booking", "কোন গেস্ট হাউস?"),
        ("thakar jayga", "কোন গেস্ট হাউস?"),
        ("অতিথিশালা", "কোন গেস্ট হাউস?"),
        ("booking batil korbo", "এই ফোন নম্বর থেকে কোনও বুকিং হয়নি"),
        ("amar booking", "এই ফোন নম্বর থেকে কোনও বুকিং হয়নি"),
    ],
)
def test_the_words_of_the_services_are_told_apart(village: Village, typed: str, expected: str) -> None:
    told = talks(village.phone(CITIZEN), "hi", typed)
    assert expected in told


def test_where_no_house_is_let_the_menu_does_not_offer_any(village: Village) -> None:
    with village.open_office() as office:
        for house in office.session.scalars(select(GuestHouse)):
            house.in_use = False
    phone = village.phone(CITIZEN)
    menu = phone.says("hi")
    assert "গেস্ট হাউস" not in menu
    assert "বুকিং" not in menu
    assert "এখন এখানে কোনও ঘর বুক করা যাচ্ছে না" in phone.says("guest house")
    assert "৭. আমার বুকিং" in village.phone("whatsapp:+910000000101").says("hi")


def test_a_charge_that_rises_while_it_is_looked_at_is_shown_again(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000103")
    shown = talks(phone, "hi", "my booking", "1", "cancel")
    assert "₹1,260 (20%)" in shown
    # The suite is for 8 December at noon: 360 hours before, it costs more. The answer comes within the half hour.
    village.clock.now = village.clock.now.replace(day=23, hour=6, minute=10)
    shown = talks(phone, "menu", "my booking", "1", "cancel")
    assert "₹1,260 (20%)" in shown
    village.clock.advance(timedelta(minutes=25))
    told = phone.says("1")
    assert "Meanwhile it costs something else" in told
    assert "₹1,890 (30%)" in phone.says("1")
    assert "Given back to you: ₹4,410" in phone.says("1")


def test_another_day_on_which_the_rooms_are_taken_is_told_before_the_yes(village: Village) -> None:
    quick, phone = village.phone(OTHER), village.phone(CITIZEN)
    talks(quick, "hi", *SUITE, "1")
    bill = talks(phone, "hi", *(each.replace("20", "25") for each in SUITE))
    assert "টাকা গেস্ট হাউসে এসে দেবেন" in bill
    changed = talks(phone, "2", "1", "20 december")
    assert "এই তারিখে এই ঘর খালি নেই" in changed
    assert "এইমাত্র অন্য কেউ" in phone.says("1")


def test_where_nothing_was_booked_the_way_to_a_room_is_open(village: Village) -> None:
    assert "কোন গেস্ট হাউস?" in talks(village.phone(CITIZEN), "hi", "7", "গেস্ট হাউস")
    assert "कौन-सा गेस्ट हाउस?" in talks(village.phone(OTHER), "hi", "7", "6")


def test_money_that_is_late_is_apologised_for_once_before_anybody_asks(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000103")
    phone.says("hi")
    with village.open_office() as office:
        apologise_for_late_refunds(office)
    assert phone.reads() == []
    village.clock.advance(timedelta(days=8))
    for _time in range(2):
        with village.open_office() as office:
            apologise_for_late_refunds(office)
    (told,) = phone.reads()
    assert told.startswith("We are sorry: ₹882 for booking BK-26-")
    assert "The target was 25 November 2026. It has not been kept" in talks(phone, "my booking", "2")
    with village.open_office() as office:
        (due,) = [each for each in office.session.scalars(select(Booking)) if office.cancellations.due(each)]
        office.cancellations.refunded(due.number)
        assert not office.cancellations.due(due)


def test_houses_of_two_offices_may_have_the_same_key(village: Village) -> None:
    with village.open_office() as office:
        for house in office.session.scalars(select(GuestHouse)):
            house.key = "GH"
    late, quick = village.phone(CITIZEN), village.phone(OTHER)
    for phone in (late, quick):
        talks(phone, "hi", *(each.replace("SAMPLE-GH-1", "1") for each in SUITE))
    quick.says("1")
    assert "এসি ঘর" in late.says("1")


def test_a_house_is_shown_once_with_its_picture(village: Village) -> None:
    phone = village.phone()
    phone.says("hi")
    phone.says("6")
    assert "[picture] নমুনা ইছামতী অতিথিশালা" in phone.says("1")
    assert "[picture]" not in phone.says("কবে যেন")
    assert "[picture]" not in phone.says("kal")


def test_a_house_without_a_picture_is_told_about_in_words(village: Village) -> None:
    with village.open_office() as office:
        for house in office.session.scalars(select(GuestHouse)):
            house.picture = None
    phone = village.phone()
    phone.says("hi")
    phone.says("6")
    told = phone.says("1")
    assert "এসি ঘর, ২ জনের: এক রাত ₹১,২০০" in told
    assert "[picture]" not in told
