"""What months and days of the week are called, in every language, in Latin letters, and with typing errors."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from babel.dates import get_day_names, get_month_names

from chatbot.language.matching import normalise
from chatbot.language.spelling import ALIKE, likeness, without_marks
from chatbot.language.word_lists import words_under
from chatbot.language.wording import LANGUAGES, respelt

#: By how much the best must lead.
_LEAD: Final = 10.0
#: So many letters of a name stand for it where no other begins with them.
_BEGINNING: Final = 3
#: Names of days are at most so long where they are cut short, and people are called "রবি" and "Som".
_ABBREVIATED: Final = 5


def month_named(word: str) -> int | None:
    """The month that ``word`` names (1 to 12), typing errors forgiven."""
    return _named(without_marks(word), _months())


def weekday_named(word: str) -> int | None:
    """The day of the week that ``word`` names, 0 for Monday as in ``date.weekday``, typing errors forgiven."""
    return _named(without_marks(word), _weekdays())


def is_weekday(word: str) -> bool:
    """Whether ``word`` is the whole name of a day of the week, as nobody is called: "সোমবার", but not "Robi"."""
    return len(word) > _ABBREVIATED and without_marks(word) in _weekdays()


def _named(word: str, names: Mapping[str, int]) -> int | None:
    if word in names:
        return names[word]
    if len(word) < _BEGINNING:
        return None
    begun = {meant for name, meant in names.items() if name.startswith(word)}
    if len(begun) == 1:
        return begun.pop()
    alike: dict[int, float] = {}
    for name, meant in names.items():
        if name[0] == word[0]:
            alike[meant] = max(alike.get(meant, 0.0), likeness(word, name))
    best, second = sorted([*alike.values(), 0.0, 0.0], reverse=True)[:2]
    if best < ALIKE or best - second < _LEAD:
        return None
    return next(meant for meant, score in alike.items() if score == best)


@functools.cache
def _months() -> Mapping[str, int]:
    return _by_name("month") | {
        _plain(spelling): month
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=f"{language}_IN").items()
        for spelling in (name, respelt(name))
    }


@functools.cache
def _weekdays() -> Mapping[str, int]:
    return _by_name("weekday") | {
        _plain(name): day
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for day, name in get_day_names(width, locale=f"{language}_IN").items()
    }


def _by_name(group: str) -> dict[str, int]:
    """Names that the locales do not have: other spellings, and those in Latin letters."""
    return {_plain(name): int(each) for each, names in words_under("days", group).items() for name in names}


def _plain(name: str) -> str:
    return without_marks(normalise(name))
