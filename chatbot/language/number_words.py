"""Numbers in words, counted in hundreds, thousands, lakhs and crores, as cheques in India have them and as people say them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from chatbot.language.spelling import without_marks
from chatbot.language.word_lists import word_lists, words_under

_WRITTEN: Final = word_lists("numbers")
#: Every number below a hundred has a name of its own in Bengali and in Hindi.
_BELOW_A_HUNDRED: Final = _WRITTEN["below_a_hundred"]
_ENGLISH: Final = _WRITTEN["below_twenty"]["en"]
_TENS: Final = _WRITTEN["tens"]["en"]
#: Bengali has the hundreds in one word, English and Hindi in two.
_HUNDREDS: Final = {
    "bn": _WRITTEN["hundreds"]["bn"],
    "en": tuple(f"{digit} {_WRITTEN['hundred']['en'][0]}" for digit in _ENGLISH[1:10]),
    "hi": tuple(f"{digit} {_WRITTEN['hundred']['hi'][0]}" for digit in _BELOW_A_HUNDRED["hi"][1:10]),
}
#: How else the numbers are said and spelt, and how they are written in Latin letters.
_SAID: Final = {int(number): said for number, said in words_under("numbers", "said").items()}


def in_words(value: int, language: str) -> str:
    """``value`` (0 or more) in words: 1,23,456 is "one lakh twenty-three thousand four hundred fifty-six"."""
    if value < 0:
        raise ValueError("a number below nought has no words here")
    parts = []
    for size, name in ((10**7, "crore"), (10**5, "lakh"), (1000, "thousand")):
        count, value = divmod(value, size)
        if count:
            parts.append(f"{in_words(count, language)} {_WRITTEN[name][language][0]}")
    hundreds, value = divmod(value, 100)
    if hundreds:
        parts.append(_HUNDREDS[language][hundreds - 1])
    if value or not parts:
        parts.append(_below_a_hundred(value, language))
    return " ".join(parts)


def number_named(word: str) -> int | None:
    """The number below a hundred that one word in small letters names, in any language; None if it names none."""
    return _NAMED.get(without_marks(word))


def _below_a_hundred(value: int, language: str) -> str:
    if language != "en":
        return _BELOW_A_HUNDRED[language][value]
    if value < len(_ENGLISH):
        return _ENGLISH[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens - 2] + (f"-{_ENGLISH[ones]}" if ones else "")


def _english_spellings(value: int) -> tuple[str, str]:
    """With the hyphen and in one word."""
    words = _below_a_hundred(value, "en")
    return words, words.replace("-", "")


_NAMED: Final[Mapping[str, int]] = MappingProxyType(
    {without_marks(word): value for value, said in _SAID.items() for word in said}
    | {without_marks(word): value for names in _BELOW_A_HUNDRED.values() for value, word in enumerate(names)}
    | {spelling: value for value in range(100) for spelling in _english_spellings(value)}
)
