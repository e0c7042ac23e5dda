"""Numbers that are called Aadhaar and written so that no machine should read them: in words, with letters in or between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from stdnum import verhoeff

from chatbot.language.dictation import Part, dictated, is_dictated, longest, readings
from chatbot.language.spelling import with_any_digits

_LENGTH: Final = 12
#: Four digits, with letters that are taken for some of them.
_FOUR: Final = r"((?=\D{0,2}\d)[\doOlI]{4})"
#: So much may stand between two groups of four, whatever it is: "&nbsp;&nbsp;", " তারপর ".
_BETWEEN: Final = r"\D{0,24}?"
_FOURS: Final = re.compile(rf"(?<!\d)(?={_FOUR}{_BETWEEN}{_FOUR}{_BETWEEN}{_FOUR}(?!\d))")
_LETTER: Final = re.compile(r"[^\W\d_]|[₹$]")
_MEANT: Final = str.maketrans("oOlI", "0011")
_MOBILE: Final = re.compile(r"91[6-9]\d{9}")
_YEARS_OR_ROUND: Final = re.compile(r"(?:(?:19|20)\d\d){3}|(?:\d\d00){3}")


@dataclass(frozen=True, slots=True)
class Spelt:
    """Where a number stands, and its digits."""

    start: int
    end: int
    digits: str


def spelt_out(text: str, is_called: Callable[[str], bool]) -> Iterator[Spelt]:
    """The numbers of a ``text`` that speaks of Aadhaar, from left to right; ``is_called`` tells by what stands before one."""
    end = 0
    for number in sorted((*_in_fours(text), *_in_words(text, is_called)), key=lambda number: number.start):
        if number.start >= end:
            yield number
            end = number.end


def _in_fours(text: str) -> Iterator[Spelt]:
    """Three groups of four with anything between them, and with letters for noughts and ones."""
    plain = with_any_digits(text)
    for found in _FOURS.finditer(plain):
        digits = "".join(found.groups()).translate(_MEANT)
        if _LETTER.search(plain, found.start(1), found.end(3)) and _is_valid(digits):
            yield Spelt(found.start(1), found.end(3), digits)


def _in_words(text: str, is_called: Callable[[str], bool]) -> Iterator[Spelt]:
    """Digits in words, or with letters between, that are valid; with a wrong one too right behind the name."""
    for parts in dictated(text):
        found = [digits for digits in _of_length(parts) if not _YEARS_OR_ROUND.fullmatch(digits)]
        if found and is_called(text[: parts[0].start]):
            yield Spelt(parts[0].start, parts[-1].end, found[0])
            continue
        for first in range(len(parts)):
            for some in _long_enough(parts[first : first + 2 * _LENGTH]):
                if valid := [digits for digits in _of_length(some) if _is_valid(digits)]:
                    yield Spelt(some[0].start, some[-1].end, valid[0])


def _long_enough(parts: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """As many of these parts, from the first, as may be twelve digits."""
    lengths = accumulate(longest([part]) for part in parts)
    for count, most in enumerate(lengths, start=1):
        if most > 2 * _LENGTH:
            return
        if most >= _LENGTH and is_dictated(parts[:count]):
            yield parts[:count]


def _of_length(parts: Sequence[Part]) -> list[str]:
    return sorted(digits for digits in readings(parts) if len(digits) == _LENGTH)


def _is_valid(digits: str) -> bool:
    usual = digits.isdecimal() and digits[0] not in "01" and verhoeff.is_valid(digits)
    return usual and not _MOBILE.fullmatch(digits) and not _YEARS_OR_ROUND.fullmatch(digits)
