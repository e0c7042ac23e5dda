"""Whole sentences that are understood at any point: made of known words alone, those among them that say what is wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from chatbot.language.matching import normalise

_BETWEEN = r"[\s.,;:!?।/()-]+"


def sentence_of(*needed: Collection[str], beside: Iterable[str] = (), figures: bool = False) -> str:
    """A pattern for normalised messages in which a phrase of each of ``needed`` stands, and no word but theirs and ``beside``.

    So what tells more than that is left to where the conversation stands. With ``figures`` numbers may stand there too.
    """
    phrases = [sorted({normalise(each) for each in group}, key=len, reverse=True) for group in needed]
    every = {word for group in (*phrases, map(normalise, beside)) for phrase in group for word in _words(phrase)}
    words = "|".join(map(re.escape, sorted(every, key=len, reverse=True)))
    # Digits may have "o'clock" written on to them.
    word = rf"(?:\d+(?:[:.]\d\d)?[^\W\d_]*[\u0980-\u09ff\u0900-\u097f]*|{words})" if figures else f"(?:{words})"
    told = "".join(rf"(?=(?:.*{_BETWEEN})?(?:{'|'.join(map(_pattern, group))})(?:{_BETWEEN}|$))" for group in phrases)
    return rf"(?={word}(?:{_BETWEEN}{word})*$){told}.*"


def _pattern(phrase: str) -> str:
    return _BETWEEN.join(map(re.escape, _words(phrase)))


def _words(phrase: str) -> list[str]:
    return [word for word in re.split(_BETWEEN, phrase) if word]
