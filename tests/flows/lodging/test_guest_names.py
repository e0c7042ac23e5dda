"""In whose name rooms are booked: the person's own, or the name in a few words; a sentence is no name of anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chatbot.answers import NotUnderstood
from flows.lodging.guest_names import read_guest
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"
OWN = "Malati Mahato"


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who is asked in whose name rooms shall be booked."""
    phone = village.phone(CITIZEN)
    for each in ("hi", "6", "SAMPLE-GH-1", "20 december", "2", "2"):
        phone.says(each)
    assert "কার নামে বুকিং?" in phone.says("suite")
    return phone


@pytest.mark.parametrize(
    "said", ["amar naame", "আমার নামে", "nijer naame hobe", "amar nijer naame", "ami", "in my name", "मेरे नाम से"]
)
def test_who_says_in_my_name_means_their_own(said: str) -> None:
    assert read_guest(said, OWN) == [OWN]
    with pytest.raises(NotUnderstood):
        read_guest(said, "")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ratan Mahato er naame hobe", "Ratan Mahato"),
        ("Ratan Mahato hobe", "Ratan Mahato"),
        ("likhun Ratan Mahato", "Ratan Mahato"),
        ("naam hobe Ratan Mahato", "Ratan Mahato"),
        ("রতন মাহাতো এর নামে লিখুন", "রতন মাহাতো"),
        ("रतन कुमार के नाम से", "रतन कुमार"),
        ("in the name of Ratan Mahato", "Ratan Mahato"),
        ("Malati noy, Ratan Mahato", "Ratan Mahato"),
        ("মালতী নয়, রতন মাহাতো", "রতন মাহাতো"),
        ("amar bou er naame Sima Mahato", "Sima Mahato"),
        ("amar chele Sujoy er", "Sujoy"),
        ("আমার ছেলে সুজয় দাস", "সুজয় দাস"),
        ("amar naam Ratan Mahato", "Ratan Mahato"),
        ("Amar Das", "Amar Das"),
        ("Md. Salim Ali", "Md. Salim Ali"),
        ("Ram Nath", "Ram Nath"),
    ],
)
def test_a_name_is_read_out_of_a_few_words(said: str, name: str) -> None:
    assert read_guest(said, OWN) == [name]


@pytest.mark.parametrize(
    "said",
    [
        *("jar naame khushi", "na ac ta", "অন্য নাম", "je kono", "amar bou", "amar ma er naame", "Sima Mahator naame"),
        *("malati na", "malati na ratan na", "रतन नहीं", "আমার স্ত্রীর নামে", "suite ta", "আরেকটা নাম"),
    ],
)
def test_what_is_no_plain_name_is_asked_again(said: str) -> None:
    with pytest.raises(NotUnderstood):
        read_guest(said, OWN)


def test_a_sentence_is_asked_again_in_the_conversation(phone: Phone) -> None:
    assert phone.says("jar naame khushi").startswith("পরিচয়পত্রে যেমন আছে, শুধু সেই নামটি লিখুন।")
    assert "কোন পরিচয়পত্র দেখাবেন?" in phone.says("Ratan Mahato hobe")
    assert "Ratan Mahato, ভোটার কার্ড …৪৫৬৭" in [phone.says(each) for each in ("voter", "4567")][-1]


@pytest.mark.parametrize("after", [1, 9])
def test_a_name_that_comes_in_two_messages_is_one(phone: Phone, after: int) -> None:
    phone.says("গোপাল")
    told = phone.says("ঘোষ", after=timedelta(seconds=after))
    assert told.startswith("অতিথির নাম: গোপাল ঘোষ")
    assert "কোন পরিচয়পত্র দেখাবেন?" in told
    bill = [phone.says(each) for each in ("ভোটার", "4567")][-1]
    assert "স্যুট" in bill
    assert "গোপাল ঘোষ, ভোটার কার্ড …৪৫৬৭" in bill


@pytest.mark.parametrize("said", ["voter", "ভোটার", "1", "adhar"])
def test_a_card_is_no_part_of_a_name(phone: Phone, said: str) -> None:
    phone.says("গোপাল")
    phone.says(said, after=timedelta(seconds=1))
    assert "অতিথি: গোপাল, " in phone.says("4567")


def test_a_word_that_comes_later_is_no_part_of_the_name(phone: Phone) -> None:
    phone.says("গোপাল")
    assert phone.says("ঘোষ", after=timedelta(minutes=1)).startswith("অতিথি কোন কার্ড দেখাবেন?")
