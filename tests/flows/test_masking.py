"""Identity numbers are taken out of what people type, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from chatbot.language import LANGUAGES, in_digits
from flows.masking import mask

GROUPED = ["{}{}{}", "{} {} {}", "{}-{}-{}", "{}  {}  {}", "{}.{}.{}", "{}\n{}\n{}", "{} - {} - {}"]


@given(st.integers(2 * 10**10, 10**11 - 1), st.sampled_from(LANGUAGES), st.sampled_from(GROUPED))
def test_an_aadhaar_number_is_masked_in_any_script_and_grouping(start: int, language: str, grouped: str) -> None:
    digits = f"{start}{verhoeff.calc_check_digit(str(start))}"
    typed = grouped.format(*(in_digits(digits[place : place + 4], language) for place in (0, 4, 8)))
    assert mask(f"আধার {typed}, ধন্যবাদ") == f"আধার XXXX XXXX {digits[8:]}, ধন্যবাদ"


def test_every_one_of_several_numbers_is_masked() -> None:
    assert mask("4991 1866 5246 ও ৪৯৯১১৮৬৬৫২৪৬") == "XXXX XXXX 5246 ও XXXX XXXX 5246"


@pytest.mark.parametrize(
    "text",
    [
        "GRV-26-4815-3706",
        "+91 98765 43210",
        "৯৮৭৬৫৪৩২১০",
        "743270",
        "499118665247",
        "099118665246",
        "1234567890123456",
        "12-11-2026",
        "রাস্তা খারাপ",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text(max_size=80))
def test_words_are_never_changed(text: str) -> None:
    assert mask(text) == text or "XXXX XXXX" in mask(text)
