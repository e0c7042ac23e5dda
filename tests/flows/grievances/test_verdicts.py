"""What people say of a resolution is read as they mean it; what says neither is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from chatbot.language.spelling import composed
from flows.grievances.verdicts import Verdict, read_verdict

#: What is meant, and what somebody wrote: a line each.
_CASES: Final = [
    line.split(": ", 1) for line in (Path(__file__).parent / "verdicts.txt").read_text("utf-8").splitlines()
]


def test_there_are_many_of_each() -> None:
    for verdict in Verdict:
        assert sum(meant == verdict.value for meant, _words in _CASES) >= 50


@pytest.mark.parametrize(("meant", "words"), _CASES)
def test_words_say_what_they_mean(meant: str, words: str) -> None:
    assert read_verdict(words).verdict.value == meant
    assert read_verdict(composed(f"  {words.upper()} \n")).verdict.value == meant


@pytest.mark.parametrize(
    "words", ["হ্যাঁ", "না", "ok", "1", "১", "no", "ha", "जी", "👍", "হ্যাঁ।", "na na", "ha ha", "yes!", "নাহ"]
)
def test_a_bare_answer_names_nothing(words: str) -> None:
    assert not read_verdict(words).named


@pytest.mark.parametrize(
    "words",
    [
        *("ঠিক হয়েছে", "hoyni", "fixed", "কোনো সমস্যা নেই", "half hoyeche", "না ঠিক হয়নি", "abar kharap hoye geche"),
        *("no complaints now", "आधा हुआ", "hoyeche kintu abar kharap hoye geche", "ঠিক হয়েছে, আর জল জমে না"),
    ],
)
def test_words_of_mending_name_it(words: str) -> None:
    assert read_verdict(words).named


@pytest.mark.parametrize(
    "words",
    [
        "রাস্তায় আলো নেই, অন্ধকারে যাওয়া যায় না",
        "no water in our village since monday",
        "amar barir samne rasta bhanga, bacchara porte jete pare na",
        "বটতলার সামনে রাস্তায় বড় গর্ত হয়েছে, স্কুলের বাচ্চারা পড়ে যাচ্ছে",
        "আমার মেয়ের বিয়ে হয়েছে, টাকা পাইনি",
        "পাড়ার টিউবওয়েল থেকে নোংরা জল বেরোচ্ছে",
        "drain bhore geche, moshar upodrob",
        "हमारे गांव में पानी नहीं आता",
        "জল আসছে না",
        "trade licence chai",
    ],
)
def test_a_new_trouble_names_no_old_one(words: str) -> None:
    assert not read_verdict(words).named


@pytest.mark.parametrize("words", ["", " ", "?", "।।", "😂", "\n", "%", "‘’", "ক", "100%"])
def test_next_to_nothing_is_no_verdict(words: str) -> None:
    assert read_verdict(words).verdict is Verdict.UNCLEAR
