"""Days as people write them: "2-12-2026", "২ ডিসেম্বর", "12", "agami sombar", "kal", "৫ দিন পর"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from chatbot.language.day_names import month_named, weekday_named
from chatbot.language.matching import normalise
from chatbot.language.number_words import number_named
from chatbot.language.word_lists import words, words_under

#: So many days from today; where one word means a day ahead as well as one that has passed, both.
_DAYS: Final = {
    normalise(word): tuple(map(int, days.split()))
    for days, said in words_under("days", "relative").items()
    for word in said
}
#: Words that say nothing about which day it is.
_ASIDE: Final = frozenset(map(normalise, words("days")["aside"]))
#: Within so many days every day of the month comes by.
_TWO_MONTHS: Final = 62
#: At most so many years lie between two leap days.
_LEAP_YEARS_APART: Final = 8
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|ই|শে|লা|রা|ঠা)?"
_MONTH: Final = r"([^\W\d][^\d,./-]*?)"
_YEAR: Final = r"(\d{4}|\d{2})"
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}})(?: ?[-/.] ?| )(\d{{1,2}})(?:(?: ?[-/.] ?| ){_YEAR})?")
_DAY_OF_MONTH: Final = re.compile(_DAY)
_DAY_AND_MONTH: Final = re.compile(rf"{_DAY}[ ,./-]*{_MONTH}(?:[ ,./-]*{_YEAR})?")
_MONTH_AND_DAY: Final = re.compile(rf"{_MONTH}[ ,./-]*{_DAY}(?:[ ,./-]+{_YEAR})?")
_LENGTHS: Final = {normalise(unit): int(days) for days, said in words_under("days", "length").items() for unit in said}
_UNIT: Final = "|".join(sorted(_LENGTHS, key=len, reverse=True))
_LATER: Final = re.compile(
    rf"(?:in|after) (\S+) ({_UNIT})|(\S+?) ?({_UNIT}) (?:por|pore|bade|baad|later|after|from now|পর|পরে|বাদে|বাদ|बाद)"
)
_EARLIER: Final = re.compile(rf"(\S+?) ?({_UNIT}) (?:age|agey|ago|আগে|पहले|pahle)")
_DAY_ITSELF: Final = re.compile(r" ?(?:দিন|din|दिन)$")


def read_days(text: str, today: date, first: date | None) -> frozenset[date]:
    """Every day that ``text`` may mean: none where it is no date, several where it may be one or another.

    ``first`` is the first possible day where only days ahead are: a day without its month or year is the next such day
    from then on. Where days that have passed are possible too (None), such a day has to be told in full.
    """
    said = normalise(text)
    bare = " ".join(word for word in said.split() if word not in _ASIDE)
    days = _DAYS.get(said) or _DAYS.get(bare)
    if days is not None:
        return frozenset(today + timedelta(days=ahead) for ahead in days)
    found = {_in_some_time(bare, today), _in_full(bare, today, first)}
    if first is not None:
        found |= {_next_in_month(bare, first), _next_in_week(bare, max(first, today + timedelta(days=1)))}
    known = frozenset(day for day in found if day is not None)
    return known or _with_weekday(bare, today, first)


def _with_weekday(said: str, today: date, first: date | None) -> frozenset[date]:
    """A day and its day of the week in one: "আজ সোমবার", "friday 20 november"; none where the two do not go together."""
    begin, _blank, rest = said.partition(" ")
    start, _blank, end = said.rpartition(" ")
    for name, day in ((begin, rest), (end, start)):
        weekday = weekday_named(name)
        if weekday is not None and day:
            return frozenset(found for found in read_days(day, today, first) if found.weekday() == weekday)
    return frozenset()


def _in_some_time(said: str, today: date) -> date | None:
    for pattern, sign in ((_LATER, 1), (_EARLIER, -1)):
        if found := pattern.fullmatch(said):
            count, unit = (each for each in found.groups() if each is not None)
            number = int(count) if re.fullmatch(r"\d{1,3}", count) else 1 if count == "a" else number_named(count)
            return None if number is None else today + sign * timedelta(days=number * _LENGTHS[unit])
    return None


def _in_full(said: str, today: date, first: date | None) -> date | None:
    """A day with its month, and with its year unless there is a ``first`` day from which on it is the next such day."""
    if found := _ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(said):
        return _in_year(int(found[1]), int(found[2]), found[3], today, first)
    for pattern, day, name in ((_DAY_AND_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        found = pattern.fullmatch(said)
        month = month_named(found[name].strip()) if found else None
        if found and month:
            return _in_year(int(found[day]), month, found[3], today, first)
    return None


def _next_in_month(said: str, first: date) -> date | None:
    found = _DAY_OF_MONTH.fullmatch(said)
    day = int(found[1]) if found else number_named(said)
    following = (first + timedelta(days=ahead) for ahead in range(_TWO_MONTHS))
    return next((each for each in following if each.day == day), None)


def _next_in_week(said: str, first: date) -> date | None:
    weekday = weekday_named(_DAY_ITSELF.sub("", said))
    return None if weekday is None else first + timedelta(days=(weekday - first.weekday()) % 7)


def _in_year(day: int, month: int, year: str | None, today: date, first: date | None) -> date | None:
    if year is None:
        return _coming(day, month, first) if first is not None else None
    if len(year) == 4:
        return _day(int(year), month, day)
    this_century = _day(2000 + int(year), month, day)
    passed = first is None and this_century is not None and this_century > today
    return _day(1900 + int(year), month, day) if passed else this_century


def _coming(day: int, month: int, first: date) -> date | None:
    coming = (_day(later, month, day) for later in range(first.year, first.year + _LEAP_YEARS_APART + 1))
    return next((found for found in coming if found is not None and found >= first), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
