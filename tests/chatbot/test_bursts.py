"""People write three short messages where one was expected, and often before our question has reached them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chatbot.language.gists import Gist
from chatbot.messages import Option
from chatbot.talk import Talk
from tests.chatbot.talking import Ledger, Person, service

SOON, AT_EASE = timedelta(seconds=3), timedelta(seconds=40)


def complain(talk: Talk, office: Ledger) -> None:
    what = talk.text("what", "What is it?", gist=Gist.STORY)
    where = talk.place("where", "Where?")
    who = talk.name("who", "Who are you?", longest=80)
    count = talk.number("count", "How many are you?", 1, 9)
    if talk.confirm(
        "ok", f"{what} | {where.words} | {who} | {count}. Right?", adds_to="what", change={"where": "Place"}
    ):
        talk.once("file", lambda: office.write(what))
        return talk.say("Filed.")
    return talk.leave("Nothing was filed.")


@pytest.fixture
def person() -> Person:
    somebody = Person(service(complain))
    somebody.says("1")
    somebody.says("rasta bhanga", after=AT_EASE)
    return somebody


def text(person: Person, name: str) -> Any:
    answer = person.answers[name]
    return answer.get("text", answer.get("words"))


@pytest.mark.parametrize("rest", ["onek din", "bus o jay na", "keu dekhe na", "খুব কষ্ট হয়", "3 mas dhore", "बहुत दिन से"])
def test_the_rest_of_a_story_is_put_to_it_shown_and_the_question_stands(person: Person, rest: str) -> None:
    reply = person.says(rest, after=SOON)
    assert f"I have added: “{rest}”" in reply
    assert person.asked == "where"
    assert text(person, "what") == f"rasta bhanga\n{rest}"


@pytest.mark.parametrize(
    "place", ["malipota school er pashe", "হেলেঞ্চা বাজার", "Kalitala", "ward 12", "station road er dhare", "बाज़ार के पास"]
)
def test_a_place_is_a_place_however_soon_it_comes(person: Person, place: str) -> None:
    person.says(place, after=SOON)
    assert text(person, "where") == place


@pytest.mark.parametrize("name", ["Bagda", "বাগদা", "Jirat", "उखड़ा"])
def test_a_bare_name_answers_who_had_time_to_read_the_question(person: Person, name: str) -> None:
    person.says(name, after=timedelta(seconds=5))
    assert text(person, "where") == name


def test_what_may_be_either_is_asked_for_in_one_short_question(person: Person) -> None:
    reply = person.says("boro gorto", after=timedelta(seconds=1.5))
    assert "“boro gorto”\nIs this your answer to the question: Where?" in reply
    assert "where" not in person.answers
    assert "I have added: “boro gorto”" in person.says("2", after=SOON)
    assert text(person, "what") == "rasta bhanga\nboro gorto"
    assert person.asked == "where"


@pytest.mark.parametrize("yes", ["1", "ha", "Yes, it is", "হ্যাঁ এটাই উত্তর"])
def test_it_is_taken_for_the_answer_by_a_yes(person: Person, yes: str) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    person.says(yes, after=SOON)
    assert text(person, "where") == "boro gorto"


def test_who_writes_the_answer_itself_has_not_meant_what_came_before_it(person: Person) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    reply = person.says("Kalitala", after=AT_EASE)
    assert "I have added: “boro gorto”" in reply
    assert (text(person, "what"), text(person, "where")) == ("rasta bhanga\nboro gorto", "Kalitala")


def test_a_third_message_is_held_with_the_second(person: Person) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    person.says("oi khane", after=timedelta(seconds=1))
    person.says("2", after=SOON)
    assert text(person, "what") == "rasta bhanga\nboro gorto\noi khane"


def test_back_leaves_what_is_held_with_the_story(person: Person) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    person.says("0", after=SOON)
    assert person.asked == "where"
    assert text(person, "what") == "rasta bhanga\nboro gorto"


def test_what_is_held_is_still_there_for_who_goes_to_the_menu_and_comes_back(person: Person) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    person.says("menu", after=SOON)
    assert "“boro gorto”" in person.says("continue", after=SOON)


def test_a_story_that_goes_on_much_later_is_asked_for_before_it_becomes_a_place(person: Person) -> None:
    assert "Is this your answer" in person.says("bacchara school jete pare na", after=AT_EASE)


def test_a_machine_that_waits_for_the_question_is_taken_at_its_word(person: Person) -> None:
    person.says("Anandapally", after=timedelta(milliseconds=20))
    assert text(person, "where") == "Anandapally"


@pytest.mark.parametrize("bare", ["ha", "না", "ok", "daran", "wait"])
def test_a_bare_yes_or_no_is_neither_a_place_nor_a_part_of_the_story(person: Person, bare: str) -> None:
    person.says(bare, after=SOON)
    assert person.asked == "where"
    assert text(person, "what") == "rasta bhanga"


def test_a_bare_number_is_never_a_part_of_the_story(person: Person) -> None:
    person.says("7", after=SOON)
    assert text(person, "what") == "rasta bhanga"


def test_words_where_a_number_is_asked_go_on_with_the_name_only_if_nobody_could_have_read_the_question(
    person: Person,
) -> None:
    person.says("Kalitala", after=AT_EASE)
    person.says("Ram", after=AT_EASE)
    person.says("Mahato", after=timedelta(seconds=1))
    assert text(person, "who") == "Ram Mahato"
    person.says("onek", after=timedelta(seconds=20))
    assert text(person, "who") == "Ram Mahato"


@pytest.fixture
def summary(person: Person) -> Person:
    for said in ("Kalitala", "Ram Mahato", "3"):
        person.says(said, after=AT_EASE)
    assert person.asked == "ok"
    return person


@pytest.mark.parametrize("more", ["জল আসে না", "ar ekta kotha, rate alo o jole na", "bachara school jete pare na"])
def test_a_sentence_at_the_summary_is_never_a_no_but_more_of_the_story(summary: Person, more: str) -> None:
    reply = summary.says(more, after=AT_EASE)
    assert f"I have added: “{more}”" in reply
    assert f"rasta bhanga\n{more} | Kalitala" in reply
    assert summary.asked == "ok"


@pytest.mark.parametrize("both", ["না না ঠিক আছে", "submit korun na"])
def test_a_yes_and_a_no_at_once_change_nothing(summary: Person, both: str) -> None:
    before = summary.answers
    summary.says(both, after=AT_EASE)
    assert summary.asked == "ok"
    assert summary.answers == before


def test_who_wants_to_wait_is_waited_for(summary: Person) -> None:
    assert summary.says("na daran", after=AT_EASE).startswith("All right, take your time.")
    assert "Filed." in summary.says("ha joma din", after=AT_EASE)


def test_a_part_that_is_said_to_be_wrong_is_asked_anew(summary: Person) -> None:
    assert "Where?" in summary.says("the place is wrong", after=AT_EASE)
    assert "| Jirat |" in summary.says("Jirat", after=AT_EASE)


def test_what_a_no_drops_can_be_taken_up_again(summary: Person) -> None:
    assert "To take it up again within a day, write: continue" in summary.says("na thak", after=AT_EASE)
    assert summary.ledger.entries == []
    assert "rasta bhanga | Kalitala | Ram Mahato | 3. Right?" in summary.says("continue", after=timedelta(hours=20))


def test_what_is_said_at_a_summary_that_takes_no_more_is_asked_for_its_place() -> None:
    def ask(talk: Talk, office: Ledger) -> None:
        name = talk.name("name", "Name?", longest=80)
        if talk.confirm("ok", f"{name}. Right?", change={"name": "Name", "more": "Address"}):
            talk.once("file", lambda: office.write(name))
            talk.say("Filed.")

    person = Person(service(ask))
    person.says("1")
    person.says("Ram Mahato", after=AT_EASE)
    assert "You wrote: “Rama Mahato”\nTo what does it belong?" in person.says("Rama Mahato", after=AT_EASE)
    assert "Rama Mahato. Right?" in person.says("1", after=AT_EASE)


@pytest.mark.parametrize(
    "correction",
    [
        "na, onno jayga hobe",
        "ভুল হয়েছে, জিরাট হবে",
        "sorry Jirat",
        "Kalitala noy Jirat",
        "wrong, it is Jirat",
        "না না জিরাট",
    ],
)
def test_what_seems_to_put_the_answer_before_right_is_asked_for(person: Person, correction: str) -> None:
    person.says("Kalitala", after=AT_EASE)
    assert "Correct the last one" in person.says(correction, after=AT_EASE)
    assert text(person, "where") == "Kalitala"
    reply = person.says("2", after=AT_EASE)
    assert f"You wrote: “{correction}”" in reply
    assert person.asked == "where"


def test_what_is_the_answer_all_the_same_is_taken_for_it(person: Person) -> None:
    person.says("Kalitala", after=AT_EASE)
    person.says("No Surname Das", after=AT_EASE)
    person.says("1", after=AT_EASE)
    assert text(person, "who") == "No Surname Das"


@pytest.mark.parametrize("neither", ["na, thikana", "না না ওটা নামের", "7", "yes no"])
def test_what_says_neither_leaves_the_doubt(person: Person, neither: str) -> None:
    person.says("boro gorto", after=timedelta(seconds=1.5))
    person.says(neither, after=AT_EASE)
    assert "where" not in person.answers
    assert text(person, "what") == "rasta bhanga"
    assert "“boro gorto”" in person.says("daran", after=AT_EASE) or person.asked == "where"


def test_a_surname_that_comes_behind_the_name_is_a_part_of_it(person: Person) -> None:
    person.says("Kalitala", after=AT_EASE)
    person.says("Nitai", after=AT_EASE)
    person.says("Mondal", after=SOON)
    assert text(person, "who") == "Nitai Mondal"


def test_the_rest_of_a_story_that_was_told_at_a_list_is_put_to_it() -> None:
    def ask(talk: Talk, office: Ledger) -> None:
        talk.choose("about", "About what?", [Option("water", "Water"), Option("roads", "Roads")], troubles=True)
        talk.text("what", "What is it?", gist=Gist.STORY)
        where = talk.place("where", "Where?")
        talk.say(where.words)

    somebody = Person(service(ask, first_question="what"))
    somebody.says("1")
    somebody.says("the water is red since days", after=AT_EASE)
    assert somebody.asked == "where"
    somebody.says("children are very ill", after=SOON)
    assert somebody.asked == "where"
    assert text(somebody, "what") == "the water is red since days\nchildren are very ill"


@pytest.mark.parametrize("half", ["ok", "hmm", "accha", "thik ache", "👍", "ঠিক আছে"])
def test_what_cannot_be_undone_is_done_by_who_names_it_and_not_on_a_mere_all_right(half: str) -> None:
    def ask(talk: Talk, office: Ledger) -> None:
        if talk.confirm("ok", "Cancel it?", yes="Yes, cancel", no="Keep it", final=True):
            talk.once("cancel", lambda: office.write("cancelled"))
            return talk.say("Cancelled.")
        return talk.say("Kept.")

    somebody = Person(service(ask))
    somebody.says("1")
    somebody.says(half, after=AT_EASE)
    assert somebody.asked == "ok"
    assert somebody.ledger.entries == []
    assert "Cancelled." in somebody.says("cancel", after=AT_EASE)


@pytest.mark.parametrize("denied", ["not ac", "ac chai na", "without ac", "ac bade"])
def test_what_is_denied_is_not_chosen(denied: str) -> None:
    def ask(talk: Talk, office: Ledger) -> None:
        del office
        talk.say(talk.choose("room", "Which?", [Option("ac", "AC"), Option("fan", "Fan")]).id)

    somebody = Person(service(ask))
    somebody.says("1")
    somebody.says(denied, after=AT_EASE)
    assert somebody.asked == "room"


def test_a_draft_below_another_is_kept() -> None:
    def one(talk: Talk, office: Ledger) -> None:
        del office
        talk.text("first", "First?")
        talk.text("second", "Second?")

    somebody = Person(service(one, "one"), service(one, "two", row=2))
    somebody.says("1")
    somebody.says("older words", after=AT_EASE)
    somebody.says("menu", after=AT_EASE)
    somebody.says("2", after=AT_EASE)
    somebody.says("newer words", after=AT_EASE)
    somebody.says("menu", after=AT_EASE)
    assert "Second?" in somebody.says("continue", after=AT_EASE)
    assert text(somebody, "first") == "newer words"
    somebody.says("the end", after=AT_EASE)
    somebody.says("continue", after=AT_EASE)
    assert text(somebody, "first") == "older words"
