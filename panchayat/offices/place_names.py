"""Finding a place by a name that somebody typed, in any of its languages and with typos."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from chatbot.language import spelling
from chatbot.language.spelling import ALIKE, LOOSELY, as_said, plainly

#: Shorter words are the word that was typed, or another.
SHORTEST: Final = 3
_SIGNS: Final = re.compile(r"[^\w\u0980-\u09ff\u0900-\u097f]+")

#: Words of many names, which tell no place from another.
_COMMON: Final = """
    gram panchayat panchayet gp ward village municipality sample my in no number
    গ্রাম পঞ্চায়েত ওয়ার্ড পৌরসভা পুরসভা নমুনা আমার নম্বর
    ग्राम पंचायत वार्ड गांव नगरपालिका नमूना मेरा नंबर
"""


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` that can tell one place from another, in one way of writing."""
    return tuple(word for word in _words(text) if word not in _common())


def words_of_each(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The same of many texts, much quicker than one by one."""
    common, lines = _common(), "\n".join(text.replace("\n", " ") for text in texts)
    for line in as_said(plainly(lines)).split("\n"):
        yield tuple(word for word in _SIGNS.split(line) if word and word not in common)


def parts_of(typed: tuple[str, ...]) -> tuple[str, ...]:
    """What may be a word of a name: a name may be typed in two parts ("gupti para")."""
    return (*typed, *map("".join, pairwise(typed)))


def likeness(typed: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How much of ``name`` was typed, from 0 to 100; every word counts by its length.

    A word of the name that nothing typed resembles counts for nothing, and neither do one or two letters
    that are not the whole word.
    """
    length = sum(map(len, name))
    if not length:
        return 0
    parts = parts_of(typed)
    return sum(len(word) * max((_alike(part, word) for part in parts), default=0) for word in name) / length


def besides(typed: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that were typed besides ``name``, and say more about it: in which district it is."""
    return tuple(word for word in typed if not any(_alike(word, part) for part in name))


def in_common(typed: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many of the words that were typed are words of ``name``, numbers left out."""
    return sum(any(len(word) >= SHORTEST and _alike(word, part) >= ALIKE for part in name) for word in typed)


def _alike(typed: str, word: str) -> float:
    if min(len(typed), len(word)) < SHORTEST:
        return 100.0 if typed == word else 0.0
    return spelling.likeness(typed, word, LOOSELY)


def _words(text: str) -> list[str]:
    return [word for word in _SIGNS.split(as_said(plainly(text))) if word]


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(_words(_COMMON))
