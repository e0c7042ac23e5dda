"""Numbers said digit by digit, in words, figures or both: where they stand and what they may be meant for."""

from __future__ import annotations

import pytest

from chatbot.language.dictation import dictated, likely, longest, readings


@pytest.mark.parametrize(
    ("text", "said", "digits"),
    [
        ("it is four zero nine one!", "four zero nine one", "4091"),
        ("amar pin ডাবল চার, তারপর শূন্য", "ডাবল চার, তারপর শূন্য", "440"),
        ("seventy-two ninety-four", "seventy-two ninety-four", "7294"),
        ("no 4x0x9l ok", "4x0x9l", "4091"),
        ("फोर ज़ीरो", "फोर ज़ीरो", "40"),
        ("pin fourzeronineone ok", "fourzeronineone", "4091"),
        ("chollish ekanobboi", "chollish ekanobboi", "4091"),
        ("chollish satanobboi", "chollish satanobboi", "40XX"),
    ],
)
def test_what_is_dictated_is_found_where_it_stands(text: str, said: str, digits: str) -> None:
    (parts,) = dictated(text)
    assert text[parts[0].start : parts[-1].end] == said
    assert likely(parts) == digits


def test_what_may_be_meant_in_several_ways_has_several_readings() -> None:
    (parts,) = dictated("4 o forty nine")
    assert readings(parts) == {"40409", "4409", "4049"}
    assert longest(parts) == 5


@pytest.mark.parametrize("text", ["4091", "4 0 9 1", "98300-12345", "rasta bhanga", "ar, tarpor", ""])
def test_figures_alone_are_not_dictated(text: str) -> None:
    assert not list(dictated(text))


def test_a_word_that_may_be_parted_in_many_ways_is_soon_done_with() -> None:
    assert not list(dictated("sixteen" * 60 + "q"))
