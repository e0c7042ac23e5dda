"""The numbers in what people type: found in any script and spacing, and told apart by their form."""

from __future__ import annotations

import pytest

from chatbot.language.figures import Kind, figures
from chatbot.language.spelling import with_any_digits


def found(text: str) -> list[list[tuple[str, str]]]:
    return [[(figure.kind.name.lower(), figure.digits) for figure in run] for run in figures(text)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("২০২৬", "2026"),
        ("२०२६", "2026"),
        ("２０２６", "2026"),
        ("①②", "12"),
        ("x²", "x2"),
        ("᱒᱐", "20"),
        ("abc", "abc"),
    ],
)
def test_digits_of_every_script_are_read_sign_by_sign(text: str, plain: str) -> None:
    assert with_any_digits(text) == plain
    assert len(with_any_digits(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "kind", "digits"),
    [
        ("9830012345", Kind.MOBILE, "9830012345"),
        ("98300 12345", Kind.MOBILE, "9830012345"),
        ("৯৮৩০০-১২৩৪৫", Kind.MOBILE, "9830012345"),
        ("09830012345", Kind.MOBILE, "09830012345"),
        ("919830012345", Kind.MOBILE, "919830012345"),
        ("0091 98300 12345", Kind.MOBILE, "00919830012345"),
        ("(+91)9830012345", Kind.MOBILE, "919830012345"),
        ("+880 1712 345678", Kind.MOBILE, "8801712345678"),
        ("25-12-2026", Kind.DATE, "25122026"),
        ("2026/12/25", Kind.DATE, "20261225"),
        ("25.12.26", Kind.DATE, "251226"),
        ("১,২৩,৪৫৬", Kind.AMOUNT, "123456"),
        ("25,000", Kind.AMOUNT, "25000"),
        ("GRV-26-4815-3706", Kind.REFERENCE, "2648153706"),
        ("অভিযোগ GRV ২৬ ৪৮১৫ ৩৭০৬", Kind.REFERENCE, "2648153706"),
        ("2345 6789 0124", Kind.OTHER, "234567890124"),
        ("45-12-2026", Kind.OTHER, "45122026"),
        ("25 12 26", Kind.OTHER, "251226"),
        ("234,567,890,124", Kind.OTHER, "234567890124"),
        ("1234567890", Kind.OTHER, "1234567890"),
    ],
)
def test_a_number_shows_by_its_form_what_it_is(text: str, kind: Kind, digits: str) -> None:
    assert found(f"x {text} y") == [[(kind.name.lower(), digits)]]


def test_numbers_side_by_side_are_told_apart() -> None:
    assert found("9830012345 919563414839") == [[("mobile", "9830012345"), ("mobile", "919563414839")]]
    assert found("25-12-2026, 1500; 98300 12345") == [
        [("date", "25122026"), ("other", "1500"), ("mobile", "9830012345")]
    ]
    assert found("12 +91 9830012345") == [[("other", "12")], [("mobile", "919830012345")]]


def test_words_and_money_part_numbers() -> None:
    assert found("5 jon, 12 din") == [[("other", "5")], [("other", "12")]]
    assert found("₹2000 ₹3000") == [[("other", "2000")], [("other", "3000")]]


def test_a_number_stands_where_it_stands_in_the_text_with_what_is_drawn_around_its_digits() -> None:
    text = "no 7\ufe0f\u20e32\ufe0f\u20e3 ok"
    (((first, second),),) = [[figure.groups for figure in run] for run in figures(text)]
    assert text[first.start : second.end] == "7\ufe0f\u20e32\ufe0f\u20e3"
