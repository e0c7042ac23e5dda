"""How long people stay, in nights: counted, or by the day on which they leave, which is said back in any case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from chatbot.answers import NotUnderstood
from chatbot.language.dates import read_days
from chatbot.language.matching import normalise, numeral
from chatbot.language.spelling import for_machines
from chatbot.language.word_lists import words
from chatbot.language.wording import Text, _
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.counting import Count, Counted, Unit, count
from flows.lodging.objections import refuse, refuse_unknown
from panchayat.lodging.rules import MOST_NIGHTS

_WEEK: Final = 7
_ONE_TO_SEVEN: Final = _("Please write a number from {least} to {most}.").using(least=1, most=MOST_NIGHTS)
_UNSURE: Final = _("I am not sure how long you mean. Please write only how many nights, such as 2.")


def _any_of(what: str) -> str:
    return "|".join(sorted(map(re.escape, map(normalise, words("counting", __package__)[what])), key=len, reverse=True))


SINCE, _UNTIL = _any_of("since"), _any_of("until")
#: Between two days: "25 theke 27", "from 25-12 to 27-12", and then "25-27 dec".
FROM_TO: Final = tuple(
    re.compile(rf"(?:from )?(?P<first>\S.*?)(?:{between})(?P<last>.*?\S)(?: (?:{_UNTIL}|{SINCE}))*")
    for between in (rf" (?:{SINCE}|{_UNTIL}|to) ", " ?- ?")
)
_UP_TO: Final = re.compile(rf"(?:(?:{_UNTIL}) )?(?P<last>\S.*?)(?: e)?(?: (?:{_UNTIL}))*")


@dataclass(frozen=True, slots=True)
class Nights:
    """So many nights from a day on; ``words`` is what was said together with it, where that says who comes too."""

    arrival: date
    count: int
    words: str = ""

    @property
    def departure(self) -> date:
        return self.arrival + timedelta(days=self.count)


def ask_nights(talk: Talk, arrival: date, told_before: Any = None) -> Nights:
    """For how many nights; ``told_before`` is what was told of them together with the day, which is not asked then."""

    def reads(text: str) -> list[Any]:
        return read_nights(text, arrival, talk.today)

    def shows(told: Any) -> Option:
        nights = _nights(arrival, told)
        return Option(str(nights.count), leaving(nights))

    told = talk.parse(
        "nights", _("For how many nights?"), reads, shows, missing=_ONE_TO_SEVEN, formerly=int, default=told_before
    )
    return _nights(arrival, told)


def leaving(nights: Nights) -> Text:
    """How long, and when they leave."""
    return _("Nights: {nights}. You leave on {departure}.").using(nights=nights.count, departure=nights.departure)


def read_nights(text: str, arrival: date, today: date) -> list[Any]:
    """What it may mean, in nights: several where days were counted that may be one more than the nights.

    What else was counted with it (people, rooms) is kept beside the number: ``{"nights": 2, "words": …}``.

    Raises:
        NotUnderstood: it says something else, or too much.
    """
    counted = count(text)
    longer = counted.of(Unit.NIGHTS, Unit.DAYS, Unit.WEEKS)
    if not longer and (left := _day_of_leaving(text, counted, arrival, today)) is not None:
        nights = [(left - arrival).days]
    else:
        nights = _counted(counted)
    if not nights:
        raise NotUnderstood(_ONE_TO_SEVEN)
    possible = [each for each in nights if 1 <= each <= MOST_NIGHTS]
    if not possible:
        raise NotUnderstood(
            _("One can stay at most {most} nights. {asking}").using(most=MOST_NIGHTS, asking=_ONE_TO_SEVEN)
            if max(nights) > MOST_NIGHTS
            else _ONE_TO_SEVEN
        )
    others = counted.persons or counted.of(Unit.PEOPLE, Unit.CHILDREN, Unit.ROOMS)
    return [{"nights": each, "words": text} if others else each for each in possible]


def _nights(arrival: date, told: Any) -> Nights:
    return Nights(arrival, told["nights"], told["words"]) if isinstance(told, dict) else Nights(arrival, told)


def _counted(counted: Counted) -> list[int]:
    """Raises ``NotUnderstood`` where it may be more or less, or something was not understood."""
    nights, days, weeks = (counted.of(unit) for unit in (Unit.NIGHTS, Unit.DAYS, Unit.WEEKS))
    bare = counted.of(Unit.BARE)
    if not (nights or days or weeks or bare):
        refuse(counted.counts, _ONE_TO_SEVEN)
        return []
    refuse_unknown(counted, _ONE_TO_SEVEN)
    refuse(counted.of(Unit.BEDS, Unit.FAMILIES, Unit.DATES, Unit.AGES), _ONE_TO_SEVEN)
    if counted.doubtful or max(map(len, (nights, days, weeks, bare))) > 1:
        raise NotUnderstood(_UNSURE)
    if nights and not weeks and not bare and all(each.number - nights[0].number in (0, 1) for each in days):
        return [nights[0].number]
    (said,) = told if len(told := [*nights, *days, *weeks, *bare]) == 1 else (None,)
    if said is None:
        raise NotUnderstood(_UNSURE)
    return _in_nights(said)


def _in_nights(said: Count) -> list[int]:
    if said.unit is Unit.WEEKS:
        return [said.number * _WEEK]
    if said.unit is Unit.DAYS and said.number > 1:
        # Who says three days may mean two nights.
        return [said.number, said.number - 1]
    return [said.number]


def _day_of_leaving(text: str, counted: Counted, arrival: date, today: date) -> date | None:
    """The day on which they leave, where that is what was said.

    Raises:
        NotUnderstood: the stay that was named does not begin on the day of arrival, or has no night.
    """
    said = re.sub(r" ?-+ ?", "-", for_machines(normalise(text)))
    if numeral(said) is not None:
        return None
    first_left = arrival + timedelta(days=1)
    if found := _UP_TO.fullmatch(said):
        names_a_day = found["last"] != said or counted.of(Unit.DATES) or counted.unknown or len(counted.counts) > 1
        days = [day for day in read_days(found["last"], today, first_left).meant if day >= first_left]
        in_reach = [day for day in days if found["last"] != said or (day - arrival).days <= MOST_NIGHTS]
        if names_a_day and len(in_reach) == len(days) == 1:
            return in_reach[0]
    for found in filter(None, (between.fullmatch(said) for between in FROM_TO)):
        leaves = read_days(found["last"], today, first_left).meant
        begins = read_days(found["first"], today, arrival).meant
        if len(leaves) == 1 and begins:
            if all(map(_is_count, found.groups())) and int(found["last"]) <= MOST_NIGHTS:
                raise NotUnderstood(_UNSURE)
            if begins != {arrival}:
                raise NotUnderstood(
                    _("You come on {arrival}, so that cannot be. Please write how many nights, such as 2.").using(
                        arrival=arrival
                    )
                )
            return next(iter(leaves))
    return None


def _is_count(word: str) -> bool:
    """Whether it is a bare number, which may count nights as well as name a day."""
    return word.isascii() and word.isdecimal()
