"""Whose name stands beside one's own, read as people write it: "পিতা রাম মাহাতো", "s/o Ram Mahato", "राम महतो (पिता)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from chatbot.language.spelling import composed
from panchayat.certificates.types import Kin, catalogue

#: What parts such a word from the name; Bengali signs are no letters to Python, so "\\b" would cut words in two.
_SIGN: Final = r"[\s:=.,;()\[\]–—ঃ-]"
_OWN: Final = "আমার|amar|my|मेरे|मेरी|mere|meri"
_NAMED: Final = r"(?:(?:['’]?s|য়ের|ের|র|yer|er|r)?\s+(?:নাম|nam|naam|name|का नाम|ka na?am))"
_IS: Final = "is|holen|hon|hoy|হলেন|হন|হয়|हैं|है|hai"


def kin_in(told: str) -> tuple[Kin | None, str]:
    """Who is meant, if ``told`` says so before or behind the name, and the name alone."""
    plain = composed(told).strip()
    for kin, pattern in _patterns():
        found = pattern.fullmatch(plain)
        if found is not None and any(letter.isalpha() for letter in found["name"]):
            return kin, found["name"]
    return None, plain


@cache
def _patterns() -> Sequence[tuple[Kin, re.Pattern[str]]]:
    before, behind = [], []
    for kin in catalogue().kin:
        first, last = _either(*kin.words, *kin.before), _either(*kin.words)
        before.append(
            (kin, rf"{_SIGN}*(?:(?:{_OWN})\s+)?(?:{first}){_NAMED}?{_SIGN}+(?:(?:{_IS})\s+)?(?P<name>.+?){_SIGN}*")
        )
        behind.append((kin, rf"(?P<name>.+?)(?:\s+is)?{_SIGN}+(?:(?:{_OWN})\s+)?(?:{last})(?:\s+(?:{_IS}))?{_SIGN}*"))
    return [(kin, _compiled(pattern)) for kin, pattern in (*before, *behind)]


def _either(*words: str) -> str:
    return "|".join(re.escape(word) for word in words)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(composed(pattern), re.IGNORECASE | re.DOTALL)
