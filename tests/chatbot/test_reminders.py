"""A question can be shown once more without anything being taken for its answer."""

from __future__ import annotations

from datetime import timedelta

from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, in_talk, options, service


def order(talk: Talk, office: Ledger) -> None:
    drink = talk.choose("drink", "Which drink?", options(*(f"Drink {place}" for place in range(1, 25))))
    talk.text("name", "Your name?")
    talk.once("note", lambda: office.write(drink.id))
    talk.text("place", "Where to?")
    talk.say("It comes.")


def test_the_question_that_stands_is_shown_again_as_it_stood() -> None:
    person = in_talk(order)
    second_page = person.says("more")
    assert person.is_reminded() == second_page
    assert person.answers == {}
    assert person.asked == "drink"


def test_a_deed_that_is_done_is_not_done_again() -> None:
    person = in_talk(order)
    person.says("1")
    person.says("Rina")
    assert "Where to?" in person.is_reminded()
    assert person.ledger.entries == ["drink 1"]
    assert person.says("Bagdah") == "It comes."


def test_where_nothing_is_asked_the_menu_is_shown() -> None:
    person = Person(service(order))
    assert MENU in person.is_reminded()
    assert "Which drink?" in person.says("1")


def test_of_a_service_that_is_gone_nothing_is_shown() -> None:
    person = in_talk(order)
    person.meets(service(order, name="another"))
    assert MENU in person.is_reminded()


def test_what_was_interrupted_can_still_be_gone_on_with() -> None:
    person = in_talk(order)
    person.says("1")
    person.says("menu")
    assert "(service waits)" in person.is_reminded()
    assert "Your name?" in person.says("continue")


def test_a_question_that_was_just_shown_again_is_not_an_idle_one() -> None:
    person = in_talk(order)
    person.says("1")
    person.is_reminded(after=timedelta(hours=20))
    assert "Where to?" in person.says("Rina")
