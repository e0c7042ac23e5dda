"""What people write about a list that they see: that it is whole, that a line goes, that one shall read otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from chatbot.language.matching import normalise, numeral
from chatbot.language.people_words import NAMES
from chatbot.language.spelling import ALIKE, likeness, plainly
from chatbot.language.word_lists import words

_MARKS: Final = " \t.,:;।!?*•()[]\"'“”‘’-–—"
_WORD: Final = re.compile(r"->|=>|→|=|[^\s,;।=→]+")
_ORDINAL: Final = re.compile(r"(\d{1,2})(\D{0,4})")
#: Endings of a name that somebody is spoken of by: "রামকে বাদ দিন".
_ENDINGS: Final = ("টাকে", "কে", "টা", "টি", "র", "ta", "ke")


def _set(meaning: str) -> frozenset[str]:
    return frozenset(map(normalise, words("people")[meaning]))


_END, _BESIDE_END, _NEITHER = map(_set, ("list.end", "list.beside_end", "list.neither"))
_DROP, _BESIDE_DROP = _set("list.drop"), _set("list.beside_drop")
_WRONG, _BECOMES, _LAST = map(_set, ("list.wrong", "list.becomes", "list.last"))
_AND, _FILLER, _BESIDE_NUMBER, _AFTER_NUMBER = map(_set, ("tie.and", "tie.filler", "line.number", "ending.number"))
#: Persons, and none besides.
_EMPHATIC: Final = ("জনই", "joni", "jonei")
#: Beside a name that stands on the list, a mere no says that it is another.
_NOT: Final = frozenset(map(normalise, ("না", "na", "not", "नहीं", "ना", "nahi")))
_SIGNS: Final = frozenset({"->", "=>", "→", "="})


@dataclass(frozen=True, slots=True)
class Drop:
    """These lines go; places are counted from 0."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """This line shall read otherwise."""

    place: int
    entry: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something is to be changed, and it was not said what (no ``place``) or how it shall read."""

    place: int | None = None


Change = Drop | Put | Unclear


def says_whole(text: str) -> bool:
    """Whether ``text`` says that nobody is missing: "শেষ", "ar keu nei", "এই ৩ জনই", "that's all"."""
    said = _plain(text)
    return any(_ends(word) for word in said) and all(
        _ends(word) or word in _BESIDE_END or _number(word) is not None for word in said
    )


def count_in(text: str) -> int | None:
    """How many there are by words that say that nobody is missing: "এই ৩ জনই", "dujoni"."""
    found = [_number(word) for word in _plain(text)]
    return next((number for number in found if number is not None), None)


def _ends(word: str) -> bool:
    return word in _END or (_number(word) is not None and word.endswith(_EMPHATIC))


def _number(word: str) -> int | None:
    end = next((end for end in _EMPHATIC if word.endswith(end)), "")
    return None if word in NAMES else numeral(word.removesuffix(end))


def says_neither(text: str) -> bool:
    """Whether ``text`` is a mere yes or all right, which names nobody and does not say that nobody is missing."""
    said = _plain(text)
    return bool(said) and all(word in _NEITHER | _BESIDE_END for word in said)


def change_in(text: str, entries: Sequence[str]) -> Change | None:
    """What ``text`` changes on the list ``entries``; None where it is about no line of it."""
    typed = [word.strip(_MARKS) or word for word in _WORD.findall(text)]
    said = [plainly(word) for word in typed]
    if not said or not entries:
        return None
    if all(word in _DROP | _BESIDE_DROP for word in said) and set(said) & _DROP:
        return Drop((len(entries) - 1,))
    if all(word in _WRONG for word in said):
        return Unclear()
    places, rest = _places(said, len(entries))
    if places:
        return _at(places, said[rest:], typed[rest:], entries)
    return _dropped(said, entries) or _by_name(said, typed, entries)


def _dropped(said: Sequence[str], entries: Sequence[str]) -> Drop | None:
    """Which lines go, by number or name, wherever it stands: "remove 2", "রামকে বাদ দিন"."""
    if not set(said) & _DROP:
        return None
    others = [word for word in said if word not in _DROP | _BESIDE_DROP]
    places, rest = _places(others, len(entries))
    if places and rest == len(others):
        return Drop(places)
    named = _named(others, entries)
    return Drop((named,)) if named is not None else None


def _at(places: tuple[int, ...], said: Sequence[str], typed: Sequence[str], entries: Sequence[str]) -> Change | None:
    """What is said of the lines whose numbers stand first."""
    if said and set(said) & _DROP and all(word in _DROP | _BESIDE_DROP | _BECOMES for word in said):
        return Drop(places)
    if len(places) > 1:
        return None
    [place] = places
    marks = [word in _WRONG | _NOT | _BECOMES | _SIGNS | _FILLER for word in said]
    if not any(marks):
        # A bare number and a name may be the next of a list as well.
        alike = bool(said) and _is_alike(" ".join(said), entries[place])
        return Put(place, " ".join(typed)) if alike else Unclear(place)
    becomes = " ".join(word for word, is_mark in zip(typed, marks, strict=True) if not is_mark)
    return Put(place, becomes) if any(map(str.isalpha, becomes)) else Unclear(place)


def _by_name(said: Sequence[str], typed: Sequence[str], entries: Sequence[str]) -> Change | None:
    """ "রাম নয়, রামু হবে": who stands before such a word is on the list."""
    for place, word in enumerate(said):
        if word not in _WRONG | _NOT | _SIGNS | _BECOMES:
            continue
        named = _named(said[:place], entries)
        if named is None:
            continue
        becomes = [
            typed[later]
            for later in range(place + 1, len(said))
            if said[later] not in _WRONG | _NOT | _BECOMES | _SIGNS | _FILLER
        ]
        if becomes:
            return Put(named, " ".join(becomes))
        return Unclear(named) if word in _WRONG and place == len(said) - 1 else None
    return None


def _places(said: Sequence[str], count: int) -> tuple[tuple[int, ...], int]:
    """The lines whose numbers stand at the beginning, and how many words that takes."""
    places: list[int] = []
    at = 0
    while at < len(said):
        word = said[at]
        if word in _LAST and not places:
            places.append(count - 1)
        elif (number := _ordinal(word)) is not None and 1 <= number <= count:
            places.append(number - 1)
        elif not (places and word in _AND | _BESIDE_NUMBER):
            break
        at += 1
    return tuple(dict.fromkeys(places)), at


def _ordinal(word: str) -> int | None:
    found = _ORDINAL.fullmatch(word)
    if found is None:
        return None
    return int(found[1]) if not found[2] or normalise(found[2]) in _AFTER_NUMBER | _BESIDE_NUMBER else None


def _named(said: Sequence[str], entries: Sequence[str]) -> int | None:
    """The one line that is meant by these words."""
    called = " ".join(said)
    meant = {called} | {called.removesuffix(ending).strip() for ending in _ENDINGS if called.endswith(ending)}
    found = [place for place, entry in enumerate(entries) if any(_is_called(each, entry) for each in meant if each)]
    return found[0] if len(found) == 1 else None


def _is_called(called: str, entry: str) -> bool:
    on_list = _plain(entry)
    return all(any(likeness(word, other) >= ALIKE for other in on_list) for word in called.split())


def _is_alike(called: str, entry: str) -> bool:
    return likeness(called, " ".join(_plain(entry))) >= ALIKE


def _plain(text: str) -> list[str]:
    return [plain for word in text.replace(",", " ").split() if (plain := plainly(word).strip(_MARKS))]
