"""How long, how many and by which number: read as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lodging.reading import read_count, read_last_four, read_party, read_reference


@pytest.mark.parametrize(
    ("typed", "nights"),
    [
        ("2", 2),
        ("২ রাত", 2),
        ("ek raat", 1),
        ("দু রাত", 2),
        ("तीन रात", 3),
        ("3 nights.", 3),
        ("ekta din", 1),
        ("0", None),
        ("8", None),
        ("2-3 din", None),
        ("koto", None),
        ("", None),
    ],
)
def test_nights_are_one_number_among_a_few_words(typed: str, nights: int | None) -> None:
    assert read_count(typed, 7) == nights


@pytest.mark.parametrize(
    ("typed", "party"),
    [
        ("4", (4, None)),
        ("২ জন", (2, None)),
        ("dujon", (2, None)),
        ("একজন", (1, None)),
        ("तीन लोग", (3, None)),
        ("2 rooms", (None, 2)),
        ("2 ta ghor", (None, 2)),
        ("দুটো ঘর", (None, 2)),
        ("2 कमरे", (None, 2)),
        ("4 jon 2 ghor", (4, 2)),
        ("2টি ঘর, ৫ জন", (5, 2)),
        ("2 rooms for 3 people", (3, 2)),
        ("2 jon ar 3 jon", None),
        ("21", None),
        ("amra sobai", None),
        ("", None),
    ],
)
def test_people_and_rooms_are_told_apart(typed: str, party: tuple[int | None, int | None] | None) -> None:
    assert read_party(typed, 20) == party


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("4567", "4567"),
        ("৪৫৬৭", "4567"),
        ("XXXX XXXX 0124", "0124"),
        ("ভোটার আইডি ABC1234567", "4567"),
        ("WB-20 2011 0000123", "0123"),
        ("456", None),
        ("aadhaar", None),
    ],
)
def test_only_the_last_four_digits_are_taken(typed: str, digits: str | None) -> None:
    assert read_last_four(typed) == digits


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("612345678901", "612345678901"),
        ("UTR  612345678901", "612345678901"),
        ("utr no. 612345678901.", "612345678901"),
        ("UTR:612345678901", "612345678901"),
        ("UTR612345678901", "UTR612345678901"),
        ("txn id T2401151234567890123456", "T2401151234567890123456"),
        ("UPI Ref No: 6123 4567 8901", "6123 4567 8901"),
        ("ট্রানজ্যাকশন নম্বর ৬১২৩৪৫৬৭৮৯০১", "612345678901"),
        ("ट्रांज़ैक्शन आईडी: ६१२३४५६७८९०१", "612345678901"),
        ("XXXX XXXX 0124", "XXXX XXXX 0124"),
        ("kal debo 1234 taka", None),
        ("1234 taka diyechi", None),
        ("১২৩৪৫৬ টাকা দিলাম", None),
        ("paid on 12/11/2026", None),
        ("12/11/2026", None),
        ("paid", None),
        ("UTR", None),
        ("12345", None),
        ("abcdef", None),
        ("1" * 60, None),
    ],
)
def test_a_payment_is_called_by_what_the_bank_shows(typed: str, reference: str | None) -> None:
    assert read_reference(typed) == reference


@given(st.text(max_size=40))
def test_anything_can_be_read(typed: str) -> None:
    read_count(typed, 7)
    read_party(typed, 20)
    read_last_four(typed)
    read_reference(typed)
