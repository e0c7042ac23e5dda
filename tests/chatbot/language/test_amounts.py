"""Amounts are read as people write them, and nothing else is taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.amounts import read_amount
from chatbot.language.number_words import in_words
from chatbot.language.wording import LANGUAGES, in_digits, rupees


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("৮৪,০০০", "84000"),
        ("८४,००० रुपये", "84000"),
        ("Rs 84,000/-", "84000"),
        ("Rs.84000", "84000"),
        ("৮৪০০০ টাকা", "84000"),
        ("৮৪০০০টাকা।", "84000"),
        ("84,000 (চুরাশি হাজার)", "84000"),
        ("eighty-four thousand rupees", "84000"),
        ("84k", "84000"),
        ("20 bochor", "20"),
        ("২০বছর", "20"),
        ("প্রায় ১,২০,০০০ টাকা", "120000"),
        ("১ লক্ষ ২০ হাজার", "120000"),
        ("1 lakh 20 thousand", "120000"),
        ("১ লাখ টাকা আর ২০ হাজার টাকা", "120000"),
        ("एक लाख बीस हज़ार", "120000"),
        ("দু হাজার পাঁচশো পঞ্চাশ", "2550"),
        ("পাঁচ হাজার", "5000"),
        ("পঞ্চাশ হাজার", "50000"),
        ("panch hajar", "5000"),
        ("पाँच हजार", "5000"),
        ("এক লাখ", "100000"),
        ("ek lakh", "100000"),
        ("১.৫ লাখ", "150000"),
        ("দেড় লাখ", "150000"),
        ("দেড়লাখ", "150000"),
        ("der lakh", "150000"),
        ("डेढ़ लाख", "150000"),
        ("আড়াই লাখ", "250000"),
        ("ढाई लाख", "250000"),
        ("সাড়ে তিন লাখ", "350000"),
        ("पौने दो लाख", "175000"),
        ("সোয়া লাখ", "125000"),
        ("4.5 km", "4.5"),
        ("4.5 k.m.", "4.5"),
        ("৪.৫কি.মি.", "4.5"),
        ("সাড়ে চার কিলোমিটার", "4.5"),
        ("৮০০ মিটার", "0.8"),
        ("half km", "0.5"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert read_amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "onek",
        "ভোটার ABC1234567",
        "X12",
        "12abc",
        "1e3",
        "-500",
        "টাকা -৫০০",
        "XXXX XXXX 2346",
        "4,5",
        "1,2,3",
        "koyek hajar",
    ],
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert read_amount(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "84.000",
        "2025-26",
        "10 ba 20",
        "দু-তিন হাজার",
        "10-12 hajar",
        "1 lakh - 50 thousand",
        "2 lakh to 50 thousand",
        "৫০ হাজার, ৬০ হাজার",
        "1 lakh 20",
    ],
)
def test_what_may_be_two_amounts_is_none(typed: str) -> None:
    assert read_amount(typed) is None


@given(st.integers(0, 99_999_999), st.sampled_from(LANGUAGES))
def test_an_amount_in_figures_is_read_as_it_stands(value: int, language: str) -> None:
    assert read_amount(rupees(value * 100, language)) == value
    assert read_amount(in_digits(str(value), language)) == value


@given(st.integers(0, 999), st.sampled_from(LANGUAGES))
def test_an_amount_in_words_is_read_as_it_stands(thousands: int, language: str) -> None:
    assert read_amount(in_words(thousands * 1000, language)) == thousands * 1000


@given(st.text(max_size=40))
def test_any_text_can_be_read_for_an_amount(text: str) -> None:
    read_amount(text)
