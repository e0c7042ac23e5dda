"""What follows something that was handed in waits as long as it takes, is chosen by name, and is shown where it asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.exchange import ArrivedFile
from panchayat.models.grievance_states import State
from tests.flows.phones import PHOTO, Phone, Village
from tests.flows.test_following import JOIN, WHICH, ask_certificate, complain, told

__all__ = ["phone"]

MORE = "আর ওখানে রাতে আলোও জ্বলে না"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody whose office is known and who has filed nothing yet."""
    phone = village.phone("whatsapp:+910000000105")
    phone.says("hi")
    return phone


def complain_of_water(phone: Phone) -> None:
    for said in ("১", "পানীয় জল", "কলের জল ঘোলা আসছে", "বটতলা মোড়"):
        phone.says(said)
    assert "জমা হয়েছে" in phone.says("১")


def states(phone: Phone) -> list[str]:
    with phone.village.open_office() as office:
        return [each.state for each in office.grievances.of(phone.contact(office).id)]


@pytest.mark.parametrize("minutes", [3, 20, 90])
def test_what_was_asked_within_the_hour_is_joined_however_long_the_answer_takes(phone: Phone, minutes: int) -> None:
    complain(phone)
    phone.village.clock.advance(timedelta(minutes=58))
    assert JOIN in phone.says(MORE)
    phone.village.clock.advance(timedelta(minutes=minutes))
    phone.says("1")
    assert told(phone)[0].endswith(f"\n{MORE}")


@pytest.mark.parametrize(
    ("name", "about"),
    [
        *(("joler ta te", "ঘোলা"), ("jol", "ঘোলা"), ("জলেরটা", "ঘোলা"), ("पानी वाला", "ঘোলা"), ("water", "ঘোলা")),
        *(("rastarta", "গর্ত"), ("রাস্তার টা", "গর্ত"), ("rasta", "গর্ত"), ("the road one", "গর্ত")),
    ],
)
def test_one_of_several_is_named_by_what_it_is_about_and_said_back(phone: Phone, name: str, about: str) -> None:
    complain(phone)
    complain_of_water(phone)
    assert WHICH in phone.says("ওটা সকালের দিকে বেশি হয় দাদা")
    said = phone.says(name)
    assert "জুড়ে দিয়েছি" in said or "I have added it" in said
    assert "GRV-" in said
    assert [each.splitlines()[0] for each in told(phone) if each.endswith("হয় দাদা")] == [
        next(each.splitlines()[0] for each in told(phone) if about in each)
    ]


def test_a_certificate_is_named_too(phone: Phone) -> None:
    complain(phone)
    ask_certificate(phone)
    assert WHICH in phone.says("ওটা তাড়াতাড়ি লাগবে দাদা")
    assert "জুড়ে দিয়েছি" in phone.says("certificate er jonno")
    assert all("তাড়াতাড়ি" not in each for each in told(phone))


def test_what_comes_where_it_is_asked_to_which_joins_it_in_its_order(phone: Phone) -> None:
    complain(phone)
    complain_of_water(phone)
    phone.says("ওটা সকালের দিকে বেশি হয়")
    said = phone.says("বিকেলের দিকে আবার একটু কমে যায়", after=timedelta(seconds=3))
    assert "“ওটা সকালের দিকে বেশি হয়\nবিকেলের দিকে আবার একটু কমে যায়”" in said
    phone.says("জলের টা")
    assert any(each.endswith("ওটা সকালের দিকে বেশি হয়\nবিকেলের দিকে আবার একটু কমে যায়") for each in told(phone))


def test_what_is_none_of_them_is_lost_with_none_of_its_lines(phone: Phone) -> None:
    complain(phone)
    complain_of_water(phone)
    phone.says("স্কুলের ছাদ ভেঙে পড়েছে")
    phone.says("বাচ্চারা বাইরে বসে পড়ছে দুদিন")
    said = phone.says("অন্য কিছু")
    assert "“স্কুলের ছাদ ভেঙে পড়েছে বাচ্চারা বাইরে বসে পড়ছে দুদিন”" in said


def test_a_photo_where_it_is_asked_to_which_goes_along(phone: Phone) -> None:
    complain(phone)
    complain_of_water(phone)
    phone.says("ওটা সকালের দিকে বেশি হয়")
    assert WHICH in phone.says("", PHOTO)
    assert "জুড়ে দিয়েছি" in phone.says("joler ta")


@pytest.mark.parametrize(
    "words",
    [
        *("ওটা কি জুড়েছে?", "kobe pabo", "kobe hobe thik ache", "ki holo", "ota ki joma hoyeche", "oita ki pouchheche?"),
        *("आपको मिला क्या?", "has it reached?", "কী হলো দাদা", "ei tar ki holo"),
    ],
)
def test_a_question_about_it_shows_how_it_stands(phone: Phone, words: str) -> None:
    complain(phone)
    said = phone.says(words)
    assert "কী কী হয়েছে:" in said or "What has been done:" in said
    assert told(phone) == ["বটতলার সামনে রাস্তায় বড় গর্ত"]


@pytest.mark.parametrize("words", ["ei tar ki holo", "ওটা কি জুড়েছে?", "kobe pabo", "কবে হবে এটা"])
def test_a_question_that_quotes_the_receipt_shows_how_it_stands(phone: Phone, words: str) -> None:
    complain(phone)
    assert "কী কী হয়েছে:" in phone.says(words, quotes="জমা হয়েছে")


@pytest.mark.parametrize("words", ["lagbe na ar", "আর লাগবে না", "obhijog tule nite chai", "dorkar nei ar dada"])
def test_that_it_is_needed_no_longer_leads_to_the_question_whether_to_take_it_back(phone: Phone, words: str) -> None:
    complain(phone)
    assert "তুলে নেব?" in phone.says(words)
    assert states(phone) == [State.SUBMITTED]
    phone.says("ha")
    assert states(phone) == [State.WITHDRAWN]


@pytest.mark.parametrize("words", ["কেন এখনও আলো লাগবে না বলছে ওরা জানি না", "বাস ওই পথে আর যাব না বলছে ড্রাইভার"])
def test_a_story_takes_nothing_back(phone: Phone, words: str) -> None:
    complain(phone)
    assert JOIN in phone.says(words)


def test_what_is_kept_where_it_is_asked_what_is_meant_stands_behind_what_was_written_first(phone: Phone) -> None:
    first, then = "dadar obhijog korte hobe ekta babur songe", "পাড়ার রাস্তায় জল জমে আছে তিন দিন"
    assert "কোনটা চান?" in phone.says(first)
    phone.says(then)
    phone.says("1")
    phone.says("রাস্তাঘাট")
    assert f"{first}\n{then}" in phone.says("বটতলা")


@pytest.mark.parametrize("file", [(PHOTO,), ()])
def test_words_where_it_is_asked_whether_to_open_it_again_go_along(
    village: Village, file: tuple[ArrivedFile, ...]
) -> None:
    phone = village.phone("whatsapp:+910000000101")
    phone.says("hi")
    assert "আবার খুলুন" in phone.says("ঠিক হয়নি")
    said = phone.says("ei dekhun ekhono jol ghola", *file)
    assert "“ei dekhun ekhono jol ghola”" in said
    assert "আবার খোলা হয়েছে" in phone.says("হ্যাঁ")
    assert any(each.endswith("\nei dekhun ekhono jol ghola") for each in told(phone))
