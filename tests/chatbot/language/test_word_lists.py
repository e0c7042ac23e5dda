"""The lists of words that translators edit: how they are read, and which mistakes are found."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from chatbot.commands import Command, command
from chatbot.language.word_list_check import faults_of, word_list_problems
from chatbot.language.word_lists import parsed, words, words_under


def test_the_lists_that_are_packed_have_no_faults() -> None:
    house = Path(__file__).parents[3]
    assert list(word_list_problems([house / "chatbot", house / "flows"])) == []


def test_words_are_parted_by_commas_and_may_stand_on_several_lines() -> None:
    text = '[menu]\nbn = "মেনু, মূল  মেনু"\nlatin = """\nmenu, main\nmenu"""\n[month.2]\nhi = "फरवरी"\n'
    assert dict(parsed(text)) == {
        "menu": {"bn": ("মেনু", "মূল মেনু"), "latin": ("menu", "main menu")},
        "month.2": {"hi": (unicodedata.normalize("NFC", "फरवरी"),)},
    }


def test_the_words_of_a_group_go_by_what_stands_behind_its_name() -> None:
    assert "februari" in words_under("days", "month")["2"]
    assert set(words_under("days", "weekday")) == set("0123456")


@pytest.mark.parametrize("meant", Command)
def test_every_command_has_words_and_is_understood_by_all_of_them(meant: Command) -> None:
    assert words("commands")[meant.value]
    assert all(command(word) is meant for word in words("commands")[meant.value])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[menu]\nlatin = "menu, home"\n[back]\nlatin = "back, Home"', "'Home' stands for menu and for back"),
        ('[month.1]\nlatin = "mei"\n[month.5]\nlatin = "mei"', "'mei' stands for month.1 and for month.5"),
        ('[menu]\nlatin = "menu, home, menu"', "menu.latin: 'menu' stands there twice"),
        ('[menu]\nbn = "মেনু"\nlatin = "menu, , home"', "menu.latin: an empty word"),
        ('[menu]\nlatin = "menu, home,"', "menu.latin: an empty word"),
        ('[menu]\nbn = ""', "menu.bn: an empty word"),
        ('[menu]\nhi = "মেনু"', "menu.hi: 'মেনু' is not in these letters"),
        ('[menu]\nbangla = "মেনু"', "menu.bangla: no such key; there are bn, hi, en, latin, signs"),
        (f'[menu]\nbn = "{chr(0x09DC)}"', "not in NFC"),
        ('[menu]\nbn = "মেনু', "cannot be read"),
        ('[tens]\nen = "twenty, thirty"', "tens.en: 2 words stand there in order, and not 8"),
    ],
)
def test_a_mistake_in_a_list_is_found_and_told(text: str, fault: str) -> None:
    found = list(faults_of("words.toml", text))
    assert len(found) == 1
    assert found[0].startswith("words.toml: ")
    assert fault in found[0]


def test_a_word_may_mean_one_thing_in_each_of_two_groups() -> None:
    assert list(faults_of("words.toml", '[month.1]\nlatin = "kal"\n[relative.1]\nlatin = "kal"')) == []
