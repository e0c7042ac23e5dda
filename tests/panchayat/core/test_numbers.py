"""Our numbers are read however they are typed, and the check digit decides."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chatbot.language.matching import normalise
from panchayat.core.numbers import Prefix, new_number, number_form, parse_number

PLACES = st.integers(0, 9)
SCRIPTS = st.sampled_from(["0123456789", "০১২৩৪৫৬৭৮৯", "०१२३४५६७८९"])
numbers = st.integers(2020, 2099).map(lambda year: new_number(Prefix.GRIEVANCE, year))


def digits(number: str) -> str:
    return number.removeprefix("GRV").replace("-", "")


def test_a_number_shows_its_prefix_its_year_and_two_groups_of_four() -> None:
    assert parse_number(new_number(Prefix.PERMIT, 2026)).startswith("BP-26-")  # type: ignore[union-attr]
    prefix, year, first, second = new_number(Prefix.GRIEVANCE, 2026).split("-")
    assert (prefix, year, len(first), len(second)) == ("GRV", "26", 4, 4)


@given(numbers, PLACES, st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number: str, place: int, wrong: str) -> None:
    right = digits(number)
    assume(right[place] != wrong)
    assert parse_number(f"GRV{right[:place]}{wrong}{right[place + 1 :]}") is None


@given(numbers, st.integers(0, 8))
def test_two_neighbours_swapped_are_always_noticed(number: str, place: int) -> None:
    right = digits(number)
    assume(right[place] != right[place + 1])
    swapped = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert parse_number(f"GRV{swapped}") is None


@given(numbers, SCRIPTS, st.sampled_from(["GRV", "grv", "Grv ", ""]), st.sampled_from(["-", " ", "", " - ", "–", "।"]))
def test_a_number_is_read_in_any_script_with_any_hyphens_with_or_without_its_prefix(
    number: str, script: str, prefix: str, between: str
) -> None:
    groups = between.join(number.split("-")[1:])
    typed = f"  {prefix}{between if prefix else ''}{groups}.".translate(str.maketrans("0123456789", script))
    assert parse_number(typed) == number


def test_a_number_with_its_prefix_is_found_within_a_sentence() -> None:
    number = new_number(Prefix.GRIEVANCE, 2026)
    assert parse_number(f"amar {number.lower()} er ki holo?") == number
    assert parse_number(f"আমার {number}-এর কী হলো?") == number


@pytest.mark.parametrize(
    "text", ["", "amar rasta", "4815", "GRV", "GRV-26", "12345678901", "9830012345 call me", "XYZ-26-4815-3706"]
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert parse_number(text) is None


def test_a_number_without_prefix_is_taken_for_the_kind_that_was_asked_for() -> None:
    number = new_number(Prefix.PERMIT, 2026)
    assert parse_number(number.removeprefix("BP-"), prefix=Prefix.PERMIT) == number


#: A number with noughts and ones, for which letters are typed.
NUMBER = "GRV-26-7612-0493"
WAYS = [
    *(
        "GRV-26-7612-O493",
        "GRV-26-76l2-o493",
        "GRV-26-76I2-0493",
        "grv-26-76|2-0493",
        "GRV‑26–7612—0493",
        "GRV−26 7612_0493",
    ),
    *(
        "GRV2676120493",
        "grv 267612-0493",
        "GRV 2 6 7 6 1 2 0 4 9 3",
        "GRV/26/7612/0493",
        "GRV:26.7612.0493",
        "*GRV-26-7612-0493*",
    ),
    *(
        "no. GRV-26-7612-0493",
        "নং GRV-26-7612-0493",
        "GRV no. 26 7612 0493",
        "GRV নম্বর ২৬৭৬১২০৪৯৩",
        "G.R.V.-26-7612-0493",
    ),
    *("জিআরভি-২৬-৭৬১২-০৪৯৩", "জি আর ভি ২৬ ৭৬১২ ০৪৯৩", "जीआरवी-२६-७६१२-०४९३", "g r v 26 7612 0493"),
    *("\u200eGRV-26-7612-0493\u200f", "GRV-26-76\u200b12-04\u200d93", "GRV\u00a026\u00a07612\u00a00493"),
]


@pytest.mark.parametrize("typed", WAYS)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert parse_number(typed) == NUMBER
    assert re.fullmatch(number_form(Prefix.GRIEVANCE), normalise(typed))


@pytest.mark.parametrize(
    "typed", ["26-7612-O493", "26 76l2 0493", "নং ২৬-৭৬১২-০৪৯৩", "2676120493", "ＧＲＶ－26－7612－0493"]
)
def test_a_number_is_read_where_it_is_asked_for(typed: str) -> None:
    assert parse_number(typed) == NUMBER


@pytest.mark.parametrize(
    "typed", ["ollollolol", "GRV-26-7612-04O3", "GRV-26-7612-04931", "GRV-26-7612", "7612", "AGRV-26-7612-0493"]
)
def test_letters_alone_and_half_a_number_are_none(typed: str) -> None:
    assert parse_number(typed) is None


def test_the_form_of_one_kind_is_not_that_of_another() -> None:
    assert not re.fullmatch(number_form(Prefix.PERMIT), normalise(NUMBER))


@pytest.mark.parametrize(
    "typed",
    [
        f"amar {NUMBER} er ki holo",
        f"অভিযোগ নম্বর {NUMBER}",
        f"{NUMBER}-এর কী হলো?",
        f"status of complaint {NUMBER} please",
    ],
)
def test_whoever_asks_what_became_of_a_number_has_written_that_number(typed: str) -> None:
    assert re.fullmatch(number_form(Prefix.GRIEVANCE), normalise(typed))


@pytest.mark.parametrize("typed", [f"{NUMBER} er rasta abar bhenge geche", f"{NUMBER} batil", f"{NUMBER} {NUMBER}"])
def test_whoever_says_more_about_a_number_has_not_only_written_it(typed: str) -> None:
    assert not re.fullmatch(number_form(Prefix.GRIEVANCE), normalise(typed))


@given(st.text(max_size=60))
def test_any_text_can_be_read_for_a_number(text: str) -> None:
    parse_number(text)
