"""What is said of refunds: when, where to, that nothing is due and why; and naming another account for one."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.front_office import FrontOffice
from panchayat.messaging.contacts import SMS
from panchayat.models import Booking, InboundMessage, Outbox, RefundAccount
from tests.flows.phones import Phone, Village

CITIZEN, OTHER = "whatsapp:+910000000105", "whatsapp:+910000000108"
HELD = ("6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "voter", "4567", "1", "UTR 612345678901")
CANCEL = ("amar booking", "বাতিল", "1")
BANK = "a/c 20114455667 ifsc SBIN0001234"


def talks(phone: Phone, *messages: str) -> str:
    return [phone.says(each) for each in messages][-1]


def newest(office: FrontOffice) -> Booking:
    return office.session.scalars(select(Booking).order_by(Booking.created_at.desc()).limit(1)).one()


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has paid for a suite."""
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD)
    with village.open_office() as office:
        office.reservations.confirm_payment(newest(office).number)
    phone.reads()
    return phone


def kept_anywhere(village: Village, phone: Phone, secret: str) -> bool:
    """Whether a secret stands in the conversation or in any message as it is stored."""
    with village.open_office() as office:
        bodies = [each.body or "" for each in office.session.scalars(select(InboundMessage))]
        state = json.dumps(phone.contact(office).state, ensure_ascii=False)
    return any(secret in each for each in (*bodies, state))


def test_who_gives_rooms_up_is_told_where_the_money_goes_and_how_to_name_another(phone: Phone) -> None:
    told = talks(phone, *CANCEL)
    assert "ফেরত পাবেন: ₹৩,৭৮০। লক্ষ্য: ২৭ নভেম্বর ২০২৬ তারিখের মধ্যে।" in told
    assert "টাকা যাবে যে অ্যাকাউন্ট থেকে দিয়েছিলেন, সেখানে। অন্য অ্যাকাউন্টে চাইলে লিখুন: ফেরতের অ্যাকাউন্ট" in told


def test_who_gives_rooms_up_too_late_is_told_that_nothing_comes_back_and_why(village: Village, phone: Phone) -> None:
    village.clock.advance(timedelta(days=31))
    asked = talks(phone, *CANCEL[:2])
    nothing = "টাকা ফেরত পাবেন না। আসার দিনের এত কাছে বাতিল করলে নিয়মমতো পুরো ভাড়াই কাটা হয়।"
    assert f"নিয়মমতো কাটা হবে: ₹৪,২০০ (১০০%)\n{nothing}" in asked
    told = phone.says("1")
    shown = phone.says("amar booking")
    for said in (asked, told, shown, phone.says("taka kobe pabo?"), phone.says("ফেরতের অ্যাকাউন্ট")):
        assert nothing in said
        assert "₹০" not in said
        assert "কাজের দিন" not in said


def test_who_has_not_paid_is_told_that_nothing_comes_back_and_why(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *(each.replace("GH-2", "GH-1") for each in HELD[:-1]))
    told = talks(phone, *CANCEL)
    assert "কোনও টাকা দেওয়া হয়নি, তাই কিছু কাটাও হবে না, ফেরতও হবে না।" in told
    assert "₹০" not in told


@pytest.mark.parametrize(
    "asked",
    [
        *("taka kobe pabo?", "refund kokhon asbe", "টাকা কবে ফেরত পাব", "refund status", "Refund?", "taka elo na keno"),
        *("amar booking er taka kobe ferot debe", "booking cancel korechi, taka kothay", "paise kab wapas milenge"),
        *("when will i get my refund", "मेरा पैसा कब वापस मिलेगा", "ekhono taka pai ni", "টাকা ফেরত দিন", "refund chai"),
    ],
)
def test_who_asks_for_the_money_is_answered_for_the_booking(phone: Phone, asked: str) -> None:
    talks(phone, *CANCEL)
    told = phone.says(asked)
    assert "BK-" in told
    assert "3,780" in told or "৩,৭৮০" in told or "३,७८०" in told


@pytest.mark.parametrize(
    "said",
    [
        *(
            "bhata taka kobe pabo",
            "100 diner taka kobe pabo",
            "lakhir bhandar er taka aseni",
            "ghush niyeche taka ferot chai",
        ),
        *("বার্ধক্য ভাতার টাকা কবে পাব", "school er scholarship taka kobe", "taka", "kobe"),
    ],
)
def test_money_of_another_matter_is_not_taken_for_the_refund(phone: Phone, said: str) -> None:
    talks(phone, *CANCEL)
    assert "₹৩,৭৮০" not in phone.says(said)


def test_who_has_booked_nothing_is_asked_as_before(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000199")
    assert "অভিযোগ" in talks(phone, "hi", "taka kobe pabo?")
    assert "আপনার কোনও বুকিংয়ের টাকা ফেরত দেওয়া বাকি নেই" in phone.says("refund account")


def test_another_account_is_named_checked_and_noted(village: Village, phone: Phone) -> None:
    talks(phone, *CANCEL)
    assert "UPI আইডি লিখুন, যেমন name@bank" in phone.says("refund account")
    assert "অ্যাকাউন্ট নম্বরের সঙ্গে IFSC-ও লিখুন" in phone.says("9830012345")
    assert "IFSC SBIN0001234 পেয়েছি। এবার অ্যাকাউন্ট নম্বর লিখুন।" in phone.says("SBIN0001234")
    assert "এটা ইমেলের ঠিকানা" in phone.says("rahima@gmail.com")
    asked = phone.says(BANK)
    assert "₹৩,৭৮০ যাবে অ্যাকাউন্ট …৫৬৬৭ (IFSC SBIN0001234)-এ।" in asked
    assert "টাকা যাবে অ্যাকাউন্ট …৫৬৬৭" in phone.says("হ্যাঁ")
    assert "টাকা যাবে অ্যাকাউন্ট …৫৬৬৭" in phone.says("amar booking")
    with village.open_office() as office:
        account = office.refunds.account(newest(office))
        assert account is not None
        assert account.number == "20114455667"


def test_of_an_account_only_its_end_stands_in_messages_and_conversation(village: Village, phone: Phone) -> None:
    talks(phone, *CANCEL, "refund account")
    for typed in ("20114455667", BANK, "na", "refund account", "rahima.bibi@ybl"):
        phone.says(typed)
        assert not kept_anywhere(village, phone, "2011445")
        assert not kept_anywhere(village, phone, "rahima")
    with village.open_office() as office:
        kept = [each.body for each in office.session.scalars(select(InboundMessage))]
    assert "a/c …5667 ifsc SBIN0…1234" in kept
    assert "…bibi@ybl" in kept


def test_an_account_that_is_not_asked_for_is_hidden_in_the_stored_message_all_the_same(
    village: Village, phone: Phone
) -> None:
    talks(phone, *CANCEL, f"refund {BANK} te din")
    with village.open_office() as office:
        assert not any("20114455667" in (each.body or "") for each in office.session.scalars(select(InboundMessage)))


@pytest.mark.parametrize("typed", [BANK, "rahima.bibi@ybl", f"refund {BANK} te pathan", "amar upi id rahima.bibi@ybl"])
def test_an_account_at_the_menu_is_asked_for_once_more_and_not_kept(village: Village, phone: Phone, typed: str) -> None:
    talks(phone, *CANCEL)
    assert "UPI আইডি লিখুন" in phone.says(typed)
    assert not kept_anywhere(village, phone, "2011445")
    assert not kept_anywhere(village, phone, "rahima")


def test_an_account_in_a_complaint_stays_in_it(phone: Phone) -> None:
    talks(phone, *CANCEL)
    assert "“amar pension" in phone.says(f"amar pension ekhono {BANK} e aseni")


def test_what_was_not_right_is_forgotten(village: Village, phone: Phone) -> None:
    talks(phone, *CANCEL, "refund account", BANK)
    assert "কিছু বদলানো হয়নি। টাকা যাবে যে অ্যাকাউন্ট থেকে" in phone.says("2")
    with village.open_office() as office:
        assert office.session.scalars(select(RefundAccount)).all() == []


def test_a_later_change_needs_the_number_of_the_booking_and_is_told_elsewhere(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        number = newest(office).number
        by_sms = office.contacts.at_mobile(f"+{CITIZEN.partition('+')[2]}", SMS)
    talks(phone, *CANCEL, "refund account", BANK, "1")
    asked = phone.says("refund account")
    assert "অ্যাকাউন্ট বদলাতে হলে এই বুকিংয়ের নম্বরটি লিখুন" in asked
    assert "BK-" not in asked
    assert "এটা এই বুকিংয়ের নম্বর নয়" in phone.says("BK-26-0000-0000")
    assert "এটা এই বুকিংয়ের নম্বর নয়" in phone.says("rahima.bibi@ybl")
    assert "নম্বর ঠিক আছে।" in phone.says(number)
    assert "টাকা যাবে UPI …bibi@ybl-এ" in talks(phone, "rahima.bibi@ybl", "হ্যাঁ")
    with village.open_office() as office:
        rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == by_sms)).all()
        assert [row.payload["params"]["notice"] for row in rows] == ["booking_refund_account"]
        (staff, *_others) = office.staffing.answering(newest(office).office_id)
    *_before, told = village.phone(f"whatsapp:{staff.mobile}").reads()
    assert "অতিথি অন্য অ্যাকাউন্ট জানিয়েছেন।" in told
    assert "পাঠাতে হবে: UPI …bibi@ybl\nটাকা: ₹৩,৭৮০" in told


def test_who_proves_it_on_another_phone_names_an_account_and_the_first_phone_hears_of_it(
    village: Village, phone: Phone
) -> None:
    talks(phone, *CANCEL)
    with village.open_office() as office:
        number = newest(office).number
    other = village.phone(OTHER)
    talks(other, "hi", number, "1")
    code = next(word for word in phone.reads()[0].split() if len(word.strip(".")) == 6 and word.strip(".").isdecimal())
    other.says(code.strip("."))
    told = talks(other, "refund", "rahima.bibi@ybl", "1")
    assert "UPI …bibi@ybl में जाएँगे" in told
    (told,) = phone.reads()
    assert "টাকা এখন থেকে UPI …bibi@ybl-এ ফেরত যাবে।\nআপনি নিজে এটা না করে থাকলে এখনই লিখুন: ফোন" in told


def test_the_office_that_cancels_what_was_not_paid_says_that_nothing_is_due(village: Village) -> None:
    phone = village.phone(CITIZEN)
    talks(phone, "hi", *HELD[:-1])
    with village.open_office() as office:
        office.cancellations.cancel_by_office(newest(office).number, "ছাদ মেরামত হচ্ছে")
    (told,) = phone.reads()
    assert "কোনও টাকা দেওয়া হয়নি, তাই কিছু কাটাও হবে না, ফেরতও হবে না।" in told
    assert "₹" not in told


def test_an_account_that_comes_hours_later_is_not_kept_while_it_is_asked_whether_to_go_on(
    village: Village, phone: Phone
) -> None:
    talks(phone, *CANCEL, "refund account")
    village.clock.advance(timedelta(hours=7))
    phone.says(BANK)
    assert not kept_anywhere(village, phone, "2011445")
    assert "UPI আইডি লিখুন" in phone.says("1")
    assert "ঠিক আছে?" in phone.says(BANK)


@pytest.mark.parametrize("halves", [("20114455667", "SBIN0001234"), ("ifsc SBIN0001234", "a/c no 20114455667")])
def test_an_account_that_comes_in_two_messages_is_joined(
    village: Village, phone: Phone, halves: tuple[str, str]
) -> None:
    talks(phone, *CANCEL, "refund account")
    assert "পেয়েছি। এবার" in phone.says(halves[0])
    assert "যাবে অ্যাকাউন্ট …৫৬৬৭ (IFSC SBIN0001234)-এ।" in phone.says(halves[1])
    assert not kept_anywhere(village, phone, "2011445")
    assert "টাকা যাবে অ্যাকাউন্ট …৫৬৬৭" in phone.says("হ্যাঁ")


def test_the_same_half_written_again_takes_the_place_of_the_first(phone: Phone) -> None:
    talks(phone, *CANCEL, "refund account", "20114455667")
    assert "…৫৬৬৮" in phone.says("20114455668")
    assert "যাবে অ্যাকাউন্ট …৫৬৬৮" in phone.says("SBIN0001234")


@pytest.mark.parametrize("typed", ["malati@ok axis", "malati @ okhdfc bank", "upi malati@ok sbi"])
def test_a_upi_id_with_a_blank_in_it_is_asked_for_again(phone: Phone, typed: str) -> None:
    talks(phone, *CANCEL, "refund account")
    assert "মাঝে ফাঁক রাখবেন না" in phone.says(typed)
    assert "UPI …ati@okaxis" in phone.says("malati@okaxis")


def test_another_account_where_it_is_asked_whether_it_is_right_takes_its_place(village: Village, phone: Phone) -> None:
    talks(phone, *CANCEL, "refund account", BANK)
    assert "যাবে UPI …bibi@ybl-এ।" in phone.says("rahima.bibi@ybl")
    assert not kept_anywhere(village, phone, "rahima")
    assert "টাকা যাবে UPI …bibi@ybl-এ" in phone.says("1")
    with village.open_office() as office:
        account = office.refunds.account(newest(office))
        assert account is not None
        assert account.number == "rahima.bibi@ybl"


@pytest.mark.parametrize("said", ["sesh ta 902 hobe", "number ta bhul", "dekhe bolchi ektu"])
def test_what_is_neither_yes_nor_an_account_is_asked_again(village: Village, phone: Phone, said: str) -> None:
    talks(phone, *CANCEL, "refund account", BANK)
    assert "ঠিক না হলে পুরো অ্যাকাউন্ট আবার লিখুন।" in phone.says(said)
    with village.open_office() as office:
        assert office.refunds.account(newest(office)) is None
