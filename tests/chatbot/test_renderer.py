"""Replies become texts that the channel takes and a person can read."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.wording import _
from chatbot.messages import Ask, Option, Paper, Say
from chatbot.renderer import LONGEST, render, shorten, split

MENU = Ask(
    "service",
    _("What do you need? Write a number."),
    ((1, Option("a", {"bn": "অভিযোগ", "en": "Complaint"})), (10, Option("b", "পে স্লিপ"))),
    hints=(_("0 = one step back"),),
)

#: Letters with signs, joined letters, flags and families: what must not be cut.
LETTERS = [
    "কা",
    "ক্র",
    "য়ে",
    "স্ত্রী",
    "क्षि",
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "🇮🇳",
    "👩🏽",
    "x",
    " ",
    "\n",
    ". ",
    "। ",
    "\n\n",
]
hard = st.text("কাি্রয়ে় ा्क\u200d\n।.👨👩🏽🇮🇳é\u0301", min_size=1)


def test_a_question_is_its_words_its_numbered_rows_and_its_hints() -> None:
    assert render([Say("Hello."), MENU], "en") == [
        "Hello.\n\nWhat do you need? Write a number.\n\n1. Complaint\n10. পে স্লিপ\n\n0 = one step back"
    ]
    assert render([MENU], "bn") == ["কী দরকার? নম্বর লিখুন।\n\n১. অভিযোগ\n১০. পে স্লিপ\n\n০ = আগের ধাপ"]


def test_a_paper_is_no_text() -> None:
    assert render([Paper("permit", "7")], "bn") == []
    assert render([], "bn") == []
    assert render([Say("")], "bn") == []


def test_a_long_text_is_cut_where_a_reader_would_pause() -> None:
    first, second = split("ক" * 900 + "\n\n" + "খ" * 900)
    assert (first, second) == ("ক" * 900, "খ" * 900)
    pieces = split(("রাস্তা খারাপ। " * 300).rstrip())
    assert all(piece.endswith("।") for piece in pieces)


@given(st.lists(hard, min_size=1, max_size=8), st.integers(1, 400))
def test_no_text_is_too_long_or_empty_and_nothing_is_lost(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    pieces = split(text)
    assert all(0 < len(piece) <= LONGEST for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(LETTERS), min_size=1, max_size=20), st.integers(1, 40))
def test_no_letter_is_cut_in_two(letters: list[str], times: int) -> None:
    text = ("".join(letters) * times).strip()
    found = [letter for piece in split(text, 50) for letter in regex.findall(r"\X", piece)]
    assert [letter for letter in found if not letter.isspace()] == [
        letter for letter in regex.findall(r"\X", text) if not letter.isspace()
    ]


def test_words_that_are_shortened_end_with_a_whole_letter() -> None:
    assert shorten("স্ত্রী", 6) == "স্ত্রী"
    assert shorten("কা স্ত্রী", 5) == "কা…"
