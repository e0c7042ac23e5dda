"""Every kind of question takes what people really send, and asks again in words when it cannot."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from chatbot.answers import Overtaken, Spot
from chatbot.choices import Choice, Said
from chatbot.messages import Media, MediaKind, Option, Pin
from chatbot.talk import Talk
from tests.chatbot.talking import Ledger, Person, in_talk, options, photo, voice


class Asking:
    """A service that asks one question and keeps the answer as the flow got it."""

    def __init__(self, question: str, *arguments: Any, **details: Any) -> None:
        self.question, self.arguments, self.details = question, arguments, details
        self.answer: Any = None

    def __call__(self, talk: Talk, office: Ledger) -> None:
        ask = getattr(talk, self.question)
        self.answer = ask("q", "The question?", *self.arguments, **self.details)
        talk.say("Thank you.")


def answer(asking: Asking, text: str = "", *files: Media, pin: Pin | None = None) -> Any:
    """What the flow gets for this message; fails if the question is asked again."""
    asking.answer = None
    said = in_talk(asking).says(text, *files, pin=pin)
    assert said.endswith("Thank you."), said
    return asking.answer


def objection(asking: Asking, text: str = "", *files: Media) -> str:
    """What is said before the question is asked again."""
    said = in_talk(asking).says(text, *files)
    before, question, _after = said.partition("The question?")
    assert question, said
    return before.strip()


ROADS = Asking("choose", [Option("roads", {"bn": "রাস্তাঘাট", "en": "Roads", "hi": "सड़क"}), *options("Water", "Power")])


@pytest.mark.parametrize("typed", ["1", "১", "१", "১.", "1)", " 1 ", "1️⃣", "নং ১", "এক", "ek", "one", "No. 1"])
def test_an_option_is_chosen_by_its_number_however_it_is_typed(typed: str) -> None:
    assert answer(ROADS, typed) == Choice("roads", "Roads")


@pytest.mark.parametrize("typed", ["Roads", "roads", "ROADS!", "rooads", "road", "রাস্তাঘাট", "রাস্তা ঘাট", "রাস্তাঘট", "सड़क"])
def test_an_option_is_chosen_by_its_label_in_any_language_with_typing_errors(typed: str) -> None:
    assert answer(ROADS, typed).id == "roads"


@pytest.mark.parametrize("typed", ["12", "১২", "21", "11", "1 2", "4", "999999999999999999999"])
def test_a_number_that_is_not_on_the_list_is_never_taken_for_one_that_is(typed: str) -> None:
    assert objection(ROADS, typed)


def test_a_word_that_two_options_share_is_not_guessed() -> None:
    assert objection(Asking("choose", options("Ward office", "Block office")), "office")


def test_options_are_looked_up_only_for_the_question_that_is_shown() -> None:
    looked_up: list[str] = []

    def listed(name: str) -> list[Option]:
        looked_up.append(name)
        return options("A", "B")

    def script(talk: Talk, office: Ledger) -> None:
        talk.choose("first", "First?", lambda: listed("first"))
        talk.choose("second", "Second?", lambda: listed("second"))
        talk.text("third", "Third?")
        talk.text("fourth", "Fourth?")

    person = in_talk(script)
    assert set(looked_up) == {"first"}
    person.says("1")
    assert set(looked_up) == {"first", "second"}
    looked_up.clear()
    person.says("2")
    person.says("some words")
    assert "first" not in looked_up
    looked_up.clear()
    person.says("more words")
    assert looked_up == []


def test_an_empty_list_asks_the_earlier_question_again_and_says_why() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        day = talk.choose("day", "Which day?", options("Monday", "Tuesday"))
        talk.text("name", "Your name?")
        talk.choose(
            "room", "Which room?", lambda: options("Red") if day.id == "tuesday" else [], empty=("day", "All full.")
        )

    person = in_talk(script)
    person.says("1")
    said = person.says("Rahima")
    assert said.index("All full.") < said.index("Which day?")
    assert person.answers == {}
    person.says("2")
    assert "Which room?" in person.says("Rahima")


def test_a_list_that_empties_inside_a_part_takes_back_the_question_of_that_part() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        with talk.part("stay"):
            day = talk.choose("day", "Which day?", options("Monday", "Tuesday"))
            talk.choose(
                "room", "Which room?", lambda: options("Red") if day.id == "tuesday" else [], empty=("day", "Full.")
            )

    person = in_talk(script)
    said = person.says("1")
    assert said.index("Full.") < said.index("Which day?")
    assert "Which room?" in person.says("2")


def test_the_usual_answer_is_taken_without_asking_and_can_be_changed() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        kind = talk.choose("kind", "Which kind?", options("Usual", "Other"), default="usual")
        if talk.confirm("ok", f"It is {kind.label}.", change={"kind": "Kind"}):
            talk.say(f"Done: {kind.id}")

    person = in_talk(script)
    assert person.asked == "ok"
    assert "Which kind?" in person.says("change")
    assert "It is Other." in person.says("2")
    assert "Done: other" in person.says("yes")


def test_the_only_option_is_taken_without_asking() -> None:
    assert "Thank you." in started(Asking("choose", options("Alone"), only=True))
    assert "The question?" in started(Asking("choose", options("One", "Two"), only=True))


def started(asking: Asking) -> str:
    person = in_talk(asking)
    return str(person.replies)


def test_words_are_kept_as_they_were_typed() -> None:
    assert answer(Asking("text"), "  রাস্তায় গর্ত, 2 মাস ধরে!  ") == "রাস্তায় গর্ত, 2 মাস ধরে!"


@pytest.mark.parametrize("typed", ["", "   ", "?", "...", "😀", "\u200d"])
def test_words_without_a_letter_are_not_words(typed: str) -> None:
    assert objection(Asking("text"), typed) == "Please write it in words."


def test_words_have_their_limits() -> None:
    asking = Asking("text", shortest=5, longest=10)
    assert objection(asking, "four") == "Please write a little more."
    assert answer(asking, "fiver") == "fiver"
    assert objection(asking, "eleven char") == "That is too long. Please write at most 10 letters."


def test_figures_are_no_words_where_words_are_asked_for() -> None:
    asking = Asking("text", letters=2)
    assert answer(asking, "মা") == "মা"
    assert answer(asking, "Ward 12") == "Ward 12"
    assert objection(asking, "12") == "Please write it in words, not only in numbers."
    assert objection(asking, "XXXX XXXX 2346") == "Please write it in words, not only in numbers."
    assert objection(asking, "a") == "Please write a little more."


def test_a_name_is_asked_for_until_it_is_one() -> None:
    asking = Asking("name", longest=20)
    assert answer(asking, " রহিমা  বিবি ") == "রহিমা বিবি"
    assert answer(asking, "amar naam Rahima") == "Rahima"
    assert objection(asking, "12") == "Please write the name in letters."
    other = "That does not look like a name. Please write the name alone, in letters."
    assert objection(asking, "৫ জন") == other
    assert objection(asking, "amar nam to bolechi") == other
    assert objection(asking, "XXXX XXXX 2346") == "Please write the name in letters."
    assert objection(asking, "Rahima " * 4) == "That is too long. Please write at most 20 letters."


def test_a_voice_note_can_stand_for_words_where_it_is_welcome() -> None:
    assert answer(Asking("text", or_voice=True), "", voice()) == ""
    assert objection(Asking("text"), "", voice()) == "I could not make use of that. Please write it in words."


@pytest.mark.parametrize(
    ("typed", "meant"), [("3", 3), ("৩", 3), ("३.", 3), ("তিন", 3), ("0", 0), ("০", 0), ("10", 10)]
)
def test_a_number_is_read_in_any_script(typed: str, meant: int) -> None:
    assert answer(Asking("number", 0, 10), typed) == meant


@pytest.mark.parametrize("typed", ["11", "1.5", "2 3", "many", "-", "1e3", "99999999999999999999"])
def test_what_is_no_such_number_is_asked_again(typed: str) -> None:
    assert objection(Asking("number", 0, 10), typed) == "Please write a number from 0 to 10."


def test_a_date_is_read_within_its_limits() -> None:
    asking = Asking("date", earliest=date(2026, 11, 18), latest=date(2026, 12, 18))
    assert answer(asking, "২ ডিসেম্বর") == date(2026, 12, 2)
    assert answer(asking, "কাল") == date(2026, 11, 19)
    assert objection(asking, "2-1-2027") == "Please choose a date from 18 November 2026 to 18 December 2026."
    assert objection(asking, "31-2") == "Please write a date like 18 November 2026."
    assert answer(asking, "25") == date(2026, 11, 25)
    which = "Which day is meant: {}? Please write just one."
    assert objection(asking, "sat") == which.format("21 November 2026 / 7 December 2026")
    assert objection(asking, "5-7 dec") == which.format("5 December 2026 / 7 December 2026")
    assert objection(asking, "17-20 dec") == which.format("17 December 2026")


def test_of_days_that_have_passed_a_word_means_the_one_that_has() -> None:
    asking = Asking("date", earliest=date(1900, 1, 1), latest=date(2026, 11, 18))
    assert answer(asking, "কাল") == date(2026, 11, 17)
    assert objection(asking, "18 November") == "Please write a date like 18 November 2026."
    assert objection(asking, "1-12-2026") == "Please choose a date from 1 January 1900 to 18 November 2026."


@pytest.mark.parametrize("typed", ["9876543210", "+91 98765 43210", "call korben 9876543210 e"])
def test_a_mobile_number_is_read_however_it_is_written(typed: str) -> None:
    assert answer(Asking("phone"), typed) == "+919876543210"


@pytest.mark.parametrize("typed", ["+44 2079 460018", "my number", "1234567890", "98765ABCDE43210", "1"])
def test_what_is_no_indian_mobile_number_is_refused(typed: str) -> None:
    assert "ten" in objection(Asking("phone"), typed)


@pytest.mark.parametrize(("typed", "count"), [("987654321", 9), ("98765432101", 11), ("98765ABCDE", 5)])
def test_a_number_with_too_few_or_too_many_digits_is_told_how_many(typed: str, count: int) -> None:
    said = objection(Asking("phone"), typed)
    assert said == f"That has {count} digits. A mobile number has ten. Please write all of them."


@pytest.mark.parametrize("typed", ["9876543210, 9830012345", "9876543210 noy", "9876543210 ba 033 22145486"])
def test_of_two_numbers_none_is_guessed(typed: str) -> None:
    assert objection(Asking("phone"), typed) == "Which number is meant? Please write only that one, all ten digits."


def test_whoever_sends_a_contact_card_is_asked_to_write_the_number() -> None:
    card = Media("c", MediaKind.CARD)
    said = objection(Asking("phone"), "", card)
    assert said == "I cannot open a contact card. Please write its number, all ten digits."
    assert answer(Asking("phone"), "9876543210", card) == "+919876543210"


def test_a_photo_is_a_photo_and_a_voice_note_a_voice_note() -> None:
    assert answer(Asking("photo"), "", photo("p7")) == "p7"
    assert answer(Asking("photo"), "with a caption", photo("p7")) == "p7"
    assert answer(Asking("voice"), "", voice("v7")) == "v7"
    assert objection(Asking("photo"), "here it is") == "Please send a photo."
    assert objection(Asking("voice"), "", photo()) == "I could not make use of that. Please write it in words."


def test_a_place_is_words_or_a_pin() -> None:
    assert answer(Asking("place"), "বটতলা") == Spot("বটতলা")
    assert answer(Asking("place"), pin=Pin(23.1, 88.4, "Bazar")) == Spot("Bazar", 23.1, 88.4)
    assert answer(Asking("place"), "behind the school", pin=Pin(23.1, 88.4)) == Spot("behind the school", 23.1, 88.4)
    assert objection(Asking("place"), "!!") == "I need the name of a place, or its location."
    assert "at most 500 letters" in objection(Asking("place"), "far " * 200)


YES = ["1", "১", "yes", "ok", "ha", "hyan", "haan", "হ্যাঁ", "হ্যা", "हाँ", "हां", "ঠিক আছে", "yess"]
NO = ["2", "২", "no", "na", "না", "नहीं", "nahi"]


@pytest.mark.parametrize(("typed", "meant"), [*((each, True) for each in YES), *((each, False) for each in NO)])
def test_yes_and_no_are_understood_in_every_language(typed: str, meant: bool) -> None:
    assert answer(Asking("confirm"), typed) is meant


@pytest.mark.parametrize("typed", ["জমা দিও না", "jama dio na", "do not submit it", "don't submit", "submit na", "নয়"])
def test_a_denial_is_never_taken_for_a_yes(typed: str) -> None:
    asking = Asking("confirm", yes={"bn": "জমা দিন", "en": "Submit"}, no={"bn": "জমা দেবেন না", "en": "Do not submit"})
    in_talk(asking).says(typed)
    assert asking.answer is not True


def village(name: str) -> Option:
    return Option(name.lower(), name)


VILLAGES = [village(name) for name in ("Jirat", "Jara", "Somra")]


def looking_up(**details: Any) -> Asking:
    return Asking(
        "look_up",
        lambda said: [each for each in VILLAGES if said.text.lower() in each.id],
        lambda found: next((each for each in VILLAGES if each.id == found), None),
        missing="There is no such village.",
        **details,
    )


def test_a_thing_is_looked_up_and_chosen_among_those_found() -> None:
    assert answer(looking_up(), "somra").id == "somra"
    assert objection(looking_up(), "Paris") == "There is no such village."
    asking = looking_up()
    person = in_talk(asking)
    assert "1. Jirat\n2. Jara" in person.says("j")
    person.says("2")
    assert asking.answer.id == "jara"


def test_a_look_up_can_be_repeated_before_it_is_answered() -> None:
    asking = looking_up()
    person = in_talk(asking)
    person.says("j")
    person.says("somra")
    assert asking.answer.id == "somra"


def test_what_is_offered_can_be_chosen_at_once_or_looked_past() -> None:
    assert answer(looking_up(offered=["jara", "somra"]), "1").id == "jara"
    assert answer(looking_up(offered=["jara", "somra"]), "jirat").id == "jirat"
    assert "Thank you." in started(looking_up(offered=["jara"], only=True))
    assert "Thank you." in started(looking_up(default="jara"))


def wishing() -> Asking:
    return Asking("wish", options("Roads", "Water"), understands=lambda text: "please" in text, notes=("A note.",))


def test_a_wish_is_a_row_or_words_or_a_file() -> None:
    assert answer(wishing(), "2") == Choice("water", "Water")
    assert answer(wishing(), "watr") == Choice("water", "Water")
    assert answer(wishing(), "a house please") == Said("a house please")
    assert answer(wishing(), "", photo()) == Said("")
    assert answer(wishing(), "look", photo()) == Said("look")
    assert answer(wishing(), pin=Pin(1, 2)) == Said("")
    assert objection(wishing(), "blah")
    assert (
        objection(wishing(), "", Media("s", MediaKind.STICKER))
        == "I could not make use of that. Please write it in words."
    )
    assert (
        objection(wishing(), "", Media("c", MediaKind.CARD))
        == "I could not make use of that. Please write it in words."
    )


def test_the_words_of_a_service_mean_it_even_where_a_row_has_them_too() -> None:
    asking = Asking("wish", options("Complaint or suggestion", "Water"), understands=lambda text: text == "suggestion")
    assert answer(asking, "suggestion") == Said("suggestion")
    assert answer(asking, "complaint or suggestion").id == "complaint or suggestion"


def test_a_secret_is_checked_and_only_the_proof_is_kept() -> None:
    tried: list[str] = []

    def check(typed: str) -> datetime | None:
        tried.append(typed)
        return datetime(2026, 11, 18, 5, 0, tzinfo=UTC) if typed == "4321" else None

    asking = Asking("secret", check, wrong="Wrong.")
    person = in_talk(asking)
    said = person.says("৯৯৯৯")
    assert said.startswith("Wrong.")
    assert "9999" not in person.saved
    assert "৯৯৯৯" not in person.saved
    person.says(" \u200e৪৩\u200b২১ ")
    assert tried == ["9999", "4321"]
    assert asking.answer == datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
    assert "4321" not in person.saved


def test_a_secret_that_is_not_taken_any_more_is_not_asked_for_again() -> None:
    tried: list[str] = []

    def script(talk: Talk, office: Ledger) -> None:
        del office

        def check(typed: str) -> datetime | None:
            tried.append(typed)
            if len(tried) > 1:
                raise Overtaken
            return None

        if len(tried) > 1:
            talk.say("No more.")
        else:
            talk.secret("pin", "Your PIN?", check)

    person = in_talk(script)
    assert "Your PIN?" in person.says("1234")
    assert person.says("1234") == "No more."


def test_an_aged_proof_is_asked_for_again() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        talk.secret("pin", "Your PIN?", lambda _typed: talk.now + timedelta(minutes=30))
        talk.text("month", "Which month?")
        talk.say("Here it is.")

    person = in_talk(script)
    assert "Which month?" in person.says("1234")
    said = person.says("May", after=timedelta(minutes=31))
    assert "Too much time has passed" in said
    assert "Your PIN?" in said
    assert "Here it is." not in said
    assert "Here it is." not in person.says("1234")


def test_misunderstandings_offer_a_person_from_the_third_on() -> None:
    person = in_talk(Asking("number", 1, 5))
    assert "phone" not in person.says("?")
    assert "phone" not in person.says("??")
    assert "To talk to a person, write: phone" in person.says("???")


def test_misunderstandings_offer_a_person_at_the_menu_too() -> None:
    person = Person()
    person.says("hi")
    person.says("xxx")
    person.says("yyy")
    assert "To talk to a person, write: phone" in person.says("zzz")


INCOME = Asking("amount", 99_999_999, counted="money", whole="year")
DISTANCE = Asking("measure", 500)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("84000", 84_000), ("Rs. 84,000/-", 84_000), ("১ লক্ষ ২০ হাজার", 120_000), ("তিরিশ হাজার", 30_000), ("0", 0)],
)
def test_an_amount_is_a_whole_number(typed: str, value: int) -> None:
    assert answer(INCOME, typed) == value


@pytest.mark.parametrize("typed", ["onek", "1.5", "999999999"])
def test_what_is_no_single_amount_is_asked_again(typed: str) -> None:
    assert objection(INCOME, typed) == "Please write just the number, such as 84,000."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ABC1234567", "I did not understand “ABC1234567”. Please write just the number, such as 84,000."),
        ("60 hajarer beshi", "I did not understand “beshi”. Please write just the number, such as 84,000."),
        ("5-6 hajar", "I read more than one number. Please write just one, such as 84,000."),
        (
            "৫০ হাজার মাসে",
            "You wrote “মাসে”. Please reckon up the whole of that time and write the total, such as 84,000.",
        ),
    ],
)
def test_an_amount_that_is_understood_in_part_is_asked_again_and_told_why(typed: str, told: str) -> None:
    assert objection(INCOME, typed) == told


def test_a_small_amount_is_told_its_limits() -> None:
    asking = Asking("amount", 110, counted="years")
    assert answer(asking, "কুড়ি বছর") == 20
    assert objection(asking, "111") == "Please write a number from 0 to 110."
    assert objection(asking, "6 mas") == "I did not understand “mas”. Please write just the number, such as 20."
    assert objection(asking, "many") == "Please write just the number, such as 20."


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4.5 km", "4.5"),
        ("৪.৫ কিমি", "4.5"),
        ("४.५", "4.5"),
        ("সাড়ে চার কিলোমিটার", "4.5"),
        ("10", "10"),
        ("12.0", "12"),
        ("4.25 km", "4.25"),
    ],
)
def test_a_measure_has_two_places_behind_the_point(typed: str, value: str) -> None:
    assert answer(DISTANCE, typed) == Decimal(value)


def test_what_is_no_measure_is_asked_again() -> None:
    assert objection(DISTANCE, "far") == "Please write just the number, such as 4.5."
    assert objection(DISTANCE, "4 mile") == "I did not understand “mile”. Please write just the number, such as 4.5."
    assert "two places behind the point at most" in objection(DISTANCE, "4.2555")
    assert objection(DISTANCE, "500.5") == "Please write a number from 0 to 500."


def test_words_that_are_known_are_not_asked() -> None:
    asking = Asking("text", default="Helencha")
    in_talk(asking)
    assert asking.answer == "Helencha"


def counted(text: str) -> list[dict[str, int]]:
    """A test's reading of "2 goats": what "2" alone counts may be either."""
    number, _blank, what = text.partition(" ")
    if not number.isdecimal():
        return []
    return [{kind: int(number)} for kind in ("goats", "cows") if what in ("", kind)]


HERD = Asking(
    "parse",
    counted,
    lambda herd: Option("", ", ".join(f"{count} {kind}" for kind, count in herd.items()), words=tuple(herd)),
    missing="How many goats or cows?",
    formerly=lambda word: {word.partition(":")[0]: int(word.partition(":")[2])},
    options=[Option("none", "None at all", words=("nothing",), carries={})],
)


@pytest.mark.parametrize(
    ("typed", "herd"),
    [("2 goats", {"goats": 2}), ("nothing", {}), ("none at al", {}), ("1", {}), ("3 cows", {"cows": 3})],
)
def test_a_value_is_read_out_of_words_or_carried_by_an_option(typed: str, herd: dict[str, int]) -> None:
    assert answer(HERD, typed) == herd


def test_words_out_of_which_nothing_is_read_are_asked_for_again() -> None:
    assert objection(HERD, "many") == "How many goats or cows?"


@pytest.mark.parametrize("typed", ["2", "cows", "250 cows"])
def test_what_may_mean_several_things_is_listed(typed: str) -> None:
    person = in_talk(HERD)
    assert "1. 250 goats\n2. 250 cows" in person.says("250")
    person.says(typed)
    assert HERD.answer == {"cows": 250}


@pytest.mark.parametrize("typed", ["2", "cows", "250 cows"])
def test_a_list_of_readings_that_the_release_before_has_shown_is_understood(typed: str) -> None:
    person = in_talk(HERD)
    raw = json.loads(person.saved)
    raw["asked"] |= {"found": ["goats:250", "cows:250"], "shown": [[1, "goats:250"], [2, "cows:250"]]}
    person.saved = json.dumps(raw)
    person.says(typed)
    assert HERD.answer == {"cows": 250}


@pytest.mark.parametrize(("stored", "herd"), [("cows:7", {"cows": 7}), ("none", {})])
def test_an_answer_that_the_release_before_has_stored_in_one_word_is_understood(
    stored: str, herd: dict[str, int]
) -> None:
    def script(talk: Talk, office: Ledger) -> None:
        HERD(talk, office)
        talk.text("more", "More?")

    person = in_talk(script)
    person.says("1")
    raw = json.loads(person.saved)
    raw["answers"] = [["q", {"v": {"id": stored, "label": "As it was called"}}]]
    person.saved = json.dumps(raw)
    person.says("words")
    assert HERD.answer == herd


def test_what_an_option_carries_is_stored_with_the_choice() -> None:
    asking = Asking("choose", [Option("all", "All of it", carries=12345), *options("Nothing")])
    assert answer(asking, "1") == Choice("all", "All of it", 12345)
    assert answer(asking, "2") == Choice("nothing", "Nothing")


def test_what_is_found_out_is_looked_up_one_time_and_again_after_a_step_back_before_it() -> None:
    def script(talk: Talk, office: Ledger) -> None:
        name = talk.text("name", "Name?")
        before = talk.find_out("before", lambda: office.write(f"looked for {name}"))
        talk.text("wish", f"We have {before}. Anything else?")
        talk.text("more", "And then?")

    person = in_talk(script)
    assert "We have looked for Rahima." in person.says("Rahima")
    person.says("a road")
    assert "We have looked for Rahima." in person.says("0")
    assert person.ledger.entries == ["looked for Rahima"]
    assert "Name?" in person.says("0")
    assert "We have looked for Karim." in person.says("Karim")
