"""One message is one transaction: answered once, kept whatever happens, and taken in its turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from chatbot.catalogue import Flows
from chatbot.declaration import flow
from chatbot.flow import Flow
from chatbot.messages import Pin
from chatbot.talk import Talk
from flows.exchange import Answer, ArrivedFile
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, DeadLetter, Event, Grievance, Heartbeat, InboundMessage, Media, MessageSid, Outbox
from tests.conftest import SettableClock
from tests.flows.phones import PHOTO, OpenOffice, Phone, Village, every_flow

T = TypeVar("T")

MENU = "কী দরকার?"
SECRET_WORDS = "আমার গোপন কথা"


def rows(village: Village, model: type[T]) -> list[T]:
    with village.open_office() as office:
        return list(office.session.scalars(select(model)))


def count(village: Village, model: type[Any]) -> int:
    with village.open_office() as office:
        return office.session.scalar(select(func.count()).select_from(model)) or 0


def owed_to(village: Village, phone: Phone) -> int:
    with village.open_office() as office:
        own = select(func.count()).select_from(Outbox).where(Outbox.contact_id == phone.contact(office).id)
        return office.session.scalar(own) or 0


def alive(village: Village) -> None:
    """A sender process has just given a sign of life."""
    with village.open_office() as office:
        office.heartbeats.beat("sender")


def receipt(village: Village, answer: Answer) -> None:
    """The provider reports that the answer has arrived."""
    assert answer.outbox_id is not None
    with village.open_office() as office:
        office.outbox.receipt(answer.outbox_id, 1, "delivered", "SMreply", None)


def at_the_summary(phone: Phone, *, place: str = "বটতলা") -> None:
    for text in ("hi", "1", "1", "রাস্তায় গর্ত", place):
        phone.says(text)


def citizen(village: Village) -> Phone:
    return village.phone("whatsapp:+910000000105")


def test_the_answer_goes_back_on_the_request_and_waits_for_its_receipt(phone: Phone, village: Village) -> None:
    answer = phone.sends("hi")
    assert answer.body is not None
    assert MENU in answer.body
    [owed] = rows(village, Outbox)
    assert (owed.id, owed.state, owed.words, owed.attempts) == (answer.outbox_id, "answering", answer.body, 1)
    assert not answer.wakeups.deliver


def test_a_second_delivery_is_answered_as_the_first_and_changes_nothing(village: Village) -> None:
    phone = citizen(village)
    at_the_summary(phone)
    filed = count(village, Grievance)
    village.clock.advance(timedelta(seconds=5))
    first = phone.sends("জমা দিন", PHOTO, sid="SM7")
    second = phone.sends("জমা দিন", PHOTO, sid="SM7")
    assert (second.body, second.outbox_id) == (first.body, first.outbox_id)
    assert not second.wakeups.papers
    assert count(village, Grievance) == filed + 1
    assert count(village, Media) == 1


def test_a_second_delivery_after_the_receipt_is_not_answered_again(phone: Phone, village: Village) -> None:
    first = phone.sends("hi", sid="SM7")
    receipt(village, first)
    assert phone.sends("hi", sid="SM7").body is None


def test_answers_stand_behind_what_is_still_on_its_way(phone: Phone, village: Village) -> None:
    phone.says("hi")
    alive(village)
    with village.open_office() as office:
        office.outbox.add(phone.contact(office).id, "earlier", "text", {"body": "earlier"})
    village.clock.advance(timedelta(seconds=5))
    answer = phone.sends("8")
    assert answer.body is None
    assert answer.wakeups.deliver
    assert [text.split()[0] for text in phone.reads()] == ["earlier", "কারও"]


def test_without_a_sender_the_talk_goes_on(phone: Phone, village: Village) -> None:
    phone.says("hi")
    with village.open_office() as office:
        office.outbox.add(phone.contact(office).id, "earlier", "text", {"body": "earlier"})
    village.clock.advance(timedelta(seconds=5))
    assert phone.sends("8").body is not None


def talkative() -> Flows:
    @flow("talkative", title="Talkative", anywhere="tell")
    def tell(talk: Talk, office: FrontOffice) -> None:
        talk.say("long " * 700)

    return Flows([*every_flow(), tell])


def test_a_sender_whose_sign_of_life_comes_from_the_future_is_not_relied_on(phone: Phone, village: Village) -> None:
    phone.says("hi")
    village.clock.advance(timedelta(minutes=10))
    alive(village)
    village.clock.advance(timedelta(minutes=-10))
    with village.open_office() as office:
        office.outbox.add(phone.contact(office).id, "earlier", "text", {"body": "earlier"})
    assert phone.sends("8").body is not None


def test_an_answer_of_several_messages_goes_through_the_outbox_in_order(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    village = Village(open_office, clock, talkative())
    phone = village.phone()
    phone.says("hi")
    alive(village)
    village.clock.advance(timedelta(seconds=5))
    answer = phone.sends("tell")
    assert answer.body is None
    texts = phone.reads()
    assert len(texts) == 3
    assert all(len(text) <= 1500 for text in texts)
    assert " ".join(texts).split() == ["long"] * 700


def test_without_a_sender_the_first_of_several_messages_goes_back_at_once(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    phone = Village(open_office, clock, talkative()).phone()
    phone.says("hi")
    clock.advance(timedelta(seconds=5))
    assert (phone.sends("tell").body or "").startswith("long")
    assert len(phone.reads()) == 2


def breaking(*, times: int) -> Flow:
    """A service that breaks so many times, with what the person wrote at hand."""
    left = [times]

    @flow("breaking", title="Breaking", anywhere="break")
    def break_down(talk: Talk, office: FrontOffice) -> None:
        words = talk.text("words", "Words?")
        talk.once("deed", lambda: office.contacts.stop(talk.citizen))
        if left[0]:
            left[0] -= 1
            raise LookupError(words)
        talk.say("It works.")

    return break_down


@pytest.fixture
def broken(open_office: OpenOffice, clock: SettableClock) -> Callable[[int], Village]:
    return lambda times: Village(open_office, clock, Flows([*every_flow(), breaking(times=times)]))


def test_a_turn_that_raises_is_undone_but_the_message_is_kept_and_the_person_told(
    broken: Callable[[int], Village],
) -> None:
    village = broken(1)
    phone = village.phone()
    phone.says("hi")
    phone.says("break")
    said = phone.says(SECRET_WORDS, PHOTO)
    [letter] = rows(village, DeadLetter)
    assert said.startswith("মাফ করবেন")
    assert letter.reference in said
    assert phone.bodies() == ["hi", "break", SECRET_WORDS]
    assert letter.error == "LookupError"
    assert "break_down" in letter.frames
    assert SECRET_WORDS not in letter.frames + letter.error
    assert count(village, Media) == 1
    with village.open_office() as office:
        assert phone.contact(office).stopped_at is None
    assert phone.says(SECRET_WORDS) == "It works."


def test_a_service_that_swallows_what_the_database_refused_has_failed_and_nothing_of_its_turn_is_kept(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    @flow("careless", title="Careless", anywhere="careless")
    def careless(talk: Talk, office: FrontOffice) -> None:
        office.contacts.stop(talk.citizen)
        office.session.insert_later(Heartbeat, process="kept", at=office.now)
        office.session.insert_later(Heartbeat, process="refused", at=None)
        with suppress(IntegrityError):
            office.session.flush()
        talk.say("It works.")

    village = Village(open_office, clock, Flows([*every_flow(), careless]))
    phone = village.phone()
    phone.says("hi")
    assert phone.says("careless").startswith("মাফ করবেন")
    [letter] = rows(village, DeadLetter)
    assert letter.error == "PendingRollbackError"
    assert phone.bodies() == ["hi", "careless"]
    assert rows(village, Heartbeat) == []
    with village.open_office() as office:
        assert phone.contact(office).stopped_at is None
    assert MENU in phone.says("menu")


def test_a_second_failure_in_a_row_closes_the_flow_to_the_menu(broken: Callable[[int], Village]) -> None:
    village = broken(2)
    phone = village.phone()
    phone.says("hi")
    phone.says("break")
    phone.says("one")
    assert "আবার গোলমাল" in phone.says("two")
    assert MENU in phone.says("again")
    assert count(village, DeadLetter) == 2


def test_failures_that_are_not_in_a_row_do_not_close_the_flow(broken: Callable[[int], Village]) -> None:
    phone = broken(1).phone()
    for text in ("hi", "break", "one", "menu", "break"):
        phone.says(text)
    assert phone.says("two") == "It works."


def test_a_message_that_failed_is_answered_the_same_when_it_comes_again(broken: Callable[[int], Village]) -> None:
    village = broken(1)
    phone = village.phone()
    phone.says("hi")
    phone.says("break")
    village.clock.advance(timedelta(seconds=5))
    assert phone.sends("one", sid="SM7").body == phone.sends("one", sid="SM7").body
    assert count(village, DeadLetter) == 1


@pytest.mark.parametrize("state", [{"flow": "grievance", "answers": [["office"]]}, {"flow": 7}, {"asked": {}}])
def test_a_state_that_cannot_be_read_does_not_silence_the_conversation(
    phone: Phone, village: Village, state: dict[str, Any]
) -> None:
    phone.says("hi")
    with village.open_office() as office:
        phone.contact(office).state = state
    assert phone.says("1")
    phone.says("1")
    assert MENU in phone.says("menu")
    assert phone.bodies()[0] == "hi"


def test_a_turn_that_takes_too_long_is_given_up_as_if_it_had_never_come(
    open_office: OpenOffice, clock: SettableClock
) -> None:
    @flow("slow", title="Slow", anywhere="slow")
    def slow(talk: Talk, office: FrontOffice) -> None:
        raise Unavailable("too slow")

    village = Village(open_office, clock, Flows([*every_flow(), slow]))
    phone = village.phone()
    phone.says("hi")
    village.clock.advance(timedelta(seconds=5))
    with pytest.raises(Unavailable):
        phone.sends("slow", sid="SM7")
    assert phone.bodies() == ["hi"]
    assert count(village, MessageSid) == 1
    assert count(village, DeadLetter) == 0


def test_a_turn_whose_time_is_over_is_given_up_and_leaves_nothing_behind(village: Village) -> None:
    hurried = Village(village.open_office, village.clock, deadline=0)
    with pytest.raises(Unavailable):
        hurried.phone().sends("hi", sid="SM7")
    assert count(village, InboundMessage) == 0
    assert MENU in str(village.phone().sends("hi", sid="SM7").body)


def test_an_aadhaar_number_is_masked_before_anything_is_stored(village: Village) -> None:
    phone = citizen(village)
    for text in ("hi", "1", "8"):
        phone.says(text)
    assert phone.says("ভাতা আসেনি, আধার ৪৯৯১ ১৮৬৬ ৫২৪৬").startswith("আপনার লেখা আধার নম্বরটি রাখা হয়নি।")
    said = phone.says("বটতলা")
    assert "রাখা হয়নি" not in said
    assert "XXXX XXXX 5246" in said
    assert "XXXX XXXX 5246" in phone.bodies()[3]
    assert "৪৯৯১" not in str(phone.bodies()) + str(phone.state())
    phone.says("1")
    with village.open_office() as office:
        filed = office.session.scalars(select(Grievance).order_by(Grievance.filed_at.desc())).first()
        assert filed is not None
        assert filed.description == "ভাতা আসেনি, আধার XXXX XXXX 5246"


def test_a_code_is_not_stored_as_it_was_typed(village: Village) -> None:
    phone = citizen(village)
    at_the_summary(phone)
    phone.says("1")
    with village.open_office() as office:
        number = office.grievances.of(phone.contact(office).id)[0].number
    other = village.phone()
    for text in ("hi", number, "1", "123456"):
        other.says(text)
    assert other.bodies() == ["hi", number, "1", "••••"]
    assert "123456" not in str(other.state())


def test_five_wrong_codes_are_enough_and_going_back_does_not_give_more(village: Village) -> None:
    phone = citizen(village)
    at_the_summary(phone)
    phone.says("1")
    with village.open_office() as office:
        number = office.grievances.of(phone.contact(office).id)[0].number
    other = village.phone()
    for text in ("hi", number, "1"):
        other.says(text)
    code = next(word for word in phone.reads()[-1].split() if word.isdecimal() and len(word) == 6)
    wrong = str(int(code) + 1)[-6:].zfill(6)
    for text in ("0", wrong, "back", "abc", wrong, wrong, "menu", "continue", "১২", wrong, wrong):
        other.says(text)
    assert "পাঁচবার ভুল কোড" in other.says(code)


def test_a_description_of_four_thousand_letters_is_filed_whole(village: Village) -> None:
    phone = citizen(village)
    words = ("রাস্তায় জল জমে থাকে, হাঁটা যায় না। " * 120)[:4000].strip()
    for text in ("hi", "1", "1", words, "বটতলা"):
        said = phone.says(text)
    assert len(said) <= 1500
    phone.says("1")
    with village.open_office() as office:
        assert office.grievances.of(phone.contact(office).id)[0].description == words


def test_ten_photos_of_a_burst_are_all_kept_with_the_grievance(village: Village) -> None:
    phone = citizen(village)
    for text in ("hi", "1", "1"):
        phone.says(text)
    sent_at = village.clock.now + timedelta(seconds=1)
    village.clock.advance(timedelta(seconds=2))
    for _photo in range(10):
        assert phone.sends("", PHOTO, received_at=sent_at).body
        village.clock.advance(timedelta(milliseconds=200))
    for text in ("রাস্তায় গর্ত", "বটতলা", "1"):
        phone.says(text)
    with village.open_office() as office:
        grievance = office.grievances.of(phone.contact(office).id)[0]
        assert office.grievances.facts_for_acknowledgement(grievance, "bn")["evidence_count"] == 10


def test_what_is_kept_of_a_conversation_is_small(village: Village) -> None:
    phone = village.phone()
    sizes = []
    for text in ("hi", "1", "helencha", "1", "menu", "continue", "রাস্তা", "বটতলা", "2", "1", "2", "menu", "2"):
        phone.says(text, *([PHOTO] if text == "রাস্তা" else []))
        sizes.append(len(str(phone.state()).encode()))
    assert max(sizes) <= 1024


def test_somebody_without_a_phone_number_is_served_like_anybody_else(village: Village) -> None:
    phone = village.phone("whatsapp:IN.abc123")
    for text in ("hi", "1", "jirat", "1", "রাস্তায় গর্ত", "বটতলা"):
        phone.says(text)
    assert "আপনার অভিযোগ জমা হয়েছে।" in phone.says("জমা দিন")
    assert "অবস্থা: জমা হয়েছে" in phone.says("২")


def test_the_wish_for_no_more_news_is_recorded_where_the_provider_has_answered_it(
    phone: Phone, village: Village
) -> None:
    phone.says("hi")
    assert phone.says("STOP", opt_out="STOP") == ""
    with village.open_office() as office:
        assert phone.contact(office).stopped_at is not None
    assert phone.says("START", opt_out="START") == ""
    with village.open_office() as office:
        assert phone.contact(office).stopped_at is None
    assert phone.says("HELP", opt_out="HELP") == ""


def test_odd_messages_are_answered(phone: Phone) -> None:
    odd = [
        "",
        "\x00",
        "\u200d",
        "🙏🙏🙏",
        "{name}",
        "%s %(x)s",
        "০" * 4096,
        "'; DROP TABLE contact; --",
        "\ud7ff",
        "ا" * 50,
    ]
    phone.says("hi", profile_name="ন" * 500)
    for text in odd:
        assert phone.says(text), repr(text)
    assert phone.says("", ArrivedFile("https://api.twilio.com/x", "application/" + "x" * 200))
    assert phone.says("", pin=Pin(0.0, 0.0, "\x00"))
    assert phone.says(tap="|", profile_name="\x00")
    assert phone.says(tap="nothing|at all")


def together(*turns: Callable[[], T]) -> list[T]:
    """Do all of it at the same instant, as a web server does."""
    barrier = Barrier(len(turns))

    def start(turn: Callable[[], T]) -> T:
        barrier.wait()
        return turn()

    with ThreadPoolExecutor(len(turns)) as threads:
        return list(threads.map(start, turns))


def test_one_person_who_writes_twice_at_once_is_answered_twice_and_the_second_number_is_not_guessed_at(
    village: Village,
) -> None:
    phone = citizen(village)
    phone.says("hi")
    phone.says("1")
    village.clock.advance(timedelta(seconds=5))
    answers = together(lambda: phone.sends("1"), lambda: phone.sends("2"))
    bodies = sorted(answer.body or "" for answer in answers)
    assert any("কী হয়েছে, নিজের কথায় লিখুন।" in body for body in bodies)
    assert any("এই প্রশ্নের আগে এসেছিল" in body for body in bodies)
    answered = [answer for name, answer in phone.state()["answers"] if name == "category"]
    assert answered[0]["v"]["id"] in ("roads", "water")
    assert sorted(phone.bodies()) == ["1", "1", "2", "hi"]
    assert len({outbox.id for outbox in rows(village, Outbox)}) == 4


def test_a_summary_agreed_to_twice_at_once_files_one_grievance(village: Village) -> None:
    phone = citizen(village)
    at_the_summary(phone)
    before = count(village, Grievance)
    village.clock.advance(timedelta(seconds=5))
    answers = together(*[lambda: phone.sends("1")] * 3)
    assert sum("আপনার অভিযোগ জমা হয়েছে।" in (answer.body or "") for answer in answers) == 1
    assert all(answer.body for answer in answers)
    assert count(village, Grievance) == before + 1


def test_the_same_delivery_three_times_at_once_is_handled_once(village: Village) -> None:
    phone = citizen(village)
    at_the_summary(phone)
    before = count(village, Grievance), owed_to(village, phone), count(village, InboundMessage)
    village.clock.advance(timedelta(seconds=5))
    answers = together(*[lambda: phone.sends("1", PHOTO, sid="SM7")] * 3)
    assert len({(answer.body, answer.outbox_id) for answer in answers}) == 1
    assert sum(len(answer.wakeups.papers) for answer in answers) == 1
    after = count(village, Grievance), owed_to(village, phone), count(village, InboundMessage)
    assert after == tuple(each + 1 for each in before)
    assert count(village, Media) == 1


def test_a_newcomer_who_writes_twice_at_once_is_one_contact(village: Village) -> None:
    phone = village.phone()
    before = count(village, Contact)
    answers = together(lambda: phone.sends("hi"), lambda: phone.sends("হাই"))
    assert count(village, Contact) == before + 1
    assert sum("স্বাগত" in (answer.body or "") for answer in answers) == 1
    assert all(MENU in (answer.body or "") for answer in answers)


def test_people_who_write_at_once_do_not_get_into_each_others_way(village: Village) -> None:
    phones = [village.phone(f"whatsapp:+9100000009{n:02}") for n in range(6)]
    places = [f"জায়গা {n}" for n in range(6)]

    def whole_conversation(phone: Phone, place: str) -> str:
        for text in ("hi", "1", "helencha", "1", "রাস্তায় গর্ত", place):
            while not phone.sends(text, received_at=village.clock.now + timedelta(minutes=1)).body:
                pass
        return phone.sends("1", received_at=village.clock.now + timedelta(minutes=1)).body or ""

    before = count(village, Grievance)
    said = together(
        *[
            lambda phone=phone, place=place: whole_conversation(phone, place)
            for phone, place in zip(phones, places, strict=True)
        ]
    )
    assert all(f"রাস্তাঘাট, {place}" in each for each, place in zip(said, places, strict=True))
    assert count(village, Grievance) == before + 6
    numbers = [grievance.number for grievance in rows(village, Grievance)]
    assert len(numbers) == len(set(numbers))
    assert sum(event.what == "grievance.filed" for event in rows(village, Event)) == 6
    for phone in phones:
        assert len(phone.bodies()) == 7


def test_a_message_waits_its_turn_behind_another_of_the_same_person_only(
    open_office: OpenOffice, village: Village
) -> None:
    with open_office() as office:
        is_sqlite = office.session.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        pytest.skip("on SQLite writers take turns")
    phone, other = village.phone("whatsapp:+910000000901"), village.phone("whatsapp:+910000000902")
    phone.says("hi")
    other.says("hi")
    with open_office() as office:
        office.session.execute(select(Contact).where(Contact.address == phone.address).with_for_update(key_share=True))
        assert other.sends("8").body
        with pytest.raises(Unavailable):
            phone.sends("8", sid="SM7")
    village.clock.advance(timedelta(seconds=5))
    assert phone.sends("8", sid="SM7").body
