"""On which day people come: a day, one of several that were named, or a whole stay told at once ("25 to 27 December")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from chatbot.answers import NotUnderstood
from chatbot.language.dates import read_days
from chatbot.language.matching import normalise
from chatbot.language.spelling import for_machines
from chatbot.language.wording import Text, Words, _
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.counting import Unit, count
from flows.lodging.stay import FROM_TO, SINCE, read_nights
from panchayat.lodging.rules import MOST_NIGHTS

_LONGEST: Final = 120
_SINCE_AT_END: Final = re.compile(rf"(?: (?:{SINCE}))+$")
#: What is written behind the number of a day, without its month.
_BEHIND_DAY: Final = (
    "",
    " tarikh",
    " tarik",
    " tarikhe",
    " e",
    " date",
    "th",
    "nd",
    "rd",
    "st",
    " তারিখ",
    " তারিখে",
    "ই",
    "শে",
    " तारीख",
    " तारीख़",
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A day, with what was told of the nights together with it, as the question for those stores it."""

    day: date
    nights: Any = None

    @property
    def count(self) -> int | None:
        """How many nights were told, if any were."""
        return None if self.nights is None else _count_of(self.nights)


def ask_arrival(talk: Talk, name: str, prompt: Words, *, latest: date, instead_of: date | None = None) -> Arrival:
    """On which day they come, from today to ``latest``; ``instead_of`` is the day that it replaces, in whose month it mostly is."""

    def reads(text: str) -> list[dict[str, Any]]:
        return read_arrival(text, talk.today, latest, instead_of)

    def shows(told: dict[str, Any]) -> Option:
        day = date.fromisoformat(told["day"])
        nights = told.get("nights")
        names = tuple(f"{day.day}{behind}" for behind in _BEHIND_DAY)
        if nights is not None:
            return Option(told["day"], _stay(day, _count_of(nights)), words=names)
        return Option(told["day"], _("{day}").using(day=day), words=names, number=day.day)

    told = talk.parse(
        name,
        prompt,
        reads,
        shows,
        missing=_("Please write a date like {example}.").using(example=talk.today),
        formerly=lambda id_: {"day": id_},
    )
    return Arrival(date.fromisoformat(told["day"]), told.get("nights"))


def read_arrival(text: str, today: date, latest: date, instead_of: date | None = None) -> list[dict[str, Any]]:
    """``{"day": "2026-12-25"}``, with ``nights`` where they were told too; several where it may be one or another.

    Raises:
        NotUnderstood: none of the days is possible, or the stay is too long.
    """
    if len(text) > _LONGEST:
        return []
    said = re.sub(r" ?-+ ?", "-", for_machines(normalise(text))).replace(",", " ")
    stay = _with_nights(said, today, instead_of) or _whole_stay(said, today, instead_of)
    told = stay or [{"day": day.isoformat()} for day in sorted(_days(text, today, instead_of))]
    possible = [each for each in told if today <= date.fromisoformat(each["day"]) <= latest]
    if told and not possible:
        raise NotUnderstood(_("Please choose a date from {earliest} to {latest}.").using(earliest=today, latest=latest))
    of_month = {date.fromisoformat(each["day"]).day for each in possible}
    if not stay and len(of_month) < len(possible):
        days = " / ".join(each["day"] for each in possible)
        raise NotUnderstood(_("Which day is meant: {days}? Please write just one.").using(days=days))
    return possible


def _days(text: str, today: date, instead_of: date | None) -> frozenset[date]:
    """The days that it may mean; a day without its month is of the month of the one that it replaces."""
    days = _ahead(read_days(text, today, today).meant, today)
    if instead_of is None:
        return days
    there = read_days(text, today, max(today, instead_of.replace(day=1))).meant
    alike = {day.day for day in days} == {day.day for day in there}
    near = all((day.year - instead_of.year) * 12 + day.month - instead_of.month in (0, 1) for day in there)
    return there if alike and near else days


def _ahead(days: frozenset[date], today: date) -> frozenset[date]:
    """Of days that may have passed as well as be to come, those to come."""
    return frozenset(day for day in days if day >= today) or days


def _whole_stay(said: str, today: date, instead_of: date | None) -> list[dict[str, Any]]:
    """The day of arrival and the nights, where the first day and that of leaving were told.

    Raises:
        NotUnderstood: it is too long.
    """
    for found in filter(None, (between.fullmatch(said) for between in FROM_TO)):
        days = sorted(_days(said, today, instead_of))
        if len(days) != 2 or not _is_day(found["first"], today) or not _is_day(found["last"], today):
            continue
        begins = re.match(r"\d+", found["first"])
        if begins and int(begins[0]) == days[1].day != days[0].day:
            # "30 to 2 January" begins in the month before.
            before = days[0].replace(day=1) - timedelta(days=1)
            if days[1].day > before.day:
                continue
            days = [before.replace(day=days[1].day), days[0]]
        nights = (days[1] - days[0]).days
        if nights > MOST_NIGHTS:
            raise NotUnderstood(
                _("One can stay at most {most} nights. {asking}").using(
                    most=MOST_NIGHTS, asking=_("Please write a date like {example}.").using(example=days[0])
                )
            )
        return [{"day": days[0].isoformat(), "nights": nights}]
    return []


def _is_day(said: str, today: date) -> bool:
    return bool(read_days(said, today, today).meant)


def _with_nights(said: str, today: date, instead_of: date | None) -> list[dict[str, Any]]:
    """A day beside which it is counted how long they stay: "25 december theke dui rat", "2 nights from 25 dec"."""
    parts = said.split()
    for place in range(len(parts) - 1, 0, -1):
        for day_said, counted_said in (
            (" ".join(parts[:place]), " ".join(parts[place:])),
            (" ".join(parts[place:]), " ".join(parts[:place])),
        ):
            counted = count(counted_said)
            if not counted.of(Unit.NIGHTS, Unit.DAYS, Unit.WEEKS) or counted.unknown or counted.of(Unit.DATES):
                continue
            days = _days(_SINCE_AT_END.sub("", day_said), today, instead_of)
            if len(days) == 1:
                (day,) = days
                return [{"day": day.isoformat(), "nights": each} for each in read_nights(counted_said, day, today)]
    return []


def _count_of(nights: Any) -> int:
    count_: int = nights["nights"] if isinstance(nights, dict) else nights
    return count_


def _stay(day: date, nights: int) -> Text:
    return _("{first} to {last}").using(first=day, last=day + timedelta(days=nights))
