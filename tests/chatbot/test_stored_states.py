"""A stored conversation of earlier code goes on, whichever kind of question it stands at.

Each line of ``stored_states.jsonl`` is a conversation as the release before has stored it, what is answered, and the
question ``then``.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chatbot.language.wording import _
from chatbot.messages import Incoming, MediaKind, Option, Pin
from chatbot.talk import Talk
from tests.chatbot.talking import A_WHILE, Ledger, Person, photo, service

STORED = list(map(json.loads, Path(__file__).with_name("stored_states.jsonl").read_text("utf-8").splitlines()))

PLACES = [Option(f"place-{letter}", f"Place {letter}") for letter in "abcdefghijklm"]


def everything(talk: Talk, office: Ledger) -> None:
    """A service that asks every kind of question there is."""

    def search(said: Incoming) -> list[Option]:
        return [each for each in PLACES if said.text and said.text.lower() in str(each.label).lower()]

    choice = talk.choose("choice", "Which?", PLACES[:11])
    place = talk.look_up(
        "look_up", "Where?", search, lambda key: next((p for p in PLACES if p.id == key), None), missing=_("No.")
    )
    words = talk.text("words", "What?")
    number = talk.number("number", "How many?", 1, 9)
    amount = talk.amount("amount", "How much?", 10_000)
    measure = talk.measure("measure", "How far?", 100)
    day = talk.date("day", "When?", earliest=talk.today, latest=talk.today + timedelta(days=30))
    phone = talk.phone("phone", "Which number?")
    photo = talk.photo("photo", "A photo?")
    spot = talk.place("spot", "At which spot?")
    name = talk.name("name", "Whose name?", longest=80)
    talk.secret("secret", "The secret?", lambda said: talk.now + timedelta(hours=9) if said == "secret" else None)
    several = [talk.text("each", "Each?") for _place in talk.many("several", up_to=3)]
    told = f"{choice.id} {place.id} {words} {number} {amount} {measure} {day} {phone} {photo} {spot.words} {name} {several}"
    if talk.confirm("ok", f"{told}?", change={"words": "Words", "number": "Number"}):
        talk.once("write", lambda: office.write(told))
        talk.text("more", "More?")
    talk.say(told)


def person_at(state: dict[str, Any]) -> Person:
    """Somebody whose conversation stands as it was stored."""
    asks = service(
        everything, "everything", keeps={MediaKind.PHOTO, MediaKind.VOICE}, keeps_pin=True, first_question="words"
    )
    person = Person(asks)
    person.now = datetime.fromisoformat(state["asked"]["at"])
    person.saved = json.dumps(state)
    return person


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: f"{stored['state']['asked']['name']}: {stored['says']}")
def test_the_question_that_stands_can_be_answered(stored: dict[str, Any]) -> None:
    person = person_at(stored["state"])
    files = [photo()] if "file" in stored else []
    pin = Pin(*stored["pin"]) if "pin" in stored else None
    person.says(stored["says"], *files, pin=pin, after=timedelta(seconds=stored.get("after", A_WHILE.total_seconds())))
    assert person.asked == stored["then"]


def test_the_answers_are_understood_as_they_were() -> None:
    person = person_at(STORED[-1]["state"])
    person.says("yes")
    assert person.ledger.entries == [
        "place-c place-k other words 2 1200 2.5 2026-11-20 +919830012345 p1 Jirat near the well ['first', 'second']"
    ]
