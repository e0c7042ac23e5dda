"""Which language a message is in, when that is clear; romanised Bengali is Bengali."""

from __future__ import annotations

from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.word_lists import words

_ENGLISH: Final = frozenset(words("languages")["english"])
#: Words that are English and that others use too: with one of those above they count.
_BESIDE: Final = frozenset(words("languages")["english_beside"])
_BANGLISH: Final = frozenset(words("languages")["banglish"])
#: English is assumed from this many English words on, if they are most of the message.
_CLEAR: Final = 3


def language_of(text: str) -> str | None:
    """``bn``, ``hi`` or ``en`` where the letters or the words leave no doubt, otherwise nothing."""
    letters = [char for char in text if char.isalnum()]
    bengali = sum("\u0980" <= char <= "\u09ff" for char in letters)
    devanagari = sum("\u0900" <= char <= "\u097f" for char in letters)
    if 2 * max(bengali, devanagari) >= len(letters) > 0:
        return "bn" if bengali >= devanagari else "hi"
    said = normalise(text).split()
    plain = sum(word in _ENGLISH for word in said)
    english = plain + sum(word in _BESIDE for word in said)
    if plain and english >= _CLEAR and 2 * english >= len(said) and not any(word in _BANGLISH for word in said):
        return "en"
    return None
