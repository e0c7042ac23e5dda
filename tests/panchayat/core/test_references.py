from __future__ import annotations

import pytest

from panchayat.core.references import reference_key, spelt_alike


@pytest.mark.parametrize(
    "typed",
    [
        "SAMPLE/HELENCHA/041",
        "sample/helencha/041",
        " Sample - Helencha - 041 ",
        "SAMPLE/HELENCHA/০৪১",
        "sample helencha ०४१.",
    ],
)
def test_a_registers_number_is_found_however_it_is_typed(typed: str) -> None:
    assert reference_key(typed) == "samplehelencha041"


def test_bengali_letters_of_a_number_keep_their_signs() -> None:
    assert reference_key("মেমো নং ১২/হেলেঞ্চা") == reference_key("মেমো নং 12 হেলেঞ্চা") != reference_key("মেমো নং 12 হলঞচ")


@pytest.mark.parametrize("typed", ["", "12", "permit", "আমার অনুমোদনপত্র", "১২", "1" * 61, "!!!"])
def test_what_is_no_registers_number_finds_nothing(typed: str) -> None:
    assert reference_key(typed) is None


@pytest.mark.parametrize("typed", ["Sample/Helencha/041", "sample helencha 041", "SAMPLE-HELENCHA-০৪১"])
def test_one_number_spelt_in_several_ways_is_one(typed: str) -> None:
    assert spelt_alike(typed) == spelt_alike("SAMPLE/HELENCHA/041")


@pytest.mark.parametrize(("one", "other"), [("1/12", "11/2"), ("12/BLD/2026", "1/2/BLD/2026"), ("041", "41")])
def test_numbers_whose_digits_are_parted_elsewhere_are_two(one: str, other: str) -> None:
    assert spelt_alike(one) != spelt_alike(other)
