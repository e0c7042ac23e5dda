"""Days as people write them: "2-12-2026", "২ ডিসেম্বর", "kal", "परसों"."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from babel.dates import get_month_names

from chatbot.language import LANGUAGES, respelt
from chatbot.matching import normalise

_RELATIVE: Final = {
    0: "today aj aaj ajke আজ আজকে आज",
    1: "tomorrow kal kalke agamikal কাল কালকে আগামীকাল कल",
    2: "porshu parshu parso পরশু परसों",
}
_DAYS: Final = {normalise(word): days for days, words in _RELATIVE.items() for word in words.split()}
#: At most so many years lie between two leap days.
_LEAP_YEARS_APART: Final = 8
#: Within so many days every day of the month comes by.
_TWO_MONTHS: Final = 62
_ISO: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$")
_DAY_OF_MONTH: Final = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|ই|শে|লা|রা|ঠা)?$")
#: "the 25th", as a word behind the number says.
_CALLED_A_DATE: Final = re.compile(r"[ ,-]*(?:tarikhe?|tarike?|date|তারিখে?|तारीख़?)$")
#: Months as they are written in Latin letters by those who say them in Bengali.
_ROMANISED: Final = {
    name: month
    for month, names in enumerate(
        (
            "januari janowari",
            "februari",
            "mart",
            "epril",
            "mei",
            "joon",
            "julai",
            "agost agast",
            "septembor",
            "oktobor octobor",
            "nobhembor novembor nobembor",
            "disembor dicembor",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMED: Final = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|ই|শে|লা|রা|ঠা)?[ ,-]*([^\W\d][^\d,]*?)[ ,]*(\d{4})?$")


def read_date(text: str, today: date) -> date | None:
    """The day that ``text`` names; a day without a year is the next such day from ``today`` on."""
    said = normalise(text)
    if said in _DAYS:
        return today + timedelta(days=_DAYS[said])
    said, called = _CALLED_A_DATE.subn("", said)
    if called and (found := _DAY_OF_MONTH.match(said)):
        return _next(int(found[1]), today)
    if found := _ISO.match(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.match(said):
        return _coming(int(found[1]), int(found[2]), found[3], today)
    if found := _NAMED.match(said):
        month = _months().get(found[2].strip(" ."))
        return _coming(int(found[1]), month, found[3], today) if month else None
    return None


def _next(day: int, today: date) -> date | None:
    """The next day from today on that is the ``day``-th of its month."""
    following = (today + timedelta(days=ahead) for ahead in range(_TWO_MONTHS))
    return next((found for found in following if found.day == day), None)


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    coming = (_day(later, month, day) for later in range(today.year, today.year + _LEAP_YEARS_APART + 1))
    return next((found for found in coming if found is not None and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@functools.cache
def _months() -> Mapping[str, int]:
    return _ROMANISED | {
        normalise(spelling): month
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for month, name in get_month_names(width, locale=f"{language}_IN").items()
        for spelling in (name, respelt(name))
    }
