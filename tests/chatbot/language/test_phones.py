"""A mobile number is read whole, among words too, and none is made of what is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.language.phones import read_phones

NUMBER = "+919830012345"


@pytest.mark.parametrize(
    "typed",
    [
        *("9830012345", "৯৮৩০০১২৩৪৫", "०९८३००१२३४५", "09830012345", "0091 9830012345", "91 9830012345", "919830012345"),
        *(
            "+91 98300-12345",
            "(+91)9830012345",
            "+91-9830-012-345",
            "98300 123 45",
            "98300–12345",
            "9 8 3 0 0 1 2 3 4 5",
        ),
        *(
            "9830012345 (whatsapp)",
            "call korben 9830012345 e",
            "9830012345e call korben",
            "৯৮৩০০-১২৩৪৫ নম্বরে ফোন করবেন",
        ),
        *("নম্বর৯৮৩০০১২৩৪৫", "no9830012345", "whatsapp no. 9830012345", "mobile:9830012345", "*9830012345*"),
        *("tel:+919830012345", "wa.me/919830012345", "9\u200b830\u200e012345", "\u202a+91\u00a098300\u00a012345\u202c"),
        *("09830012345 / +919830012345", "9830012345 5tar por", "मेरा नंबर ९८३००१२३४५ है"),
    ],
)
def test_a_mobile_number_is_read_as_people_write_it(typed: str) -> None:
    told = read_phones(typed)
    assert (told.numbers, told.doubtful) == ((NUMBER,), False)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "phone", "98300ABCDE", "9830o12345", "AB9830012345", "983001234", "98300123456", "5830012345"),
        *("+1 202 555 0143", "+1 9830012345", "+880 1712345678", "033 2214 5486", "XXXX XXXX 2346"),
    ],
)
def test_nothing_else_is_a_mobile_number(typed: str) -> None:
    assert read_phones(typed).numbers == ()


@pytest.mark.parametrize(
    "typed", ["9830012345 na", "৯৮৩০০১২৩৪৫ নয়", "9830012345 pin 712310", "9830012345 ba 03322145486"]
)
def test_what_stands_beside_a_number_may_make_it_doubtful(typed: str) -> None:
    assert read_phones(typed).doubtful


def test_two_numbers_are_two() -> None:
    assert read_phones("৯৮৩০০১২৩৪৫ বা ৯৮৩০০৫৪৩২১").numbers == (NUMBER, "+919830054321")


def test_every_mobile_number_behind_its_country_is_read() -> None:
    draw = random.Random(20261130)
    for _each in range(2_000):
        number = f"{draw.randint(6, 9)}{draw.randrange(10**9):09}"
        for typed in (f"91{number}", f"+91 {number[:5]} {number[5:]}", f"0{number}"):
            assert read_phones(typed).numbers == (f"+91{number}",)


@given(st.text(max_size=60))
def test_any_text_can_be_read_for_a_phone(text: str) -> None:
    read_phones(text)
