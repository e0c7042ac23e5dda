"""A name has letters; a number, a count, a day, a yes or a no, a question and a sentence are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.names import read_name


def test_a_name_is_letters_on_one_line() -> None:
    assert read_name(" Rahima \n Bibi ") == "Rahima Bibi"
    assert read_name("রহিমা বিবি") == "রহিমা বিবি"
    assert read_name("আলি") == "আলি"
    assert read_name("Sk. Karim 2") == "Sk. Karim 2"


@pytest.mark.parametrize(
    "typed", ["", "1", "12", "১২", "x", "...", "98765 43210", "XXXX XXXX 2346", "Rahim XXXX XXXX 2346", "Karim 98765"]
)
def test_what_is_no_name_is_none(typed: str) -> None:
    assert read_name(typed) is None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Md. A. K. Sk",
            "কে. এম. রহমান",
            "O. P. Sharma",
            "A.R. Rahman",
            "D'Souza",
            "Ram @ Ramu",
            "Ram Mahato S/O Shyam Mahato",
        ),
        *(
            "Amar Das",
            "Robi Das",
            "রবি",
            "Som",
            "April",
            "June Maliah",
            "Das",
            "Sat Pal",
            "Ek",
            "Kali Das",
            "Jani Mia",
            "Pari Bibi",
        ),
        *(
            "দিন মহম্মদ",
            "Joma Bibi",
            "Ami Das",
            "Ishwar Chandra Vidyasagar",
            "রাম মাহাতো",
            "नेहा देवी",
            "M. N. Roy",
            "Abd ar Rahman",
        ),
        *("father Ram Mahato", "আমার বাবার নাম রাম মাহাতো", "my father is Ram Mahato", "राम महतो (पिता)"),
    ],
)
def test_a_name_stays_as_it_was_written(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("naam Ram Mahato", "Ram Mahato"),
        ("Name: Ram Mahato", "Ram Mahato"),
        ("নাম - রাম মাহাতো।", "রাম মাহাতো"),
        ("amar naam Ram Mahato", "Ram Mahato"),
        ("আমার নাম হলো রাম", "রাম"),
        ("my name is Ram", "Ram"),
        ("मेरा नाम राम महतो है", "राम महतो"),
        ("রাম মাহাতো 🙏", "রাম মাহাতো"),
    ],
)
def test_what_says_that_a_name_follows_is_left_out(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "৫ জন",
            "5 jon",
            "পাঁচ জন",
            "পাঁচজন",
            "pachjon",
            "dujon",
            "das log",
            "5 people",
            "তিন",
            "Ram Mahato 45",
            "12 din",
        ),
        *("kal", "আজই", "কাল সকালে", "aj rate", "সোমবার", "monday", "25 december", "5-12-2026"),
        *("হ্যাঁ", "না", "ok", "thik ache", "yes", "नहीं", "change"),
        *("কী নাম লিখব?", "ki likhbo", "what name", "কার নাম?", "नाम क्या लिखें"),
        *(
            "maa mara geche",
            "মা মারা গেছেন",
            "baba nei",
            "amar nam to bolechi",
            "ami jani na",
            "jani na",
            "নাম তো আগেই দিয়েছি",
            "এটা আমার ছেলের নাম",
            "pore bolbo",
            "I do not know",
        ),
        *(
            "Ram Mahato, 45 bochor",
            "রাম মাহাতো বয়স ৪৫",
            "Ram and Shyam",
            "রাম ও শ্যাম",
            "rasta bhanga ache",
            "উপরের মতো",
            "same",
        ),
        *(
            "naam",
            "amar naam",
            "নাম",
            "বাবা",
            "https://wa.me/x",
            "ram@mail.in",
            "amar barir samne rasta bhanga bachara jete parche na",
        ),
    ],
)
def test_what_says_something_else_is_no_name(typed: str) -> None:
    assert read_name(typed) is None


@given(st.text(max_size=40))
def test_any_text_can_be_read_for_a_name(text: str) -> None:
    read_name(text)
