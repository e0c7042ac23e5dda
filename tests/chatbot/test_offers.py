"""Ways on from what was told unasked: by number or by name, as long as nothing else was asked since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatbot.declaration import flow
from chatbot.messages import OfferedActions, QuickAction
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, options, photo, service


def complaint(talk: Talk, office: Ledger) -> None:
    talk.choose("about", "About what?", options("Roads", "Water"))
    office.write(talk.text("what", "What is it?"))


@flow("work", title="Wakeups", first_question="which")
def work(talk: Talk, office: Ledger) -> None:
    which = talk.text("which", "Which one?")
    deed = talk.choose("do", f"{which}: what shall be done?", options("Approve", "Ask"))
    if talk.confirm("sure", f"{deed.label} {which}?"):
        talk.once("do_it", lambda: office.write(f"{deed.id} {which}"))
        talk.say("Done.")


ACTIONS = (
    QuickAction("Approve", "work", {"which": "A-1", "do": "approve"}, words=("onumodon",)),
    QuickAction("Ask for more", "work", {"which": "A-1", "do": "ask"}),
    QuickAction("Open it", "work", {"which": "A-1"}),
)


def told(*before: str) -> Person:
    """Somebody who said these things and was told something with ways on from it a moment later."""
    person = Person(service(complaint), work)
    for text in before:
        person.says(text)
    person.now += timedelta(minutes=1)
    person.offered = OfferedActions(person.now, ACTIONS)
    return person


@pytest.mark.parametrize("before", [(), ("hi",), ("hi", "1")])
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("1", "Approve A-1?"),
        ("২", "Ask A-1?"),
        ("3.", "A-1: what shall be done?"),
        ("approve", "Approve A-1?"),
        ("Onumodon", "Approve A-1?"),
    ],
)
def test_a_number_or_a_name_is_one_of_the_ways_on(before: tuple[str, ...], said: str, asked: str) -> None:
    assert asked in told(*before).says(said)


def test_what_is_on_no_row_is_taken_as_always() -> None:
    assert MENU in told().says("menu")
    assert "A-1" not in told().says("5")
    assert "A-1" not in told().says("the road is broken")
    assert "A-1" not in told().says("", photo())


def test_a_list_that_was_shown_since_is_what_numbers_mean() -> None:
    person = told()
    person.says("hi")
    assert "About what?" in person.says("1")


def test_a_question_that_is_shown_again_is_what_numbers_mean() -> None:
    person = told("hi", "1")
    assert "A-1" not in person.says("what?")
    assert "What is it?" in person.says("2")


def test_what_was_begun_goes_on_afterwards() -> None:
    person = told("hi", "1", "1")
    person.says("1", after=timedelta(minutes=1))
    assert "What is it?" in person.says("yes")
    assert person.ledger.entries == ["approve A-1"]


def test_an_answer_that_was_being_typed_meanwhile_is_no_choice() -> None:
    person = told("hi", "1", "1")
    person.says("1", after=timedelta(seconds=2))
    assert person.ledger.entries == ["1"]


def test_a_number_that_was_sent_before_is_no_choice() -> None:
    person = told("hi")
    assert "A-1" not in person.says("1", sent_at=person.now - timedelta(seconds=1))


def test_after_a_day_a_number_is_meant_for_the_menu_again() -> None:
    person = told("hi")
    assert "A-1" not in person.says("1", after=timedelta(hours=25))
