"""Permits and NOCs in the conversation, beyond what the transcripts say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from panchayat.models import Application, Outbox, Paper
from panchayat.registers.permits import Permits
from panchayat.registers.trade_nocs import TradeNocs
from tests.flows.phones import Phone, Village
from tests.panchayat.imports.registers import rows, take_in

OWNER, OTHER = "whatsapp:+910000000101", "whatsapp:+910000000999"


@pytest.fixture
def owner(village: Village) -> Phone:
    phone = village.phone(OWNER)
    phone.says("hi")
    return phone


@pytest.mark.parametrize("row", ["3", "4"])
def test_a_paper_that_the_office_has_signed_itself_is_the_paper(village: Village, owner: Phone, row: str) -> None:
    with village.open_office() as office:
        register: Permits | TradeNocs = office.permits if row == "3" else office.trade_nocs
        (record,) = register.of(owner.contact(office).id)
        record.signed_file_hash, record.signed_file_size = "a" * 64, 12_345
    said = owner.says(row)
    with village.open_office() as office:
        paper = office.session.scalars(select(Paper)).one()
        assert (paper.state, paper.file_hash, paper.size) == ("ready", "a" * 64, 12_345)
        assert office.papers.waiting(10) == []
        assert office.verification.by_file("a" * 64) is not None
        sent = office.session.scalars(select(Outbox).where(Outbox.payload.is_not(None))).all()
        assert [row.payload["params"]["paper_id"] for row in sent if row.payload["kind"] == "paper"] == [str(paper.id)]
    assert "[permit]" in said or "[trade_noc]" in said


def test_a_new_signature_is_a_new_paper(village: Village, owner: Phone) -> None:
    for signature in ("a", "b"):
        with village.open_office() as office:
            (permit,) = office.permits.of(owner.contact(office).id)
            permit.signed_file_hash, permit.signed_file_size = signature * 64, 1
        owner.says("3")
    with village.open_office() as office:
        assert [paper.file_hash for paper in office.session.scalars(select(Paper).order_by(Paper.id))] == [
            "a" * 64,
            "b" * 64,
        ]


def add_the_same_memo_number(village: Village) -> None:
    """The memo number of the sample permit of Helencha in the register of Jirat too."""
    row = {"office": "SAMPLE-02", "mobile": "00000 00102", "memo_no": "SAMPLE/HELENCHA/041"}
    take_in(village.open_office, "permits", rows("permits", row))


def test_which_offices_permit_is_meant_is_asked_by_the_offices_alone(village: Village, owner: Phone) -> None:
    add_the_same_memo_number(village)
    phone = village.phone(OTHER)
    phone.says("hi")
    phone.says("3")
    assert phone.says("memo no. sample/helencha/০৪১") == (
        "এই নম্বর একাধিক অফিসে আছে। আপনারটি কোন অফিসের?\n\n১. নমুনা হেলেঞ্চা গ্রাম পঞ্চায়েত\n২. নমুনা জিরাট গ্রাম পঞ্চায়েত\n\n০ = আগের ধাপ"
    )
    assert "কোড পাঠাব" in phone.says("1")
    phone.says("1")
    assert "রহিমা" in phone.says(code_sent_to(owner))


def test_the_office_of_such_a_number_is_found_by_its_village_too(village: Village) -> None:
    add_the_same_memo_number(village)
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041"):
        phone.says(text)
    assert "ওই জায়গার অফিসটি এখানে নেই" in phone.says("বসিরহাট")
    assert "কোড পাঠাব" in phone.says("গুপ্তিপাড়া")


def test_ones_own_permit_is_meant_by_a_number_that_others_have_too(village: Village, owner: Phone) -> None:
    add_the_same_memo_number(village)
    phone = village.phone("whatsapp:+910000000102")
    for text in ("hi", "3"):
        phone.says(text)
    assert "মেমো: SAMPLE/HELENCHA/০৪১" in phone.says("SAMPLE/HELENCHA/041")


def test_two_numbers_of_one_office_that_read_the_same_are_told_apart_as_they_are_written(village: Village) -> None:
    memos = [{"office": "SAMPLE-02", "memo_no": memo} for memo in ("12/1/2026", "1/21/2026")]
    take_in(village.open_office, "permits", rows("permits", *memos))
    phone = village.phone(OTHER)
    for text in ("hi", "3"):
        phone.says(text)
    assert "২. নমুনা জিরাট গ্রাম পঞ্চায়েত: ১/২১/২০২৬" in phone.says("121-2026")


@pytest.mark.parametrize("before", [["3"], ["অবস্থা"], []])
def test_an_application_is_found_by_the_number_on_the_offices_own_list(village: Village, before: list[str]) -> None:
    owner, phone = village.phone("whatsapp:+910000000106"), village.phone(OTHER)
    for text in ("hi", *before):
        phone.says(text)
    assert "কোড পাঠাব" in phone.says("sample jirat A-০৩১" if before == ["3"] else "SAMPLE/JIRAT/A-031")
    phone.says("1")
    assert phone.says(code_sent_to(owner)).startswith("আবেদন নম্বর:")


@pytest.mark.parametrize("row", ["2", "3"])
def test_ones_own_application_is_shown_at_once_by_the_offices_number(village: Village, row: str) -> None:
    take_in(village.open_office, "applications", rows("applications", {"mobile": "00000 00106"}))
    phone = village.phone("whatsapp:+910000000106")
    for text in ("hi", row):
        phone.says(text)
    assert phone.says("SAMPLE/JIRAT/A-031").startswith("আবেদন নম্বর:")


@pytest.mark.parametrize("row", ["2", "3"])
def test_which_offices_application_is_meant_is_asked_too(village: Village, row: str) -> None:
    applied = {"office": "SAMPLE-03", "reference": "SAMPLE/JIRAT/A-031", "mobile": "00000 00105"}
    take_in(village.open_office, "applications", rows("applications", applied))
    phone = village.phone(OTHER)
    for text in ("hi", row):
        phone.says(text)
    said = phone.says("SAMPLE/JIRAT/A-031")
    assert said.startswith("এই নম্বর একাধিক অফিসে আছে।")
    assert "APP-" not in said
    assert "কোড পাঠাব" in phone.says("2")


def test_a_complaint_that_ends_with_such_a_number_is_still_a_complaint(village: Village) -> None:
    phone = village.phone(OTHER)
    phone.says("hi")
    assert "কোড পাঠাব" not in phone.says("আমার আবেদন নিয়ে অফিসে কেউ কথা বলে না, SAMPLE/JIRAT/A-031")


def test_nothing_of_a_permit_is_shown_before_the_code(village: Village) -> None:
    phone = village.phone(OTHER)
    phone.says("hi")
    phone.says("3")
    said = [phone.says(text) for text in ("SAMPLE/HELENCHA/041", "1", "000000", "123456", "রহিমা")]
    assert not [each for each in said if "রহিমা" in each or "LR ১২০৭" in each]
    with village.open_office() as office:
        assert office.session.scalars(select(Paper)).all() == []


def test_a_code_opens_the_permit_for_half_an_hour_and_nothing_else_of_its_owner(village: Village, owner: Phone) -> None:
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041", "1"):
        phone.says(text)
    (told,) = owner.reads()
    code = "".join(char for char in told.split("কোডটি হল:")[1] if char.isdecimal())
    assert "রহিমা" in phone.says(code)
    assert "রহিমা" not in phone.says("4")
    assert "কোড পাঠাব" in phone.says("SAMPLE/HELENCHA/T-014")
    phone.says("মেনু")
    village.clock.advance(timedelta(minutes=31))
    phone.says("3")
    assert "রহিমা" not in phone.says("SAMPLE/HELENCHA/041")


def code_sent_to(owner: Phone) -> str:
    told = owner.reads()[-1]
    return "".join(char for char in told.split("কোডটি হল:")[1].split("\n")[0] if char.isdecimal())


def test_questions_at_the_code_are_no_wrong_codes(village: Village, owner: Phone) -> None:
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041", "1"):
        phone.says(text)
    for text in ("code ki?", "কোথায় পাব", "আমার ফোনে আসেনি", "code"):
        assert "কোড যায় ওই অন্য ফোনে, এই ফোনে নয়" in phone.says(text)
    assert "কোডটি এই ফোনে নয়, ওই ফোন নম্বরে গেছে" in phone.says("12345")
    assert "comes to that other phone, not to this one" in phone.says("help me please")
    assert "রহিমা" in phone.says(code_sent_to(owner))


def test_after_five_wrong_codes_a_new_one_is_to_be_had(village: Village, owner: Phone) -> None:
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041", "1"):
        phone.says(text)
    wrong = str(int(code_sent_to(owner)) + 1)[-6:].zfill(6)
    for _ in range(4):
        assert "কোডটি ঠিক নয়" in phone.says(wrong)
    assert "পাঁচবার ভুল কোড" in phone.says(wrong)
    assert "নতুন কোড পাঠিয়েছি" in phone.says("নতুন কোড")
    assert "রহিমা" in phone.says(code_sent_to(owner))


def test_new_codes_come_to_an_end_for_an_hour(village: Village) -> None:
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041", "1", "notun code", "new code"):
        phone.says(text)
    assert "এক ঘণ্টা পরে" in phone.says("নতুন কোড")


def test_what_is_wrong_with_a_code_tells_nothing_of_the_permit(village: Village) -> None:
    phone = village.phone(OTHER)
    for text in ("hi", "3", "SAMPLE/HELENCHA/041", "1"):
        phone.says(text)
    assert "BP-" not in phone.says("111111")
    village.clock.advance(timedelta(minutes=11))
    assert "কোডটি পুরোনো হয়ে গেছে" in phone.says("222222")


def test_an_application_of_another_phone_is_the_end_of_the_question_for_a_permit(village: Village) -> None:
    with village.open_office() as office:
        applied = office.session.scalars(select(Application).where(Application.mobile == "+910000000106")).one()
    owner, phone = village.phone("whatsapp:+910000000106"), village.phone(OTHER)
    for text in ("hi", "9", "English", "3", applied.number.lower().replace("-", " "), "yes"):
        phone.says(text)
    said = phone.says(code_sent_to(owner))
    assert said.startswith("Application no.:")
    assert "No building permit" not in said


@pytest.mark.parametrize("row", ["3", "4"])
def test_a_paper_whose_validity_has_not_begun_says_from_when_on_it_holds(
    village: Village, owner: Phone, row: str
) -> None:
    with village.open_office() as office:
        register: Permits | TradeNocs = office.permits if row == "3" else office.trade_nocs
        (record,) = register.of(owner.contact(office).id)
        record.valid_from = date(2026, 12, 1)
    said = owner.says(row)
    assert "১ ডিসেম্বর ২০২৬ থেকে এটি বৈধ" in said
    assert "(PDF) একটু পরেই" in said


@pytest.mark.parametrize("asked", ["amar dokaner noc ta renew korte chai", "নবীকরণ", "noc renewal"])
def test_who_asks_to_renew_a_noc_that_runs_long_is_told_from_when_on(village: Village, asked: str) -> None:
    phone = village.phone("whatsapp:+910000000102")
    phone.says("হাই")
    phone.says(asked)
    assert "নবীকরণের আবেদন ৩১ ডিসেম্বর ২০২৮ থেকে এখানেই করা যাবে" in phone.says("1")
    phone.says("4")
    assert "নবীকরণের আবেদন" not in phone.says("1")


def test_of_a_noc_that_was_renewed_the_new_certificate_is_named(village: Village, owner: Phone) -> None:
    renewal = {"certificate_no": "SAMPLE/HELENCHA/T-077", "renewal_of": "SAMPLE/HELENCHA/T-014"}
    years = {"valid_from": "01-04-2027", "valid_upto": "31-03-2028"}
    take_in(village.open_office, "nocs", rows("nocs", {**renewal, **years}))
    village.clock.advance(timedelta(days=100))
    owner.says("মেনু")
    owner.says("4")
    assert "এটির নবীকরণ হয়ে গেছে। নতুন সার্টিফিকেট নম্বর: SAMPLE/HELENCHA/T-০৭৭" in owner.says("2")


def test_a_reminder_tells_the_holder_what_ends_when_and_what_to_do(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000104")
    phone.says("नमस्ते")
    with village.open_office() as office:
        office.expiry_reminders.send()
    (told,) = phone.reads()
    assert "की अवधि १७ दिसंबर २०२६ तक है" in told
    assert "फ़ोन" in told
