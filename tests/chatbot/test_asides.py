"""What can be said at any point: menu, help, cancel, going on with what was interrupted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatbot.declaration import flow
from chatbot.messages import Option
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, in_talk, options, photo, service

NEXT_DAY = timedelta(hours=20)


def complaint(talk: Talk, office: Ledger) -> None:
    talk.choose("about", "About what?", options("Roads", "Water"))
    what = talk.text("what", "What is it?")
    if talk.confirm("ok", f"{what}. {len(talk.kept)} files. Right?"):
        talk.once("file", lambda: office.write(what))
        talk.say("Filed.")


@flow("tongue", title="Language", anywhere="language", recognises="english|বাংলা|bangla", first_question="tongue")
def tongue(talk: Talk, office: Ledger) -> None:
    chosen = talk.choose("tongue", "Which language?", [Option("bn", "বাংলা", words=("bangla",)), Option("en", "English")])
    talk.speak(chosen.id)
    talk.say({"bn": "এখন বাংলা।", "en": "English now."})


def complaining(*answers: str) -> Person:
    person = Person(service(complaint, keeps={"photo"}), tongue)
    for answer in ("1", *answers):
        person.says(answer)
    return person


@pytest.mark.parametrize("word", ["menu", "MENU", "মেনু", "মেনু।", "मेनू", "hi", "Hello!", "নমস্কার", "नमस्ते", "shuru"])
def test_the_menu_comes_from_anywhere_and_the_work_waits(word: str) -> None:
    person = complaining("1")
    said = person.says(word)
    assert MENU in said
    assert "(service waits)" in said


@pytest.mark.parametrize("word", ["continue", "চালিয়ে যান", "जारी"])
def test_what_waits_goes_on_where_it_was(word: str) -> None:
    person = complaining("1")
    person.says("hi")
    assert "What is it?" in person.says(word)
    assert person.answers.keys() == {"about"}


def test_what_was_not_begun_does_not_wait() -> None:
    assert "waits" not in complaining().says("menu")


def test_greeting_twice_forgets_nothing() -> None:
    person = complaining("1")
    person.says("hi")
    person.says("hello")
    assert "What is it?" in person.says("continue")


def test_global_words_count_only_as_a_whole_message() -> None:
    person = complaining("1")
    assert "the menu of the hotel. 0 files. Right?" in person.says("the menu of the hotel")


@pytest.mark.parametrize("word", ["cancel", "batil", "বাতিল", "रद्द"])
def test_cancel_ends_it_says_so_and_what_was_told_can_be_taken_up_again(word: str) -> None:
    person = complaining("1", "a hole")
    said = person.says(word)
    assert "All right, I have stopped." in said
    assert MENU in said
    assert person.ledger.entries == []
    assert "a hole. 0 files. Right?" in person.says("continue")


@pytest.mark.parametrize("word", ["help", "সাহায্য", "मदद", "Help!"])
def test_help_is_given_in_between_and_the_question_comes_again(word: str) -> None:
    person = complaining("1")
    said = person.says(word)
    assert said.index("Call us.") < said.index("What is it?")
    assert "Right?" in person.says("a hole")


def test_the_language_changes_in_between_and_the_question_comes_again() -> None:
    person = complaining("1")
    assert "Which language?" in person.says("language")
    said = person.says("bangla")
    assert said.startswith("এখন বাংলা।")
    assert "What is it?" in said
    assert "০ = আগের ধাপ" in said


def test_a_language_that_is_named_is_not_asked_for() -> None:
    said = complaining("1").says("বাংলা")
    assert said.startswith("এখন বাংলা।")
    assert "What is it?" in said


def test_back_leaves_an_aside() -> None:
    person = complaining("1")
    person.says("language")
    assert "What is it?" in person.says("0")


def test_an_aside_within_an_aside_returns_to_the_first_question() -> None:
    person = complaining("1")
    person.says("language")
    said = person.says("help")
    assert "Call us." in said
    assert "What is it?" in said


def test_cancelling_an_aside_does_not_lose_what_it_interrupted() -> None:
    person = complaining("1")
    person.says("language")
    person.says("cancel")
    assert "What is it?" in person.says("continue")


def test_an_idle_conversation_asks_before_it_goes_on_and_keeps_what_was_said() -> None:
    person = complaining("1")
    said = person.says("a hole in the road", after=NEXT_DAY)
    assert said == "Go on with what you had begun?\n\n1. Yes\n2. No"
    assert "a hole in the road. 0 files. Right?" in person.says("1")


@pytest.mark.parametrize("word", ["yes", "continue", "হ্যাঁ", "চালিয়ে যান"])
def test_going_on_in_words_keeps_what_was_said_too(word: str) -> None:
    person = complaining("1")
    person.says("a hole in the road", after=NEXT_DAY)
    assert "a hole in the road. 0 files. Right?" in person.says(word)


def test_who_names_what_was_begun_goes_on_with_it() -> None:
    person = complaining("1")
    person.says("a hole in the road", after=NEXT_DAY)
    assert "a hole in the road. 0 files. Right?" in person.says("SERVICE")


def test_a_photo_to_an_idle_conversation_is_not_lost() -> None:
    person = complaining("1")
    said = person.says("", photo(), after=NEXT_DAY)
    assert said.strip()
    person.says("yes")
    assert "1 files. Right?" in person.says("a hole")


def test_an_idle_conversation_can_be_left_lying() -> None:
    person = complaining("1")
    person.says("hello there", after=NEXT_DAY)
    said = person.says("2")
    assert MENU in said
    assert "(service waits)" in said


def test_a_number_to_an_idle_conversation_is_asked_for_again() -> None:
    person = complaining("1", "a hole")
    assert "Go on with" in person.says("1", after=NEXT_DAY)
    assert "a hole. 0 files. Right?" in person.says("yes")
    assert person.ledger.entries == []
    assert "Filed." in person.says("1")


def test_what_is_left_lying_day_after_day_does_not_pile_up() -> None:
    person = complaining("1")
    sizes = []
    for _day in range(6):
        person.says("a hole", after=NEXT_DAY)
        for answer in ("2", "1", "1"):
            person.says(answer)
        sizes.append(len(person.saved))
    assert max(sizes) == sizes[1]


def test_hi_after_a_day_is_the_menu() -> None:
    said = complaining("1").says("hi", after=NEXT_DAY)
    assert MENU in said
    assert "(service waits)" in said


def test_a_conversation_that_was_resumed_is_not_idle_any_more() -> None:
    person = complaining("1")
    person.says("what", after=NEXT_DAY)
    person.says("continue")
    assert "Go on with" not in person.says("yes")


def test_after_the_end_a_number_means_the_menu_that_everybody_knows() -> None:
    person = complaining("1", "a hole", "yes")
    assert "About what?" in person.says("1")


@pytest.mark.parametrize("word", ["0", "cancel", "back", "continue", "hi", "menu"])
def test_after_the_end_every_such_word_shows_the_menu(word: str) -> None:
    said = complaining("1", "a hole", "yes").says(word)
    assert MENU in said
    assert "not on the list" not in said


def test_a_number_sent_before_the_end_opens_nothing() -> None:
    person = complaining("1", "a hole")
    _filed, said = person.says_at_once("yes", "1")
    assert MENU in said
    assert "About what?" not in said


def test_a_flow_that_says_nothing_ends_in_the_menu() -> None:
    def silent(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")

    assert MENU in in_talk(silent).says("Rahima")


def test_a_flow_that_only_sends_a_paper_is_not_silent() -> None:
    def quiet(talk: Talk, office: Ledger) -> None:
        talk.paper("permit", "7")

    assert in_talk(quiet).papers
    assert Person(service(quiet)).says("1")


def offer(talk: Talk, office: Ledger) -> None:
    del office
    talk.choose("which", "Which one?", options("First", "Second"))
    talk.say("It is being looked into.")
    talk.wish("more", "What more?", options("Add", "Withdraw"), understands=lambda _text: False, optional=True)
    talk.text("what", "Write it.")


def offered(*answers: str) -> Person:
    person = Person(service(offer, keeps={"photo"}), tongue)
    for answer in ("1", "1", *answers):
        person.says(answer)
    return person


def test_an_offer_that_is_left_alone_does_not_wait() -> None:
    assert "waits" not in offered().says("menu")


def test_an_offer_is_not_repeated_after_an_aside() -> None:
    assert offered().says("english") == "English now."


def test_thanks_for_an_answer_are_heard_where_something_more_is_offered() -> None:
    assert "You are welcome" in offered().says("thank you")


def test_a_day_after_an_offer_a_number_is_meant_for_the_menu_again() -> None:
    person = offered()
    assert "Which one?" in person.says("1", after=NEXT_DAY)
    assert person.answers == {}


def test_an_offer_that_was_taken_up_waits_like_anything_else() -> None:
    assert "(service waits)" in offered("1").says("menu")


@pytest.mark.parametrize("word", ["cancel", "batil", "বাতিল করুন"])
def test_where_cancelling_is_offered_the_word_means_that_and_ends_nothing(word: str) -> None:
    def booked(talk: Talk, office: Ledger) -> None:
        offered = [Option("paper", "Paper"), Option("cancel", "Cancel the booking", words=("cancel", "batil", "বাতিল"))]
        office.write(talk.choose("wish", "What do you need?", offered).id)
        talk.say("Noted.")

    person = Person(service(booked))
    person.says("1")
    assert person.says(word) == "Noted."


def told_and_asked_for_more(talk: Talk, office: Ledger) -> None:
    talk.choose("which", "Which one?", options("First", "Second"))
    talk.once("show", lambda: office.write("shown"))
    talk.say("Here it is.")
    more = talk.choose("more", "Anything else?", options("Another", "Nothing"), optional=True)
    talk.say(f"{more.label}.")


def test_thanks_end_what_only_offers_more() -> None:
    person = Person(service(told_and_asked_for_more))
    person.says("1")
    assert "Anything else?" in person.says("2")
    assert "You are welcome" in person.says("ধন্যবাদ")
    assert "Which one?" in person.says("1")  # the menu's first row, not the offer's


def test_an_offer_is_taken_as_long_as_it_stands() -> None:
    person = Person(service(told_and_asked_for_more))
    person.says("1")
    person.says("2")
    assert "Another." in person.says("1")


def test_an_errand_that_was_seen_to_does_not_lead_back_to_a_question_that_nobody_had_answered() -> None:
    @flow("errand", title="Errand", anywhere="errand", self_contained=True)
    def self_contained(talk: Talk, office: Ledger) -> None:
        if talk.confirm("sure", "Shall it be done?"):
            talk.once("do", lambda: office.write("done"))
        talk.say("That was it.")

    for answers, goes_on in (((), False), (("1",), True)):
        person = Person(service(complaint), self_contained)
        for answer in ("1", *answers):
            person.says(answer)
        person.says("errand")
        said = person.says("yes")
        assert person.ledger.entries == ["done"]
        assert ("What is it?" in said) is goes_on
        assert "About what?" not in said
    person = Person(service(complaint), self_contained)
    person.says("1")
    person.says("errand")
    assert "About what?" in person.says("no")


def test_another_way_into_the_same_service_leaves_nothing_behind_there() -> None:
    def roads(talk: Talk, office: Ledger) -> None:
        del office
        talk.go("service", about="roads")

    for alias_of in ("service", None):
        shortcut = flow("shortcut", title="Roads", anywhere="my road", alias_of=alias_of)(roads)
        person = Person(service(complaint), shortcut)
        for answer in ("1", "2", "my road", "a hole"):
            person.says(answer)
        assert ("What is it?" in person.says("yes")) is (alias_of is None)
