"""A long form says where one is, of what will be asked of this person for this paper, and asks nothing that is known."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from chatbot.language.spelling import with_ascii_digits
from panchayat.certificates.types import catalogue
from tests.flows.phones import PHOTO, Phone, Village

#: Whoever answers at leisure has read the question.
A_MINUTE = timedelta(minutes=1)
NEWCOMER, KNOWN, OFFICER = (f"whatsapp:+910000000{number}" for number in ("999", "105", "202"))
#: What fits every question that can come, by words of the question.
ANSWERS = (
    ("কে মারা গেছেন", "রাম মাহাতো"),
    ("পুরো নাম", "মালতী মাহাতো"),
    ("নামটি কী", "মালতী দাস"),
    ("পুরো ঠিকানা", "বটতলা, হেলেঞ্চা"),
    ("কোথা থেকে", "বটতলা"),
    ("কোন জায়গা পর্যন্ত", "কালনা কলেজ"),
    ("কোন জাতি", "তফসিলি জাতি"),
    ("কোন কাগজ দরকার", "জমি নেই এই কাগজ"),
    ("ছবি তুলে", "পরে"),
    ("বাড়িতে পৌঁছে", "হ্যাঁ"),
    ("সবাই চেনেন", "স্কুলের পাশে"),
    ("কখন কেউ", "সকাল"),
    ("পরিচয়পত্র", "নেই"),
    ("মোবাইল নম্বর আছে", "না"),
    ("কী কাজে লাগবে", "ব্যাঙ্কের কাজ"),
    ("আর কেউ আছেন", "শেষ"),
    ("সব ওয়ারিশের", "রাম মাহাতো, শ্যাম মাহাতো"),
    ("তারিখ", "12-05-2001"),
    ("কোন সময়ের আয়", "২০২৫-২৬"),
    ("কত টাকা", "84000"),
    ("কত বছর", "20"),
    ("কত কিলোমিটার", "4.5"),
    ("সম্পর্কে কে হন", "১"),
    ("বাবা", "হরি মাহাতো"),
    ("আপনার কে হন", "আমার মেয়ে"),
    ("কার জন্য", "১"),
    ("গ্রাম বা পাড়া", "হেলেঞ্চা"),
)


def questions(phone: Phone, said: str, *, for_family: bool = False) -> list[str]:
    """Every question up to the summary, each answered with something that fits."""
    asked = []
    while "জমা দেব?" not in said:
        asked.append(said)
        assert len(asked) < 30, said
        answer = next(answer for words, answer in ANSWERS if words in said)
        whom = answer == "১" and for_family and "কার জন্য" in said
        said = phone.says("২" if whom else answer, after=A_MINUTE)
    return asked


def places(asked: list[str]) -> list[tuple[int, int]]:
    found = [re.match(r"(\d+)/(\d+)\n", with_ascii_digits(said)) for said in asked]
    return [(int(each[1]), int(each[2])) for each in found if each]


def are_in_order(shown: list[tuple[int, int]]) -> bool:
    """One step after another up to the last, in which several questions may be."""
    totals = {total for _place, total in shown}
    steps = [place for place, _total in shown]
    return len(totals) == 1 and sorted(set(steps)) == list(range(1, totals.pop() + 1)) and steps == sorted(steps)


@pytest.mark.parametrize("kind", [each.key for each in catalogue().types])
@pytest.mark.parametrize("for_family", [False, True])
def test_each_paper_counts_its_own_steps_to_the_last(village: Village, kind: str, for_family: bool) -> None:
    phone = village.phone(NEWCOMER)
    phone.says("hi")
    phone.says("৫")
    phone.says("হেলেঞ্চা")
    asked = questions(phone, phone.says(catalogue().type(kind).names["bn"]), for_family=for_family)
    shown = places(asked)
    assert are_in_order(shown), shown
    assert len(shown) >= len(asked) - 2  # the two before it is known what will be asked


def test_an_officer_counts_them_too(village: Village) -> None:
    officer = village.phone(OFFICER)
    for text in ("hi", "আমার কাজ", "অন্য কারও জন্য আবেদন"):
        officer.says(text)
    shown = places(questions(officer, officer.says("দূরত্ব সার্টিফিকেট")))
    assert are_in_order(shown)
    assert shown[-1] == (10, 10)


def test_a_photo_that_comes_meanwhile_is_a_step_less(village: Village) -> None:
    phone = village.phone(NEWCOMER)
    for text in ("hi", "৫", "হেলেঞ্চা", "আয়ের সার্টিফিকেট"):
        phone.says(text)
    assert phone.says("১").startswith("১/৯\n")
    assert "\n\n১/৮\n" in phone.says("", PHOTO)


def test_a_change_from_the_summary_says_no_place(village: Village) -> None:
    phone = village.phone(NEWCOMER)
    for text in ("hi", "৫", "হেলেঞ্চা"):
        phone.says(text)
    questions(phone, phone.says("ওয়ারিশন সার্টিফিকেট"))
    for text in ("বদলান", "কাগজ", "দূরত্ব সার্টিফিকেট"):
        said = phone.says(text)
    assert places([said, *questions(phone, said)]) == []
    phone.says("বদলান")
    assert places([phone.says("ঠিকানা")]) == []


def test_what_is_known_is_neither_asked_nor_counted(village: Village) -> None:
    phone = village.phone(KNOWN)
    for text in ("hi", "৫"):
        phone.says(text)
    first = questions(phone, phone.says("চরিত্র সার্টিফিকেট"))
    assert not any("পুরো নাম" in said for said in first)
    phone.says("জমা দিন")
    phone.says("৫")
    again = questions(phone, phone.says("দূরত্ব সার্টিফিকেট"))
    assert not any(words in said for said in again for words in ("পুরো নাম", "বাবা", "পুরো ঠিকানা"))
    assert are_in_order(places(again))


@pytest.mark.parametrize(("language", "place"), [("english", "2/"), ("हिंदी", "२/")])
def test_it_is_said_in_the_persons_digits(village: Village, language: str, place: str) -> None:
    phone = village.phone(NEWCOMER)
    for text in ("hi", language, "5", "helencha", "4", "1"):
        phone.says(text)
    assert phone.says("Rina Das").startswith(place)


def test_a_number_that_is_told_anew_says_how_it_stays_as_it_is(village: Village) -> None:
    phone = village.phone(NEWCOMER)
    for text in ("hi", "৫", "হেলেঞ্চা"):
        phone.says(text)
    questions(phone, phone.says("বাসিন্দা সার্টিফিকেট"))
    phone.says("বদলান")
    said = phone.says("কত বছর ধরে বাস")
    assert "যেমন আছে তেমনই রাখতে লিখুন: আগের ধাপ" in said
    assert "একবার দেখে নিন" in phone.says("আগের ধাপ")
