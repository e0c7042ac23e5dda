"""Danger first: the number stands in the first line, and the message is handled as it would have been."""

from __future__ import annotations

import pytest

from tests.flows.phones import PHOTO, Phone, Village
from tests.panchayat.imports.registers import rows, take_in

FIRE = "বিপদ হলে এখনই ফোন করুন: 101 (দমকল), 112 (যে কোনও বিপদ)"


def first_line(said: str) -> str:
    return said.partition("\n")[0]


def rest(said: str) -> str:
    return said.split("\n\n", 1)[1]


def test_the_number_stands_first_and_what_was_said_goes_its_usual_way(phone: Phone) -> None:
    phone.says("hi")
    said = phone.says("amader paray agun legeche taratari asun")
    assert first_line(said) == FIRE
    assert "অভিযোগ হিসেবে" in rest(said)
    assert "agun legeche" in rest(said)
    assert "কোন গ্রাম" in phone.says("1")


def test_it_is_one_message_with_the_answer(phone: Phone) -> None:
    phone.says("hi")
    answer = phone.sends("agun legeche")
    assert answer.body is not None
    assert answer.body.startswith(FIRE)
    assert phone.reads() == []


def test_the_first_message_of_all_is_heard_too(phone: Phone) -> None:
    said = phone.says("আগুন লেগেছে আমাদের বাড়িতে")
    assert first_line(said) == FIRE
    assert "স্বাগত" in said


def test_an_answer_to_the_question_that_stands_stays_one(phone: Phone) -> None:
    for message in ("hi", "1", "jirat", "1"):
        phone.says(message)
    said = phone.says("রাস্তায় বিদ্যুতের তার ছিঁড়ে পড়ে আছে")
    assert first_line(said) == FIRE
    assert "কোথায়" in rest(said)
    assert "তার ছিঁড়ে পড়ে আছে" in str(phone.state())


def test_the_words_below_a_photo_are_heard(phone: Phone) -> None:
    phone.says("hi")
    assert first_line(phone.says("agun legeche", PHOTO)) == FIRE


def test_what_is_written_where_a_pin_is_asked_is_looked_at_for_nothing(village: Village) -> None:
    employee = village.phone("whatsapp:+910000000202")
    employee.says("hi")
    employee.says("pay slip")
    assert FIRE not in employee.says("agun legeche")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("english", "In danger, call at once: 101 (fire brigade), 112 (any emergency)"),
        ("hindi", "ख़तरा हो तो अभी फ़ोन कीजिए: 101 (दमकल), 112 (कोई भी मुसीबत)"),
    ],
)
def test_it_is_said_in_the_persons_language(phone: Phone, language: str, line: str) -> None:
    phone.says("hi")
    phone.says(language)
    assert first_line(phone.says("agun legeche")) == line


def test_whoever_does_not_want_to_live_is_spoken_to_otherwise(phone: Phone) -> None:
    phone.says("hi")
    assert first_line(phone.says("ami ar bachte chai na")).startswith("আপনি একা নন। এখনই ফোন করে কথা বলুন: 14416")


@pytest.mark.parametrize("asked", ["ambulance er number din", "অ্যাম্বুলেন্সের নাম্বার", "ambulance number"])
def test_who_asks_for_a_number_is_told_it_and_all_others(phone: Phone, asked: str) -> None:
    phone.says("hi")
    said = phone.says(asked)
    assert first_line(said) == "বিপদ হলে এখনই ফোন করুন: 108 / 102 (অ্যাম্বুলেন্স), 112 (যে কোনও বিপদ)"
    assert "1098 = শিশুদের সাহায্য" in said


@pytest.mark.parametrize("said", ["112", "১১২", "1098", "14416"])
def test_the_number_of_a_helper_itself_gives_every_number(phone: Phone, said: str) -> None:
    phone.says("hi")
    assert "101 = দমকল" in phone.says(said)


def test_emergency_as_a_whole_message_gives_every_number_and_the_question_stands(phone: Phone) -> None:
    for message in ("hi", "1", "jirat"):
        asked = phone.says(message)
    said = phone.says("emergency")
    assert "100 = পুলিশ" in said
    assert said.endswith(asked)


@pytest.mark.parametrize("asked", ["ambulance er number ta din", "পুলিশের নাম্বার দিন", "give me the police number"])
def test_a_number_that_is_asked_for_answers_no_question(phone: Phone, asked: str) -> None:
    for message in ("hi", "1", "jirat", "1", "রাস্তা ভেঙে গেছে"):
        place = phone.says(message)
    said = phone.says(asked)
    assert "100 = পুলিশ" in said
    assert said.endswith(place)
    assert "বটতলা" in phone.says("বটতলা")


def test_a_complaint_about_the_police_is_no_wish_for_their_number(phone: Phone) -> None:
    phone.says("hi")
    assert "100 = পুলিশ" not in phone.says("police er number bondho thake sob somoy")


def test_a_turn_that_fails_says_it_all_the_same(
    village: Village, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.says("hi")

    def broken(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("flows.turn.conversation.take", broken)
    assert first_line(phone.says("agun legeche")) == FIRE


def test_an_office_puts_its_own_number_in_place_of_the_states_from_a_day_on(village: Village, phone: Phone) -> None:
    own = {"office": "SAMPLE-02", "helper": "fire", "name_bn": "নমুনা দমকল", "phones": "03213 000101"}
    later = {**own, "phones": "03213 000102", "valid_from": "01-01-2027"}
    told = take_in(village.open_office, "emergency_numbers", rows("emergency_numbers", own, later))
    assert told == "2 emergency numbers: 2 added, 0 changed, 0 unchanged"
    assert first_line(phone.says("agun legeche")) == FIRE
    of_jirat = village.phone("whatsapp:+910000000102")
    assert first_line(of_jirat.says("আগুন লেগেছে")).startswith("বিপদ হলে এখনই ফোন করুন: 03213 000101 (নমুনা দমকল), 112")
