"""What the office has asked is answered in any words: each answer is shown with what it answers, and passed on whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from panchayat.models import Grievance
from panchayat.models.grievance_states import State
from tests.flows.phones import PHOTO, Phone, Village

IS_IT = "এটা কি আপনার উত্তর?"
PASSED_ON = "অফিসে জানিয়ে দিয়েছি"
ASKED = "কটা গর্ত?"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody about whose complaint about a road the office has asked how many holes there are."""
    phone = village.phone("whatsapp:+910000000105")
    phone.says("hi")
    complain(phone, "রাস্তাঘাট", "বটতলার সামনে রাস্তায় বড় গর্ত")
    ask(phone)
    return phone


def complain(phone: Phone, about: str, what: str) -> None:
    for said in ("১", about, what, "বটতলা মোড়"):
        phone.says(said)
    assert "জমা হয়েছে" in phone.says("১")


def newest(phone: Phone) -> Grievance:
    with phone.village.open_office() as office:
        return office.grievances.of(phone.contact(office).id)[0]


def ask(phone: Phone) -> None:
    """The office asks about the newest of them."""
    number = newest(phone).number
    with phone.village.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.NEEDS_INFO, note=ASKED)
    phone.reads()


def stories(phone: Phone) -> dict[str, str]:
    """What each complaint says, by its subject."""
    with phone.village.open_office() as office:
        own = office.grievances.of(phone.contact(office).id)
        return {office.grievances.category(each).key: each.description for each in own}


@pytest.mark.parametrize("words", ["na", "3 te", "200", "2", "১", "বড় একটা, ছোট দুটো", "হ্যাঁ", "around five"])
def test_whatever_is_written_below_the_question_is_shown_and_then_passed_on(phone: Phone, words: str) -> None:
    phone.says("অবস্থা")
    said = phone.says(words)
    assert IS_IT in said or "is this your answer?" in said
    assert f"“{words}”" in said
    assert newest(phone).state == State.NEEDS_INFO
    phone.says("1")
    assert newest(phone).state == State.UNDER_PROCESS
    assert newest(phone).description.endswith(f"\n{words}")


def test_what_comes_in_lines_is_passed_on_whole_and_in_order(phone: Phone) -> None:
    phone.says("অবস্থা")
    for said in ("na", "3 te", "2 te pasher parar", "r ekta kotha sokale besi ghola"):
        shown = phone.says(said, after=timedelta(seconds=3))
    assert "“na\n3 te\n2 te pasher parar\nr ekta kotha sokale besi ghola”" in shown
    assert PASSED_ON in phone.says("1")
    assert newest(phone).description.endswith("na\n3 te\n2 te pasher parar\nr ekta kotha sokale besi ghola")


@pytest.mark.parametrize("number", ["1", "2", "৩", "12"])
def test_a_number_below_the_question_withdraws_nothing(phone: Phone, number: str) -> None:
    phone.says("অবস্থা")
    phone.says(number)
    phone.says("ha")
    assert newest(phone).state == State.UNDER_PROCESS


@pytest.mark.parametrize("words", ["তুলে নিন", "take back", "tule nin", "वापस लें"])
def test_it_is_taken_back_by_its_words(phone: Phone, words: str) -> None:
    phone.says("অবস্থা")
    phone.says(words)
    phone.says("1")
    assert newest(phone).state == State.WITHDRAWN


@pytest.mark.parametrize("words", ["পরে", "pore debo", "later", "পরে জানাব"])
def test_it_is_left_for_later_by_a_word(phone: Phone, words: str) -> None:
    phone.says("অবস্থা")
    said = phone.says(words)
    assert "পরে উত্তর দিতে" in said or "To answer later" in said
    assert newest(phone).state == State.NEEDS_INFO


@pytest.mark.parametrize("words", ["amar bhata dhukche na 3 mas", "আমাদের স্কুলে শিক্ষক নেই"])
def test_what_is_no_answer_is_offered_as_a_complaint(phone: Phone, words: str) -> None:
    phone.says("অবস্থা")
    phone.says(words)
    said = phone.says("2")
    assert "অভিযোগ হিসেবে" in said
    assert f"“{words}”" in said
    assert newest(phone).state == State.NEEDS_INFO


@pytest.mark.parametrize("words", ["200", "4471", "১৫", "gorto tinte", "tinte gorto boro boro"])
def test_at_the_menu_it_is_offered_as_the_answer_with_its_subject(phone: Phone, words: str) -> None:
    said = phone.says(words)
    assert "(রাস্তাঘাট): এটা কি আপনার উত্তর?" in said
    assert f"“{words}”" in said
    assert PASSED_ON in phone.says("1")
    assert newest(phone).description.endswith(f"\n{words}")


def test_a_number_that_is_no_answer_becomes_no_complaint(phone: Phone) -> None:
    phone.says("200")
    said = phone.says("2")
    assert "অভিযোগ হিসেবে" not in said
    assert newest(phone).state == State.NEEDS_INFO


def test_a_row_of_the_menu_stays_a_row(phone: Phone) -> None:
    assert "কী বিষয়ে?" in phone.says("১")


def test_a_number_that_is_asked_for_nowhere_is_still_not_on_the_list(village: Village) -> None:
    other = village.phone("whatsapp:+910000000106")
    other.says("hi")
    assert "তালিকায় নেই" in other.says("200")


@pytest.mark.parametrize("words", ["3", "৩", "না", "ha", "তিনটে বড় গর্ত"])
def test_what_quotes_the_question_is_taken_for_the_answer(phone: Phone, words: str) -> None:
    said = phone.says(words, quotes=ASKED)
    assert IS_IT in said
    assert f"“{words}”" in said
    assert PASSED_ON in phone.says("1")
    assert newest(phone).description.endswith(f"\n{words}")


def test_of_two_that_wait_it_is_asked_which_and_both_can_be_named(phone: Phone) -> None:
    complain(phone, "পানীয় জল", "কলের জল ঘোলা আসছে")
    ask(phone)
    said = phone.says("gorto tinte")
    assert "এটা কোনটার উত্তর?\n“gorto tinte”" in said
    assert "রাস্তাঘাট" in said
    assert "পানীয় জল" in said
    assert PASSED_ON in phone.says("rastar ta")
    assert stories(phone)["roads"].endswith("\ngorto tinte")
    assert "gorto" not in stories(phone)["water"]


@pytest.mark.parametrize("words", ["pase aro ekta", "bhul bolechi 6 foot", "ছোটও আছে দুটো"])
def test_what_comes_within_the_hour_after_an_answer_is_offered_to_it(phone: Phone, words: str) -> None:
    phone.says("অবস্থা")
    phone.says("tinte")
    phone.says("1")
    phone.village.clock.advance(timedelta(minutes=50))
    assert "এটা কি এর সঙ্গে জুড়ে দেব?" in phone.says(words)
    phone.says("1")
    assert newest(phone).description.endswith(f"\n{words}")


def test_a_photo_within_the_hour_after_an_answer_is_offered_to_it(phone: Phone) -> None:
    phone.says("অবস্থা")
    phone.says("tinte")
    phone.says("1")
    assert "(রাস্তাঘাট): এটা কি এর সঙ্গে জুড়ে দেব?" in phone.says("", PHOTO)


def test_what_comes_in_lines_at_the_menu_stands_in_its_order(phone: Phone) -> None:
    phone.says("তিনটে বড় গর্ত আছে")
    said = phone.says("দুটো ছোট গর্তও আছে", after=timedelta(seconds=2))
    assert "“তিনটে বড় গর্ত আছে\nদুটো ছোট গর্তও আছে”" in said
    phone.says("1")
    assert newest(phone).description.endswith("\nতিনটে বড় গর্ত আছে\nদুটো ছোট গর্তও আছে")


def test_in_english_and_hindi_it_is_asked_too(phone: Phone) -> None:
    phone.says("9")
    phone.says("English")
    assert "is this your answer?\n“200”" in phone.says("200")
    phone.says("menu")
    phone.says("9")
    phone.says("हिन्दी")
    assert "क्या यह आपका उत्तर है?\n“200”" in phone.says("200")
