"""Days as people write them: "2-12-2026", "২ ডিসেম্বর", "12", "agami sombar", "kal", "৫ দিন পর"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from chatbot.language.day_names import month_named, weekday_named
from chatbot.language.matching import normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import plainly, with_plain_hyphens
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
#: What stands apart must not be the beginning of a month ("1 এপ্রিল").
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|ই|শে|লা|রা|ঠা| ?(?:she|ই|শে|লা|রা|ঠা|এ|e)(?![^\W\d]))?"
_MONTH: Final = r"([^\W\d][^\d,./'-]*?)"
_YEAR: Final = r"(\d{4}|\d{2})"
_APART: Final = "[ ,./'-]"
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST: Final = re.compile(rf"(\d{{1,2}})(?: ?[-/.] ?| )(\d{{1,2}})(?:(?: ?[-/.] ?| ){_YEAR})?")
_IN_ONE: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_DAY_OF_MONTH: Final = re.compile(_DAY)
_DAY_AND_MONTH: Final = re.compile(rf"{_DAY}{_APART}*{_MONTH}(?:{_APART}*{_YEAR})?")
#: "Dec 25-27" are two days and not one of 2027.
_MONTH_AND_DAY: Final = re.compile(rf"{_MONTH}{_APART}*{_DAY}(?:{_APART}+(\d{{4}})|[ ,']+(\d{{2}}))?")
_LENGTHS: Final = {normalise(unit): int(days) for days, said in words_under("days", "length").items() for unit in said}
_UNIT: Final = "|".join(sorted(_LENGTHS, key=len, reverse=True))
_LATER: Final = re.compile(
    rf"(?:in|after) (\S+) ({_UNIT})|(\S+?) ?({_UNIT}) (?:por|pore|bade|baad|later|after|from now|পর|পরে|বাদে|বাদ|बाद)"
)
_EARLIER: Final = re.compile(rf"(\S+?) ?({_UNIT}) (?:age|agey|ago|আগে|पहले|pahle)")
_DAY_ITSELF: Final = re.compile(r" ?(?:দিন|din|दिन)$")

#: What is typed for the strokes of a date: a danda, a stroke the other way, the signs of bold words, several of one.
_STROKES: Final = re.compile(r"(?<=\d) ?(?:[।_\\|*]|([-/.])\1+) ?(?=\d)")
_APOSTROPHE: Final = re.compile("[‘’`´]")
_MONTHS_IN_A_YEAR: Final = 12
#: A longer text is no day; of so many days at most one is asked which.
_LONGEST: Final = 80
_MOST_DAYS: Final = 3


def _any_of(group: str) -> str:
    said = sorted(map(normalise, words("days")[group]), key=len, reverse=True)
    return "|".join(map(re.escape, said))


_MONTHS: Final = {"next_month": 1, "this_month": 0, "last_month": -1}
_IN_MONTH: Final = {each: re.compile(rf"(?<!\S)(?:{_any_of(each)})(?!\S)") for each in _MONTHS}
_LAST: Final = re.compile(rf"(?:{_any_of('last')}) (.+)")
#: The hour of a day, which is no part of which day it is.
_CLOCK: Final = re.compile(rf"(?<=\S) \d{{1,2}}(?:[:.]\d\d)? ?(?:{_any_of('clock')})(?=\s|$)")
#: Between two days of which one is meant, or which begin and end something: words, which may part days with strokes, or
#: strokes as well.
_EITHER: Final = tuple(
    re.compile(rf"{strokes} (?:{_any_of('either')}|{_any_of('from')}) ") for strokes in ("", " - |", " ?[-/,&] ?|")
)
_UNTIL: Final = re.compile(rf" (?:{_any_of('until')})$")
_FROM: Final = re.compile(rf" (?:{_any_of('from')})$|^(?:{_any_of('from')}) ")
_DAY_AND_TAIL: Final = re.compile(rf"{_DAY}(.*)")
_HEAD_AND_DAY: Final = re.compile(r"(\D*)\d{1,2}")


class Days(NamedTuple):
    """The days that a text may mean: one or none, or several where it may be one or another, or tells of ``several``."""

    meant: frozenset[date]
    several: bool = False


def read_days(text: str, today: date, first: date | None) -> Days:
    """The days that ``text`` may mean, every word of it taken into account.

    ``first`` is the first possible day where only days ahead are: a day without its month or year is the next such day
    from then on. Where days that have passed are possible too (None), such a day has to be told in full, or as the last one.
    """
    if len(text) > _LONGEST:
        return Days(frozenset())
    said = normalise(_STROKES.sub("-", _APOSTROPHE.sub("'", with_plain_hyphens(plainly(text)))))
    said = _CLOCK.sub("", said)
    if one := _read(said, today, first) or _read(_FROM.sub("", said), today, first):
        return Days(one)
    wrong = _DAY_FIRST.fullmatch(_bare(said))
    if wrong and int(wrong[2]) <= _MONTHS_IN_A_YEAR:
        return Days(frozenset())
    for parts in parted(said):
        if several := _each_of(parts, today, first):
            return Days(several, several=True)
    return Days(frozenset())


def parted(said: str) -> Iterator[list[str]]:
    """What stands before and behind "to", "or" and the like in normalised words; then the same with strokes too."""
    for between in _EITHER:
        yield between.split(_FROM.sub("", _UNTIL.sub("", said)), maxsplit=_MOST_DAYS)


def month_from_today(said: str) -> int | None:
    """How many months from this one a month lies that is named so: "গত মাস" is -1."""
    return next((ahead for each, ahead in _MONTHS.items() if _IN_MONTH[each].fullmatch(said)), None)


def is_told_from_today(text: str) -> bool:
    """Whether it is a day such as "aj rate" or "কাল সকালে"."""
    said = normalise(text)
    return said in _DAYS or _bare(said) in _DAYS


def _read(said: str, today: date, first: date | None) -> frozenset[date]:
    bare = _bare(said)
    days = _DAYS.get(said) or _DAYS.get(bare) or _DAYS.get(_DAY_ITSELF.sub("", bare))
    if days is not None:
        return frozenset(today + timedelta(days=ahead) for ahead in days)
    for month, pattern in _IN_MONTH.items():
        if pattern.search(said):
            number = _DAY_OF_MONTH.fullmatch(_bare(pattern.sub(" ", said)))
            return _of_month(int(number[1]), today, _MONTHS[month]) if number else frozenset()
    if first is None and (last := _LAST.fullmatch(said)):
        return _most_recent(_bare(last[1]), today)
    found = {_in_some_time(bare, today), _in_full(bare, today, first)}
    if first is not None:
        found |= {_next_in_month(bare, first), _next_in_week(bare, max(first, today + timedelta(days=1)))}
    known = frozenset(day for day in found if day is not None)
    return known or _with_weekday(bare, today, first)


def _bare(said: str) -> str:
    """The words that say which day it is."""
    return " ".join(word for word in said.split() if word.strip(",.;:()-") not in _ASIDE)


def _each_of(parts: Sequence[str], today: date, first: date | None) -> frozenset[date]:
    """The days of "25-27 dec", "kal na porshu": the month and the year that one has are those of the other."""
    if not 1 < len(parts) <= _MOST_DAYS:
        return frozenset()
    bare = [_bare(part) for part in parts]
    tails = [found[2] for each in bare if (found := _DAY_AND_TAIL.fullmatch(each)) and found[2]]
    heads = [found[1] for each in bare if (found := _HEAD_AND_DAY.fullmatch(each)) and found[1]]
    meant: set[date] = set()
    for part, day in zip(parts, bare, strict=True):
        whole = part
        if _DAY_OF_MONTH.fullmatch(day):
            whole = f"{part}{tails[-1]}" if tails else f"{heads[0]}{part}" if heads else part
        days = _read(whole, today, first)
        if not days:
            return frozenset()
        meant |= days
    return frozenset(meant)


def _of_month(day: int, today: date, ahead: int) -> frozenset[date]:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    found = _day(year, month + 1, day)
    return frozenset() if found is None else frozenset({found})


def _most_recent(said: str, today: date) -> frozenset[date]:
    """The last such day before today: "গত ১২ আগস্ট", "last monday"."""
    weekday = weekday_named(_DAY_ITSELF.sub("", said))
    if weekday is not None:
        return frozenset({today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)})
    for year in range(today.year, today.year - _LEAP_YEARS_APART - 1, -1):
        found = _in_full(said, today, date(year, 1, 1))
        if found is not None and found < today and found.year == year:
            return frozenset({found})
    return frozenset()


def _with_weekday(said: str, today: date, first: date | None) -> frozenset[date]:
    """A day and its day of the week in one: "আজ সোমবার", "friday 20 november"; none where the two do not go together."""
    begin, _blank, rest = said.partition(" ")
    start, _blank, end = said.rpartition(" ")
    for name, day in ((begin, rest), (end, start)):
        weekday = weekday_named(name)
        if weekday is not None and day:
            return frozenset(found for found in _read(day, today, first) if found.weekday() == weekday)
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
    if found := _IN_ONE.fullmatch(said):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _DAY_FIRST.fullmatch(said):
        return _in_year(int(found[1]), int(found[2]), found[3], today, first)
    for pattern, day, name in ((_DAY_AND_MONTH, 1, 2), (_MONTH_AND_DAY, 2, 1)):
        found = pattern.fullmatch(said)
        month = month_named(found[name].strip()) if found else None
        if found and month:
            return _in_year(int(found[day]), month, next(filter(None, found.groups()[2:]), None), today, first)
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
