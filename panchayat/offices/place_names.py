"""Finding a place by a name that somebody typed, in any of its languages and with typos."""

from __future__ import annotations

import functools
import re
import unicodedata
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

#: How alike, of 100, a typed word and a word of the name must be to count at all.
_ALIKE: Final = 70
#: The same for a word that only adds to a name.
_MUCH_ALIKE: Final = 80
_SHORTEST: Final = 3
_SIGNS: Final = re.compile(r"[^\w\u0980-\u09ff\u0900-\u097f]+")

#: Words of many names, which tell no place from another.
_COMMON: Final = """
    gram panchayat panchayet gp ward village municipality sample my in no number
    গ্রাম পঞ্চায়েত ওয়ার্ড পৌরসভা পুরসভা নমুনা আমার নম্বর
    ग्राम पंचायत वार्ड गांव नगरपालिका नमूना मेरा नंबर
"""

#: Letters that are said alike and mistaken for each other, in Bengali and in Devanagari.
_SAID_ALIKE: Final = [
    pair.split("=")
    for pair in unicodedata.normalize("NFC", "ড়=র ঢ়=র ণ=ন ী=ি ূ=ু শ=স ষ=স য=জ ঁ= ड़=र ढ़=र ण=न ी=ि ू=ु श=स ष=स ँ= ं=").split()
]


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` that can tell one place from another, in one way of writing."""
    return tuple(word for word in _words(text) if word not in _common())


def likeness(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How much of ``name`` was typed, from 0 to 100; every word counts by its length.

    A word of the name that nothing typed resembles counts for nothing, and neither do one or two letters
    that are not the whole word. A name may be typed in two parts ("gupti para").
    """
    length = sum(map(len, name))
    if not length:
        return 0
    parts = (*typed, *map("".join, pairwise(typed)))
    return sum(len(word) * max((_alike(part, word) for part in parts), default=0) for word in name) / length


def besides(typed: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that were typed besides ``name``, and say more about it: in which district it is."""
    return tuple(word for word in typed if not any(_alike(word, part) for part in name))


def in_common(typed: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many of the words that were typed are words of ``name``, numbers left out."""
    return sum(any(len(word) >= _SHORTEST and _alike(word, part) >= _MUCH_ALIKE for part in name) for word in typed)


def _alike(typed: str, word: str) -> float:
    if min(len(typed), len(word)) < _SHORTEST:
        return 100.0 if typed == word else 0.0
    return fuzz.ratio(typed, word, score_cutoff=_ALIKE)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).casefold().replace("\u200c", "").replace("\u200d", "")
    for letter, other in _SAID_ALIKE:
        plain = plain.replace(letter, other)
    return [word for word in _SIGNS.split(plain) if word]


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(_words(_COMMON))
