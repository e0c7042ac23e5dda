"""Which language a message is in, when that is clear; romanised Bengali is Bengali."""

from __future__ import annotations

from typing import Final

from chatbot.language.matching import normalise

_ENGLISH: Final = frozenset(
    [
        "i",
        "my",
        "me",
        "we",
        "our",
        "you",
        "your",
        "the",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "a",
        "an",
        "and",
        "or",
        "but",
        "not",
        "no",
        "of",
        "in",
        "on",
        "at",
        "for",
        "to",
        "from",
        "with",
        "want",
        "need",
        "please",
        "how",
        "what",
        "where",
        "when",
        "why",
        "who",
        "this",
        "that",
        "there",
        "it",
        "can",
        "could",
        "would",
        "should",
        "will",
        "do",
        "does",
        "did",
        "building",
        "permit",
        "house",
        "road",
        "water",
        "street",
        "light",
        "complaint",
        "status",
        "download",
        "broken",
        "since",
        "days",
    ]
)
_BANGLISH: Final = frozenset(
    [
        "ami",
        "amar",
        "amr",
        "amader",
        "apni",
        "apnar",
        "tumi",
        "ki",
        "ki",
        "koto",
        "kothay",
        "keno",
        "kemon",
        "ache",
        "achhe",
        "nei",
        "hoy",
        "hobe",
        "holo",
        "korte",
        "korbo",
        "koren",
        "chai",
        "lagbe",
        "dorkar",
        "bari",
        "rasta",
        "jol",
        "kol",
        "er",
        "ta",
        "te",
        "theke",
        "jonno",
        "kharap",
        "bhalo",
        "din",
        "dite",
        "pari",
        "parbo",
    ]
)
#: English is assumed from this many English words on, if they are most of the message.
_CLEAR: Final = 3


def language_of(text: str) -> str | None:
    """``bn``, ``hi`` or ``en`` where the letters or the words leave no doubt, otherwise nothing."""
    letters = [sign for sign in text if sign.isalnum()]
    bengali = sum("\u0980" <= sign <= "\u09ff" for sign in letters)
    devanagari = sum("\u0900" <= sign <= "\u097f" for sign in letters)
    if 2 * max(bengali, devanagari) >= len(letters) > 0:
        return "bn" if bengali >= devanagari else "hi"
    words = normalise(text).split()
    english = sum(word in _ENGLISH for word in words)
    if english >= _CLEAR and 2 * english >= len(words) and not any(word in _BANGLISH for word in words):
        return "en"
    return None
