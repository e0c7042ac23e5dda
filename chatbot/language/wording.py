"""The words of the service in Bengali, English and Hindi, with digits and dates as each language writes them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from importlib import resources
from types import MappingProxyType
from typing import Final

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from chatbot.language.spelling import composed
from chatbot.language.times import spoken

LANGUAGES: Final = ("bn", "en", "hi")
DEFAULT: Final = "bn"

_LATIN: Final = "0123456789"
_DIGITS: Final = {"bn": "০১২৩৪৫৬৭৮৯", "en": _LATIN, "hi": "०१२३४५६७८९"}
_SHOW: Final = {language: str.maketrans(_LATIN, digits) for language, digits in _DIGITS.items()}


_OLD_ENDING: Final = composed("ুয়ারী")
_NEW_ENDING: Final = composed("ুয়ারি")


class Reference(str):
    """A number that the office gave (``GRV-26-4815-3706``): shown in the reader's digits."""

    __slots__ = ()


class Paise(int):
    """An amount of money in paise: shown in rupees, in lakhs and in the reader's digits."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Words in the catalogue, not yet in any language: the English text is their name."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def using(self, **params: object) -> Text:
        """The same words with their blanks filled: plain text, numbers, dates or other words."""
        return Text(self.msgid, {**self.params, **params})


#: Whatever can be said: words of the catalogue, a stored name in several languages, or text as it is.
Words = Text | Mapping[str, str] | str


def _(msgid: str) -> Text:
    """Mark ``msgid`` for translation; it is looked up only when it is said."""
    return Text(msgid)


def button(msgid: str) -> Text:
    """Mark ``msgid`` as the words of a button or a list's row: the wording check holds them to 24 code points."""
    return Text(msgid)


def in_digits(text: str, language: str) -> str:
    """``text`` with its Latin digits written as ``language`` writes them."""
    return text.translate(_SHOW[language])


def number(value: int | Decimal, language: str) -> str:
    """``value`` grouped in lakhs, in the language's digits."""
    return in_digits(format_decimal(value, locale=f"{language}_IN"), language)


def rupees(paise: int, language: str) -> str:
    """``₹১২,৩৪,৫৬৭``; paise only where there are any."""
    whole, rest = divmod(abs(paise), 100)
    amount = format_decimal(whole, locale="en_IN") + (f".{rest:02d}" if rest else "")
    return in_digits(f"{'−' if paise < 0 else ''}₹{amount}", language)


def month_name(month: date) -> Mapping[str, str]:
    """The month of a day as people say it, such as ``ডিসেম্বর ২০২৬``, in every language."""
    return {language: _dated(month, "LLLL y", language) for language in LANGUAGES}


def long_date(day: date, language: str) -> str:
    """A date as a person says it, such as ``২ ডিসেম্বর ২০২৬``."""
    return _dated(day, "d MMMM y", language)


def _dated(day: date, pattern: str, language: str) -> str:
    return in_digits(respelt(format_date(day, pattern, locale=f"{language}_IN")), language)


def respelt(words: str) -> str:
    """January and February by the rules of the Bangla Akademi; the locale has their older spelling."""
    return composed(words).replace(_OLD_ENDING, _NEW_ENDING)


def time_of_day(at: time, language: str) -> str:
    """A time of day as a person says it, such as ``বিকেল সাড়ে ৫টা``."""
    return in_digits(spoken(at)[language], language)


def short_date(day: date, language: str) -> str:
    """A date as it stands on papers: ``০২-১২-২০২৬``."""
    return in_digits(f"{day:%d-%m-%Y}", language)


def say(words: Words, language: str, **params: object) -> str:
    """The words in ``language``; a name without it falls back to Bengali, then to whatever there is.

    Raises:
        KeyError: a blank of the text was not filled.
    """
    if isinstance(words, Text):
        blanks = {**words.params, **params}
        wording = catalogue(language).get(words.msgid, words.msgid)
        return (
            wording.format(**{name: _shown(value, language) for name, value in blanks.items()}) if blanks else wording
        )
    if isinstance(words, str):
        return in_digits(words, language) if isinstance(words, Reference) else words
    return words.get(language) or words.get(DEFAULT) or next(iter(words.values()), "")


def _shown(value: object, language: str) -> str:
    match value:
        case Text() | str() | Mapping():
            return say(value, language)
        case bool():
            raise TypeError("a truth value cannot be said; choose words for it")
        case Paise():
            return rupees(value, language)
        case int() | Decimal():
            return number(value, language)
        case datetime():
            return f"{long_date(value.date(), language)}, {time_of_day(value.time(), language)}"
        case date():
            return long_date(value, language)
        case time():
            return time_of_day(value, language)
    raise TypeError(f"{type(value).__name__} cannot be said")


@functools.cache
def catalogue(language: str) -> Mapping[str, str]:
    """The wording of every text in ``language``; English needs none, its texts are the names."""
    if language == "en":
        return {}
    source = resources.files(__package__) / "locale" / f"{language}.po"
    with source.open("rb") as lines:
        entries = read_po(lines, locale=language, abort_invalid=True)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}
