"""A flow ends by handing over to another one, with words for its questions."""

from __future__ import annotations

import pytest

from chatbot.conversation import Endless
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, Script, Taken, options, service


def complaint(talk: Talk, office: Ledger) -> None:
    about = talk.choose("about", "About what?", options("Roads", "Water"))
    what = talk.text("what", "What is it?")
    where = talk.text("where", "Where?")
    if talk.confirm("ok", f"{about.label}: {what}, {where}. Right?", change={"what": "Words"}):
        talk.say("Filed.")


def hearing(**given: str | None) -> Person:
    """A person who opens a service that hands over to the complaint with words for its questions."""

    def opening(talk: Talk, office: Ledger) -> None:
        talk.go("complaint", **given)

    return Person(service(opening, "opening"), service(complaint, "complaint", 2))


def test_words_given_for_a_question_answer_it() -> None:
    person = hearing(what="a hole", where=None)
    assert "About what?" in person.says("1")
    assert "Where?" in person.says("1")
    assert "Roads: a hole, Jirat. Right?" in person.says("Jirat")


def test_words_that_do_not_fit_their_question_are_asked_for() -> None:
    assert "About what?" in hearing(about="Elephants").says("1")


def test_back_passes_over_words_that_were_given_and_keeps_them() -> None:
    person = hearing(what="a hole")
    person.says("1")
    person.says("1")
    assert "About what?" in person.says("0")
    assert "Where?" in person.says("2")
    assert "Water: a hole, Jirat. Right?" in person.says("Jirat")


def test_words_that_were_given_can_be_changed() -> None:
    person = hearing(what="a hole")
    for answer in ("1", "1", "Jirat", "change"):
        person.says(answer)
    assert "Roads: two holes, Jirat. Right?" in person.says("two holes")


def test_words_that_were_given_and_are_refused_are_asked_for() -> None:
    def refusing(talk: Talk, office: Ledger) -> None:
        def write() -> str:
            if what == "a hole":
                raise Taken
            return office.write(what)

        what = talk.text("what", "What is it?")
        talk.once("write", write, refused={Taken: "what"})
        talk.say("Filed.")

    person = going_round(lambda talk, _office: talk.go("complaint", what="a hole"), refusing)
    said = person.says("1")
    assert "That is no longer possible." in said
    assert "What is it?" in said
    assert "Filed." in person.says("two holes")


def going_round(opening: Script, complaint: Script) -> Person:
    return Person(service(opening, "opening"), service(complaint, "complaint", 2))


def test_flows_that_hand_over_to_each_other_for_ever_are_stopped() -> None:
    person = going_round(lambda talk, _office: talk.go("complaint"), lambda talk, _office: talk.go("opening"))
    before = person.saved
    with pytest.raises(Endless):
        person.says("1")
    assert person.saved == before


def test_what_is_said_before_handing_over_is_read() -> None:
    def opening(talk: Talk, office: Ledger) -> None:
        talk.say("One moment.")
        talk.go("complaint")

    assert going_round(opening, complaint).says("1").startswith("One moment.\n\nAbout what?")


def test_handing_over_to_the_beginning_keeps_what_waits() -> None:
    person = going_round(complaint, lambda talk, _office: talk.go("menu"))
    person.says("1")
    person.says("1")
    person.says("menu")
    said = person.says("2")
    assert MENU in said
    assert "(opening waits)" in said
