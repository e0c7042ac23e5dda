"""Numbers of the office's own registers, such as ``12/BLD/2026``: compared without what people leave out or change."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from chatbot.language.spelling import plainly

#: What a register's number has at least: less than that would find papers by chance.
_SHORTEST: Final = 3
_LONGEST: Final = 60
#: So many records of different offices are looked at that have the same number.
MOST_OF_A_NUMBER: Final = 200
#: Such a number stands at the end of so many words.
_MOST_WORDS: Final = 8


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def reference_key(text: str) -> str | None:
    """``text`` as two such numbers are compared: letters, digits and signs of any script, no blanks or strokes.

    None if it cannot be a register's number: too short, too long, or without a digit.
    """
    key = "".join(char for char in plainly(text) if _counts(char))
    return key if _SHORTEST <= len(key) <= _LONGEST and any(char.isdecimal() for char in key) else None


def spelt_alike(text: str) -> str:
    """``text`` as a register tells its numbers apart: without case, blanks and strokes, but 1/12 is not 11/2."""
    key, apart = "", False
    for char in plainly(text):
        if not _counts(char):
            apart = True
            continue
        between_digits = apart and char.isdecimal() and key[-1:].isdecimal()
        key += f"/{char}" if between_digits else char
        apart = False
    return key


def keys_in(typed: str) -> Iterator[str]:
    """The keys that ``typed`` may stand for: all of it, then what is left without its first word ("memo no."), and so on."""
    words = typed.split()[-_MOST_WORDS:]
    return filter(None, (reference_key(" ".join(words[start:])) for start in range(len(words))))
