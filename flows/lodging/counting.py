"""What people count in a few words: so many of them, of rooms, of nights; and which words nobody could account for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from chatbot.language.matching import normalise, numeral
from chatbot.language.spelling import CLOSELY, as_said, likeness, without_marks
from chatbot.language.word_lists import words, words_under

#: What stands in a list of its own beside those of the units.
_KIND, _PERSON, _ENDING = "kind", "person", "ending"
_WORD: Final = re.compile(r"\d+|[^\W\d_][^\s\d,.;:!?()/+&=_-]*")
#: Of a dormitory, every bed is a room of its own.
_BEDS_ARE_ROOMS: Final = "dormitory"
#: The words of the longest name of anything that is counted.
_LONGEST_NAME: Final = 3
#: Who writes more numbers and things than these says more than is asked.
_MOST_ITEMS: Final = 12
#: A word must have so many letters before an error in it is forgiven.
_LONG_ENOUGH: Final = 5


class Unit(StrEnum):
    """What a number can count; ``BARE`` is one beside which nothing stands."""

    PEOPLE = "people"
    CHILDREN = "children"
    ROOMS = "rooms"
    BEDS = "beds"
    NIGHTS = "nights"
    DAYS = "days"
    WEEKS = "weeks"
    DATES = "dates"
    AGES = "ages"
    FAMILIES = "families"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts; ``kind`` is of which sort, where it counts rooms; ``said`` is how that was written.

    ``by_name`` says that people were counted by who they are ("2 bhai"), so that others may come besides.
    """

    number: int
    unit: Unit
    kind: str | None = None
    said: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted.

    ``persons`` are those who were named and not numbered ("swami stri" are two). ``kinds`` are sorts of rooms that were
    named without a number. ``unknown`` are words that nobody could account for, ``doubtful`` says that a number may
    count either of two things, or that some may have been counted twice.
    """

    counts: tuple[Count, ...] = ()
    persons: int = 0
    kinds: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubtful: bool = False

    def of(self, *units: Unit) -> list[Count]:
        """What was counted in one of these units, in the order in which it was said."""
        return [each for each in self.counts if each.unit in units]


@dataclass(frozen=True, slots=True)
class _Thing:
    """What a number can stand beside: a unit, a sort of room, or people by name."""

    unit: Unit
    said: str
    kind: str | None = None
    persons: int = 0


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    said: str


_Item = _Thing | _Number


@dataclass(slots=True)
class _Heard:
    items: list[_Item] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubtful: bool = False


def count(text: str) -> Counted:
    """What ``text`` counts."""
    heard = _hear(normalise(text))
    if len(heard.items) > _MOST_ITEMS:
        return Counted(unknown=tuple(heard.unknown), doubtful=True)
    readings = list(_readings(_joined(heard.items)))
    fewest = min(sum(_alone(each) for each in reading) for reading in readings)
    best = [reading for reading in readings if sum(_alone(each) for each in reading) == fewest]
    meant = best[0]
    counts = tuple(each for each in meant if isinstance(each, Count))
    lone = [each for each in meant if isinstance(each, _Thing)]
    return Counted(
        counts,
        persons=sum(each.persons for each in lone),
        kinds=tuple(each.kind for each in lone if each.kind),
        unknown=tuple(dict.fromkeys(heard.unknown)),
        doubtful=heard.doubtful or any(Counter(each) != Counter(meant) for each in best[1:]),
    )


def counts_only(text: str) -> bool:
    """Whether it is nothing but a number with what that counts, such as "৫ জন": no name of anybody."""
    counted = count(text)
    first = next(iter(_WORD.findall(normalise(text))), "")
    return bool(counted.counts) and not counted.unknown and _number_at(first) is not None


def _hear(said: str) -> _Heard:
    heard, rest = _Heard(), _WORD.findall(said)
    while rest:
        taken = _take(rest, heard)
        rest = rest[taken:]
    return heard


def _take(rest: Sequence[str], heard: _Heard) -> int:
    """Understand what stands first, as many words of it as belong together; returns how many those are."""
    for length in range(min(_LONGEST_NAME, len(rest)), 0, -1):
        name = " ".join(rest[:length])
        if (thing := _named(name)) is not None:
            heard.items.append(thing)
            return length
        if _folded(name) in _INCLUDING:
            heard.doubtful = True
            return length
        if length > 1 and _folded(name) in _ASIDE:
            return length
    word = rest[0]
    if (number := _number_at(word)) is not None:
        heard.items += number
    elif _folded(word) not in _ASIDE and _folded(word) not in _ENDINGS:
        mistyped = _mistyped(word)
        if mistyped is None:
            heard.unknown.append(word)
        else:
            heard.items.append(mistyped)
    return 1


def _number_at(word: str) -> list[_Item] | None:
    """The number that a word is, with what stands at its end ("dujon", "একটা", "ekrat"); None if it is none."""
    if (plain := numeral(word)) is not None:
        return [_Number(plain, word)]
    for length in range(len(word) - 1, 0, -1):
        number = numeral(word[:length])
        if number is None:
            continue
        end = word[length:]
        if _folded(end) in _ENDINGS:
            return [_Number(number, word)]
        if (thing := _named(end)) is not None:
            return [_Number(number, word[:length]), thing]
    return None


def _named(name: str) -> _Thing | None:
    folded = _folded(name)
    known = _THINGS.get(folded)
    for ending in _CASES if known is None else ():
        if known is None and folded.endswith(ending):
            known = _THINGS.get(folded.removesuffix(ending))
    return None if known is None else _Thing(known.unit, name, known.kind, known.persons)


def _mistyped(word: str) -> _Thing | None:
    if len(word) < _LONG_ENOUGH:
        return None
    folded = _folded(word)
    like = {(known.unit, known.kind) for name, known in _THINGS.items() if likeness(folded, name) >= CLOSELY}
    if len(like) != 1:
        return None
    ((unit, kind),) = like
    return _Thing(unit, word, kind, 0)


def _joined(items: Sequence[_Item]) -> list[_Item]:
    """A sort of room and the word "room" beside it are one: "2 ac ঘর", "ডরমিটরির বেড"."""
    joined: list[_Item] = []
    for place, item in enumerate(items):
        before = joined[-1] if joined else None
        after = items[place + 1] if place + 1 < len(items) else None
        if isinstance(item, _Number) and isinstance(before, _Thing) and isinstance(after, _Thing):
            counted_by_next = place + 2 < len(items) and isinstance(items[place + 2], _Number)
            if _is_one(before, after) and not counted_by_next:
                # "dorm 2 ta bed" is said as "2 dorm bed".
                joined[-1:] = [item, before]
                continue
        if isinstance(item, _Thing) and isinstance(before, _Thing) and _is_one(before, item):
            joined[-1] = _Thing(Unit.ROOMS, f"{before.said} {item.said}", before.kind or item.kind)
        elif isinstance(item, _Thing) and isinstance(before, _Thing) and _are_alike(before, item):
            continue
        else:
            joined.append(item)
    return joined


def _is_one(one: _Thing, other: _Thing) -> bool:
    if one.unit is Unit.BEDS:
        return other.kind == _BEDS_ARE_ROOMS
    return one.kind is not None and other.kind is None and other.unit in (Unit.ROOMS, Unit.BEDS)


def _are_alike(one: _Thing, other: _Thing) -> bool:
    """Whether both say only that people are counted: "জন প্রাপ্তবয়স্ক"."""
    return one.unit is other.unit is Unit.PEOPLE and not one.persons and not other.persons


def _readings(items: Sequence[_Item]) -> Iterator[tuple[Count | _Thing, ...]]:
    """Every way in which each number counts the thing after it, the one before it, or nothing."""
    if not items:
        yield ()
        return
    first, rest = items[0], items[1:]
    beside = rest[0] if rest else None
    if isinstance(first, _Number):
        if isinstance(beside, _Thing):
            yield from ((_counted(first, beside), *more) for more in _readings(rest[1:]))
        yield from ((Count(first.value, Unit.BARE, said=first.said), *more) for more in _readings(rest))
        return
    if isinstance(beside, _Number) and not first.persons and first.unit is not Unit.FAMILIES:
        yield from ((_counted(beside, first), *more) for more in _readings(rest[1:]))
    yield from ((first, *more) for more in _readings(rest))


def _counted(number: _Number, thing: _Thing) -> Count:
    said = f"{number.said} {thing.said}"
    return Count(number.value * max(thing.persons, 1), thing.unit, thing.kind, said, by_name=bool(thing.persons))


def _alone(each: Count | _Thing) -> bool:
    """Whether it is a number that counts nothing, or a word that is mostly counted and is not."""
    if isinstance(each, Count):
        return each.unit is Unit.BARE
    return not each.persons and each.unit is not Unit.FAMILIES


def _folded(word: str) -> str:
    return as_said(without_marks(normalise(word)), latin=True)


def _things() -> Iterator[tuple[str, _Thing]]:
    for persons, said in words_under("counting", _PERSON, __package__).items():
        yield from ((word, _Thing(Unit.PEOPLE, word, persons=int(persons))) for word in said)
    for kind, said in words_under("counting", _KIND, __package__).items():
        yield from ((word, _Thing(Unit.ROOMS, word, kind)) for word in said)
    for unit, said in words_under("counting", "unit", __package__).items():
        yield from ((word, _Thing(Unit(unit), word)) for word in said)


_THINGS: Final[Mapping[str, _Thing]] = {_folded(word): thing for word, thing in _things()}
#: Endings of cases and of several: "জনের", "rater", "bachchader".
_CASES: Final = tuple(
    as_said(without_marks(ending), latin=True) for ending in words_under("counting", _ENDING, __package__)["case"]
)
_ENDINGS: Final = frozenset(map(_folded, words_under("counting", _ENDING, __package__)["any"]))
_SAID: Final = words("counting", __package__)
_ASIDE: Final = frozenset(map(_folded, (*_SAID["aside"], *_SAID["until"])))
_INCLUDING: Final = frozenset(map(_folded, _SAID["including"]))
