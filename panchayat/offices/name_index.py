"""The names of all places by their words, so that what was typed is compared with few of them.

Each word is kept once, and found by its pairs of letters (its edges among them). Two words that are loosely alike have a
certain number of pairs in common, so that only words with as many are compared; and only names that have one of the words
found are looked at. The names that are found are exactly those that ``place_names.likeness`` finds among all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, islice, pairwise
from operator import add
from typing import Final

from chatbot.language.spelling import LOOSELY, alike_among
from panchayat.offices.place_names import SHORTEST, parts_of, words_of_each

#: So many names are read at once.
_AT_ONCE: Final = 4096
#: Stands before the first letter of a word and after the last.
_EDGE: Final = "\0"
#: How alike a word is to itself.
_SAME: Final = 100.0
#: Sums of fractions may differ in their last places by the order in which they were made.
_ROUNDING: Final = 1e-6
_NONE: Final = array("I")


class NameIndex:
    """Args:
    named: numbers of places, each with its names; one place may come more than once.
    """

    def __init__(self, named: Iterable[tuple[int, Iterable[str]]]) -> None:
        #: Of each name the place, its letters, and where its words begin among those of all names.
        self._place_of, self._letters, self._begins = array("I"), array("H"), array("I", [0])
        self._spelt = array("I")
        numbers: dict[str, int] = {}
        names = ((place, name) for place, its in named for name in its)
        while batch := list(islice(names, _AT_ONCE)):
            for (place, _name), words in zip(batch, words_of_each([name for _place, name in batch]), strict=True):
                if words:
                    self._spelt.extend([numbers.setdefault(word, len(numbers)) for word in words])
                    self._place_of.append(place)
                    self._letters.append(sum(map(len, words)))
                    self._begins.append(len(self._spelt))
        #: The words, numbered by their lengths; of each length the first.
        self._words = sorted(numbers, key=len)
        self._lengths = array("H", map(len, self._words))
        self._first = [bisect_left(self._lengths, length) for length in range(max(self._lengths, default=0) + SHORTEST)]
        now = array("I", bytes(len(numbers) * 4))
        for number, word in enumerate(self._words):
            now[numbers[word]] = number
        self._spelt = array("I", [now[number] for number in self._spelt])
        self._short = {word: number for number, word in enumerate(self._words[: self._first[SHORTEST]])}
        self._with_pair = _by_pairs(self._words)
        self._held_from, self._holders = self._by_words()

    def called(self, typed: tuple[str, ...], at_least: int) -> dict[int, tuple[float, tuple[str, ...]]]:
        """How likely each place is meant, from ``at_least`` to 100, and by which of its names."""
        likely: dict[int, tuple[float, tuple[str, ...]]] = {}
        alike = self._alike_words(set(parts_of(typed)), at_least)
        for name in self._likely_names(alike, at_least):
            numbers = self._spelt[self._begins[name] : self._begins[name + 1]]
            likeness = sum(self._lengths[number] * alike.get(number, 0) for number in numbers) / self._letters[name]
            if likeness >= at_least:
                place, found = self._place_of[name], (likeness, tuple(self._words[number] for number in numbers))
                likely[place] = max(found, likely.get(place, found))
        return likely

    def compared(self, typed: tuple[str, ...], at_least: int) -> int:
        """With how many words what was typed is compared, of how many there are, before any name is looked at."""
        return sum(len(self._to_compare(part, at_least)) for part in set(parts_of(typed)))

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._words)

    def _alike_words(self, parts: set[str], at_least: int) -> dict[int, float]:
        """How alike each word is to the part that it is most like; of the words of all names that may be likely."""
        alike: dict[int, float] = {}
        for part in parts:
            self._compare([part], self._to_compare(part, at_least), at_least, alike)
        # A name is no likelier than the likeliest of its words; its other words may be less like what was typed.
        others = {
            number
            for each in alike
            for name in self._holders[self._held_from[each] : self._held_from[each + 1]]
            for number in self._spelt[self._begins[name] : self._begins[name + 1]]
        }
        self._compare(parts, list(others.difference(alike)), LOOSELY, alike)
        return alike

    def _likely_names(self, alike: Mapping[int, float], at_least: int) -> list[int]:
        weights = defaultdict[int, float](float)
        for number, how in alike.items():
            weight = how * self._lengths[number]
            for name in self._holders[self._held_from[number] : self._held_from[number + 1]]:
                weights[name] += weight
        enough = at_least - _ROUNDING
        return [name for name, weight in weights.items() if weight >= enough * self._letters[name]]

    def _compare(self, parts: Iterable[str], numbers: Sequence[int], at_least: float, alike: dict[int, float]) -> None:
        """Note which of these words are as alike to one of the parts as that, and how alike."""
        words = [self._words[number] for number in numbers]
        for part in parts:
            # A word of one or two letters is the very word, or another.
            for place, how in alike_among(part, words, at_least if len(part) >= SHORTEST else _SAME):
                if how == _SAME or len(words[place]) >= SHORTEST:
                    alike[numbers[place]] = max(how, alike.get(numbers[place], 0))

    def _to_compare(self, part: str, at_least: int) -> list[int]:
        """The words that may be as alike to ``part``, besides others.

        Where ``c`` letters are common to words of ``a`` and ``b`` letters, one after the other, each of the other
        letters parts at most two of the ``a + 1`` pairs of the one word, or is set into one of them: of ``a + 1`` pairs
        at least ``a + 1 - 2 (a - c) - (b - c)`` are whole. As alike as that, of 100, are words with ``200 c / (a + b)``.
        """
        if len(part) < SHORTEST:
            return [self._short[part]] if part in self._short else []
        holders = sorted((self._with_pair.get(pair, _NONE) for pair in _pairs(part)), key=len)
        shortest = max(SHORTEST, -(-len(part) * at_least // (200 - at_least)))
        longest = min(len(part) * (200 - at_least) // at_least, len(self._first) - 2)
        found: list[int] = []
        for length in range(shortest, longest + 1):
            both = len(part) + length
            whole = 3 * -(-both * at_least // 200) - both + 1
            # Whoever has so many of the pairs has two besides the commonest, which very many words have.
            in_common = Counter[int]()
            for having in holders[: len(holders) - whole + 2]:
                begin = bisect_left(having, self._first[length])
                in_common.update(having[begin : bisect_left(having, self._first[length + 1], begin)])
            found += [number for number, pairs in in_common.items() if pairs > 1]
        return found

    def _by_words(self) -> tuple[array[int], array[int]]:
        """The names that have each word; and where those of each word begin among them."""
        counted = array("I", bytes((len(self._words) + 1) * 4))
        for number in self._spelt:
            counted[number + 1] += 1
        begins = array("I", accumulate(counted))
        free, holders = array("I", begins), array("I", bytes(len(self._spelt) * 4))
        for name, (begin, end) in enumerate(pairwise(self._begins)):
            for number in self._spelt[begin:end]:
                holders[free[number]] = name
                free[number] += 1
        return begins, holders


def _by_pairs(words: Iterable[str]) -> dict[str, array[int]]:
    """The words by the pairs of letters that they have, each word once a pair."""
    found: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, word in enumerate(words):
        for pair in set(_pairs(word)):
            found[pair].append(number)
    return dict(found)


def _pairs(word: str) -> Iterable[str]:
    edged = f"{_EDGE}{word}{_EDGE}"
    return map(add, edged, edged[1:])
