"""Mobile numbers of India in what people type: "9830012345 (whatsapp)", "+91 98300-12345", "call korben 9830012345 e"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chatbot.language.figures import Kind, figures
from chatbot.language.matching import normalise
from chatbot.language.spelling import with_ascii_digits, with_plain_hyphens, without_unseen
from chatbot.language.word_lists import words

_MOBILE: Final = re.compile(r"(?:0|0{0,2}91)?([6-9]\d{9})")
_ABROAD: Final = re.compile(r"\+\W{0,2}(?!91|0)\d")
#: Letters just before a number make something else of it ("AB9830012345"), but for what a number is called.
_GLUED: Final = re.compile(r"[A-Za-z]\d|\d[A-Za-z]+\d")
_CALLED: Final = re.compile(r"\b(?:no|ph|mob|call|phone|mobile|tel|fon|nombor|number|whatsapp|wa)(?=\d)", re.IGNORECASE)
#: "No" before digits is short for number.
_NUMBER_SIGN: Final = re.compile(r"\bno\b(?=\W*\d)", re.IGNORECASE)
#: Other numbers of so many digits leave a doubt which is meant; fewer are an hour or a house.
_FEWEST: Final = 5
_LONGEST_TEXT: Final = 300
_DENIED: Final = frozenset(map(normalise, words("phones")["denial"]))


@dataclass(frozen=True, slots=True)
class Phones:
    """The mobile numbers of a text, each once, in E.164, and how many ``digits`` it has where there is none.

    ``doubtful`` says that something beside them may change what is meant: a "not", or another number.
    """

    numbers: tuple[str, ...]
    digits: int
    doubtful: bool = False


def read_phones(text: str) -> Phones:
    """The mobile numbers of India that stand in ``text``, in any script and grouped in any way."""
    plain = with_plain_hyphens(with_ascii_digits(without_unseen(text[:_LONGEST_TEXT])))
    plain = _CALLED.sub(r"\g<0> ", plain)
    every = "".join(char for char in plain if char.isdecimal())
    if _GLUED.search(plain):
        # How many digits there are says nothing where letters stand for some.
        return Phones((), 0)
    if _ABROAD.search(plain):
        return Phones((), len(every))
    if alone := _MOBILE.fullmatch(every):
        found, others = [alone[1]], []
    else:
        told = [figure for run in figures(plain) for figure in run]
        found = [number[1] for each in told if (number := _mobile(each.kind, each.digits))]
        others = [each for each in told if not _mobile(each.kind, each.digits) and len(each.digits) >= _FEWEST]
    numbers = tuple(dict.fromkeys(f"+91{number}" for number in found))
    denied = not _DENIED.isdisjoint(map(normalise, _NUMBER_SIGN.sub("", plain).split()))
    return Phones(numbers, len(every), doubtful=bool(others) or denied)


def _mobile(kind: Kind, digits: str) -> re.Match[str] | None:
    return _MOBILE.fullmatch(digits) if kind is Kind.MOBILE else None
