"""Back takes one step, and a part of a summary can be changed without telling everything anew."""

from __future__ import annotations

from chatbot.messages import Option
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, in_talk, options, service


def complaint(talk: Talk, office: Ledger) -> None:
    about = talk.choose("about", "About what?", options("Roads", "Water"))
    what = talk.text("what", "What is it?")
    where = talk.text("where", "Where?")
    parts = {"about": "Subject", "what": "Words", "where": "Place"}
    if talk.confirm("ok", f"{about.label}: {what}, {where}. Right?", change=parts):
        talk.once("file", lambda: office.write(f"{about.id}: {what}, {where}"))
        talk.say("Filed.")


def at_the_summary() -> Person:
    person = in_talk(complaint)
    for answer in ("1", "a hole", "Jirat"):
        person.says(answer)
    return person


def test_back_asks_the_last_question_again() -> None:
    person = in_talk(complaint)
    person.says("1")
    person.says("a hole")
    assert "What is it?" in person.says("0")
    assert person.answers.keys() == {"about"}
    assert "About what?" in person.says("০")
    assert MENU in person.says("back")


def test_back_is_understood_in_every_language() -> None:
    for word in ("0", "০", "०", "0.", "0️⃣", "back", "পিছনে", "আগের ধাপ", "pichone", "वापस"):
        person = in_talk(complaint)
        person.says("1")
        assert "About what?" in person.says(word), word


def test_the_way_back_is_shown_only_where_there_is_one() -> None:
    person = Person(service(complaint))
    assert "0 =" not in person.says("1")
    assert "0 = one step back" in person.says("1")


def test_zero_is_a_number_where_numbers_are_asked() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        count = talk.number("count", "How many?", 0, 5)
        talk.say(f"So {count}.")

    person = in_talk(script)
    assert "0 =" not in person.says("Rahima")
    assert person.says("0") == "So 0."
    person = in_talk(script)
    person.says("Rahima")
    assert "Name?" in person.says("back")


def test_back_passes_over_what_was_never_asked() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("first", "First?")
        talk.choose("usual", "Usual?", options("This"), only=True)
        talk.text("second", "Second?")

    person = in_talk(script)
    person.says("one")
    assert "First?" in person.says("0")
    assert person.answers == {}


def test_a_part_is_changed_and_the_other_answers_stay() -> None:
    person = at_the_summary()
    assert "1. Subject\n2. Words\n3. Place" in person.says("2")
    assert "Where?" in person.says("3")
    assert "Roads: a hole, Somra. Right?" in person.says("Somra")
    assert "Filed." in person.says("1")
    assert person.ledger.entries == ["roads: a hole, Somra"]


def test_change_is_understood_in_words() -> None:
    for word in ("change", "bodlao", "বদলান", "বদল", "बदलें"):
        assert "What do you want to change?" in at_the_summary().says(word), word


def test_whoever_does_not_want_to_change_anything_after_all_goes_back_to_the_summary() -> None:
    person = at_the_summary()
    person.says("change")
    assert "Roads: a hole, Jirat. Right?" in person.says("0")
    person.says("change")
    assert "About what?" in person.says("1")
    assert "Roads: a hole, Jirat. Right?" in person.says("0")


def test_back_after_a_change_keeps_the_other_answers() -> None:
    person = at_the_summary()
    person.says("change")
    person.says("1")
    person.says("2")
    person.says("0")
    assert {"what", "where"} <= person.answers.keys()


def test_answers_that_do_not_fit_a_changed_one_are_asked_again() -> None:
    rooms = {"jirat": options("Red", "Blue"), "somra": options("Blue", "Green")}

    def script(talk: Talk, office: Ledger) -> None:
        house = talk.choose("house", "Which house?", options("Jirat", "Somra"))
        room = talk.choose("room", "Which room?", lambda: rooms[house.id])
        guest = talk.text("guest", "Who?")
        talk.confirm("ok", f"{house.label}, {room.label}, {guest}. Right?", change={"house": "House"})

    def stay(room: str) -> Person:
        person = in_talk(script)
        for answer in ("Jirat", room, "Rahima", "change"):
            person.says(answer)
        return person

    assert "Somra, Blue, Rahima. Right?" in stay("Blue").says("Somra")
    person = stay("Red")
    said = person.says("Somra")
    assert "Red is no longer available." in said
    assert "Which room?" in said
    assert "Somra, Green, Rahima. Right?" in person.says("Green")


def listing(length: int) -> Person:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        chosen = talk.choose("village", "Which?", [Option(f"v{n}", f"Village {n:02}") for n in range(1, length + 1)])
        talk.say(f"It is {chosen.id}.")

    person = in_talk(script)
    person.says("Rahima")
    return person


def test_ten_options_are_one_list() -> None:
    assert listing(10).says("10") == "It is v10."


def test_more_than_ten_options_come_in_pages_whose_numbers_begin_anew() -> None:
    person = listing(21)
    said = person.says("more")
    assert "1. Village 10" in said
    assert "9. Village 18" in said
    assert "10. Show more" in said
    assert "1. Village 19\n2. Village 20\n3. Village 21\n4. Show more" in person.says(
        "4" if "4. Show" in said else "10"
    )
    assert person.says("2") == "It is v20."


def test_the_last_page_leads_to_the_first_again() -> None:
    person = listing(12)
    person.says("10")
    assert "1. Village 01" in person.says("4")
    assert person.says("1") == "It is v1."


def test_back_turns_the_page_back_before_it_goes_a_step_back() -> None:
    person = listing(12)
    person.says("10")
    assert "1. Village 01" in person.says("0")
    assert "Name?" in person.says("0")


def test_going_round_all_pages_does_not_bury_the_way_back() -> None:
    person = listing(12)
    for _turn in range(10):
        person.says("more")
    person.says("0")
    assert person.asked == "name"


def test_an_option_can_be_named_although_it_stands_on_another_page() -> None:
    assert listing(21).says("Village 20") == "It is v20."


def test_pages_are_numbered_in_the_readers_digits() -> None:
    person = Person(service(long_list), language="bn")
    said = person.says("১")
    assert "১. Village 1\n" in said
    assert "১০. আরও দেখান" in said
    person.says("১০")
    assert person.says("৩") == "v12"


def long_list(talk: Talk, office: Ledger) -> None:
    talk.say(talk.choose("v", "?", [Option(f"v{n}", f"Village {n}") for n in range(1, 13)]).id)


def test_a_long_look_up_is_paged_without_forgetting_what_was_found() -> None:
    villages = [Option(f"v{n}", f"Village {n:02}") for n in range(1, 31)]

    def script(talk: Talk, office: Ledger) -> None:
        found = talk.look_up(
            "v",
            "Which village?",
            lambda said: villages[10:24] if said.text == "some" else [],
            lambda wanted: next((each for each in villages if each.id == wanted), None),
            missing="Nothing.",
        )
        talk.say(f"It is {found.id}.")

    person = in_talk(script)
    assert "1. Village 11" in person.says("some")
    assert "1. Village 20" in person.says("more")
    assert person.says("2") == "It is v21."
