"""How one word is written in many ways: forms of one letter, digits of every script, signs nobody sees, letters mistaken.

Whoever compares what was typed with what is known begins here, so that both are written in one way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import regex
from rapidfuzz import fuzz, process

#: How alike, of 100, two words must be before one is taken for the other, mistyped: where there are few to choose from,
#: mostly, and where a word that is no error must not be taken for one.
LOOSELY, ALIKE, CLOSELY = 70.0, 82.0, 85.0

#: No script has its digits beyond this code point.
_LAST_DIGIT: Final = 0x1FFFF
_ASCII_DIGITS: Final = {
    point: str(unicodedata.decimal(chr(point))) for point in range(0x80, _LAST_DIGIT) if chr(point).isdecimal()
}
_ANY_DIGITS: Final = {
    point: str(unicodedata.digit(chr(point))) for point in range(0x80, _LAST_DIGIT) if chr(point).isdigit()
}
#: Signs of format (soft hyphens, joiners, marks of direction), those that choose the shape of the one before, and fillers.
_INVISIBLE: Final = regex.compile(r"[\p{Cf}\p{DI}]")
#: The same with keycaps and skin colours, which change how a sign looks and not what it says.
_UNSEEN: Final = regex.compile(r"[\p{Cf}\p{DI}\u20e3\U0001f3fb-\U0001f3ff]")
#: These shape the letters of other scripts than Latin, and are kept after them alone.
_JOINERS: Final = "\u200c\u200d"
_BLANK: Final = regex.compile(r"\p{Zs}")
#: Hyphens that look as the common one does.
_HYPHEN: Final = regex.compile(r"[\u2010\u2011]")
#: Whatever else is typed for a hyphen, from the figure dash to the minus sign.
_DASH: Final = regex.compile(r"[\u2012-\u2015\u2212\ufe58\ufe63\uff0d]")
#: The dot below letters, and the moon and the dot above them.
_MARKS: Final = re.compile("[\u093c\u09bc\u0901\u0902\u0981]")


def composed(text: str) -> str:
    """``text`` in NFC: each letter in the one form in which the house writes it."""
    return unicodedata.normalize("NFC", text)


def with_ascii_digits(text: str) -> str:
    """``text`` with the digits of every script written as 0 to 9."""
    return text if text.isascii() else text.translate(_ASCII_DIGITS)


def with_any_digits(text: str) -> str:
    """The same with raised and circled digits too, sign by sign: for numbers that must not be overlooked."""
    return text if text.isascii() else text.translate(_ANY_DIGITS)


def without_unseen(text: str) -> str:
    """``text`` without the signs that nobody sees."""
    return _UNSEEN.sub("", text)


def unadorned(text: str) -> str:
    """``text`` without signs that nobody sees, and with plain letters in place of those that only look differently."""
    return unicodedata.normalize("NFKC", without_unseen(text))


def visible(text: str) -> str:
    """``text`` in NFC, without signs that nobody sees; what only looks like a blank or a hyphen is one."""
    if text.isascii():
        return text
    seen = _INVISIBLE.sub(_kept, composed(text))
    return _HYPHEN.sub("-", _BLANK.sub(" ", seen))


def _kept(found: regex.Match[str]) -> str:
    char, before = found[0], found.string[: found.start()][-1:]
    shapes = char in _JOINERS and not before.isascii() and unicodedata.category(before)[0] in "LM"
    return char if shapes else ""


def for_machines(text: str) -> str:
    """A visible text that is no language, such as a code or a phone number: without joiners, each dash a hyphen."""
    return text if text.isascii() else _INVISIBLE.sub("", _DASH.sub("-", text))


def with_plain_hyphens(text: str) -> str:
    """``text`` with the common hyphen for every dash, from the hyphen that does not break to the minus sign."""
    return text if text.isascii() else _DASH.sub("-", _HYPHEN.sub("-", text))


def plainly(text: str) -> str:
    """``text`` in the one way in which it is compared: NFC, small letters, digits from 0 to 9, nothing unseen."""
    return with_ascii_digits(composed(without_unseen(text))).casefold()


def without_marks(word: str) -> str:
    """``word`` without the signs that are left out or set differently by many who write it (``হাজার``, ``পাঁচ``, ``हज़ार``)."""
    return _MARKS.sub("", composed(word))


def likeness(one: str, other: str, at_least: float = 0.0) -> float:
    """How alike two words are, from 0 to 100; 0 where that is less than ``at_least``."""
    return fuzz.ratio(one, other, score_cutoff=at_least)


def alike_among(word: str, others: Sequence[str], at_least: float) -> Iterator[tuple[int, float]]:
    """Which of many words are as alike as that, by their places, and how alike; it is much quicker than one by one."""
    for _other, alike, place in process.extract(word, others, scorer=fuzz.ratio, score_cutoff=at_least, limit=None):
        yield place, alike


def _pairs(listed: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in composed(listed).split())


#: Letters that are said alike and mistaken for each other.
_SAID_ALIKE: Final = _pairs("ক্ষ্ম=ক্ষ ড়=র ঢ়=র ণ=ন ী=ি ূ=ু শ=স ষ=স য=জ ঁ= ৎ=ত क्ष्म=क्ष ड़=र ढ़=र ण=न ी=ि ू=ु श=स ष=स व=ब ँ= ं=")
#: The same with Latin letters too, in which everybody writes Bengali and Hindi as they hear it.
_SAID_ALIKE_IN_LATIN: Final = _SAID_ALIKE | _pairs("kshm=kkh ksh=kkh xm=kkh aa=a ee=i oo=u o=a sh=s ph=f v=b w=b z=j")


def as_said(text: str, *, latin: bool = False) -> str:
    """``text`` with one letter for all that are said alike; of Latin ones only where ``latin`` says so."""
    for letters, other in (_SAID_ALIKE_IN_LATIN if latin else _SAID_ALIKE).items():
        text = text.replace(letters, other)
    return text
