"""Which month's slip, or which year's salary, is meant by what an employee writes: "october er slip din", "2025-26"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.periods import read_month, read_periods
from chatbot.language.word_lists import words, words_under
from panchayat.models import PaySlip

_ASIDE: Final = frozenset(map(normalise, words("asking", __package__)["aside"]))
_YEARS: Final = {
    normalise(word): int(back) for back, said in words_under("asking", "years", __package__).items() for word in said
}


def month_asked_for(text: str, slips: Sequence[PaySlip], today: date) -> date | None:
    """The first day of the month that ``text`` names; without a year the last such one that has a slip, or that has been."""
    named = read_month(text, today, _ASIDE)
    if named is None:
        return None
    if named.year is not None:
        return date(named.year, named.month, 1)
    released = (slip.month for slip in slips if slip.month.month == named.month)
    return max(released, default=date(today.year - (named.month > today.month), named.month, 1))


def slip_of(month: date | None, slips: Iterable[PaySlip]) -> PaySlip | None:
    """The slip of this month, if there is one."""
    return next((slip for slip in slips if slip.month == month), None)


def year_asked_for(text: str, years: Sequence[str], today: date) -> str | None:
    """Which of these financial years, the newest first, ``text`` names by both of its numbers, the first, or as the last."""
    bare = " ".join(word for word in normalise(text).split() if word not in _ASIDE)
    if (back := _YEARS.get(bare)) is not None:
        return years[back] if back < len(years) else None
    told = read_periods(bare, today)
    return next((year for year in years if len(told) == 1 and told[0] in (year, year[:4])), None)
