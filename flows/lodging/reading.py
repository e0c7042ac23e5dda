"""What people write when they are asked how long they stay, how many they are, and by which numbers they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from chatbot.language.matching import normalise, numeral
from chatbot.language.spelling import composed, with_ascii_digits
from chatbot.language.word_lists import words_under

_NUMBER_OR_WORD: Final = re.compile(r"\d+|[^\s\d,.;:!?()/+&-]+")
#: The beginnings of what rooms and people are called.
_ROOMS, _PEOPLE = (
    tuple(map(normalise, words_under("counting", "begins", __package__)[what])) for what in ("rooms", "people")
)
#: What the ending of a number counts.
_ENDINGS: Final = {
    normalise(ending): "people" if what == "people" else None
    for what, endings in words_under("counting", "ending", __package__).items()
    for ending in endings
}
#: So far behind a number what it counts may stand ("2 ta ghor").
_NEAR: Final = 3
#: More people than this do not fit into as many rooms as one may book.
MOST_PEOPLE: Final = 20
_LAST_FOUR: Final = 4
_REFERENCE: Final = range(6, 41)
#: What people write before the number of a payment.
_LABELS: Final = re.compile(
    rf"(?<![^\s.,:#=/-])(?:{'|'.join(words_under('counting', 'before', __package__)['payment'])})(?:[\s.,:#=/-]+|$)",
    re.IGNORECASE,
)
#: One word of letters and digits, or digits in groups of which some may have been hidden.
_ONE_WORD: Final = re.compile(r"[A-Za-z0-9]+|(?:\d+|[Xx]+)(?: (?:\d+|[Xx]+))+")


def read_count(text: str, most: int) -> int | None:
    """The one number in a few words, from 1 to ``most``: "2", "২ রাত", "ek raat"; None if there is none, or several."""
    found = [number for number, _unit in _counts(text)]
    return found[0] if len(found) == 1 and 1 <= found[0] <= most else None


def read_party(text: str, most: int) -> tuple[int | None, int | None] | None:
    """How many people and how many rooms: "4", "২ জন", "2 rooms", "4 jon 2 ghor"; a bare number counts people."""
    people: int | None = None
    rooms: int | None = None
    for number, unit in _counts(text):
        if not 1 <= number <= most:
            return None
        if unit == "rooms" and rooms is None:
            rooms = number
        elif unit != "rooms" and people is None:
            people = number
        else:
            return None
    return (people, rooms) if people or rooms else None


def _counts(text: str) -> Iterator[tuple[int, str | None]]:
    """Every number, and what it counts: "2 jon", "dujon", "দুটো ঘর"."""
    words = _NUMBER_OR_WORD.findall(normalise(text))
    numbers = {place: found for place, word in enumerate(words) if (found := _number(word)) is not None}
    for place, (number, unit) in numbers.items():
        counted = unit
        for word in words[place + 1 : place + 1 + _NEAR]:
            if _number(word) is not None or counted:
                break
            counted = "rooms" if word.startswith(_ROOMS) else "people" if word.startswith(_PEOPLE) else None
        yield number, counted


def _number(word: str) -> tuple[int, str | None] | None:
    """The number that a word is, with what stands at its end ("dujon", "একটা"); None if it is none."""
    if (plain := numeral(word)) is not None:
        return plain, None
    for ending, unit in _ENDINGS.items():
        start = word.removesuffix(ending)
        if start != word and (number := numeral(start)) is not None:
            return number, unit
    return None


def read_last_four(text: str) -> str | None:
    """The last four digits of whatever was written, a whole or a masked number too; nothing else of it is kept."""
    digits = re.sub(r"\D", "", with_ascii_digits(text))
    return digits[-_LAST_FOUR:] if len(digits) >= _LAST_FOUR else None


def read_reference(text: str) -> str | None:
    """A payment's reference, as banks write it, without what it is called; None if it is none, or stands in a sentence."""
    said = " ".join(_LABELS.sub("", with_ascii_digits(composed(text))).split()).strip(" .,:;#()\"'।")
    digits = sum(char.isdecimal() for char in said)
    found = _ONE_WORD.fullmatch(said) is not None and len(said) in _REFERENCE and digits >= _LAST_FOUR
    return said if found else None
