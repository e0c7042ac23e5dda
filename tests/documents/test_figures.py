"""Figures as people in Bengal write them: lakhs and crores, their own digits, and amounts in words beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.number_words import in_words
from chatbot.language.wording import LANGUAGES, rupees
from documents.figures import measure, rupees_in_words


@pytest.mark.parametrize(
    ("paise", "language", "figures", "words"),
    [
        (1_250_00, "bn", "₹১,২৫০", "এক হাজার দুশো পঞ্চাশ টাকা মাত্র"),
        (1_250_00, "en", "₹1,250", "Rupees one thousand two hundred fifty only"),
        (1_250_00, "hi", "₹१,२५०", "एक हज़ार दो सौ पचास रुपये मात्र"),
        (12_34_567_00, "bn", "₹১২,৩৪,৫৬৭", "বারো লক্ষ চৌত্রিশ হাজার পাঁচশো সাতষট্টি টাকা মাত্র"),
        (
            12_34_567_05,
            "en",
            "₹12,34,567.05",
            "Rupees twelve lakh thirty-four thousand five hundred sixty-seven and paise five only",
        ),
        (3_05_00_000_00, "hi", "₹३,०५,००,०००", "तीन करोड़ पाँच लाख रुपये मात्र"),
        (5_33_940_00, "bn", "₹৫,৩৩,৯৪০", "পাঁচ লক্ষ তেত্রিশ হাজার নয়শো চল্লিশ টাকা মাত্র"),
        (50, "bn", "₹০.৫০", "পঞ্চাশ পয়সা মাত্র"),
        (0, "en", "₹0", "Rupees zero only"),
        (100_00_00_000_00, "bn", "₹১,০০,০০,০০,০০০", "একশো কোটি টাকা মাত্র"),
    ],
)
def test_an_amount_stands_in_figures_and_in_words(paise: int, language: str, figures: str, words: str) -> None:
    assert rupees(paise, language) == figures
    assert rupees_in_words(paise, language) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_below_a_thousand_has_words_of_its_own(language: str) -> None:
    assert len({in_words(value, language) for value in range(1000)}) == 1000


@given(st.integers(0, 10**12), st.sampled_from(LANGUAGES))
def test_words_of_greater_numbers_are_made_of_those_of_their_parts(value: int, language: str) -> None:
    crores, rest = divmod(value, 10**7)
    name = {"bn": "কোটি", "en": "crore", "hi": "करोड़"}[language]
    expected = [f"{in_words(crores, language)} {name}"] if crores else []
    expected += [in_words(rest, language)] if rest or not crores else []
    assert in_words(value, language) == " ".join(expected)


def test_a_number_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="below nought"):
        in_words(-1, "bn")


def test_a_measure_loses_the_noughts_of_the_database() -> None:
    assert measure(Decimal("1234.50"), "bn") == "১,২৩৪.৫"
    assert measure(Decimal("150.00"), "en") == "150"
