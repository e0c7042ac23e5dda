"""When people want to be called, at which number, and that they need no call: "কাল সকালে", "10 tar pore", "আর ফোন লাগবে না"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from chatbot.language.dates import read_days
from chatbot.language.day_names import month_named, weekday_named
from chatbot.language.matching import normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import plainly, without_marks
from chatbot.language.word_lists import words, words_under
from flows.shared.mobiles import mobile_in, without_mobile
from flows.shared.phrases import Phrase, Phrases
from flows.shared.sentences import sentence_of
from panchayat.core.clock import IST

_NAME: Final = "call_wishes"
_WORD: Final = re.compile(r"\d+(?:[:.]\d\d)?(?!\d)|[^\W\d_][^\s\d,.;:!?।/()“”\"-]*(?:\.m\b)?")
_DATE: Final = re.compile(r"(?<!\d)\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d\d)(?!\d)")
_HOUR: Final = re.compile(r"(\d{1,2})(?:[:.](\d\d))?")
_HOURS: Final = 24
_MINUTES_OF_HOUR: Final = 60
_NOON: Final = 12
#: Nobody wants a call between midnight and eight, so such an hour is of the afternoon.
_FIRST_BY_DAYLIGHT: Final = 8
#: Whoever writes more words than these tells what it is about, and no time.
_MOST_WORDS: Final = 30
#: Words that are neither of time nor of calls.
_FEW: Final = 4
#: A day is named in so many words at most.
_LONGEST_DAY: Final = 4
_HOUR_LONG: Final = timedelta(hours=1)
#: "o'clock" as it is written on to a number in words.
_ON_THE_CLOCK: Final = tuple(
    map(without_marks, ("tar", "tay", "ter", "tey", "ta", "te", "টার", "টায়", "টের", "টেয়", "টা", "টে"))
)
_MINUTES: Final = {"half": 30, "quarter": 15, "to": -15}


def _parted(text: str) -> Phrase:
    return tuple(without_marks(word) for word in _WORD.findall(plainly(text).replace("'", "").replace("’", "")))


def _phrases(listed: Iterable[str]) -> Phrases:
    return Phrases(map(_parted, listed))


_LISTS: Final[Mapping[str, Phrases]] = {
    meaning: _phrases(listed) for meaning, listed in words(_NAME, __package__).items()
}
#: The half hour first, in which the hour stands too.
_LONG: Final = {
    int(minutes): _phrases(listed)
    for minutes, listed in sorted(words_under(_NAME, "minutes", __package__).items(), key=lambda each: each[0] != "30")
}
_NEEDLESS: Final[Mapping[str, Phrases]] = {
    meaning: _phrases(listed) for meaning, listed in words("needless_calls", __package__).items()
}
_PARTS: Final = {
    tuple(map(int, hours.split("-"))): _phrases(listed)
    for hours, listed in words_under(_NAME, "part", __package__).items()
}


_OF_CLOCK: Final = frozenset[str]().union(
    *(_LISTS[meaning].words for meaning in ("clock", "after", "before", "between", "am", "pm"))
)
_EXPLAINED: Final = frozenset[str]().union(*(each.words for each in (*_LISTS.values(), *_NEEDLESS.values())))
#: Words of which one stands in every name of a day, besides those of the week and of the month.
_OF_DAYS: Final = {
    word for listed in words_under("days", "relative").values() for each in listed for word in _parted(each)
} | set(_parted("তারিখ তারিখে tarikh tarikhe tarik tarike तारीख"))
_LENGTHS: Final = {
    word for listed in words_under("days", "length").values() for each in listed for word in _parted(each)
}


@dataclass(frozen=True, slots=True)
class Span:
    """From when on, and until when if that was said."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class CallWish:
    """What words say about a call: when, at which number (E.164), or that none is needed any more.

    ``vague`` says that another time is meant and not which, ``asks`` that they wait for it; ``more`` that there are other words too, which may be what it
    is about.
    """

    when: Span | None = None
    phone: str | None = None
    needless: bool = False
    vague: bool = False
    asks: bool = False
    more: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the words say this and nothing else."""
        return not self.more and (self.needless or self.vague or self.when is not None or self.phone is not None)


def read_call_wish(text: str, now: datetime) -> CallWish:
    """What ``text`` says about being called."""
    phone = mobile_in(text)
    text = plainly(without_mobile(text) if phone else text)
    if len(_parted(text)) > _MOST_WORDS:
        return CallWish(phone=phone, more=True)
    if _is_needless(_parted(text)):
        return CallWish(needless=True)
    if _asks(_parted(text)):
        return CallWish(asks=True)
    date = _DATE.search(text)
    reading = _Reading(_parted(_DATE.sub(" ", text)), now.astimezone(IST), date[0] if date else None)
    return CallWish(reading.span(), phone, vague=reading.is_vague, more=reading.more)


def _is_needless(said: Phrase) -> bool:
    """Whether the words say that no call is needed, and nothing else."""
    alone, needless, beside = (_NEEDLESS[each].places(said) for each in ("alone", "needless", "beside"))
    call = _LISTS["call"].places(said)
    return bool(alone or (needless and call)) and len(alone | needless | call | beside) == len(said)


def _asks(said: Phrase) -> bool:
    """Whether the words ask when the call will come, or say that it has not, and nothing else."""
    missed, asks, call = (_LISTS[each].places(said) for each in ("missed", "asks", "call"))
    beside = set().union(*(_LISTS[each].places(said) for each in ("please", "beside", "missed_beside")))
    return bool(missed or (asks and call)) and len(missed | asks | call | beside) == len(said)


def is_needless_beside_a_call(text: str) -> bool:
    """Whether the words say that something is not needed, and leave open what."""
    said = _parted(text)
    needless, beside = (_NEEDLESS[each].places(said) for each in ("needless", "beside"))
    return bool(needless) and len(needless | beside) == len(said)


class _Reading:
    """One message, whose words are taken up one after another by what they mean."""

    def __init__(self, said: Phrase, now: datetime, date_told: str | None) -> None:
        self._said = said
        self._now = now
        self._taken: set[int] = set()
        self._part = self._take_part()
        self._delay = self._take_delay()
        self._day = self._ahead(date_told) if date_told else self._take_day()
        self._bounds = {name: self._take(name) for name in ("after", "before", "between")}
        clock, self._pm, self._am = (self._take(name) for name in ("clock", "pm", "am"))
        self._hours = list(self._take_hours(clock | self._pm | self._am | set().union(*self._bounds.values())))
        self._at_once, self._later, refuses = self._take("now"), self._take("later"), self._take("not")
        if self._at_once and refuses:
            self._at_once, self._later = set(), self._at_once
        elif not (self._hours or self._part or self._day or self._delay):
            self._later |= self._bounds["after"]
        told = bool(self._hours or self._part or self._day or self._delay or self._at_once or self._later)
        for name in ("call", "please", "beside"):
            self._take(name)
        self.more = bool(said) and (not told or len(self._taken) < len(said))

    @property
    def is_vague(self) -> bool:
        """Whether a time is meant, and not which."""
        told = self._later or self._hours or self._part or self._day
        return bool(told) and not self.more and self.span() is None

    def span(self) -> Span | None:
        """The time that is meant, if one is that has not passed."""
        if self._delay:
            return None if self.more else Span(self._now + self._delay, None)
        if self.more and not (self._hours or self._part):
            # Among other words "কাল" may be the day on which it began.
            return None
        if self._at_once and not (self._hours or self._part or self._day):
            return Span(self._now, None)
        if self._hours:
            times = self._by_hours()
        elif self._part:
            times = (time(self._part[0]), time(self._part[1]))
        else:
            return None if self._day is None else self._of_day(self._day)
        return None if times is None else self._on(times)

    def _on(self, times: tuple[time | None, time | None]) -> Span | None:
        day, today = self._day or self._now.date(), self._now.date()
        for on in (day,) if self._day else (today, today + timedelta(days=1)):
            begins, ends = times
            start = datetime.combine(on, begins or time(_FIRST_BY_DAYLIGHT), IST)
            end = datetime.combine(on, ends, IST) if ends else None
            if (end or start + _HOUR_LONG) > self._now and (end is None or end > start):
                return Span(start, end)
        return None

    def _of_day(self, day: date) -> Span:
        start = datetime.combine(day, time(), IST)
        return Span(start, start + timedelta(days=1))

    def _by_hours(self) -> tuple[time | None, time | None] | None:
        hours = [self._by_daylight(at) for at in self._hours]
        if len(hours) == 2:
            return hours[0], hours[1]
        if len(hours) > 2:
            return None
        if self._bounds["before"]:
            return None, hours[0]
        if self._bounds["after"]:
            return hours[0], None
        return hours[0], hours[0].replace(hour=hours[0].hour + 1) if hours[0].hour + 1 < _HOURS else None

    def _by_daylight(self, at: time) -> time:
        afternoon = self._pm or (self._part is not None and self._part[0] >= _NOON) or at.hour < _FIRST_BY_DAYLIGHT
        morning = self._am or (self._part is not None and self._part[1] <= _NOON)
        return at.replace(hour=at.hour + _NOON) if afternoon and not morning and at.hour < _NOON else at

    # Taking words up

    def _take(self, meaning: str) -> set[int]:
        found = _LISTS[meaning].places(self._said) - self._taken
        self._taken |= found
        return found

    def _take_part(self) -> tuple[int, int] | None:
        for hours, phrases in _PARTS.items():
            if found := phrases.places(self._said):
                self._taken |= found
                return hours[0], hours[1]
        return None

    def _take_day(self) -> date | None:
        """The day that is named, the longest name of it first; "কাল না, পরশু" names the second. Hours name no day."""
        # Names of days and months are looked for, with their typing errors, where little else is said.
        others = {word for word in self._said if word not in _EXPLAINED and word[0].isalpha()}
        named = {word for word in others if _is_named(word)} if len(others) <= _FEW else set()
        counted = {place for place in range(1, len(self._said)) if _is_figure(self._said[place - 1])}
        dayish = {
            place
            for place, word in enumerate(self._said)
            if word in _OF_DAYS or word in named or (word in _LENGTHS and place in counted)
        }
        for length in range(_LONGEST_DAY, 0, -1):
            for begin in range(len(self._said) - length + 1):
                places = set(range(begin, begin + length))
                name = self._said[begin : begin + length]
                if places & self._taken or not places & dayish or self._is_of_clock(begin, name):
                    continue
                if (day := self._ahead(" ".join(name))) is not None:
                    self._taken |= places
                    after = begin + length
                    refused = _LISTS["not"].places(self._said[after : after + 1])
                    self._taken.update(after + place for place in refused)
                    return (self._take_day() or day) if refused else day
        return None

    def _ahead(self, name: str) -> date | None:
        """The one day of this name that has not passed."""
        today = self._now.date()
        ahead = [day for day in read_days(name, today, today).meant if day >= today]
        return ahead[0] if len(ahead) == 1 else None

    def _take_delay(self) -> timedelta | None:
        """So long from now: "১ ঘণ্টা পর", "in ten minutes"."""
        for minutes, phrases in _LONG.items():
            found = phrases.places(self._said) - self._taken
            if found:
                count = _count(self._said[min(found) - 1]) if min(found) else None
                self._taken |= found | ({min(found) - 1} if count else set())
                self._take("after")
                return timedelta(minutes=minutes * (count or 1))
        return None

    def _is_of_clock(self, begin: int, name: Phrase) -> bool:
        """Whether the words are of the time of day, as in "10 ta", and do not count days, as in "৩ দিন পর"."""
        following = self._said[begin + len(name) : begin + len(name) + 1] if _is_figure(name[-1]) else ()
        return not _OF_CLOCK.isdisjoint((*name, *following)) and _LENGTHS.isdisjoint(name)

    def _take_hours(self, beside: set[int]) -> Iterator[time]:
        """Numbers that are hours: with a word for that beside them, a part of the day, or a colon."""
        minutes = {place: name for name in _MINUTES for place in self._take(name)}
        spoken = bool(beside or self._part or minutes)
        for place, word in enumerate(self._said):
            at = _hour(word) if place not in self._taken and (spoken or ":" in word) else None
            if at is not None:
                self._taken.add(place)
                yield _moved(at, _MINUTES[minutes[place - 1]] if place - 1 in minutes else 0)


def _moved(at: time, minutes: int) -> time:
    moved = datetime.combine(date.min, at) + timedelta(days=1, minutes=minutes)
    return moved.time()


def _hour(word: str) -> time | None:
    if found := _HOUR.fullmatch(word):
        hour, minute = int(found[1]), int(found[2] or 0)
    else:
        hour, minute = _number(word) or 0, 0
    return time(hour, minute) if 0 < hour < _HOURS and minute < _MINUTES_OF_HOUR else None


def _is_named(word: str) -> bool:
    return weekday_named(word) is not None or month_named(word) is not None


def _count(word: str) -> int | None:
    return int(word) if word.isdecimal() else number_named(word)


def _number(word: str) -> int | None:
    """The number that a word is, also with "o'clock" written on to it: "panchta", "পাঁচটায়"."""
    stems = (word.removesuffix(ending) for ending in ("", *_ON_THE_CLOCK))
    return next((number for stem in stems if stem and (number := number_named(stem)) is not None), None)


def _is_figure(word: str) -> bool:
    return word[0].isdecimal() or _number(word) is not None


def asks_for_call(text: str) -> bool:
    """Whether ``text`` has words by which people ask to be called, whatever else it says."""
    said = _parted(text)
    return bool(_LISTS["please"].places(said)) and bool(_LISTS["call"].places(said))


def says_no_more_than_call(text: str) -> bool:
    """Whether ``text`` asks for a call and leaves open all about it."""
    return _CALL.fullmatch(normalise(text)) is not None


def is_plain_request(text: str) -> bool:
    """Whether ``text`` asks to be called, in whatever order of words, and says nothing else."""
    said = _parted(text)
    beside = set().union(*(_LISTS[each].places(said) for each in ("call", "please", "beside")))
    return asks_for_call(text) and len(beside) == len(said)


def _every(*meanings: str) -> set[str]:
    listed = words(_NAME, __package__)
    return {word for meaning in meanings for word in listed[meaning]}


_TIMES: Final = (
    {word for listed in words_under(_NAME, "part", __package__).values() for word in listed}
    | {word for listed in words_under("days", "relative").values() for word in listed}
    | {word for listed in words_under("days", "weekday").values() for word in listed}
    | {word for listed in words_under(_NAME, "minutes", __package__).values() for word in listed}
    | _every("clock", "pm", "am", "now", "later")
)
#: Whole sentences that ask for a call at a time, and those that say that none is needed.
CALL_AT_A_TIME: Final = sentence_of(
    _every("call"),
    _every("please"),
    _TIMES,
    beside=_every("beside", "after", "before", "between", "half", "quarter", "to", "not"),
    figures=True,
)
#: A whole message that asks for a call and says nothing of when, at which number or what about.
CALL: Final = sentence_of(_every("call"), _every("alone.wants"), beside=_every("alone.beside"))
_CALL: Final = re.compile(CALL)
_NO_CALL: Final = words("needless_calls", __package__)
NEEDS_NO_CALL: Final = (
    rf"{sentence_of(_NO_CALL['alone'], beside=_NO_CALL['beside'])}"
    rf"|{sentence_of(_NO_CALL['needless'], _every('call'), beside=_NO_CALL['beside'])}"
)
