"""A message that never reached us is kept and quoted back once the office hears of it; it answers nothing any more."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from chatbot.catalogue import Flows
from chatbot.declaration import flow
from chatbot.talk import Talk
from flows.exchange import Arrived, TakenIn
from panchayat.front_office import FrontOffice
from panchayat.models import InboundMessage, Media
from tests.flows.phones import PHOTO, Phone, Village, every_flow
from tests.waiting import PATIENCE

AN_HOUR = timedelta(hours=1)
LATE = "দেরিতে এসেছে"


def lost(phone: Phone, text: str, *, ago: timedelta = AN_HOUR, **more: Any) -> Arrived:
    """A message that was sent some time ago and is handed in only now."""
    sent_at = phone.village.clock() - ago
    return Arrived(f"SM{uuid4().hex}", "whatsapp", phone.address, text, sent_at, **more)


def take_in(phone: Phone, *messages: Arrived) -> TakenIn:
    return phone.village.turns.take_late(messages)


def stored(phone: Phone) -> list[InboundMessage]:
    with phone.village.open_office() as office:
        return list(office.session.scalars(select(InboundMessage).order_by(InboundMessage.id)))


def test_a_late_message_is_quoted_back_with_the_question_that_stands_and_is_no_answer_to_it(phone: Phone) -> None:
    phone.says("hi")
    question = phone.says("1")
    late = lost(phone, "2")
    assert take_in(phone, late).count == 1
    (told,) = phone.reads()
    assert LATE in told
    assert "“2”" in told
    assert told.endswith(question)
    assert "answers" not in phone.state()
    assert [(each.body, each.received_at) for each in stored(phone)][-1] == ("2", late.received_at)


def test_after_the_reminder_the_conversation_goes_on_where_it_stood(phone: Phone) -> None:
    phone.says("hi")
    phone.says("1")
    take_in(phone, lost(phone, "hello?"))
    phone.reads()
    assert "কী বিষয়ে?" in phone.says("1")


def test_a_person_whose_very_first_message_was_lost_is_greeted_with_the_menu(phone: Phone) -> None:
    assert take_in(phone, lost(phone, "নমস্কার")).count == 1
    (told,) = phone.reads()
    assert "স্মার্ট পঞ্চায়েতে আপনাকে স্বাগত" in told
    assert "কোন গ্রাম" in phone.says("1")


def test_the_messages_of_one_person_are_quoted_back_together_in_the_order_in_which_they_were_sent(phone: Phone) -> None:
    texts = ["hi", "কেউ আছেন?", "রাস্তা ভেঙে গেছে"]
    late = [lost(phone, text, ago=AN_HOUR - timedelta(minutes=place)) for place, text in enumerate(texts)]
    assert take_in(phone, *late).count == 3
    (told,) = phone.reads()
    assert "“hi”\n“কেউ আছেন?”\n“রাস্তা ভেঙে গেছে”" in told
    assert [each.body for each in stored(phone)] == texts


def test_many_long_messages_are_quoted_briefly_enough_for_one_message(phone: Phone) -> None:
    phone.says("hi")
    take_in(phone, *(lost(phone, "রাস্তা ভেঙে গেছে " * 80) for _message in range(12)))
    (told,) = phone.reads()
    assert told.count("…”") == 12
    assert len(told) <= 1500


def test_a_late_message_that_arrived_meanwhile_is_taken_in_once(phone: Phone) -> None:
    late = lost(phone, "hi")
    first = phone.sends("hi", sid=late.sid)
    assert first.body is not None
    assert take_in(phone, late).count == 0
    assert phone.reads() == []
    assert len(stored(phone)) == 1


def test_a_late_retry_of_a_message_that_was_taken_in_is_not_answered(phone: Phone) -> None:
    late = lost(phone, "hi")
    assert take_in(phone, late).count == 1
    assert phone.sends("hi", sid=late.sid).body is None
    assert take_in(phone, late).count == 0
    assert len(phone.reads()) == 1
    assert len(stored(phone)) == 1


def test_a_message_that_is_retried_while_it_is_taken_in_is_kept_once(phone: Phone) -> None:
    late = lost(phone, "hi")
    start = Barrier(3)

    def run(deed: Callable[[], object]) -> object:
        start.wait(PATIENCE)
        return deed()

    with ThreadPoolExecutor(3) as threads:
        runs = [
            threads.submit(run, lambda: take_in(phone, late)),
            threads.submit(run, lambda: take_in(phone, late)),
            threads.submit(run, lambda: phone.village.turns.take_turn(late)),
        ]
        taken, taken_too, answer = (each.result(10) for each in runs)
    assert isinstance(taken, TakenIn)
    assert isinstance(taken_too, TakenIn)
    answered = getattr(answer, "body", None) is not None
    assert taken.count + taken_too.count + answered == 1
    assert len(stored(phone)) == 1


def test_a_late_message_does_not_turn_back_when_its_sender_last_wrote(phone: Phone) -> None:
    phone.says("hi", profile_name="Rina")
    with phone.village.open_office() as office:
        before = phone.contact(office).last_message_at
    take_in(phone, lost(phone, "hello"))
    with phone.village.open_office() as office:
        assert phone.contact(office).last_message_at == before
        assert phone.contact(office).profile_name == "Rina"


def test_a_late_message_from_somebody_new_counts_from_when_it_was_sent(phone: Phone) -> None:
    late = lost(phone, "hi")
    take_in(phone, late)
    with phone.village.open_office() as office:
        assert phone.contact(office).last_message_at == late.received_at


def test_what_can_leave_only_after_its_sender_writes_again_brings_no_old_question(phone: Phone) -> None:
    phone.says("hi")
    phone.says("1")
    before = phone.state()
    phone.village.clock.advance(timedelta(hours=60))
    take_in(phone, lost(phone, "রাস্তা", ago=timedelta(hours=50)))
    (told,) = phone.reads()
    assert "“রাস্তা”" in told
    assert told.endswith("লিখুন: মেনু")
    assert phone.state() == before


def test_identity_numbers_are_masked_in_what_is_kept_and_quoted(phone: Phone) -> None:
    take_in(phone, lost(phone, "আমার আধার 2341 2341 2346"))
    (told,) = phone.reads()
    assert "XXXX XXXX 2346" in told
    assert "2341" not in told + phone.bodies()[0]


def test_files_of_a_late_message_are_noted_and_fetched(phone: Phone) -> None:
    taken = take_in(phone, lost(phone, "", files=(PHOTO,)))
    (told,) = phone.reads()
    assert "লেখা ছাড়া মেসেজ" in told
    with phone.village.open_office() as office:
        (media,) = office.session.scalars(select(Media))
        assert (media.source_url, media.kind, [media.id]) == (PHOTO.url, "photo", taken.wakeups.media)
    assert "kept" not in phone.state()


@flow("safe", title="নমুনা", anywhere="safe")
def safe(talk: Talk, office: FrontOffice) -> None:
    """Asks for a secret."""
    talk.secret("word", "গোপন শব্দ?", lambda _typed: None)


def test_a_secret_that_is_expected_is_neither_stored_nor_quoted(village: Village) -> None:
    phone = Village(village.open_office, village.clock, Flows([*every_flow(), safe])).phone()
    phone.says("hi")
    phone.says("safe")
    take_in(phone, lost(phone, "tiger"))
    (told,) = phone.reads()
    assert "গোপন শব্দ?" in told
    assert "tiger" not in told + "".join(phone.bodies())
    assert phone.bodies()[-1] == "••••"


@flow("fragile", title="নমুনা", anywhere="fragile")
def fragile(talk: Talk, office: FrontOffice) -> None:
    """Asks something once, and fails whenever it is to ask it again."""
    if len(office.inbox.arrived(["SMbreak"])) == 1:
        raise RuntimeError("broken")
    talk.text("what", "কী?")


def test_a_late_message_is_kept_and_quoted_even_where_the_question_cannot_be_shown(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    phone = Village(village.open_office, village.clock, Flows([*every_flow(), fragile])).phone()
    phone.says("hi")
    phone.says("fragile")
    before = phone.state()
    late = replace(lost(phone, "ভাঙা"), sid="SMbreak")
    assert take_in(phone, late).count == 1
    (told,) = phone.reads()
    assert "“ভাঙা”" in told
    assert phone.state() == before
    assert "ভাঙা" not in caplog.text
