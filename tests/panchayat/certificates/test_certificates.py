"""Certificates: asked for, worked on by one officer at a time, issued, and handed over against a code."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.certificates.desk import (
    HeldByAnother,
    NotTheirOffice,
    StatementMissing,
    TheirOwnRequest,
)
from panchayat.certificates.doorstep_delivery import CodeNotGiven, NotACode
from panchayat.certificates.kin import kin_in
from panchayat.certificates.parts import NoSuchPart, told_in
from panchayat.certificates.requests import Delivery, NoSuchCertificate, Request
from panchayat.certificates.types import catalogue, identities_in
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, Event, Outbox, Paper, PaperRequest, Staff
from panchayat.models.certificate_states import FOLLOWING, IllegalMove, NoteMissing, State
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.waiting import PATIENCE

PRADHAN, ASSISTANT, ELSEWHERE, COORDINATOR, SACHIB = "201", "202", "204", "205", "211"
REQUEST = Request(
    kind="residential",
    name="নমুনা মালতী মাহাতো",
    parent="নমুনা হরি মাহাতো",
    address="বটতলা, হেলেঞ্চা",
    purpose="স্কুলে ভর্তি",
    identity="aadhaar",
    identity_ends="1234",
    fields={"years": 20},
)
HOME = Delivery("বটতলা, হেলেঞ্চা", "স্কুলের পাশে", "morning")


def staff(office: FrontOffice, number: str) -> Staff:
    return office.session.scalars(select(Staff).where(Staff.employee_id == f"SAMPLE-E-{number}")).one()


def asked(office: FrontOffice, samples: Samples, request: Request = REQUEST, code: str = "SAMPLE-01") -> Certificate:
    return office.certificates.file(office.offices.by_code(code).id, samples.citizen(office), request)


def notices(office: FrontOffice, contact_id: UUID) -> list[dict[str, Any]]:
    rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == contact_id).order_by(Outbox.id))
    return [row.payload["params"] for row in rows if row.payload["kind"] == "notice"]


def told(office: FrontOffice, number: str) -> list[str]:
    """The notices that somebody on the staff was sent."""
    contact = office.contacts.at_mobile(staff(office, number).mobile)
    return [each["notice"] for each in notices(office, contact) if each["notice"].startswith("certificate")]


def out_for_delivery(office: FrontOffice, samples: Samples) -> tuple[Certificate, Staff]:
    certificate, officer = asked(office, samples, replace(REQUEST, delivery=HOME)), staff(office, ASSISTANT)
    office.certificate_desk.approve(certificate.number, officer)
    return office.doorstep_delivery.send_out(certificate.number, officer), officer


def test_a_request_gets_a_number_and_a_target_in_working_days(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate = asked(office, samples)
        assert certificate.number.startswith("CRT-26-")
        assert certificate.state == State.REQUESTED
        days = office.offices.working_days(certificate.office_id)
        assert certificate.target_on == days.after(office.today, 7)
        assert office.certificates.by_number(certificate.number) is certificate


def test_no_more_of_an_identity_number_is_kept_than_its_last_four_signs(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate = asked(office, samples, replace(REQUEST, identity="voter", identity_ends="ABC1234567"))
        assert certificate.details["identity_ends"] == "4567"


def test_what_somebody_else_sent_is_no_evidence(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen, other = samples.citizen(office), samples.citizen(office, Samples.ONE_PERMIT)
        own, strange = (
            office.media.add(each, kind="photo", content_type="image/jpeg", source_url="https://x")
            for each in (citizen, other)
        )
        at = office.offices.by_code("SAMPLE-01").id
        certificate = office.certificates.file(at, citizen, REQUEST, [own, strange])
        assert office.certificates.evidence_count(certificate) == 1


@pytest.mark.parametrize(
    ("code", "who", "not_told"), [("SAMPLE-03", COORDINATOR, ASSISTANT), ("SAMPLE-01", ASSISTANT, PRADHAN)]
)
def test_a_wards_coordinator_or_a_panchayats_assistant_is_told(
    samples: Samples, code: str, who: str, not_told: str
) -> None:
    with samples.open_office() as office:
        asked(office, samples, code=code)
        assert told(office, who)[-1:] == ["certificate_filed"]
        assert told(office, not_told) == []


@pytest.mark.parametrize("who", [ELSEWHERE, COORDINATOR])
def test_an_officer_of_another_office_neither_sees_nor_touches_it(samples: Samples, who: str) -> None:
    with samples.open_office() as office:
        certificate, stranger = asked(office, samples), staff(office, who)
        desk, home = office.certificate_desk, office.doorstep_delivery
        assert desk.find([stranger], certificate.number) is None
        assert certificate not in desk.queue([stranger])
        for deed in (desk.claim, desk.approve, home.send_out, home.hand_over, home.miss):
            with pytest.raises(NotTheirOffice):
                deed(certificate.number, stranger)
        for deed_with_words in (desk.ask, desk.reject, home.check_code):
            with pytest.raises(NotTheirOffice):
                deed_with_words(certificate.number, stranger, "1234")


def test_nobody_decides_about_their_own_request_while_a_colleague_can(samples: Samples) -> None:
    with samples.open_office() as office:
        officer, colleague = staff(office, ASSISTANT), staff(office, PRADHAN)
        own = office.contacts.at_mobile(officer.mobile)
        number = office.certificates.file(officer.office_id, own, REQUEST).number
        assert (told(office, ASSISTANT), told(office, PRADHAN)) == ([], ["certificate_filed"])
        office.certificate_desk.claim(number, officer)
        with pytest.raises(TheirOwnRequest):
            office.certificate_desk.approve(number, officer)
        with pytest.raises(TheirOwnRequest):
            office.certificate_desk.reject(number, officer, "নিজের")
        office.certificate_desk.claim(number, colleague, over=True)
        assert office.certificate_desk.approve(number, colleague).state == State.ISSUED


def test_whoever_is_alone_in_an_office_decides_about_everything(samples: Samples) -> None:
    with samples.open_office() as office:
        alone = staff(office, COORDINATOR)
        own = office.contacts.at_mobile(alone.mobile)
        number = office.certificates.file(alone.office_id, own, REQUEST).number
        assert told(office, COORDINATOR)[-1:] == ["certificate_filed"]
        assert office.certificate_desk.approve(number, alone).state == State.ISSUED


def test_what_a_colleague_hands_in_for_an_officer_is_the_officers_own(samples: Samples) -> None:
    with samples.open_office() as office:
        officer, colleague = staff(office, ASSISTANT), staff(office, PRADHAN)
        own = office.contacts.at_mobile(officer.mobile)
        number = office.certificates.file(officer.office_id, own, REQUEST, filed_by=colleague).number
        with pytest.raises(TheirOwnRequest):
            office.certificate_desk.approve(number, officer)
        assert office.certificate_desk.approve(number, colleague).state == State.ISSUED


def test_an_employee_without_an_office_works_on_nothing(samples: Samples) -> None:
    with samples.open_office() as office:
        with pytest.raises(NotTheirOffice):
            office.certificate_desk.claim(asked(office, samples).number, staff(office, SACHIB))
        assert office.staffing.at_work(office.contacts.at_mobile(staff(office, SACHIB).mobile)) == []


def test_whoever_has_left_works_on_nothing(samples: Samples) -> None:
    with samples.open_office() as office:
        officer = staff(office, ASSISTANT)
        officer.left_on = office.today
        office.session.flush()
        with pytest.raises(NotTheirOffice):
            office.certificate_desk.claim(asked(office, samples).number, officer)
        assert office.staffing.at_work(office.contacts.at_mobile(officer.mobile)) == []


def test_the_second_officer_is_told_who_has_it_and_can_take_it_over(samples: Samples) -> None:
    with samples.open_office() as office:
        number, first, second = asked(office, samples).number, staff(office, ASSISTANT), staff(office, PRADHAN)
        assert office.certificate_desk.claim(number, first).state == State.UNDER_REVIEW
        for deed in (office.certificate_desk.claim, office.certificate_desk.approve):
            with pytest.raises(HeldByAnother) as refusal:
                deed(number, second)
            assert refusal.value.holder is first
        assert office.certificate_desk.claim(number, second, over=True).held_by == second.id
        with pytest.raises(HeldByAnother):
            office.certificate_desk.reject(number, first, "দেরি")


def test_of_two_officers_who_take_it_at_the_same_moment_one_has_it(samples: Samples) -> None:
    with samples.open_office() as office:
        number = asked(office, samples).number
    together = Barrier(2)

    def take(who: str) -> str:
        together.wait(PATIENCE)
        with samples.open_office() as office:
            try:
                office.certificate_desk.claim(number, staff(office, who))
            except HeldByAnother as refusal:
                return f"told of {refusal.holder.employee_id[-3:]}"
            return f"has it: {who}"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(take, [PRADHAN, ASSISTANT]))
    assert said in (
        [f"has it: {PRADHAN}", f"told of {PRADHAN}"],
        [f"has it: {ASSISTANT}", f"told of {ASSISTANT}"],
    )
    with samples.open_office() as office:
        found = office.certificates.by_number(number)
        assert found
        assert [step.to_state for step in office.certificates.history(found)] == ["REQUESTED", "UNDER_REVIEW"]


def test_a_question_and_its_answer_go_from_phone_to_phone(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, officer = asked(office, samples), staff(office, ASSISTANT)
        with pytest.raises(NoteMissing):
            office.certificate_desk.ask(certificate.number, officer, " ")
        office.certificate_desk.ask(certificate.number, officer, "রেশন কার্ডের ছবি পাঠান।")
        citizen = samples.citizen(office)
        assert notices(office, citizen)[-1]["notice"] == "certificate_moved"
        assert office.certificates.awaited(citizen) is certificate
        with pytest.raises(NoSuchCertificate):
            office.certificates.supply(
                certificate.number, samples.citizen(office, Samples.ONE_PERMIT), words="এই নিন", media_ids=[]
            )
        office.certificates.supply(certificate.number, citizen, words="এই নিন", media_ids=[])
        assert certificate.state == State.UNDER_REVIEW
        assert told(office, ASSISTANT)[-1] == "certificate_answered"
        with pytest.raises(IllegalMove):
            office.certificates.supply(certificate.number, citizen, words="আবার", media_ids=[])


def test_what_is_approved_is_issued_for_six_months_and_sent(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate = office.certificate_desk.approve(asked(office, samples).number, staff(office, ASSISTANT))
        assert certificate.state == State.ISSUED
        assert (certificate.issued_on, certificate.valid_upto) == (date(2026, 11, 18), date(2027, 5, 17))
        paper = office.session.scalars(select(Paper).where(Paper.subject_id == certificate.id)).one()
        assert (paper.kind, paper.valid_upto) == ("certificate", certificate.valid_upto)
        wanted = office.session.scalars(select(PaperRequest).where(PaperRequest.paper_id == paper.id))
        assert [each.contact_id for each in wanted] == [certificate.contact_id]
        steps = [step.to_state for step in office.certificates.history(certificate)]
        assert steps == ["REQUESTED", "UNDER_REVIEW", "APPROVED", "ISSUED"]


def test_what_no_type_has_words_for_is_worded_by_the_officer(samples: Samples) -> None:
    with samples.open_office() as office:
        wanted = replace(REQUEST, kind="other", fields={"wanted": "জমি নেই এই কাগজ"})
        certificate, officer = asked(office, samples, wanted), staff(office, ASSISTANT)
        with pytest.raises(StatementMissing):
            office.certificate_desk.approve(certificate.number, officer)
        office.certificate_desk.approve(certificate.number, officer, statement="তাঁর নামে কোনও জমি নেই।")
        assert office.certificate_desk.facts(certificate)["statement"] == "তাঁর নামে কোনও জমি নেই।"


def test_the_paper_says_whose_name_stands_beside_ones_own(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate = asked(office, samples, replace(REQUEST, kin="husband"))
        facts = office.certificate_desk.facts(certificate)
        assert "{name} (স্বামী: {parent}), {address}" in facts["statement"]["bn"]
        assert "{name} (husband: {parent}) is a permanent" in facts["statement"]["en"]
        assert facts["kin"]["hi"] == "पति"


@pytest.mark.parametrize(
    ("kind", "words"), [("character", "father, mother or spouse"), ("unmarried", "father or mother")]
)
def test_what_was_asked_for_before_anybody_said_who_it_is_prints_as_it_did(
    samples: Samples, kind: str, words: str
) -> None:
    with samples.open_office() as office:
        certificate = asked(office, samples, replace(REQUEST, kind=kind, fields={"born_on": "2001-03-05"}))
        certificate.details = {name: told for name, told in certificate.details.items() if name != "kin"}
        facts = office.certificate_desk.facts(certificate)
        assert f"{{name}} ({words}: {{parent}})" in facts["statement"]["en"]
        assert facts["kin"] is None


def test_nobody_unmarried_is_asked_for_a_husband_or_wife() -> None:
    assert [each.key for each in catalogue().type("unmarried").kin] == ["father", "mother"]
    assert [each.key for each in catalogue().type("character").kin] == ["father", "mother", "husband", "wife"]


@pytest.mark.parametrize(
    ("typed", "kin", "name"),
    [
        ("পিতা রাম মাহাতো", "father", "রাম মাহাতো"),
        ("পিতাঃ মৃত রাম মাহাতো", "father", "মৃত রাম মাহাতো"),
        ("রাম মাহাতো (বাবা)", "father", "রাম মাহাতো"),
        ("আমার বাবার নাম রাম মাহাতো", "father", "রাম মাহাতো"),
        ("baba ram mahato", "father", "ram mahato"),
        ("ram mahato, baba", "father", "ram mahato"),
        ("amar babar nam ram mahato", "father", "ram mahato"),
        ("S/O: Ram Mahato", "father", "Ram Mahato"),
        ("Ram Mahato is my father.", "father", "Ram Mahato"),
        ("মায়ের নাম সীতা মাহাতো", "mother", "সীতা মাহাতো"),
        ("मां सीता महतो", "mother", "सीता महतो"),
        ("राम महतो पिता हैं", "father", "राम महतो"),
        ("স্বামী- হরি দাস", "husband", "হরি দাস"),
        ("w/o Hari Das", "husband", "Hari Das"),
        ("रीना दास पत्नी", "wife", "रीना दास"),
        ("রাম মাহাতো", None, "রাম মাহাতো"),
        ("স্বামীনাথ দাস", None, "স্বামীনাথ দাস"),
        ("বরদা দাস", None, "বরদা দাস"),
        ("Kartik Pati", None, "Kartik Pati"),
        ("Abdul-Karim Sk", None, "Abdul-Karim Sk"),
        ("বাবা", None, "বাবা"),
    ],
)
def test_whose_name_it_is_is_read_as_people_write_it(typed: str, kin: str | None, name: str) -> None:
    found, told = kin_in(unicodedata.normalize("NFC", typed))
    assert (found and found.key, told) == (kin, unicodedata.normalize("NFC", name))


def test_a_refusal_needs_its_reason_and_ends_it(samples: Samples) -> None:
    with samples.open_office() as office:
        number, officer = asked(office, samples).number, staff(office, ASSISTANT)
        with pytest.raises(NoteMissing):
            office.certificate_desk.reject(number, officer, "")
        office.certificate_desk.reject(number, officer, "ঠিকানা এই পঞ্চায়েতের নয়।")
        with pytest.raises(IllegalMove):
            office.certificate_desk.approve(number, officer)
        assert number not in [each.number for each in office.certificate_desk.queue([officer])]


def test_the_code_is_known_to_the_citizen_alone_and_hands_the_paper_over(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, officer = out_for_delivery(office, samples)
        citizen, number = samples.citizen(office), certificate.number
        code = office.certificates.code_for(certificate, citizen)
        assert code is not None
        assert len(code) == 4
        other = office.contacts.at_mobile(officer.mobile)
        assert office.certificates.code_for(certificate, other) is None
        with pytest.raises(CodeNotGiven):
            office.doorstep_delivery.hand_over(number, officer)
        assert office.doorstep_delivery.check_code(number, officer, f" {code[:2]}-{code[2:]} ") is not None
        assert office.doorstep_delivery.hand_over(number, officer).state == State.DELIVERED
        assert office.certificates.code_for(certificate, citizen) is None


def test_five_wrong_codes_end_the_guessing_until_another_visit(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, officer = out_for_delivery(office, samples)
        code = certificate.code or ""
        wrong = "0000" if code != "0000" else "1111"
        for _attempt in range(5):
            assert office.doorstep_delivery.check_code(certificate.number, officer, wrong) is None
        assert office.doorstep_delivery.check_code(certificate.number, officer, code) is None
        assert office.doorstep_delivery.is_worn_out(certificate)
        tries = select(Event).where(Event.what == "certificate.code_wrong", Event.subject_id == certificate.id)
        assert len(list(office.session.scalars(tries))) == 5
        assert office.doorstep_delivery.miss(certificate.number, officer).state == State.CODE_WRONG
        office.doorstep_delivery.send_out(certificate.number, officer)
        assert office.doorstep_delivery.check_code(certificate.number, officer, certificate.code or "") is not None
        assert office.doorstep_delivery.miss(certificate.number, officer).state == State.MISSED


@pytest.mark.parametrize("typed", ["", "জানি না", "123", "12345"])
def test_what_has_not_four_digits_is_no_attempt(samples: Samples, typed: str) -> None:
    with samples.open_office() as office:
        certificate, officer = out_for_delivery(office, samples)
        with pytest.raises(NotACode):
            office.doorstep_delivery.check_code(certificate.number, officer, typed)
        assert certificate.code_attempts == 0


def test_a_code_counts_for_half_an_hour(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        certificate, officer = out_for_delivery(office, samples)
        office.doorstep_delivery.check_code(certificate.number, officer, certificate.code or "")
        number = certificate.number
    clock.advance(timedelta(minutes=31))
    with samples.open_office() as office, pytest.raises(CodeNotGiven):
        office.doorstep_delivery.hand_over(number, staff(office, ASSISTANT))


def test_after_a_missed_visit_the_citizen_says_when_to_come_again(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, officer = out_for_delivery(office, samples)
        citizen = samples.citizen(office)
        with pytest.raises(IllegalMove):
            office.certificates.choose_slot(certificate.number, citizen, "noon")
        first_code = certificate.code
        office.doorstep_delivery.miss(certificate.number, officer)
        assert office.certificates.code_for(certificate, citizen) is None
        office.certificates.choose_slot(certificate.number, citizen, "afternoon")
        assert certificate.delivery == {"address": HOME.address, "landmark": HOME.landmark, "slot": "afternoon"}
        assert told(office, ASSISTANT)[-1] == "certificate_slot"
        office.doorstep_delivery.send_out(certificate.number, officer)
        assert certificate.code is not None
        heard = office.doorstep_delivery.check_code(certificate.number, officer, first_code or "")
        assert heard is None or first_code == certificate.code  # one in ten thousand is drawn twice


def test_nothing_is_brought_to_whoever_did_not_ask_for_it(samples: Samples) -> None:
    with samples.open_office() as office:
        number, officer = asked(office, samples).number, staff(office, ASSISTANT)
        office.certificate_desk.approve(number, officer)
        with pytest.raises(IllegalMove):
            office.doorstep_delivery.send_out(number, officer)


def test_for_a_villager_without_a_phone_the_officer_stands_in(samples: Samples) -> None:
    with samples.open_office() as office:
        officer = staff(office, ASSISTANT)
        own = office.contacts.at_mobile(officer.mobile)
        certificate = office.certificates.file(
            officer.office_id, own, replace(REQUEST, delivery=HOME), filed_by=officer
        )
        assert told(office, ASSISTANT) == []
        assert office.certificate_desk.phone(certificate) is None
        office.certificate_desk.approve(certificate.number, officer)
        office.doorstep_delivery.send_out(certificate.number, officer)
        assert office.doorstep_delivery.hand_over(certificate.number, officer).state == State.DELIVERED


def test_for_a_villager_with_a_phone_the_paper_goes_to_both(samples: Samples) -> None:
    with samples.open_office() as office:
        officer, citizen = staff(office, ASSISTANT), samples.citizen(office)
        certificate = office.certificates.file(officer.office_id, citizen, REQUEST, filed_by=officer)
        assert office.certificate_desk.phone(certificate) == "+910000000105"
        office.certificate_desk.approve(certificate.number, officer)
        getting = set(office.session.scalars(select(PaperRequest.contact_id)))
        assert getting == {citizen, office.contacts.at_mobile(officer.mobile)}


def test_a_photo_can_follow_until_it_is_decided(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, citizen = asked(office, samples), samples.citizen(office)
        photos = [
            office.media.add(citizen, kind="photo", content_type="image/jpeg", source_url="https://x") for _ in range(2)
        ]
        office.certificates.add_remark(certificate.number, citizen, words="", media_ids=photos[:1])
        office.certificates.add_remark(certificate.number, citizen, words="", media_ids=photos[1:])
        assert office.certificates.evidence_count(certificate) == 2
        assert told(office, ASSISTANT)[-2:] == ["certificate_added", "certificate_added"]
        assert len(office.certificates.history(certificate)) == 1
        stranger = samples.citizen(office, Samples.ONE_PERMIT)
        with pytest.raises(NoSuchCertificate):
            office.certificates.add_remark(certificate.number, stranger, words="", media_ids=photos)
        office.certificate_desk.approve(certificate.number, staff(office, ASSISTANT))
        with pytest.raises(IllegalMove):
            office.certificates.add_remark(certificate.number, citizen, words="", media_ids=photos)


def test_a_remark_is_kept_among_the_steps_and_moves_nothing(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, citizen = asked(office, samples), samples.citizen(office)
        office.certificate_desk.ask(certificate.number, staff(office, ASSISTANT), "ঠিকানার কাগজ দিন")
        office.certificates.add_remark(certificate.number, citizen, words="বিকেলে ফোন করবেন", media_ids=[])
        assert certificate.state == State.NEEDS_INFO
        step = office.certificates.history(certificate)[-1]
        assert (step.note, step.is_move, step.staff_id) == ("বিকেলে ফোন করবেন", False, None)
        assert told(office, ASSISTANT)[-1:] == ["certificate_added"]


def test_a_part_is_put_right_until_it_is_decided_and_what_stood_there_is_kept(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, citizen = asked(office, samples), samples.citizen(office)
        number, officer = certificate.number, staff(office, ASSISTANT)
        for part, value in (
            ("address", "বাজারপাড়া"),
            ("field_years", 22),
            ("parent", {"parent": "নমুনা হরিপদ মাহাতো", "kin": "father"}),
            ("identity", {"identity": "voter", "identity_ends": "4567"}),
            ("home", {"address": "বটতলা", "landmark": "স্কুল", "slot": "noon"}),
        ):
            was = told_in(certificate, part)
            step = office.certificates.correct(number, citizen, part, value)
            assert told_in(certificate, part) == value
            assert (step.part, step.change, step.is_move) == (part, {"was": was, "now": value}, False)
        assert certificate.state == State.REQUESTED
        assert told(office, ASSISTANT)[-1:] == ["certificate_corrected"]
        step = office.certificate_desk.correct(number, officer, "name", "নমুনা মালতী দাস")
        assert step.staff_id == officer.id
        assert [each["notice"] for each in notices(office, citizen)][-1:] == ["certificate_put_right"]
        with pytest.raises(NoSuchPart):
            office.certificates.correct(number, citizen, "field_heirs", "রাম")
        with pytest.raises(KeyError):
            office.certificates.correct(number, citizen, "home", {"address": "x", "landmark": "y", "slot": "midnight"})
        with pytest.raises(NoSuchCertificate):
            office.certificates.correct(number, samples.citizen(office, Samples.ONE_PERMIT), "name", "x")
        office.certificate_desk.approve(number, officer)
        with pytest.raises(IllegalMove):
            office.certificates.correct(number, citizen, "name", "x")
        with pytest.raises(IllegalMove):
            office.certificate_desk.correct(number, officer, "name", "x")


def test_the_part_that_is_asked_about_answers_what_is_asked_and_no_other_does(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, citizen, officer = asked(office, samples), samples.citizen(office), staff(office, ASSISTANT)
        office.certificate_desk.ask(certificate.number, officer, "কত বছর?", part="field_years")
        office.certificates.correct(certificate.number, citizen, "name", "নমুনা মালতী দাস")
        assert certificate.state == State.NEEDS_INFO
        office.certificates.correct(certificate.number, citizen, "field_years", 21)
        assert certificate.state == State.UNDER_REVIEW
        office.certificate_desk.ask(certificate.number, officer, "কত বছর?", part="field_years")
        office.certificate_desk.correct(certificate.number, officer, "field_years", 22)
        assert certificate.state == State.UNDER_REVIEW


def test_what_was_filed_within_the_hour_is_found_while_nobody_has_decided(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        first, citizen = asked(office, samples), samples.citizen(office)
        assert office.filings.just_filed(citizen) == [first]
        assert office.filings.just_filed(samples.citizen(office, Samples.ONE_PERMIT)) == []
    clock.advance(timedelta(minutes=10))
    with samples.open_office() as office:
        grievance = samples.file(office)
        assert office.filings.just_filed(citizen)[0] == grievance
    clock.advance(timedelta(minutes=10))
    with samples.open_office() as office:
        last = asked(office, samples)
        assert office.filings.just_filed(citizen)[0] == last
        office.certificate_desk.approve(last.number, staff(office, ASSISTANT))
        assert last not in office.filings.just_filed(citizen)
    clock.advance(timedelta(minutes=60))
    with samples.open_office() as office:
        asked(office, samples)
    clock.advance(timedelta(minutes=61))
    with samples.open_office() as office:
        assert office.filings.just_filed(citizen) == []


def test_what_an_officer_handed_in_was_not_filed_by_whom_it_is_for(samples: Samples) -> None:
    with samples.open_office() as office:
        officer, citizen = staff(office, ASSISTANT), samples.citizen(office)
        own = office.contacts.at_mobile(officer.mobile)
        office.certificates.file(officer.office_id, citizen, REQUEST, filed_by=officer)
        assert office.filings.just_filed(citizen) == []
        stood_in = office.certificates.file(officer.office_id, own, REQUEST, filed_by=officer)
        assert office.filings.just_filed(own) == [stood_in]


def test_photos_are_sent_to_the_officer_of_that_office_alone(samples: Samples) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        ids = [office.media.add(citizen, kind="photo", content_type="x", source_url="https://x") for _ in range(3)]
        types = ["image/jpeg", "text/html", "application/pdf"]
        at = office.offices.by_code("SAMPLE-01").id
        certificate = office.certificates.file(at, citizen, REQUEST, ids)
        assert office.certificate_desk.show_evidence(certificate.number, staff(office, ASSISTANT)) == 0
        for media_id, content_type in zip(ids, types, strict=True):
            office.media.fetched(media_id, content_hash="0" * 64, size=3, content_type=content_type)
        with pytest.raises(NotTheirOffice):
            office.certificate_desk.show_evidence(certificate.number, staff(office, ELSEWHERE))
        assert office.certificate_desk.show_evidence(certificate.number, staff(office, PRADHAN)) == 2
        rows = office.session.scalars(select(Outbox).order_by(Outbox.id))
        sent = [
            (row.contact_id, row.payload["params"]["media_id"]) for row in rows if row.payload["kind"] == "evidence"
        ]
        officer = office.contacts.at_mobile(staff(office, PRADHAN).mobile)
        assert sent == [(officer, str(ids[0])), (officer, str(ids[2]))]


def test_it_can_be_withdrawn_until_it_is_decided(samples: Samples) -> None:
    with samples.open_office() as office:
        number, citizen = asked(office, samples).number, samples.citizen(office)
        office.certificates.withdraw(number, citizen)
        assert told(office, ASSISTANT)[-1] == "certificate_withdrawn"
        second = asked(office, samples)
        office.certificate_desk.approve(second.number, staff(office, ASSISTANT))
        with pytest.raises(IllegalMove):
            office.certificates.withdraw(second.number, citizen)


def test_the_queue_begins_with_what_is_due_first_and_counts_what_is_late(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        before = office.certificate_desk.waiting([staff(office, ASSISTANT)])
        first = asked(office, samples).number
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        second = asked(office, samples).number
        queue = [each.number for each in office.certificate_desk.queue([staff(office, ASSISTANT)])]
        assert queue.index(first) < queue.index(second)
    clock.advance(timedelta(days=30))
    with samples.open_office() as office:
        late = office.certificate_desk.waiting([staff(office, ASSISTANT)])
        assert late.new == before.new + 2
        assert late.overdue >= 2


def test_from_every_state_something_follows_but_from_where_it_ends() -> None:
    assert {state for state in State if not FOLLOWING[state]} == {State.DELIVERED, State.REJECTED, State.WITHDRAWN}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("adhar 1234", [("aadhaar", "1234")]),
        ("আধার ১২৩৪", [("aadhaar", "1234")]),
        ("XXXX XXXX 9012", [("aadhaar", "9012")]),
        ("Voter card ABC1234567", [("voter", "4567")]),
        ("রেশন কার্ড নং RKSY-৯৮৭৬", [("ration", "9876")]),
        ("5678", [("aadhaar", "5678"), ("voter", "5678"), ("ration", "5678")]),
        ("আধার", []),
        ("ভোটার 12", []),
    ],
)
def test_an_identity_card_is_read_as_people_write_it(typed: str, found: list[tuple[str, str]]) -> None:
    assert [(each.key, signs) for each, signs in identities_in(typed)] == found


def test_every_blank_of_a_certificate_has_something_to_fill_it() -> None:
    for kind in catalogue().types:
        known = {"name", "kin", "parent", "address", *(each.key for each in kind.fields)}
        for language, words in (kind.statement or {}).items():
            blanks = {part.split("}")[0] for part in words.split("{")[1:]}
            assert blanks <= known, (kind.key, language)
        for names in (kind.names, *(each.labels for each in kind.fields), *(each.prompts for each in kind.fields)):
            assert set(names) == {"bn", "en", "hi"}, kind.key
        assert all(len(name) <= 24 for name in kind.names.values()), kind.key


def test_every_move_is_remembered_with_who_made_it(samples: Samples) -> None:
    with samples.open_office() as office:
        certificate, officer = asked(office, samples), staff(office, ASSISTANT)
        office.certificate_desk.approve(certificate.number, officer)
        events = list(
            office.session.scalars(select(Event).where(Event.subject_id == certificate.id).order_by(Event.id))
        )
        assert [(each.what, each.actor_kind) for each in events] == [
            ("certificate.requested", "contact"),
            ("certificate.claimed", "staff"),
            ("certificate.under_review", "staff"),
            ("certificate.approved", "staff"),
            ("certificate.issued", "staff"),
        ]
        assert {each.office_id for each in events} == {certificate.office_id}
