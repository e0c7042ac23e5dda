"""A message that quotes another answers what it quotes, whatever else is asked; what is over is not answered by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import chatbot.state
from chatbot import conversation
from chatbot.catalogue import Flows
from chatbot.conversation import Turn
from chatbot.messages import Incoming
from flows.exchange import Arrived
from flows.shared.paper_kinds import issue
from panchayat.certificates.requests import Request
from panchayat.demo.pins import demo_pin
from panchayat.models import Grievance, GrievanceEvidence, GrievanceVerdict, Heartbeat
from panchayat.models.grievance_states import State
from tests.flows.phones import PHOTO, Phone, Village
from tests.wire import Wire, wire

CITIZEN = "whatsapp:+910000000105"
CLOSED = "ওই তালিকাটি আর চলবে না। দয়া করে এখানে উত্তর দিন।"
SUMMARY = "জমা দেব?"
IS_IT_FIXED = "কাজটা কি সত্যিই ঠিক হয়েছে?"
LATER = timedelta(minutes=5)
SENTENCE = "রাতে ওখানে আলোও জ্বলে না, লোকে পড়ে যাচ্ছে"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has seen the menu."""
    phone = village.phone(CITIZEN)
    phone.says("hi")
    return phone


def file(phone: Phone, place: str = "বটতলা") -> str:
    """File a grievance; returns its number."""
    with phone.village.open_office() as office:
        office_id = office.offices.by_code("SAMPLE-01").id
        return office.grievances.file(
            *(office_id, phone.contact(office).id),
            kind="grievance",
            category_key="roads",
            description="রাস্তায় গর্ত",
            place=place,
            pin=None,
            media_ids=[],
        ).number


def move(phone: Phone, number: str, *states: State) -> str:
    """Move it on; returns what the phone is told last."""
    with phone.village.open_office() as office:
        for state in states:
            office.grievances.move(number, state, note="দেখা হয়েছে")
    phone.village.clock.advance(LATER)
    return next(each for each in reversed(phone.reads()) if "নতুন খবর" in each)


def resolve(phone: Phone, place: str = "বটতলা") -> str:
    """A grievance that has been resolved, of which the phone was told; returns its number."""
    number = file(phone, place)
    assert IS_IT_FIXED in move(phone, number, State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED)
    return number


def shown(number: str) -> str:
    """The number as Bengali messages write it."""
    return number[:4] + number[4:].translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))


def fixed(phone: Phone) -> list[str]:
    """The numbers of what this person has said to be fixed."""
    with phone.village.open_office() as office:
        said = select(Grievance.number).join(GrievanceVerdict, GrievanceVerdict.grievance_id == Grievance.id)
        return sorted(office.session.scalars(said.where(GrievanceVerdict.fixed)))


def filed(phone: Phone) -> int:
    with phone.village.open_office() as office:
        count = select(func.count()).select_from(Grievance)
        return office.session.scalar(count.where(Grievance.contact_id == phone.contact(office).id)) or 0


def described(phone: Phone, number: str) -> str:
    with phone.village.open_office() as office:
        found = office.grievances.by_number(number)
        assert found is not None
        return found.description


def photos(phone: Phone, number: str) -> int:
    with phone.village.open_office() as office:
        own = select(func.count()).join(Grievance, Grievance.id == GrievanceEvidence.grievance_id)
        return office.session.scalar(own.select_from(GrievanceEvidence).where(Grievance.number == number)) or 0


def at_summary(phone: Phone) -> None:
    """Answer until a grievance stands open at its summary."""
    phone.says("menu", after=LATER)
    phone.says("১")
    phone.says("১")
    phone.says("হাটের সামনে রাস্তায় জল জমে থাকে সারা দিন")
    assert SUMMARY in phone.says("হাটতলা")


# The question that stands


@pytest.mark.parametrize("answer", ["১", "ha", "জমা দিন"])
def test_an_answer_that_quotes_the_question_that_stands_is_its_answer(phone: Phone, answer: str) -> None:
    at_summary(phone)
    assert "জমা হয়েছে" in phone.says(answer, quotes=SUMMARY)
    assert filed(phone) == 1


def test_the_question_that_stands_is_meant_though_a_notice_with_a_list_came_after_it(phone: Phone) -> None:
    number = file(phone)
    at_summary(phone)
    move(phone, number, State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED)
    assert "জমা হয়েছে" in phone.says("১", quotes=SUMMARY)
    assert fixed(phone) == []


def test_a_question_that_is_put_once_more_stands_in_both_messages(phone: Phone) -> None:
    at_summary(phone)
    assert SUMMARY in phone.says("৭")
    assert "জমা হয়েছে" in phone.says("১", quotes="একবার দেখে নিন")


def test_a_question_is_answered_by_its_quote_on_the_next_day_too(phone: Phone) -> None:
    at_summary(phone)
    assert "জমা হয়েছে" in phone.says("১", quotes=SUMMARY, after=timedelta(hours=20))


def test_a_pin_that_quotes_whatever_it_quotes_is_a_pin(village: Village) -> None:
    employee = village.phone("whatsapp:+910000000202")
    employee.says("hi")
    employee.says("১০")
    asked = employee.says("২")
    assert "পিন" in asked or "PIN" in asked
    said = employee.says(demo_pin("SAMPLE-E-202"), quotes=asked.splitlines()[0])
    assert said != asked
    assert CLOSED not in said
    again = village.phone("whatsapp:+910000000202")
    again.says("menu")
    assert CLOSED not in again.says("২", after=LATER)


def test_a_question_that_the_sender_brings_stands_where_it_stands(phone: Phone) -> None:
    phone.says("menu", after=LATER)
    phone.says("১")
    phone.says("১")
    number = file(phone)
    phone.says("হাটের সামনে রাস্তায় জল জমে থাকে সারা দিন")
    with phone.village.open_office() as office:
        office.session.add(Heartbeat(process="sender", at=office.now))
        office.grievances.move(number, State.UNDER_PROCESS)
    phone.village.clock.advance(timedelta(seconds=9))
    assert phone.sends("হাটতলা").body is None
    assert SUMMARY in phone.reads()[-1]
    assert "জমা হয়েছে" in phone.says("১", quotes=SUMMARY)


def test_a_question_that_is_put_again_with_late_messages_stands_there(phone: Phone) -> None:
    at_summary(phone)
    village = phone.village
    late = Arrived("SMlate", "whatsapp", CITIZEN, "আর একটা কথা", village.clock() - timedelta(seconds=1))
    village.turns.take_late([late])
    assert any(SUMMARY in each for each in phone.reads())
    assert "জমা হয়েছে" in phone.says("১", quotes="দেরিতে")


def test_a_question_that_nobody_knows_the_message_of_is_known_once_it_is_put_again(phone: Phone) -> None:
    at_summary(phone)
    with phone.village.open_office() as office:
        phone.contact(office).asked_in = None
    assert phone.says("১", quotes=SUMMARY).startswith(CLOSED)
    assert "জমা হয়েছে" in phone.says("১", quotes=SUMMARY)


@pytest.mark.parametrize(
    ("language", "closed"),
    [
        ("english", "That list is no longer open. Please answer here."),
        ("हिन्दी", "वह सूची अब नहीं चलेगी। कृपया यहाँ उत्तर दीजिए।"),
    ],
)
def test_in_every_language_a_quote_decides_what_is_answered(phone: Phone, language: str, closed: str) -> None:
    phone.says(language)
    phone.says("1")
    older = phone.says("1").splitlines()[0]
    phone.says("The road is full of water for the whole day")
    summary = phone.says("Hattala").splitlines()[0]
    for answer in ("1", "yes", "हाँ", "no", "नहीं"):
        assert phone.says(answer, quotes=older).startswith(closed)
    assert filed(phone) == 0
    phone.says("1", quotes=summary)
    assert filed(phone) == 1


# A notice with ways on


@pytest.mark.parametrize("answer", ["১", "1", "ha", "হ্যাঁ", "thik hoyeche", "ha thik ache"])
@pytest.mark.parametrize("place", ["বটতলা", "হাটতলা", "মন্দির"])
def test_of_three_notices_the_one_that_is_quoted_is_answered(phone: Phone, answer: str, place: str) -> None:
    numbers = {each: resolve(phone, each) for each in ("বটতলা", "হাটতলা", "মন্দির")}
    phone.says(answer, quotes=shown(numbers[place]))
    assert fixed(phone) == [numbers[place]]


def test_a_notice_is_answered_however_old_it_is_and_what_stands_comes_back(phone: Phone) -> None:
    number = resolve(phone)
    at_summary(phone)
    said = phone.says("ha", quotes=IS_IT_FIXED, after=timedelta(hours=5))
    assert shown(number) in said
    assert fixed(phone) == [number]
    assert filed(phone) == 1
    phone.says("৫")
    assert SUMMARY in phone.says("১")
    phone.says("১")
    assert filed(phone) == 2


def test_a_notice_of_days_ago_is_answered_by_its_number(phone: Phone) -> None:
    number = resolve(phone)
    phone.says("২", quotes=IS_IT_FIXED, after=timedelta(days=4))
    with phone.village.open_office() as office:
        found = office.grievances.by_number(number)
        assert found is not None
        assert found.state == State.REOPENED


@pytest.mark.parametrize("answer", ["১", "ha"])
def test_a_notice_that_has_been_answered_already_says_how_it_stands(phone: Phone, answer: str) -> None:
    number = resolve(phone)
    phone.says("ha", quotes=IS_IT_FIXED)
    phone.says("menu")
    said = phone.says(answer, quotes=IS_IT_FIXED, after=LATER)
    assert "ওই প্রশ্নের উত্তর এখন আর লাগবে না" in said
    assert shown(number) in said
    assert fixed(phone) == [number]


def test_a_notice_whose_time_is_over_says_how_it_stands(phone: Phone) -> None:
    number = resolve(phone)
    phone.says("hi", after=timedelta(days=60))
    said = phone.says("ha", quotes=IS_IT_FIXED)
    assert "ওই প্রশ্নের উত্তর এখন আর লাগবে না" in said
    assert shown(number) in said
    assert fixed(phone) == []


def test_a_bare_number_that_quotes_news_without_a_list_answers_nothing(phone: Phone) -> None:
    number = file(phone)
    move(phone, number, State.UNDER_PROCESS)
    at_summary(phone)
    said = phone.says("১", quotes="খতিয়ে দেখা হচ্ছে")
    assert said.startswith(CLOSED)
    assert SUMMARY in said
    assert filed(phone) == 1


@pytest.mark.parametrize("answer", ["৫", "7"])
def test_a_number_that_is_not_below_the_notice_answers_nothing(phone: Phone, answer: str) -> None:
    resolve(phone)
    at_summary(phone)
    said = phone.says(answer, quotes=IS_IT_FIXED)
    assert said.startswith("যে তালিকার উত্তরে লিখলেন, তাতে এটা নেই।")
    assert SUMMARY in said
    assert (fixed(phone), filed(phone)) == ([], 1)


def test_of_two_notices_an_officer_answers_the_one_that_is_quoted(village: Village, phone: Phone) -> None:
    officer = village.phone("whatsapp:+910000000202")
    officer.says("hi")
    numbers = []
    for purpose in ("চাকরি", "স্কুল"):
        with village.open_office() as office:
            wanted = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা", purpose)
            office_id = office.offices.by_code("SAMPLE-01").id
            numbers.append(office.certificates.file(office_id, phone.contact(office).id, wanted).number)
        village.clock.advance(LATER)
        officer.reads()
    first, second = numbers
    said = officer.says("১", quotes=shown(first), after=LATER)
    assert shown(first) in said
    assert shown(second) not in said


# Words about what is quoted


def test_words_that_quote_news_are_added_to_it_after_a_question(phone: Phone) -> None:
    first, second = file(phone), file(phone, "হাটতলা")
    for number in (first, second):
        move(phone, number, State.UNDER_PROCESS)
    said = phone.says(SENTENCE, quotes=shown(first))
    assert shown(first) in said
    assert SENTENCE in said
    assert SENTENCE not in described(phone, first)
    assert "জুড়ে দিয়েছি" in phone.says("হ্যাঁ")
    assert SENTENCE in described(phone, first)
    assert SENTENCE not in described(phone, second)


def test_words_that_quote_a_question_of_the_office_are_its_answer_after_a_question(phone: Phone) -> None:
    first, second = file(phone), file(phone, "হাটতলা")
    for number in (first, second):
        move(phone, number, State.UNDER_PROCESS, State.NEEDS_INFO)
    said = phone.says("মন্দিরের পাশে পুকুরের ধারে", quotes=shown(first))
    assert shown(first) in said
    phone.says("১")
    with phone.village.open_office() as office:
        states = {each.number: each.state for each in office.grievances.of(phone.contact(office).id)}
    assert states == {first: State.UNDER_PROCESS, second: State.NEEDS_INFO}


def test_a_bare_number_that_quotes_a_receipt_shows_how_it_stands(phone: Phone) -> None:
    at_summary(phone)
    phone.says("১")
    assert phone.says("১", quotes="আপনার অভিযোগ জমা হয়েছে", after=LATER).startswith("ওই প্রশ্নের উত্তর এখন আর লাগবে না")
    assert filed(phone) == 1


def test_words_that_quote_the_receipt_of_something_filed_belong_to_it(phone: Phone) -> None:
    at_summary(phone)
    phone.says("১")
    said = phone.says(SENTENCE, quotes="আপনার অভিযোগ জমা হয়েছে", after=LATER)
    assert SENTENCE in said
    phone.says("ha")
    with phone.village.open_office() as office:
        [own] = [each for each in office.grievances.of(phone.contact(office).id) if SENTENCE in each.description]
    assert own.place == "হাটতলা"


@pytest.mark.parametrize("states", [(), (State.NEEDS_INFO,)])
def test_a_photo_that_quotes_news_belongs_to_it_and_not_to_what_stands(phone: Phone, states: tuple[State, ...]) -> None:
    number = file(phone)
    move(phone, number, State.UNDER_PROCESS, *states)
    at_summary(phone)
    asked = phone.says("", PHOTO, quotes=shown(number))
    assert asked.startswith(
        f"অভিযোগ {shown(number)} (রাস্তাঘাট): এটা কি এর সঙ্গে জুড়ে দেব?"
        if not states
        else f"অভিযোগ {shown(number)} (রাস্তাঘাট): এটা কি আপনার উত্তর?"
    )
    assert SUMMARY in phone.says("হ্যাঁ")
    assert photos(phone, number) == 1
    assert "ছবি ও ভয়েস: ০" in phone.says("৭")


@pytest.mark.parametrize("words", ["kobe hobe", "কী হল", "koto dur"])
def test_who_quotes_news_and_asks_how_it_stands_is_shown_that(phone: Phone, words: str) -> None:
    first, second = file(phone), file(phone, "হাটতলা")
    for number in (first, second):
        move(phone, number, State.UNDER_PROCESS)
    said = phone.says(words, quotes=shown(first))
    assert shown(first) in said
    assert shown(second) not in said
    assert "খতিয়ে দেখা হচ্ছে" in said
    assert words not in described(phone, first)


def test_words_that_quote_a_paper_belong_to_what_it_is_about(phone: Phone) -> None:
    at_summary(phone)
    phone.says("১")
    with phone.village.open_office() as office:
        [own] = office.grievances.of(phone.contact(office).id)
        paper = issue(office, "acknowledgement", own.id, "bn", own.contact_id)
        office.outbox.add(own.contact_id, "paper", "paper", {"paper_id": str(paper.id)})
    phone.reads()
    assert SENTENCE in phone.says(SENTENCE, quotes="রসিদ", after=LATER)
    phone.says("ha")
    assert SENTENCE in described(phone, own.number)


def test_a_photo_with_words_that_quotes_news_is_added_with_them(phone: Phone) -> None:
    number = file(phone)
    move(phone, number, State.UNDER_PROCESS)
    assert SENTENCE in phone.says(SENTENCE, PHOTO, quotes=shown(number))
    phone.says("হ্যাঁ")
    assert SENTENCE in described(phone, number)
    assert photos(phone, number) == 1


def test_words_that_are_not_added_after_all_leave_what_stands_as_it_was(phone: Phone) -> None:
    number = file(phone)
    move(phone, number, State.UNDER_PROCESS)
    at_summary(phone)
    phone.says(SENTENCE, quotes=shown(number))
    said = phone.says("না")
    assert "কিছু জুড়িনি" in said
    assert SUMMARY in said
    assert SENTENCE not in said
    assert SENTENCE not in described(phone, number)


def test_a_verdict_in_words_is_one_of_what_is_quoted(phone: Phone) -> None:
    first, _second = resolve(phone), resolve(phone, "হাটতলা")
    phone.says("হ্যাঁ ঠিক হয়েছে, ধন্যবাদ", quotes=shown(first))
    assert fixed(phone) == [first]


def test_words_that_quote_news_of_a_certificate_show_how_it_stands(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        wanted = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা", "চাকরি")
        office_id = office.offices.by_code("SAMPLE-01").id
        number = office.certificates.file(office_id, phone.contact(office).id, wanted).number
        asking = office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202")
        office.certificate_desk.ask(number, asking, "বাবার নাম লিখুন")
    phone.reads()
    assert shown(number) in phone.says("বাবার নাম নমুনা হরি মাহাতো", quotes="বাবার নাম লিখুন", after=LATER)
    assert "অফিসে জানিয়ে" in phone.says("হ্যাঁ")
    assert "আর কিছু জুড়ে দেওয়া যাবে না" in phone.says("আর কত দিন লাগবে বলুন তো", quotes="বাবার নাম লিখুন", after=LATER)


# What is over, one's own, and what is not known


@pytest.mark.parametrize("answer", ["১", "ha", "হ্যাঁ", "জমা দিন", "৩", "না"])
@pytest.mark.parametrize("older", ["কী দরকার?", "কী বিষয়ে?", "কোথায়?"])
def test_an_answer_that_quotes_an_older_question_does_nothing_at_a_summary(
    phone: Phone, older: str, answer: str
) -> None:
    at_summary(phone)
    said = phone.says(answer, quotes=older)
    assert said.startswith(CLOSED)
    assert SUMMARY in said
    assert filed(phone) == 0
    assert "জমা হয়েছে" in phone.says("১")


def test_words_that_quote_an_older_question_answer_no_other(phone: Phone) -> None:
    phone.says("menu", after=LATER)
    phone.says("১")
    phone.says("১")
    phone.says("হাটের সামনে রাস্তায় জল জমে থাকে সারা দিন")
    assert "কোথায়?" in phone.says("রাতে ওখানে আলোও জ্বলে না", quotes="কী হয়েছে")
    assert SUMMARY in phone.says("হাটতলা")


@pytest.mark.parametrize("answer", ["১", "ha", "না", "জমা দিন"])
@pytest.mark.parametrize("own", [True, False])
def test_a_bare_answer_that_quotes_ones_own_or_an_unknown_message_is_asked_for_again(
    phone: Phone, answer: str, own: bool
) -> None:
    at_summary(phone)
    said = phone.says(answer, quotes_sid="SM1", quotes_own=own)
    assert said.startswith("এটা কোন প্রশ্নের উত্তর, বুঝতে পারলাম না")
    assert SUMMARY in said
    assert filed(phone) == 0


def test_words_that_quote_ones_own_message_are_taken_as_if_they_quoted_nothing(phone: Phone) -> None:
    phone.says("menu", after=LATER)
    phone.says("১")
    phone.says("১")
    phone.says("হাটের সামনে রাস্তায় জল জমে")
    assert SUMMARY in phone.says("মন্দিরের সামনে, হাটতলা গ্রামে", quotes_sid="SM1", quotes_own=True)


@pytest.mark.parametrize(("word", "leads_to"), [("menu", "১. "), ("ফোন", "ফোন করুন"), ("অবস্থা", "জমা পড়েনি")])
def test_a_word_that_works_everywhere_works_beside_any_quote(phone: Phone, word: str, leads_to: str) -> None:
    at_summary(phone)
    said = phone.says(word, quotes="কী বিষয়ে?")
    assert CLOSED not in said
    assert leads_to in said


def test_a_bare_number_that_quotes_something_old_opens_nothing_where_nothing_stands(phone: Phone) -> None:
    phone.says("ফোন")
    said = phone.says("৩", quotes="কী দরকার?", after=LATER)
    assert said.startswith(CLOSED)
    assert "কী দরকার? নম্বর লিখুন।" in said


# When the question was seen


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Incoming]:
    """What conversations are told of each message."""
    told: list[Incoming] = []
    take = conversation.take

    def listen(flows: Flows, state: chatbot.state.State, heard: Incoming, *more: Any) -> Turn:
        told.append(heard)
        return take(flows, state, heard, *more)

    monkeypatch.setattr(conversation, "take", listen)
    return told


@pytest.mark.parametrize("status", ["delivered", "read"])
def test_a_conversation_knows_when_the_question_that_stands_was_first_reported_on_the_phone(
    phone: Phone, heard: list[Incoming], status: str
) -> None:
    at_summary(phone)
    phone.is_reported("sent")
    phone.says("৭")
    assert heard[-1].seen_at is None
    phone.village.clock.advance(LATER)
    phone.is_reported(status)
    reported_at = phone.village.clock()
    phone.village.clock.advance(LATER)
    phone.is_reported("read")
    phone.says("৭")
    assert heard[-1].seen_at == reported_at
    phone.says("৭")
    assert heard[-1].seen_at == reported_at
    phone.says("২")
    phone.says("1")
    assert heard[-1].seen_at is None


def test_where_nothing_stands_nothing_was_seen(phone: Phone, heard: list[Incoming]) -> None:
    phone.says("ফোন")
    phone.is_reported("read")
    phone.says("৭")
    assert heard[-1].seen_at is None


@pytest.fixture
def noted(tmp_path: Path) -> Iterator[Wire]:
    with wire(tmp_path) as noted:
        yield noted


def test_a_quote_costs_one_look_and_no_trip_and_what_quotes_nothing_none(noted: Wire, phone: Phone) -> None:
    phone.says("menu")
    traffic = []
    for more in ({}, {"quotes_sid": "SM1", "quotes_own": True}, {"quotes_sid": "SM1"}):
        noted.take()
        phone.sends("menu", **more)
        traffic.append(noted.take())
    plain, own, unknown = traffic
    assert len(plain.statements) == len(own.statements) == len(unknown.statements) - 1 > 0
    assert plain.trips == own.trips == unknown.trips
