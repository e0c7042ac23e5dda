"""What numbers are counted in, and the words beside them that change nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from chatbot.language.spelling import ALIKE, as_said, composed, likeness, without_marks
from chatbot.language.word_lists import words, words_under


def _key(word: str) -> str:
    return without_marks(composed(word).casefold())


def _by_word(group: str) -> Mapping[str, Decimal]:
    told = words_under("amounts", group)
    return MappingProxyType({_key(word): Decimal(value) for value, said in told.items() for word in said})


def _listed(meaning: str) -> frozenset[str]:
    return frozenset(map(_key, words("amounts")[meaning]))


#: So many times the number before it.
TIMES: Final = _by_word("times")
#: Numbers that are no whole ones, and what others take off or add to the number behind them.
BROKEN: Final = _by_word("broken")
MORE: Final = _by_word("more")
MONEY: Final = _listed("money")
#: What an amount may be counted in.
COUNTED: Final = MappingProxyType({each: _listed(each) for each in ("money", "years", "kilometres")})
#: What the parts of one amount may have between them.
BETWEEN: Final = _listed("between")
#: What says nothing about how much it is.
ASIDE: Final = _listed("aside")
#: For which time an amount is told.
PER: Final = MappingProxyType(
    {_key(word): time for time, said in words_under("amounts", "per").items() for word in said}
)
#: What may stand at a figure without a blank; a figure at any other letters is part of something else ("ABC1234567").
GLUED: Final = frozenset({*TIMES, *ASIDE, *PER}).union(*COUNTED.values())

_KNOWN: Final = GLUED | BETWEEN | BROKEN.keys() | MORE.keys()
_LONG_ENOUGH: Final = 4
_VOWELS: Final = re.compile(r"[aeiouy]")
_TWICE: Final = re.compile(r"(.)\1")
#: So many consonants of a word in Latin letters say which it is.
_CONSONANTS: Final = 3


def _consonants(word: str) -> str:
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))


#: What counts in hundreds and more, and is long enough to be known with a typing error.
_MISTYPED: Final = tuple(word for word, value in TIMES.items() if value > 1 and len(word) >= _LONG_ENOUGH)


def times_meant(word: str) -> str | None:
    """Which hundred, thousand or more ``word`` is with a typing error: "hajr", "thsnd", "হাজর"; None where it is none.

    In Latin letters only the vowels may differ, because "shotok" is no hundred; elsewhere one letter of many.
    """
    if word in _KNOWN or len(word) > 2 * _LONG_ENOUGH + 1:
        return None
    if word.isascii():
        spelt = _consonants(word)
        meant = [each for each in _MISTYPED if len(spelt) >= _CONSONANTS and _consonants(each) == spelt]
    else:
        said = as_said(word)
        meant = [
            each
            for each in _MISTYPED
            if as_said(each) == said or (len(word) >= _LONG_ENOUGH and likeness(word, each) >= ALIKE)
        ]
    return meant[0] if len({TIMES[each] for each in meant}) == 1 else None
