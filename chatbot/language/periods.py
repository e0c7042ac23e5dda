"""Months and years as people write them: "অক্টোবর", "oct 26", "২০২৫-২৬ সাল", "april 2025 theke march 2026", "গত ৬ মাস"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from chatbot.language.dates import month_from_today, parted
from chatbot.language.day_names import month_named
from chatbot.language.matching import normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import plainly, with_plain_hyphens
from chatbot.language.word_lists import words, words_under
from chatbot.language.wording import LANGUAGES, in_digits, month_name

_MONTHS: Final = 12
_APRIL: Final = 4
#: Nobody is asked about a year before this, nor about so many months.
_EARLIEST: Final = 1950
_MOST_MONTHS: Final = 36
_LONGEST: Final = 80

_ASIDE: Final = frozenset(map(normalise, words("periods")["aside"]))
_RELATIVE: Final = {
    normalise(word): meaning for meaning, said in words_under("periods", "relative").items() for word in said
}
_LAST, _UNITS = (
    "|".join(sorted(map(normalise, words("periods")[f"counted.{each}"]), key=len, reverse=True))
    for each in ("last", "months")
)
_SO_MANY_MONTHS: Final = re.compile(rf"(?:(?:{_LAST}) )?(\S+?) ?(?:{_UNITS})")
_APART: Final = r"[ ,./'-]*"
_NAME: Final = r"([^\W\d][^\d,./'-]*?)"
_NAMED: Final = re.compile(rf"{_NAME}(?:{_APART}(\d{{4}}|\d{{2}}))?")
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}}){_APART}{_NAME}")
_NUMBERED: Final = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{4})|(\d{4}) ?[-/. ] ?(\d{1,2})")
_YEAR: Final = re.compile(r"\d{4}")
#: From April to March: "2025-26", "2025-2026", "25-26" (below 13 the first might be a month).
_FINANCIAL: Final = re.compile(r"(\d{4}|1[3-9]|[2-9]\d) ?(?:[-/ ]| to | theke | থেকে | se | से ) ?(\d{4}|\d{2})")
_YEAR_STORED: Final = re.compile(r"(\d{4})(-\d{2})?")
_MONTHS_STORED: Final = re.compile(r"(\d{4})-(\d{2})/(\d{4})-(\d{2})")
_TO: Final = {"bn": " থেকে ", "en": " to ", "hi": " से "}


class Month(NamedTuple):
    """A month, of a year that was not told where it is None."""

    year: int | None
    month: int


def read_month(text: str, today: date, aside: Collection[str] = ()) -> Month | None:
    """The one month that ``text`` names, every word of it taken into account but those of ``aside``."""
    said = _said(text)
    ahead = month_from_today(_without(said, aside))
    if ahead is not None:
        year, month = divmod(today.year * _MONTHS + today.month - 1 + ahead, _MONTHS)
        return Month(year, month + 1)
    return _month(_without(said, _ASIDE.union(aside)))


def _month(bare: str) -> Month | None:
    if found := _NUMBERED.fullmatch(bare):
        month, year = int(found[1] or found[4]), int(found[2] or found[3])
        return Month(year, month) if 1 <= month <= _MONTHS and year >= _EARLIEST else None
    for pattern, name, year_at in ((_NAMED, 1, 2), (_YEAR_FIRST, 2, 1)):
        found = pattern.fullmatch(bare)
        named = month_named(found[name].strip()) if found else None
        if found and named:
            told = found[year_at]
            return Month((int(told) if len(told) == 4 else 2000 + int(told)) if told else None, named)
    return None


def read_periods(text: str, today: date) -> list[str]:
    """The times up to ``today`` that ``text`` may mean, most likely first; none where it says no time, or more than that.

    A year that is not named is one from April to March, as offices reckon incomes.

    ``2025-26`` is a year from April to March, ``2025`` one from January to December, and ``2026-01/2026-06`` goes from
    month to month, ``2026-03/2026-03`` is one.
    """
    said = _said(text)
    meaning = _RELATIVE.get(said)
    now = today.year if today.month >= _APRIL else today.year - 1
    if meaning is not None:
        month = today.year * _MONTHS + today.month - 2
        return {
            "last_year": [_financial(now - 1)],
            "this_year": [_financial(now)],
            "a_year": [_financial(now - 1), _financial(now)],
            "a_month": [_from_to(month, month), _financial(now - 1)],
        }[meaning]
    return [period for period in _told(said, today) if _begins(period) <= today]


def _told(said: str, today: date) -> Iterator[str]:
    bare = _without(said, _ASIDE)
    if found := _FINANCIAL.fullmatch(bare):
        first = int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
        if first >= _EARLIEST and int(found[2]) in (first + 1, (first + 1) % 100):
            yield _financial(first)
            return
    if _YEAR.fullmatch(bare) and int(bare) >= _EARLIEST:
        yield bare
        return
    this_month = today.year * _MONTHS + today.month - 1
    if (found := _SO_MANY_MONTHS.fullmatch(said)) and (count := _count(found[1])) is not None:
        yield _from_to(this_month - count, this_month - 1)
        return
    if (month := read_month(said, today)) is not None:
        at = _most_recent(month, this_month)
        yield _from_to(at, at)
        return
    for parts in parted(said):
        months = [_month(_without(part, _ASIDE)) for part in parts]
        if len(months) != 2 or months[0] is None or months[1] is None:
            continue
        last = _most_recent(months[1], this_month)
        first = _most_recent(months[0], last)
        if 0 <= last - first < _MOST_MONTHS:
            yield _from_to(first, last)
            return


def _count(word: str) -> int | None:
    number = int(word) if re.fullmatch(r"\d{1,2}", word) else number_named(word)
    return number if number is not None and 0 < number <= _MOST_MONTHS else None


def _most_recent(month: Month, until: int) -> int:
    """The month as a count from year 0; without its year the last such one up to ``until``."""
    if month.year is not None:
        return month.year * _MONTHS + month.month - 1
    return until - (until - (month.month - 1)) % _MONTHS


def _from_to(first: int, last: int) -> str:
    begins, ends = divmod(first, _MONTHS), divmod(last, _MONTHS)
    if last - first == _MONTHS - 1 and begins[1] == 0:
        return str(begins[0])
    if last - first == _MONTHS - 1 and begins[1] == _APRIL - 1:
        return _financial(begins[0])
    return "/".join(f"{year}-{month + 1:02}" for year, month in (begins, ends))


def _financial(start: int) -> str:
    return f"{start}-{(start + 1) % 100:02}"


def is_financial_year(period: str) -> bool:
    """Whether it goes from April to March."""
    found = _YEAR_STORED.fullmatch(period)
    return found is not None and found[2] is not None


def covers(period: str) -> str:
    """``year`` or ``month`` where it is one, nothing where it is anything else."""
    if _YEAR_STORED.fullmatch(period):
        return "year"
    begins, _stroke, ends = period.partition("/")
    return "month" if _MONTHS_STORED.fullmatch(period) and begins == ends else ""


def period_words(period: str) -> Mapping[str, str]:
    """A time as it is written in every language; what was stored in people's own words stays as it is."""
    if _YEAR_STORED.fullmatch(period):
        return {language: in_digits(period, language) for language in LANGUAGES}
    found = _MONTHS_STORED.fullmatch(period)
    if found is None:
        return dict.fromkeys(LANGUAGES, period)
    begins, ends = (month_name(date(int(found[at]), int(found[at + 1]), 1)) for at in (1, 3))
    if begins == ends:
        return begins
    return {language: _TO[language].join((begins[language], ends[language])) for language in LANGUAGES}


def _begins(period: str) -> date:
    month = _APRIL if is_financial_year(period) else int(period[5:7] or 1)
    return date(int(period[:4]), month, 1)


def _said(text: str) -> str:
    return normalise(with_plain_hyphens(plainly(text[:_LONGEST]))) if len(text) <= _LONGEST else ""


def _without(said: str, aside: Collection[str]) -> str:
    return " ".join(word for word in said.split() if word.strip(",.:;()") not in aside)
