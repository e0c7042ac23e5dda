"""Messages that come late, early, in bursts or as something else than an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatbot.messages import Media, MediaKind, Option, Pin, Tap
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, in_talk, options, photo, service, voice

SEVERAL = {MediaKind.PHOTO, MediaKind.VOICE}


def complaint(talk: Talk, office: Ledger) -> None:
    about = talk.choose("about", "About what?", options("Roads", "Water"))
    what = talk.text("what", "What is it?", or_voice=True)
    where = talk.place("where", "Where?")
    if talk.confirm("ok", f"{about.id}; {what}; {where.words} {where.latitude}; {len(talk.kept)} files. Right?"):
        talk.say("Filed.")


def complaining(*answers: str) -> Person:
    person = in_talk(complaint, first_question="what", keeps=SEVERAL, keeps_pin=True)
    for answer in answers:
        person.says(answer)
    return person


def test_a_number_sent_before_the_question_was_put_is_not_its_answer() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.choose("one", "One?", options("A", "B"))
        talk.choose("two", "Two?", options("C", "D"))

    person = in_talk(script)
    _first, second = person.says_at_once("1", "2")
    assert "Your last message came before this question." in second
    assert "Two?" in second
    assert person.answers == {"one": {"id": "a", "label": "A"}}


def test_a_late_zero_does_not_take_two_steps_back() -> None:
    person = complaining("1", "a hole")
    person.says_at_once("0", "0")
    assert person.asked == "what"


def test_a_number_sent_together_with_a_photo_is_the_answer_to_the_question_that_stood() -> None:
    person = complaining()
    sent_at = person.now + timedelta(seconds=5)
    person.says("", photo(), sent_at=sent_at)
    assert "What is it?" in person.says("1", sent_at=sent_at)


def test_words_sent_together_with_a_photo_answer_the_question_that_stood() -> None:
    person = complaining("1", "a hole")
    sent_at = person.now + timedelta(seconds=5)
    person.says("", photo(), sent_at=sent_at)
    person.says("Jirat", sent_at=sent_at)
    assert person.answers["what"] == {"text": "a hole"}
    assert person.answers["where"] == {"words": "Jirat"}


def test_words_of_the_same_burst_join_the_words_before() -> None:
    person = complaining("1")
    _first, second = person.says_at_once("There is a hole", "in the road")
    assert "I have added: “in the road”" in second
    assert "Where?" in second
    assert person.answers["what"] == {"text": "There is a hole\nin the road"}


def test_a_summary_that_nobody_has_seen_is_not_agreed_to() -> None:
    person = complaining("1", "a hole")
    _where, second = person.says_at_once("Jirat", "yes")
    assert "Right?" in second
    assert "Filed." not in second


@pytest.mark.parametrize("count", [1, 10, 15])
def test_photos_are_welcome_at_any_point_and_ten_are_kept(count: int) -> None:
    person = complaining()
    sent_at = person.now
    said = [person.says("", photo(f"p{n}"), sent_at=sent_at, after=timedelta(0)) for n in range(count)]
    assert all(said)
    assert "Files so far: 1" in said[0]
    assert person.asked == "about"
    assert len(person.state.kept) == min(count, 10)
    for answer in ("1", "a hole", "Jirat"):
        said.append(person.says(answer))
    assert f"{min(count, 10)} files. Right?" in said[-1]


def test_the_question_is_repeated_after_the_first_photo_of_a_burst_only() -> None:
    person = complaining()
    said = [person.says("", photo(f"p{n}"), after=timedelta(seconds=1)) for n in range(4)]
    assert [("About what?" in each) for each in said] == [True, False, False, False]


def test_words_under_a_photo_belong_to_what_it_shows() -> None:
    person = complaining()
    said = person.says("The road is broken here", photo())
    assert "About what?" in said
    assert "Where?" in person.says("1")
    assert person.answers["what"] == {"text": "The road is broken here"}


def test_a_voice_note_tells_what_it_is_without_words() -> None:
    person = complaining("1")
    assert "Where?" in person.says("", voice())
    assert person.answers["what"] == {"text": ""}
    assert person.state.kept == ["v1"]


def test_a_place_sent_before_it_is_asked_for_is_not_asked_for() -> None:
    person = complaining()
    assert "I have the location." in person.says(pin=Pin(23.1, 88.4, "Bazar"))
    person.says("1")
    assert "Bazar 23.1" in person.says("a hole")


def test_a_place_sent_after_it_was_told_in_words_is_added_to_the_words() -> None:
    person = complaining("1", "a hole", "Jirat")
    person.says(pin=Pin(23.1, 88.4))
    assert person.answers["where"]["words"] == "Jirat" or person.state.pin
    assert "Jirat 23.1" in person.says("???")


@pytest.mark.parametrize("kind", [MediaKind.STICKER, MediaKind.CARD])
def test_a_sticker_or_a_contact_card_is_answered_and_changes_nothing(kind: MediaKind) -> None:
    person = complaining()
    said = person.says("", Media("s", kind))
    assert "I could not make use of that. Please write it in words." in said
    assert "About what?" in said
    assert person.state.kept == []


def test_a_message_with_nothing_in_it_is_answered() -> None:
    assert "About what?" in complaining().says("")
    assert "What is it?" in complaining("1").says("")
    assert MENU in Person(service(complaint)).says("")


def test_a_tap_on_the_list_that_stands_is_an_answer() -> None:
    assert "What is it?" in complaining().taps("about", "water")


@pytest.mark.parametrize("tap", [Tap("about", "roads"), Tap("ok", "yes"), Tap("nothing", "at all")])
def test_a_tap_on_an_old_list_is_not_an_answer(tap: Tap) -> None:
    person = complaining("1")
    said = person.says("Roads", tap=tap)
    assert "That list is no longer open." in said
    assert "What is it?" in said
    assert person.answers.keys() == {"about"}


def test_a_tap_on_an_option_that_is_gone_is_told_so() -> None:
    said = complaining().taps("about", "power")
    assert "That is no longer available." in said
    assert "About what?" in said


SEWERS = [*options("Roads", "Drains, rubbish and sewage"), Option("power", {"bn": "বিদ্যুৎ ও রাস্তার আলো", "en": "Power"})]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("Drains, rubbish and sewage", "drains, rubbish and sewage"),
        ("drains rubish and sewage", "drains, rubbish and sewage"),
        ("2. Drains, rubbish and sewage", "drains, rubbish and sewage"),
        ("বিদ্যুৎ ও রাস্তার আলো", "power"),
        ("বিদ্যুত ও রাস্তার আলো", "power"),
    ],
)
def test_the_title_of_an_option_is_the_option_and_not_the_story_however_many_words_it_has(
    typed: str, chosen: str
) -> None:
    def sorted_complaint(talk: Talk, office: Ledger) -> None:
        talk.choose("about", "About what?", SEWERS)
        talk.text("what", "What is it?")

    person = in_talk(sorted_complaint, first_question="what")
    assert "What is it?" in person.says(typed)
    assert person.answers["about"]["id"] == chosen
    assert person.state.given == {}


def test_a_sentence_that_names_an_option_is_the_story_too() -> None:
    person = complaining()
    assert "Where?" in person.says("the roads here are full of holes")
    assert person.answers["what"] == {"text": "the roads here are full of holes"}


def test_a_tap_when_nothing_is_asked_any_more_shows_the_menu() -> None:
    person = complaining("1", "a hole", "Jirat", "yes")
    assert MENU in person.taps("ok", "yes")


def test_early_words_never_join_what_is_kept_while_a_secret_is_asked() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.secret("pin", "PIN?", lambda _typed: None)

    person = in_talk(script, first_question="name", keeps=SEVERAL)
    sent_at = person.now + timedelta(seconds=5)
    person.says("Rahima", sent_at=sent_at)
    assert "PIN?" in person.says("my pin is 4321", sent_at=sent_at)
    assert "4321" not in person.saved
    person.says("my pin is 4321", photo())
    assert "4321" not in person.saved


def test_a_photo_before_anything_else_is_kept_for_whom_it_may_concern() -> None:
    person = Person(service(complaint, keeps=SEVERAL), first=True)
    assert MENU in person.says("", photo())
    assert person.state.kept == ["p1"]
    person.says("1")
    assert person.state.kept == ["p1"]


def test_a_place_before_anything_else_is_kept_too() -> None:
    person = Person(service(complaint, keeps_pin=True), first=True)
    person.says(pin=Pin(23.1, 88.4, "Bazar"))
    person.says("1")
    person.says("1")
    assert "Bazar 23.1" in person.says("a hole")
