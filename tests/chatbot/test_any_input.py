"""Whatever people send, in whatever order: no exception, no silence, and nothing that JSON does not carry."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.declaration import flow
from chatbot.messages import Media, MediaKind, Option, Pin, Tap
from chatbot.renderer import LONGEST
from chatbot.state import State
from chatbot.talk import Talk
from tests.chatbot.talking import Ledger, Person, Taken, options, photo, service

pytestmark = pytest.mark.slow

#: Bytes of a stored conversation besides what people wrote themselves: one that waits and one aside, ten files in each.
STATE_AT_MOST = 1536
SECRET = "774411"

VILLAGES = [Option(f"village-{n}", {"bn": f"গ্রাম {n}", "en": f"Village {n}"}) for n in range(1, 13)]
HOUSES = {"big": Option("big", "Big house"), "small": Option("small", "Small house")}


def journey(talk: Talk, office: Ledger) -> None:
    """Every kind of question, a deed that can be refused, and a paper."""
    village = talk.choose("village", "Which village?", lambda: VILLAGES)
    house = talk.look_up(
        "house",
        "Which house?",
        lambda said: [house for house in HOUSES.values() if said.text and said.text in str(house.label).lower()],
        HOUSES.get,
        missing="There is no such house.",
    )
    what = talk.text("what", "What for?", longest=300, or_voice=True)
    where = talk.place("where", "Where from?")
    with talk.part("stay"):
        nights = talk.number("nights", "How many nights?", 0, 7)
        day = talk.date("day", "Which day?", earliest=talk.today, latest=talk.today + timedelta(days=60))
    phone = talk.phone("phone", "Your number?")
    room = talk.choose(
        "room",
        "Which room?",
        lambda: options("Red", "Blue") if nights else [],
        empty=("house", "No room for no night."),
    )
    photos = [talk.photo("photo", "A photo?") for _photo in talk.many("photos", up_to=3)]
    summary = (
        f"{village.label} {house.label} {what[:50]} {where.words[:50]} {nights} {day} {phone} {room.label} {photos}"
    )
    if not talk.confirm("ok", summary, change={"village": "Village", "what": "Words", "where": "Place"}):
        return talk.say("Nothing was booked.")

    def reserve() -> str:
        if room.id == "red" and nights > 3:
            raise Taken
        return office.write(room.id)

    talk.once("reserve", reserve, refused={Taken: ("room", "That room is taken.")})
    talk.secret("pin", "Your PIN?", lambda typed: talk.now + timedelta(minutes=30) if typed == SECRET else None)
    talk.paper("voucher", "7")
    talk.text("wish", "Any wish?", longest=300)
    return talk.say("Booked.")


@flow("tongue", title="Language", anywhere="language", recognises="english|বাংলা|हिन्दी", first_question="tongue")
def tongue(talk: Talk, office: Ledger) -> None:
    chosen = talk.choose(
        "tongue", "Which language?", [Option("bn", "বাংলা"), Option("en", "English"), Option("hi", "हिन्दी")]
    )
    talk.speak(chosen.id)
    talk.say("So be it.")


#: What a person would answer, so that conversations get somewhere.
ANSWERS = {
    "service": "1",
    "village": "২",
    "house": "big house",
    "what": "বিয়েবাড়ি",
    "where": "বটতলা",
    "stay.nights": "২",
    "stay.day": "কাল",
    "phone": "9876543210",
    "room": "2",
    "ok": "yes",
    "pin": SECRET,
    "wish": "no wish at all",
    "tongue": "2",
    "go_on": "1",
}


@dataclass(frozen=True)
class Sent:
    text: str = ""
    files: tuple[Media, ...] = ()
    pin: Pin | None = None
    tap: Tap | None = None
    after: timedelta = timedelta(seconds=5)
    early: bool = False


SENSIBLE = Sent("✓")

texts = st.one_of(
    st.sampled_from(
        """0 ০ back menu মেনু hi নমস্কার cancel বাতিল continue চালিয়ে_যান help সাহায্য language বাংলা english yes no হ্যাঁ না
        change বদলান more আরও 1 2 ৩ ৪ 10 ১০ 12 99 3️⃣ one দুই red Blue house village 4321 ৪৩২১ 31-12 today""".replace(
            "_", " "
        ).split()
    ),
    st.sampled_from(["the road is broken here", "আমাদের রাস্তা খুব খারাপ", "हमारे गाँव में पानी नहीं है", "চালিয়ে যান"]),
    st.text(max_size=40),
    st.text("কাি্রয়ে়ंा्०১9 \u200d\n🙏👨‍👩‍👧", max_size=20),
)
files = st.builds(
    lambda number, kind: Media(f"01930000-0000-7000-8000-{number:012}", kind),
    st.integers(0, 10**6),
    st.sampled_from(MediaKind),
)
pins = st.builds(Pin, st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["", "Bazar"]))
taps = st.builds(
    Tap, st.sampled_from(sorted(ANSWERS)), st.sampled_from(["yes", "no", "red", "big", "village-3", "journey", "+"])
)
waits = st.sampled_from(
    [timedelta(milliseconds=1), *[timedelta(seconds=5)] * 6, timedelta(minutes=40), timedelta(hours=20)]
)
messages = st.one_of(
    st.just(SENSIBLE),
    st.just(SENSIBLE),
    st.just(SENSIBLE),
    st.builds(Sent, texts, after=waits, early=st.booleans()),
    st.builds(Sent, texts, after=waits),
    st.builds(Sent, st.just("") | texts, st.lists(files, max_size=3).map(tuple), after=waits, early=st.booleans()),
    st.builds(Sent, st.just("") | texts, pin=pins, after=waits),
    st.builds(Sent, texts, tap=taps),
)
conversations = st.lists(messages, max_size=30)


def traveller() -> Person:
    return Person(
        service(journey, "journey", first_question="what", keeps={MediaKind.PHOTO, MediaKind.VOICE}, keeps_pin=True),
        tongue,
        first=True,
    )


def send(person: Person, sent: Sent) -> str:
    text, attached = sent.text, sent.files
    if sent == SENSIBLE:
        asked = person.asked or "service"
        text = ANSWERS.get(asked, "no" if asked.endswith(".more") else "")
        attached = (photo(),) if asked.endswith(".photo") else ()
    sent_at = person.now if sent.early else None
    return person.says(text, *attached, pin=sent.pin, tap=sent.tap, after=sent.after, sent_at=sent_at)


thoroughly = settings(max_examples=40)


@thoroughly
@given(conversations)
def test_every_message_is_answered_and_a_fresh_process_would_answer_the_same(conversation: list[Sent]) -> None:
    person = traveller()
    for sent in conversation:
        fresh = person.twin()
        booked, was_done = list(person.ledger.entries), "reserve" in person.state.answers
        said = send(person, sent)
        assert said.strip()
        assert all(len(message) <= LONGEST for message in said.split("\n\n"))
        assert SECRET not in said + person.saved
        assert bytes_besides_words(person.saved) <= STATE_AT_MOST
        assert (send(fresh, sent), fresh.saved, fresh.ledger.entries) == (said, person.saved, person.ledger.entries)
        done_again = person.ledger.entries != booked and was_done and person.state.flow == "journey"
        assert person.ledger.entries[: len(booked)] == booked
        assert not done_again


def bytes_besides_words(saved: str) -> int:
    """The size of a state without the words that people wrote themselves."""

    def without(raw: Any) -> Any:
        if isinstance(raw, dict):
            return {
                name: {} if name == "given" else "" if name in ("text", "words", "said") else without(value)
                for name, value in raw.items()
            }
        return [without(each) for each in raw] if isinstance(raw, list) else raw

    return len(json.dumps(without(json.loads(saved)), ensure_ascii=False).encode())


@thoroughly
@given(conversations)
def test_back_is_the_inverse_of_an_answer(conversation: list[Sent]) -> None:
    person = traveller()
    for sent in conversation:
        before = person.state
        send(person, sent)
        if gave_an_answer(before, person.state):
            twin = person.twin()
            twin.says("back")
            assert answers(twin.state) == answers(before)
            assert (twin.state.flow, twin.asked) == (before.flow, before.pending and before.pending.name)


def answers(state: State) -> list[tuple[str, Any]]:
    return [(name, answer.value) for name, answer in state.answers.items()]


def gave_an_answer(before: State, after: State) -> bool:
    """Whether the question that stood was answered, and nothing else happened."""
    if before.pending is None or before.pending.anew or after.pending is None or before.flow != after.flow:
        return False
    if after.pin != before.pin:
        return False  # a place came along, and completes an earlier answer from the next message on
    new = [name for name in after.answers if name not in before.answers]
    kept = answers(after)[: len(before.answers)] == answers(before)
    only = [name for name in new if not after.answers[name].by_itself] == [before.pending.name]
    return kept and only and new[0] == before.pending.name and not after.pending.page and not after.pending.changing


@settings(thoroughly, max_examples=12)
@given(conversations)
def test_wherever_people_have_got_to_the_menu_leads_on(conversation: list[Sent]) -> None:
    person = traveller()
    for sent in conversation:
        send(person, sent)
    person.says("menu")
    booked = len(person.ledger.entries)
    assert any("Booked." in send(person, SENSIBLE) for _step in range(30)), person.saved
    assert len(person.ledger.entries) == booked + 1
