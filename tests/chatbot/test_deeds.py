"""A deed is done one time, whatever is asked afterwards; what is refused is asked again and says why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatbot.endings import AskedTwice
from chatbot.messages import Option, Paper
from chatbot.talk import Talk
from tests.chatbot.talking import Ledger, Person, Taken, in_talk, options, photo, service


def test_a_deed_is_done_one_time_and_its_value_is_kept() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        name = talk.text("name", "Name?")
        number = talk.once("write", lambda: {"n": len(office.entries), "of": office.write(name)})
        talk.text("wish", f"Number {number['n']}. Anything else?")
        talk.say(f"Still number {number['n']} of {number['of']}.")

    person = in_talk(script)
    assert "Number 0. Anything else?" in person.says("Rahima")
    assert "Still number 0 of Rahima." in person.says("nothing")
    assert person.ledger.entries == ["Rahima"]


def test_what_a_deed_returns_is_the_same_the_first_time_and_later() -> None:
    seen: list[object] = []

    def script(talk: Talk, office: Ledger) -> None:
        seen.append(talk.once("write", lambda: {1: ("a", "b")}))
        talk.text("more", "More?")

    person = in_talk(script)
    person.says("no")
    assert seen == [{"1": ["a", "b"]}] * 2


def booking(talk: Talk, office: Ledger) -> None:
    def reserve() -> str:
        office.write("half a booking")
        if room.id == "red" or "all taken" in office.entries:
            raise Taken
        return office.write(f"{room.id} for {guest}")

    room = talk.choose("room", "Which room?", options("Red", "Blue"))
    guest = talk.text("guest", "Who?")
    talk.once("reserve", reserve, refused={Taken: ("room", "That room is taken.")})
    talk.say("Booked.")


def test_a_refused_deed_is_undone_and_the_answer_it_names_is_asked_again() -> None:
    person = in_talk(booking)
    person.says("1")
    said = person.says("Rahima")
    assert said.index("That room is taken.") < said.index("Which room?")
    assert person.ledger.entries == []
    assert person.answers == {}
    person.says("2")
    assert "Booked." in person.says("Rahima")
    assert person.ledger.entries == ["half a booking", "blue for Rahima"]


@pytest.mark.parametrize("taken_without_asking", [{"default": "red"}, {"only": True}])
def test_a_refused_answer_that_nobody_was_asked_for_is_asked_now(taken_without_asking: dict[str, object]) -> None:
    def script(talk: Talk, office: Ledger) -> None:
        def reserve() -> None:
            raise Taken

        talk.choose("room", "Which room?", options("Red"), **taken_without_asking)  # type: ignore[arg-type]
        talk.text("guest", "Who?")
        talk.once("reserve", reserve, refused={Taken: ("room", "That room is taken.")})

    person = in_talk(script)
    said = person.says("Rahima")
    assert "That room is taken." in said
    assert "Which room?" in said


def test_an_error_that_nobody_expected_is_no_refusal() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        def fail() -> None:
            raise ZeroDivisionError

        talk.text("name", "Name?")
        talk.once("write", fail, refused={Taken: "name"})

    person = in_talk(script)
    before = person.saved
    with pytest.raises(ZeroDivisionError):
        person.says("Rahima")
    assert person.saved == before


def test_answers_are_checked_again_before_the_first_deed() -> None:
    free = options("Red", "Blue")

    def script(talk: Talk, office: Ledger) -> None:
        talk.choose("room", "Which room?", lambda: free)
        talk.text("guest", "Who?")
        if talk.confirm("ok", "Sure?"):
            talk.once("reserve", lambda: office.write("reserved"))
            talk.say("Booked.")

    person = in_talk(script)
    person.says("1")
    person.says("Rahima")
    del free[0]
    said = person.says("yes")
    assert "Red is no longer available." in said
    assert "Which room?" in said
    assert person.ledger.entries == []


def test_what_lies_before_a_deed_is_neither_checked_nor_asked_again() -> None:
    free = options("Red", "Blue")

    def script(talk: Talk, office: Ledger) -> None:
        talk.choose("room", "Which room?", lambda: free)
        talk.secret("pin", "PIN?", lambda _typed: talk.now + timedelta(minutes=1))
        talk.once("reserve", lambda: office.write("reserved"))
        talk.text("meal", "Which meal?")
        talk.text("hour", "At what hour?")
        talk.say("All done.")

    person = in_talk(script)
    person.says("1")
    person.says("1234")
    del free[0]
    assert "At what hour?" in person.says("rice", after=timedelta(minutes=5))
    assert "All done." in person.says("at noon", after=timedelta(minutes=5))
    assert person.ledger.entries == ["reserved"]


def test_back_does_not_cross_a_deed() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.once("write", lambda: office.write("written"))
        talk.text("meal", "Which meal?")
        talk.text("hour", "At what hour?")

    person = in_talk(script)
    person.says("Rahima")
    person.says("rice")
    assert "Which meal?" in person.says("0")
    said = person.says("0")
    assert "cannot be taken back" in said
    assert "Which meal?" in said
    assert person.ledger.entries == ["written"]


def test_a_list_that_empties_after_a_deed_does_not_undo_it() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.once("write", lambda: office.write("written"))
        talk.choose("meal", "Which meal?", list[Option], empty=("name", "The kitchen is closed."))

    person = in_talk(script)
    said = person.says("Rahima")
    assert "The kitchen is closed." in said
    person.says("Rahima")
    assert person.ledger.entries == ["written"]


def test_what_was_said_before_an_answered_question_is_not_said_again() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.say("Welcome.")
        talk.text("name", "Name?")
        talk.say("Good.")
        talk.text("place", "Place?")
        talk.say("Thank you.")

    person = Person(service(script))
    assert "Welcome.\n\nName?" in person.says("1")
    said = person.says("Rahima")
    assert "Welcome." not in said
    assert "Good.\n\nPlace?" in said
    assert person.says("Jirat") == "Thank you."


def test_a_paper_is_sent_one_time() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.paper("permit", "7")
        talk.text("more", "More?")
        talk.say("Bye.")

    person = in_talk(script)
    person.says("Rahima")
    assert person.papers == [Paper("permit", "7")]
    person.says("no")
    assert person.papers == []


def test_a_paper_promised_by_new_code_before_an_answered_question_is_sent() -> None:
    def old(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.text("place", "Place?")
        talk.text("more", "More?")

    def new(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.paper("permit", "7")
        talk.text("place", "Place?")
        talk.text("more", "More?")

    person = in_talk(old)
    person.says("Rahima")
    person.says("Jirat")
    person.meets(service(new))
    person.says("xyz")
    assert person.papers == [Paper("permit", "7")]


def test_a_name_that_is_asked_twice_is_an_error() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.text("name", "Name?")

    person = in_talk(script)
    with pytest.raises(AskedTwice, match="'name'"):
        person.says("Rahima")


def test_a_part_can_be_used_twice() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        names = []
        for who in ("husband", "wife"):
            with talk.part(who):
                names.append(talk.text("name", f"Name of the {who}?"))
        talk.say(" and ".join(names))

    person = in_talk(script)
    person.says("Karim")
    assert person.says("Rahima") == "Karim and Rahima"


def heirs(talk: Talk, office: Ledger) -> None:
    names = [talk.text("name", f"Heir {place + 1}?") for place in talk.many("heirs", up_to=3, more="One more?")]
    talk.say(", ".join(names))


def test_many_things_are_asked_for_until_there_are_no_more() -> None:
    person = in_talk(heirs)
    assert "One more?" in person.says("Karim")
    assert "Heir 2?" in person.says("yes")
    person.says("Rahima")
    assert person.says("no") == "Karim, Rahima"


def test_no_more_than_the_most_are_asked_for() -> None:
    person = in_talk(heirs)
    for name in ("Karim", "yes", "Rahima", "yes"):
        person.says(name)
    assert person.says("Hasan") == "Karim, Rahima, Hasan"


def album(talk: Talk, office: Ledger) -> None:
    photos = [talk.photo("photo", "A photo, please.") for _place in talk.many("photos", up_to=5)]
    talk.say(f"Photos: {' '.join(photos)}")


def test_photos_of_a_burst_are_taken_without_answering_whether_there_is_another() -> None:
    person = in_talk(album)
    sent_at = person.now
    for number in range(4):
        person.says("", photo(f"p{number}"), sent_at=sent_at)
    assert person.says("", photo("p4")) == "Photos: p0 p1 p2 p3 p4"
