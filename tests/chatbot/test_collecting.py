"""A list is told one by one, read back with its count, and whole only when somebody says so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.messages import Tap
from chatbot.state import Answer
from chatbot.talk import Talk
from tests.chatbot.talking import Person, in_talk


def heirs(talk: Talk, office: Any) -> None:
    del office
    talk.text("died", "Who has died?")
    names = talk.collect("heirs", "Who are the heirs?", "heirs", most=12, longest=120)
    purpose = talk.text("purpose", "What for?")
    if talk.confirm("ok", f"{'; '.join(names)} for {purpose}", change={"heirs": "Heirs", "purpose": "Purpose"}):
        talk.say(f"Filed: {names}")


@pytest.fixture
def person() -> Person:
    asked = in_talk(heirs)
    asked.says("Gopal")
    return asked


def test_three_messages_are_three_persons_and_no_answer_to_the_next_question(person: Person) -> None:
    for name in ("Rina", "Amit", "Mita"):
        said = person.says(name)
    assert said.startswith("3 heirs:\n1. Rina\n2. Amit\n3. Mita\n\nIs there anybody else?")
    assert "What for?" in person.says("end")
    assert "Rina; Amit; Mita for a job" in person.says("a job")


def test_three_messages_at_once_are_three_persons(person: Person) -> None:
    person.says_at_once("Rina", "Amit", "Mita")
    assert "What for?" in person.says("no more")
    assert "Rina; Amit; Mita" in person.says("a job")


def test_what_was_under_way_when_the_list_ended_goes_on_with_it(person: Person) -> None:
    person.says("Rina")
    assert "2. Amit" in person.says_at_once("end", "Amit")[1]
    assert "What for?" in person.says("end")
    assert "Rina; Amit for a job" in person.says("a job")


def test_an_end_that_is_said_twice_at_once_is_no_purpose(person: Person) -> None:
    person.says("Rina")
    assert "What for?" in person.says_at_once("end", "end")[1]
    assert "Rina for a job" in person.says("a job")


def test_fewer_than_were_spoken_of_are_asked_about(person: Person) -> None:
    assert "6 persons" in person.says("4 sons 2 daughters")
    assert "the other 4" in person.says("Ram and Shyam")
    assert "You spoke of 6, and 2 are named" in person.says("end")
    assert "the other 3" in person.says("Mina")
    assert "You spoke of 6, and 3 are named" in person.says("that's all")
    assert "What for?" in person.says("4")


def test_nobody_who_is_only_called_mother_goes_on_the_list_for_good(person: Person) -> None:
    assert "name is missing of: ma" in person.says("Ram, amar ma")
    assert "name is missing of: ma" in person.says("end")
    assert "2. ma Sita" in person.says("Sita")


def test_the_number_behind_the_list_ends_it_and_one_of_the_list_does_not(person: Person) -> None:
    person.says("Ram\nShyam")
    assert "what shall be done with it?" in person.says("2")
    assert "Left out: Shyam" in person.says("4")
    assert "2. Shyam" in person.says("0")
    assert "What for?" in person.says("3")


def test_a_tap_ends_it_and_one_on_an_older_list_does_not(person: Person) -> None:
    person.says("Ram")
    person.says("Shyam")
    assert "no longer open" in person.says(tap=Tap("heirs.1", "end"))
    assert "What for?" in person.says(tap=Tap("heirs.2", "end"))


def test_a_step_back_takes_back_one_message(person: Person) -> None:
    person.says("Ram")
    person.says("Shyam\nJodu")
    said = person.says("0")
    assert "1. Ram" in said
    assert "Shyam" not in said
    assert "Who are the heirs?" in person.says("0")


def test_told_anew_it_goes_on_where_it_stood(person: Person) -> None:
    for text in ("Ram, Shyam", "end", "a job", "change"):
        person.says(text)
    assert "2. Shyam" in person.says("heirs")
    assert "Ram; Shyam for a job" in person.says("0")
    person.says("change")
    person.says("heirs")
    person.says("1 = Ramu")
    assert "Ramu; Shyam for a job" in person.says("end")
    assert "Filed: ['Ramu', 'Shyam']" in person.says("yes")


def test_an_end_behind_a_name_counts_and_a_wrong_count_does_not(person: Person) -> None:
    assert "You spoke of 2, and 1 are named" in person.says("Ram, only these 2")
    assert "You say 1, and 2 are on the list" in person.says("Shyam, only this 1")
    assert "What for?" in person.says("Shyam, no more")


def test_a_list_cannot_end_before_it_begins(person: Person) -> None:
    assert "at least one name" in person.says("end")
    assert "name of each" in person.says("3 persons")
    assert "at least one name" in person.says("end")


def test_what_was_told_as_one_text_before_is_the_beginning(person: Person) -> None:
    state = person.state
    state.answers["heirs"] = Answer({"text": "Rina, wife\nAmit, son"})
    state.pending = None
    person.saved = json.dumps(state.to_json())
    assert "2. Amit, son" in person.is_reminded()
    assert "What for?" in person.says("end")


@given(st.lists(st.text(max_size=60), max_size=6))
def test_whatever_is_written_nobody_is_lost_but_by_being_left_out(texts: list[str]) -> None:
    person = in_talk(heirs)
    person.says("Gopal")
    person.says("Rina, Amit")
    for text in texts:
        said = person.says(text)
        if person.asked is None or not person.asked.startswith("heirs.") or person.asked == "heirs.0":
            break  # it has ended, or a step was taken back
        if "Left out" in said or "Changed" in said:
            break
        assert "1. Rina\n2. Amit" in said or "1. Rina, " in said or "2. Amit, " in said
