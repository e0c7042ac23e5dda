"""Identity numbers are taken out of what people type, and nothing else is."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from chatbot.language.wording import LANGUAGES, in_digits
from flows.exchange import Arrived
from flows.masking import last_four_only, mask
from tests.flows.phones import Village

GROUPED = ["{}{}{}", "{} {} {}", "{}-{}-{}", "{}  {}  {}", "{}.{}.{}", "{}\n{}\n{}", "{} - {} - {}"]


@given(st.integers(2 * 10**10, 10**11 - 1), st.sampled_from(LANGUAGES), st.sampled_from(GROUPED))
def test_an_aadhaar_number_is_masked_in_any_script_and_grouping(start: int, language: str, grouped: str) -> None:
    digits = f"{start}{verhoeff.calc_check_digit(str(start))}"
    typed = grouped.format(*(in_digits(digits[place : place + 4], language) for place in (0, 4, 8)))
    assert mask(f"আধার {typed}, ধন্যবাদ") == f"আধার XXXX XXXX {digits[8:]}, ধন্যবাদ"


def test_every_one_of_several_numbers_is_masked() -> None:
    assert mask("4991 1866 5246 ও ৪৯৯১১৮৬৬৫২৪৬") == "XXXX XXXX 5246 ও XXXX XXXX 5246"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("adhar 234123412347", "adhar XXXX XXXX 2347"),
        ("আধার নম্বর ২৩৪১২৩৪১২৩৪৭", "আধার নম্বর XXXX XXXX 2347"),
        ("मेरा आधार 234123412347 है", "मेरा आधार XXXX XXXX 2347 है"),
        ("2341 2341 2347", "XXXX XXXX 2347"),
    ],
)
def test_a_mistyped_aadhaar_number_is_masked_where_it_is_called_so_or_grouped_so(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("234123412347", "XXXXXXXX2347"),
        ("ABC1234567", "ABCXXX4567"),
        ("৪৫৬৭", "4567"),
        ("WB-20 2011 0012345", "WB-XX XXXX XXX2345"),
        ("voter", "voter"),
    ],
)
def test_of_a_card_only_the_last_four_digits_are_kept(typed: str, kept: str) -> None:
    assert last_four_only(typed) == kept


TO_THE_CARD = {
    "guest house": ("hi", "6", "1", "20 december", "1", "1", "suite", "Sample Guest", "aadhaar"),
    "certificate": ("hi", "5", "চরিত্র", "1", "বাবা নমুনা হরি", "হেলেঞ্চা", "চাকরি"),
}


@pytest.mark.parametrize("service", TO_THE_CARD)
@pytest.mark.parametrize("late", [False, True])
def test_a_whole_number_is_never_kept_where_four_digits_are_asked_for(
    village: Village, service: str, *, late: bool
) -> None:
    phone = village.phone("whatsapp:+910000000105")
    for text in TO_THE_CARD[service]:
        asked = phone.says(text)
    assert "শেষ চারটি সংখ্যা" in asked
    if late:
        sent_at = village.clock() - timedelta(hours=1)
        village.turns.take_late([Arrived("SM1", "whatsapp", phone.address, "234123412347", sent_at)])
    else:
        phone.says("234123412347")
    assert phone.bodies()[-1] == "XXXXXXXX2347"
    assert "23412341" not in json.dumps(phone.state(), ensure_ascii=False)
    assert not any("23412341" in each for each in phone.reads())


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
