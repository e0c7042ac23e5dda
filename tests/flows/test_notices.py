"""What the office tells people by itself is in their language, whichever that is when it leaves."""

from __future__ import annotations

import ast
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from chatbot import renderer
from documents.registry import all_papers
from flows.notices import notices, word
from flows.shared.paper_kinds import paper_kinds
from panchayat.certificates.requests import Request
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance, Outbox
from panchayat.models.grievance_states import State
from tests.conftest import SettableClock
from tests.flows.phones import OpenOffice, Village
from tests.programs import ROOT

CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def filed(village: Village) -> str:
    """The number of a grievance that has just been filed."""
    with village.open_office() as office:
        return file(office, "grievance").number


def owed_notices(office: FrontOffice, name: str) -> list[dict[str, Any]]:
    """What is owed to the citizen under this name."""
    contact = office.contacts.at("whatsapp", CITIZEN)
    assert contact is not None
    rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == contact.id).order_by(Outbox.id))
    return [each for row in rows if (each := row.payload["params"]).get("notice") == name]


def file(office: FrontOffice, kind: str) -> Grievance:
    contact = office.contacts.at("whatsapp", CITIZEN)
    assert contact is not None
    return office.grievances.file(
        office.offices.by_code("SAMPLE-01").id,
        contact.id,
        kind="suggestion" if kind == "suggestion" else "grievance",
        category_key="roads",
        description="রাস্তায় গর্ত",
        place="বটতলা",
        pin=None,
        media_ids=[],
    )


def moved(office: FrontOffice, number: str, *states: State, language: str, note: str | None = None) -> str:
    """The words of the notice about the last of these moves."""
    for state in states:
        step = office.grievances.move(
            number, state, note=note, department_key="water" if state == "FORWARDED" else None
        )
    params = {"notice": "grievance_moved", "grievance_id": str(step.grievance_id), "position": step.position}
    return word(office, "notice", params, language).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", ["আপনার অভিযোগ GRV-২৬-", "-এর নতুন খবর: খতিয়ে দেখা হচ্ছে", "সব দেখতে লিখুন: অবস্থা"]),
        ("en", ["News of your complaint GRV-26-", ": Under process", "write: status"]),
        ("hi", ["आपकी शिकायत GRV-२६-", "की नई ख़बर: प्रक्रियाधीन", "लिखिए: स्थिति"]),
    ],
)
def test_news_of_a_grievance_is_told_in_the_persons_language(
    open_office: OpenOffice, filed: str, language: str, words: list[str]
) -> None:
    with open_office() as office:
        said = moved(office, filed, State.UNDER_PROCESS, language=language)
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", ["সময়ে ব্যবস্থা হয়নি। আমরা দুঃখিত।", "উপরের দফতরে গেছে: বিডিও, বাগদা ব্লক", "নতুন লক্ষ্য: ৭ ডিসেম্বর ২০২৬"]),
        ("en", ["nothing was decided in time. We are sorry.", "office above: BDO, Bagda Block", "by 7 December 2026"]),
        ("hi", ["समय पर कार्रवाई नहीं हुई। हमें खेद है।", "बीडीओ, बागदा ब्लॉक", "७ दिसंबर २०२६"]),
    ],
)
def test_a_missed_target_is_told_before_anybody_asks(
    open_office: OpenOffice, filed: str, clock: SettableClock, language: str, words: list[str]
) -> None:
    clock.advance(timedelta(days=10))
    with open_office() as office:
        office.escalation.raise_due(100)
        told = owed_notices(office, "grievance_raised")
        said = word(office, "notice", told[0], language).text
    assert all(each in said for each in words), said


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("bn", ["(চরিত্র সার্টিফিকেট): ২৭ নভেম্বর ২০২৬", "আমরা দুঃখিত", "এখনও খতিয়ে দেখা হচ্ছে", "লিখুন: ফোন", "লিখুন: অবস্থা"]),
        ("en", ["(Character certificate): the target was 27 November 2026", "still being looked at", "write: phone"]),
        ("hi", ["(चरित्र प्रमाण पत्र): २७ नवंबर २०२६", "हमें खेद है", "लिखिए: फ़ोन"]),
    ],
)
def test_a_certificate_that_is_late_is_told_of_before_anybody_asks(
    open_office: OpenOffice, filed: str, clock: SettableClock, language: str, words: list[str]
) -> None:
    number = request(open_office)
    clock.advance(timedelta(days=12))
    with open_office() as office:
        office.missed_targets.tell(100)
        certificate = office.certificates.by_number(number)
        assert certificate
        told = next(each for each in owed_notices(office, "target_missed") if each["id"] == str(certificate.id))
        said = word(office, "notice", told, language).text
        staff = word(office, "notice", {**told, "notice": "staff_target_missed"}, "en").text
        office.certificate_desk.approve(number, office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202"))
        after = word(office, "notice", told, "en").text
    assert all(each in said for each in words), said
    assert f"Past its target of 27 November 2026: {number}, Character certificate, নমুনা মালতী মাহাতো" in staff
    assert f"To work on it, write: {number}" in staff
    assert "still being looked at" not in after


def request(open_office: OpenOffice) -> str:
    with open_office() as office:
        contact = office.contacts.at("whatsapp", CITIZEN)
        assert contact
        wanted = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা", "চাকরি")
        return office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, wanted).number


def test_after_a_standstill_of_months_the_words_are_those_of_the_highest_office(
    open_office: OpenOffice, filed: str, clock: SettableClock
) -> None:
    clock.advance(timedelta(days=120))
    with open_office() as office:
        office.escalation.raise_due(100)
        (told,) = owed_notices(office, "grievance_late")
        said = word(office, "notice", told, "en").text
    assert "either. We are sorry." in said
    assert "It is with the highest office: Chief Minister's Office" in said


def test_a_resolution_asks_whether_it_is_one_and_once_more_after_three_days(
    open_office: OpenOffice, filed: str, clock: SettableClock
) -> None:
    with open_office() as office:
        said = moved(
            office, filed, State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED, language="bn", note="গর্ত ভরা হয়েছে।"
        )
    assert said.endswith("কাজটা কি সত্যিই ঠিক হয়েছে?\n\n১. হ্যাঁ, ঠিক হয়েছে\n২. না, ঠিক হয়নি")
    clock.advance(timedelta(days=3))
    with open_office() as office:
        office.feedback.ask_again(100)
        (told,) = owed_notices(office, "grievance_fixed")
        again = word(office, "notice", told, "hi").text
    assert "क्या काम सच में ठीक हो गया है?" in again
    assert "फिर नहीं पूछेंगे" in again


def test_who_is_told_of_a_reopening_by_the_office_is_told_who_has_it(open_office: OpenOffice, filed: str) -> None:
    with open_office() as office:
        said = moved(
            office,
            filed,
            State.UNDER_PROCESS,
            State.ACTION_TAKEN,
            State.RESOLVED,
            State.REOPENED,
            language="en",
            note="x",
        )
    assert "Responsible now: BDO, Bagda Block" in said


def test_a_note_and_a_new_department_are_told(open_office: OpenOffice, filed: str) -> None:
    with open_office() as office:
        said = moved(office, filed, State.UNDER_PROCESS, State.FORWARDED, language="bn", note="জল দেখা হবে")
    assert "জল দেখা হবে" in said
    assert "এখন দায়িত্বে: জনস্বাস্থ্য কারিগরি দফতর" in said


def test_a_rejection_says_where_to_turn(open_office: OpenOffice, filed: str) -> None:
    with open_office() as office:
        said = moved(office, filed, State.REJECTED, language="en", note="It is on private land.")
    assert "It is on private land.\nIf you do not agree, you can turn to: BDO, Bagda Block" in said


def test_a_long_note_still_leaves_in_one_message_that_says_where_the_rest_is(
    open_office: OpenOffice, filed: str
) -> None:
    with open_office() as office:
        said = moved(office, filed, State.UNDER_PROCESS, State.NEEDS_INFO, language="bn", note="জল " * 1000)
    assert len(said) <= renderer.LONGEST
    assert said.endswith("…\nউত্তর দিতে লিখুন: অবস্থা")


def test_news_of_a_suggestion_calls_it_a_suggestion(open_office: OpenOffice, filed: str) -> None:
    with open_office() as office:
        number = file(office, "suggestion").number
        assert "আপনার পরামর্শ" in moved(office, number, State.UNDER_PROCESS, language="bn")


@pytest.mark.parametrize(
    ("language", "words"),
    [("bn", "কোডটি হল: ০৪৮১৫৩"), ("en", "the code is: 048153"), ("hi", "कोड है: ०४८१५३")],
)
def test_a_code_comes_in_the_persons_digits_with_a_warning(
    open_office: OpenOffice, filed: str, language: str, words: str
) -> None:
    with open_office() as office:
        said = word(
            office, "notice", {"notice": "access_code", "of": "grievance", "code": "048153", "number": filed}, language
        ).text
    assert words in said
    assert len(said.splitlines()) == 3


def test_a_paper_comes_with_its_name(open_office: OpenOffice, filed: str) -> None:
    with open_office() as office:
        grievance = office.grievances.by_number(filed)
        assert grievance is not None
        paper = office.papers.issue(
            "acknowledgement",
            office_id=grievance.office_id,
            subject_id=grievance.id,
            facts={},
            language="bn",
            file_name=filed,
        )
        worded = word(office, "paper", {"paper_id": str(paper.id)}, "bn")
    assert (worded.text, worded.paper_id) == ("রসিদ", paper.id)


def test_words_of_the_talk_leave_as_they_were_said(open_office: OpenOffice) -> None:
    with open_office() as office:
        assert word(office, "text", {"body": "কী দরকার?"}, "en").text == "কী দরকার?"


@pytest.mark.parametrize(("kind", "params"), [("fax", {}), ("notice", {"notice": "weather"})])
def test_what_nobody_has_words_for_is_an_error(open_office: OpenOffice, kind: str, params: dict[str, str]) -> None:
    with open_office() as office, pytest.raises(KeyError):
        word(office, kind, params, "bn")


def test_every_paper_that_can_be_drawn_can_be_issued_and_sent() -> None:
    assert all_papers().keys() == paper_kinds().keys()


def test_what_the_office_owes_has_words_and_what_has_words_is_owed_by_the_office() -> None:
    sources = [ast.parse(file.read_text("utf-8")) for file in (ROOT / "panchayat").rglob("*.py")]
    nodes = [node for source in sources for node in ast.walk(source)]
    said = {node.value for node in nodes if isinstance(node, ast.Constant)}
    owed = {
        value.value
        for node in nodes
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "notice" and isinstance(value, ast.Constant)
    }
    assert owed <= notices().keys() <= said
