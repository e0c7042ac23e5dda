"""Where known phrases stand in what somebody has written, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from chatbot.language.matching import LONG_ENOUGH
from chatbot.language.spelling import ALIKE, alike_among

Phrase = tuple[str, ...]


class Phrases:
    """Phrases as parted into words in the way in which messages are; each is looked for by its first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in dict.fromkeys(phrases):
            self._by_first.setdefault(phrase[0], []).append(phrase)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of them."""
        return frozenset(word for phrases in self._by_first.values() for phrase in phrases for word in phrase)

    def places(self, said: Sequence[str]) -> set[int]:
        """The places of all words of ``said`` that belong to one of these phrases."""
        found: set[int] = set()
        for begin, word in enumerate(said):
            for phrase in self._by_first.get(word, ()):
                if tuple(said[begin : begin + len(phrase)]) == phrase:
                    found |= set(range(begin, begin + len(phrase)))
        return found


class Vocabulary:
    """All words of some phrases, so that a word with typing errors is taken for the one that is meant."""

    def __init__(self, phrases: Iterable[Phrases]) -> None:
        self._words = frozenset[str]().union(*(each.words for each in phrases))
        self._long: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) > LONG_ENOUGH:
                self._long.setdefault(word[0], []).append(word)

    def known(self, word: str) -> str:
        """``word`` as it stands in the phrases, if it does or nearly does; hardly anybody errs in the first letter."""
        among = self._long.get(word[0], [])
        if word in self._words or len(word) <= LONG_ENOUGH or not among:
            return word
        place, _alike = max(alike_among(word, among, ALIKE), key=lambda found: found[1], default=(None, 0.0))
        return word if place is None else among[place]
