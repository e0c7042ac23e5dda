"""A name has letters; what stands for a number is none."""

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


@given(st.text(max_size=40))
def test_any_text_can_be_read_for_a_name(text: str) -> None:
    read_name(text)
