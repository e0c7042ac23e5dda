"""The work of the staff in the chat: their own office's alone, by whoever is registered, however often it is guessed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from chatbot.language.spelling import with_ascii_digits
from panchayat.certificates.requests import Delivery, Request
from panchayat.models import CallBack, Certificate, CertificateEvidence, Outbox, Staff
from tests.flows.phones import PHOTO, Phone, Village

ASSISTANT, OTHER_OFFICE, COORDINATOR = (f"whatsapp:+910000000{number}" for number in (202, 204, 205))
CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def number(village: Village) -> str:
    """A request in Helencha that is to be brought home."""
    with village.open_office() as office:
        contact = office.contacts.at("whatsapp", CITIZEN)
        assert contact
        request = Request(
            kind="character",
            name="নমুনা মালতী মাহাতো",
            parent="নমুনা হরি মাহাতো",
            address="বটতলা, হেলেঞ্চা",
            purpose="চাকরি",
            delivery=Delivery("বটতলা, হেলেঞ্চা", "স্কুল", "noon"),
        )
        return office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, request).number


def seen(village: Village, number: str) -> Certificate:
    with village.open_office() as office:
        found = office.certificates.by_number(number)
        assert found
        return found


def phone(village: Village, address: str) -> Phone:
    speaking = village.phone(address)
    speaking.says("hi")
    return speaking


@pytest.mark.parametrize("address", [OTHER_OFFICE, COORDINATOR])
def test_an_officer_of_another_office_gets_no_word_of_it(village: Village, number: str, address: str) -> None:
    officer = phone(village, address)
    for text in (number, "না", "আমার কাজ", number):
        said = officer.says(text)
        assert "মালতী" not in said
        assert "বটতলা" not in said
    assert seen(village, number).state == "REQUESTED"


def test_five_wrong_codes_are_heard_and_no_sixth(village: Village, number: str) -> None:
    officer = phone(village, ASSISTANT)
    for text in (number, "মঞ্জুর করে কাগজ দিন", "১", number, "দিতে যাচ্ছি", number, "হাতে দেওয়া হয়েছে"):
        officer.says(text)
    code = seen(village, number).code
    assert code
    wrong = "0000" if code != "0000" else "1111"
    for _time in range(4):
        assert "কোডটি ঠিক নয়" in officer.says(wrong)
    for no_code in ("কোড জানেন না", "123", "12345"):
        assert "কোডে চারটি সংখ্যা থাকে" in officer.says(no_code)
    last = officer.says(wrong)
    assert "কোড পাঁচবার ভুল হয়েছে" in last
    assert "কোন কোড" not in last
    assert "হাতে দেওয়া হয়েছে" not in officer.says(code)
    assert seen(village, number).state == "OUT_FOR_DELIVERY"
    assert all(code not in body for body in officer.bodies()[:-1])


def test_where_the_code_did_not_match_nobody_is_said_to_have_been_out(village: Village, number: str) -> None:
    citizen, officer = phone(village, CITIZEN), phone(village, ASSISTANT)
    for text in (number, "মঞ্জুর করে কাগজ দিন", "১", number, "দিতে যাচ্ছি", number, "হাতে দেওয়া হয়েছে"):
        officer.says(text)
    code = seen(village, number).code
    for _time in range(5):
        officer.says("0000" if code != "0000" else "1111")
    citizen.reads()
    assert "আবার কখন যেতে হবে" in officer.says("কোড মেলেনি")
    news = "".join(citizen.reads())
    assert "কোড মেলেনি" in news
    assert "কেউ ছিলেন না" not in news
    status = citizen.says("অবস্থা")
    assert "অবস্থা: কোড মেলেনি" in status
    assert "আবার কখন যাব" in status
    citizen.says("বিকেল")
    assert "দিতে যাচ্ছি" in officer.says(number)


def test_an_officer_is_told_that_a_colleague_decides_about_their_own(village: Village) -> None:
    officer = phone(village, ASSISTANT)
    with village.open_office() as office:
        request = Request("character", "নমুনা অরুণ সরকার", "নমুনা হরি সরকার", "হেলেঞ্চা", "চাকরি")
        at, own = office.offices.by_code("SAMPLE-01").id, officer.contact(office).id
        number = office.certificates.file(at, own, request).number
    for deed in ("মঞ্জুর করে কাগজ দিন", "গ্রহণ করা যাবে না"):
        officer.says(number)
        assert "নিজের আবেদন" in officer.says(deed)
    assert seen(village, number).state == "REQUESTED"


def test_whoever_has_left_finds_no_row_and_no_work(village: Village, number: str) -> None:
    with village.open_office() as office:
        for staff in office.session.scalars(select(Staff).where(Staff.mobile == "+910000000201")):
            staff.left_on = office.today
    former = village.phone("whatsapp:+910000000201")
    assert "১০." not in former.says("hi")
    assert "নথিভুক্ত নেই" in former.says("আমার কাজ")
    assert "মালতী" not in former.says(number)


def test_what_has_moved_on_meanwhile_is_shown_as_it_is(village: Village, number: str) -> None:
    first, second = phone(village, ASSISTANT), phone(village, "whatsapp:+910000000201")
    first.says(number)
    second.says(number)
    assert "কেন গ্রহণ করা যাবে না" in second.says("গ্রহণ করা যাবে না")
    second.says("ঠিকানা এই পঞ্চায়েতের নয়")
    assert "গ্রহণ করা হয়নি" in second.says("হ্যাঁ")
    assert "অবস্থা: গ্রহণ করা হয়নি" in first.says("১")
    assert seen(village, number).state == "REJECTED"


def test_a_person_without_a_number_says_where_to_call(village: Village) -> None:
    hidden = phone(village, "whatsapp:IN.somebody")
    assert "কোন নম্বরে ফোন করব" in hidden.says("আমাকে ফোন করুন")
    assert "দশটি সংখ্যা" in hidden.says("12345")
    assert "+919876543210" in hidden.says("৯৮৭৬৫ ৪৩২১০")
    with village.open_office() as office:
        assert [each.phone for each in office.session.scalars(select(CallBack))] == ["+919876543210"]


def test_whoever_has_no_office_yet_may_name_the_village_and_is_called_from_there(village: Village) -> None:
    newcomer, officer = phone(village, "whatsapp:+910000000777"), phone(village, ASSISTANT)
    said = newcomer.says("আমাকে ফোন করুন")
    assert "+910000000777" in said
    assert "কোন গ্রামের? লিখলে তাড়াতাড়ি ফোন যাবে।" in said
    assert "খুঁজে পেলাম না" in newcomer.says("আটলান্টিস")
    assert "হেলেঞ্চা গ্রাম পঞ্চায়েত থেকে" in newcomer.says("হেলেঞ্চা")
    assert "+910000000777" in "".join(officer.reads())
    assert "কোন গ্রামের" not in newcomer.says("আমাকে ফোন করুন")


def test_whoever_does_not_name_the_village_is_called_all_the_same(village: Village) -> None:
    newcomer = phone(village, "whatsapp:+910000000777")
    newcomer.says("আমাকে ফোন করুন")
    assert "কী দরকার" in newcomer.says("মেনু")
    assert "শেষ হয়নি" not in newcomer.says("২")
    with village.open_office() as office:
        (call,) = office.session.scalars(select(CallBack).where(CallBack.phone.is_not(None)))
        assert (call.phone, call.office_id) == ("+910000000777", office.offices.state().id)


def test_a_wrong_record_is_on_the_staffs_list_with_what_the_citizen_wrote(village: Village) -> None:
    citizen, officer = phone(village, CITIZEN), phone(village, ASSISTANT)
    for text in ("আমার তথ্য", "১"):
        citizen.says(text)
    assert "নিজের কথায় লিখুন" in citizen.says("কাগজে বা খাতায় ভুল")
    assert "অফিসে জানিয়ে দিয়েছি" in citizen.says("পারমিটে নাম ভুল, ঠিক নাম মালতী মাহাতো")
    wanted = "কাগজে বা খাতায় ভুল ঠিক করাতে চান: “পারমিটে নাম ভুল, ঠিক নাম মালতী মাহাতো”"
    assert wanted in "".join(officer.reads())
    officer.says("আমার কাজ")
    assert wanted in officer.says("১")


def test_a_photo_that_was_not_at_hand_can_follow_below_the_status(village: Village, number: str) -> None:
    citizen, officer = village.phone(CITIZEN), phone(village, ASSISTANT)
    citizen.says("hi")
    assert "তুলে নিন" in citizen.says("অবস্থা")
    assert "জুড়ে দিয়েছি" in citizen.says("", PHOTO)
    assert "ছবি ও ফাইল: ১" in "".join(officer.reads())
    assert "ছবি ও ফাইল: ১" in officer.says(number)


@pytest.mark.parametrize("sentence", ["রাস্তার কাজ তিন মাস ধরে বন্ধ", "অফিসে call করলে কেউ ধরে না", "amar kaj hoyni office e"])
def test_a_complaint_that_speaks_of_work_or_calls_is_not_taken_for_the_staffs_list(
    village: Village, sentence: str
) -> None:
    citizen = phone(village, CITIZEN)
    said = citizen.says(sentence)
    assert "আমার কাজ" not in said
    assert "ফোন করব" not in said
    assert "অভিযোগ" in said


def test_the_photos_go_to_the_officers_own_phone_one_by_one(village: Village, number: str) -> None:
    citizen, officer = village.phone(CITIZEN), phone(village, ASSISTANT)
    citizen.says("hi")
    citizen.says("অবস্থা")
    citizen.says("", PHOTO, PHOTO)
    officer.says(number)
    assert "এখনও এসে পৌঁছায়নি" in officer.says("ছবি দেখি")
    with village.open_office() as office:
        for media_id in office.session.scalars(select(CertificateEvidence.media_id)):
            office.media.fetched(media_id, content_hash="0" * 64, size=3, content_type="image/jpeg")
    said = officer.says("ছবি দেখি")
    assert "পাঠাচ্ছি: ২" in said
    assert "১/২" in said
    assert "২/২" in said


def notified(village: Village, number: str) -> Phone:
    """The officer's phone, with the notice of the request on it."""
    officer = village.phone(ASSISTANT)
    (notice,) = officer.reads()
    assert number.replace("-", "") in with_ascii_digits(notice).replace("-", "")
    assert notice.endswith("১. মঞ্জুর করে কাগজ দিন\n২. আরও তথ্য চাই\n৩. খুলে দেখি")
    return officer


def test_the_notice_of_a_request_suffices_by_itself_to_issue_it(village: Village, number: str) -> None:
    officer = notified(village, number)
    assert "নমুনা মালতী মাহাতো" in officer.says("১")
    officer.says("1")
    assert seen(village, number).state == "ISSUED"


def test_the_notice_of_a_request_suffices_by_itself_to_ask_for_more(village: Village, number: str) -> None:
    officer = notified(village, number)
    officer.says("আরও তথ্য চাই")
    officer.says("রেশন কার্ডের ছবি পাঠান")
    assert seen(village, number).state == "NEEDS_INFO"


def test_a_number_from_a_notice_does_nothing_to_what_a_colleague_has_done_meanwhile(
    village: Village, number: str
) -> None:
    officer = notified(village, number)
    with village.open_office() as office:
        pradhan = office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-201")
        office.certificate_desk.approve(number, pradhan)
    said = officer.says("১")
    assert "নমুনা মালতী মাহাতো" in said
    assert seen(village, number).state == "ISSUED"


def test_a_notice_that_did_not_arrive_offers_nothing(village: Village, number: str) -> None:
    officer = notified(village, number)
    with village.open_office() as office:
        for row in office.session.scalars(select(Outbox).where(Outbox.offers)):
            row.state = "failed"
    assert "মালতী" not in officer.says("১")


def test_a_call_is_done_with_one_tap(village: Village) -> None:
    officer = phone(village, ASSISTANT)
    caller = phone(village, "whatsapp:+910000000101")
    caller.says("call me")
    assert "ফোন করেছি" in "\n".join(officer.reads())
    officer.says("1")
    with village.open_office() as office:
        assert [each.state for each in office.session.scalars(select(CallBack))] == ["done"]
