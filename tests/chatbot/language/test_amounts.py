"""Amounts are read as people write them, whole or not at all: nothing that stands beside a number is left out of account."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.amounts import Told, read_amount
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
        ("5 L", "500000"),
        ("1.5L", "150000"),
        ("2 cr", "20000000"),
        ("2 crore 50 lakh", "25000000"),
        ("৫ লাক", "500000"),
        ("60 hajr", "60000"),
        ("60hajr", "60000"),
        ("12 thsnd", "12000"),
        ("৬০ হাজর", "60000"),
        ("২ কোটী", "20000000"),
        ("2 million", "2000000"),
        ("5k", "5000"),
        ("5000/- only", "5000"),
        ("Rs. 5000.00", "5000"),
        ("৫০০০ টাকা মাত্র", "5000"),
        ("approx 50000", "50000"),
        ("~5000", "5000"),
        ("*5000*", "5000"),
        ("“5000”", "5000"),
        ("5000 👍", "5000"),
        ("\u200e5\u200b000\u200f", "5000"),
        ("4½ lakh", "450000"),
        ("amader poribarer mot aay 60 hajar taka", "60000"),
        ("৬০ হাজারের মতো", "60000"),
        ("poytallish hajar", "45000"),
        ("ponchanno hajar taka", "55000"),
        ("tiris hajar", "30000"),
        ("बस पचास हज़ार रुपये", "50000"),
    ],
)
def test_an_amount_of_money_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert money(typed).value == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("4.5 km", "4.5"),
        ("4.5 k.m.", "4.5"),
        ("৪.৫কি.মি.", "4.5"),
        ("सवा चार कि.मी.", "4.25"),
        ("সাড়ে চার কিলোমিটার", "4.5"),
        ("৮০০ মিটার", "0.8"),
        ("850 mtr", "0.85"),
        ("half km", "0.5"),
        ("4 ½ km", "4.5"),
        ("4 km 500 m", "4.5"),
        ("৪ কিমি ৫০০ মিটার", "4.5"),
        ("1km250m", "1.25"),
        ("durotto pray 4 km", "4"),
    ],
)
def test_a_distance_is_read_in_kilometres_and_in_metres(typed: str, value: str) -> None:
    assert read_amount(typed, "kilometres").value == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["20", "20 bochor", "২০বছর", "২০ বছর ধরে আছি", "20 years", "last 20 yrs", "বিশ বছর", "২০টা"]
)
def test_years_are_counted_in_years(typed: str) -> None:
    assert read_amount(typed, "years").value == 20


@pytest.mark.parametrize(
    ("counts", "typed", "unknown"),
    [
        ("money", "5 lakhpati", "lakhpati"),
        ("money", "20 bochor", "bochor"),
        ("money", "2000 m", "m"),
        ("money", "5 shotok", "shotok"),
        ("money", "50 hajarer kom", "kom"),
        ("money", "৫০ হাজারের বেশি", "বেশি"),
        ("money", "minus 500", "minus"),
        ("money", "5000 dollar", "dollar"),
        ("money", "12abc", "12abc"),
        ("money", "5000%", "5000%"),
        ("money", "$500", "$500"),
        ("money", "-500", "-500"),
        ("money", "–৫০০", "-500"),
        ("money", "5000+", "+"),
        ("years", "6 mas", "mas"),
        ("years", "3 din", "din"),
        ("years", "20 taka", "taka"),
        ("years", "20 km", "km"),
        ("kilometres", "4 mile", "mile"),
        ("kilometres", "২ ক্রোশ", "ক্রোশ"),
        ("kilometres", "4 Ghonta pothe", "Ghonta pothe"),
        ("", "3 din", "din"),
    ],
)
def test_a_word_beside_a_number_that_is_not_understood_is_named(counts: str, typed: str, unknown: str) -> None:
    told = read_amount(typed, counts)
    assert (told.value, told.unknown) == (None, unknown)


@pytest.mark.parametrize(
    ("typed", "per"),
    [
        ("৫০ হাজার মাসে", "মাসে"),
        ("50 hajar mase", "mase"),
        ("5000/month", "month"),
        ("5000 p.m.", "pm"),
        ("দৈনিক ৩০০ টাকা", "দৈনিক"),
        ("हर महीने 5000", "महीने"),
        ("300 per day", "day"),
    ],
)
def test_an_amount_for_another_time_than_was_asked_is_none(typed: str, per: str) -> None:
    told = money(typed)
    assert (told.value, told.per) == (None, per)
    assert read_amount(typed, "money").per == per


@pytest.mark.parametrize(
    "typed", ["60 hajar bochore", "বছরে ৬০ হাজার টাকা", "60000 p.a.", "60000 per year", "साल में 60 हज़ार"]
)
def test_an_amount_for_the_time_that_was_asked_is_one(typed: str) -> None:
    assert money(typed).value == 60_000
    assert read_amount(typed, "money").per is not None


def money(typed: str) -> Told:
    """What is told where the income of a year is asked."""
    return read_amount(typed, "money", "year")


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
    assert money(typed).value is None


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
        "5-6 hajar",
        "৫০০০ থেকে ৬০০০",
        "৫০ হাজার না ৬০ হাজার",
        "5000*12",
        "84 000",
        "1/2",
        "4 500 m",
    ],
)
def test_what_may_be_two_amounts_is_none(typed: str) -> None:
    assert money(typed).value is None


@given(st.integers(0, 99_999_999), st.sampled_from(LANGUAGES))
def test_an_amount_in_figures_is_read_as_it_stands(value: int, language: str) -> None:
    assert money(rupees(value * 100, language)).value == value
    assert money(in_digits(str(value), language)).value == value


@given(st.integers(0, 999), st.sampled_from(LANGUAGES))
def test_an_amount_in_words_is_read_as_it_stands(thousands: int, language: str) -> None:
    assert money(in_words(thousands * 1000, language)).value == thousands * 1000


@given(st.text(max_size=40))
def test_any_text_can_be_read_for_an_amount(text: str) -> None:
    for counts in ("", "money", "years", "kilometres"):
        read_amount(text, counts)


def test_a_story_is_no_amount_and_takes_no_time() -> None:
    story = "amar bari 5 " * 2000
    assert money(story).value is None
    assert len(money(story).unknown or "") <= 30
