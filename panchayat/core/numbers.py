"""The numbers by which people name a grievance, an application or a paper: digits with a check digit, behind a prefix."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from typing import Final

from stdnum import damm

from chatbot.language.spelling import plainly, unadorned
from chatbot.language.word_lists import words, words_under


class Prefix(StrEnum):
    """What a number begins with, and so what it names; a new kind of record adds its own."""

    GRIEVANCE = "GRV"
    PERMIT = "BP"
    TRADE_NOC = "NOC"
    APPLICATION = "APP"
    PAY_SLIP = "PAY"
    BOOKING = "BK"
    CERTIFICATE = "CRT"


#: What stands between two parts of a number, and what may slip in between two of its digits.
_BETWEEN: Final = r"[\W_]{0,5}"
#: Letters that are taken for noughts and ones; the check digit says whether they were meant so.
_DIGIT: Final = r"[\doil|]"
_MEANT: Final = str.maketrans("oil|", "0111")
_DIGITS: Final = _BETWEEN.join((_DIGIT,) * 10)


def _either(*said: str) -> str:
    return "|".join(map(re.escape, sorted(map(plainly, said), key=len, reverse=True)))


_WORDS: Final = words("prefixes", __package__)
_SAID: Final = _either(*_WORDS["number.said"])
_BEFORE: Final = rf"(?:(?:{_either(*_WORDS['beside.before'])}|{_SAID})[\W_]+){{0,4}}"
_AFTER: Final = rf"(?:[\W_]+(?:{_either(*_WORDS['beside.after'])})){{0,2}}"
_CALLED: Final = rf"(?:{_BETWEEN}(?:{_SAID}))?{_BETWEEN}"
#: A number without its prefix has letters for so few of its digits at most.
_MOST_LETTERS: Final = 3
_LONGEST: Final = 4096


def _spelt(prefix: Prefix) -> str:
    return _either(prefix, *words_under("prefixes", "spelt", __package__).get(prefix, ()))


_ANYWHERE: Final = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(f'(?P<{each}>{_spelt(each)})' for each in Prefix)})"
    rf"{_CALLED}(?P<digits>{_DIGITS})(?!\d)"
)
_ALONE: Final = re.compile(rf"[\W_]*(?:{_SAID})?{_BETWEEN}(?P<digits>{_DIGITS})[\W_]*")


def number_form(*prefixes: Prefix) -> str:
    """What a message is that has one number of these prefixes, in small letters and digits from 0 to 9, and asks no more than
    what became of it."""
    spelt = "|".join(_spelt(each) for each in prefixes)
    return rf"{_BEFORE}(?:(?:{_SAID}){_BETWEEN})?(?:{spelt}){_CALLED}{_DIGITS}{_AFTER}"


def new_number(prefix: Prefix, year: int) -> str:
    """A number such as ``GRV-26-4815-3706``: ``prefix``, the year, seven random digits and a check digit.

    The check digit (Damm) stands for the year too; every single wrong digit and every swap of two
    neighbours is noticed. Two calls may give the same number: the database refuses the second.
    """
    digits = f"{year % 100:02}{secrets.randbelow(10**7):07}"
    digits += damm.calc_check_digit(digits)
    return f"{prefix}-{digits[:2]}-{digits[2:6]}-{digits[6:]}"


def parse_number(text: str, *, prefix: Prefix = Prefix.GRIEVANCE) -> str | None:
    """The number that was typed, as ``new_number`` writes it; None if there is none or its check digit is wrong.

    Any script's digits will do, any hyphens, blanks or signs that nobody sees, letters that look like noughts and ones, and
    the prefix as it is said. A number with its prefix may stand anywhere in the text; without it, it must be all of the
    text and is taken for one of ``prefix``.
    """
    folded = plainly(unadorned(text[:_LONGEST]))
    if found := _ANYWHERE.search(folded):
        prefix = next(each for each in Prefix if found[each])
    else:
        found = _ALONE.fullmatch(folded)
        if found is None or sum(char.isalpha() for char in found["digits"]) > _MOST_LETTERS:
            return None
    number = _written(prefix, found["digits"])
    return number if damm.is_valid(number.partition("-")[2].replace("-", "")) else None


def numbers_in(text: str) -> set[str]:
    """Every number that stands in ``text`` with its prefix, as ``new_number`` writes it."""
    found = _ANYWHERE.finditer(plainly(unadorned(text[:_LONGEST])))
    return {_written(next(each for each in Prefix if number[each]), number["digits"]) for number in found}


def _written(prefix: Prefix, said: str) -> str:
    digits = re.sub(r"[\W_]", "", said.replace("|", "1")).translate(_MEANT)
    return f"{prefix}-{digits[:2]}-{digits[2:6]}-{digits[6:]}"
