"""Which words and phrases of some lists stand in what somebody writes, however they are spelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.spelling import as_said, likeness

#: For every list where its words stand: the places of the first and the last word of each.
Found = Mapping[str, Sequence[tuple[int, int]]]

#: In Indian scripts a word of so many letters is known with an ending of so many behind it.
_STEM: Final = 4
_ENDING: Final = 4
#: Endings that say no.
NO_ENDINGS: Final = ("না", "নি", "ni")
#: Letters by which words differ at most that are alike.
_MORE_OR_LESS: Final = 2

_WORD: Final = re.compile(r"[\w\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+")


def words_as_said(text: str) -> list[str]:
    """The words of ``text``, each with one letter for all that are said alike."""
    return _WORD.findall(as_said(normalise(text), latin=True))


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that stand in a list together; ``exact`` where one that only looks alike is not meant."""

    listed: str
    words: tuple[str, ...]
    exact: bool


class Phrases:
    """The phrases of several lists. Between two words of one there may be one other.

    Args:
        lists: by their names.
        exactly: of which lists a single word is never taken for another, mistyped.
        long_enough: how many letters a word has in which an error is forgiven.
        alike: how alike it must be, of 100.
    """

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        *,
        exactly: Callable[[str], bool] = lambda _listed: False,
        long_enough: int,
        alike: float,
    ) -> None:
        self._long_enough = long_enough
        self._alike = alike
        self._begun_by: dict[str, list[_Phrase]] = defaultdict(list)
        self._known: set[str] = set()
        for listed, phrases in lists.items():
            for said in filter(None, map(words_as_said, phrases)):
                self._begun_by[said[0]].append(_Phrase(listed, tuple(said), len(said) == 1 and exactly(listed)))
                self._known.update(said)
        #: By their first letters and their lengths the words in which an error is forgiven.
        self._long: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= long_enough:
                self._long[word[0], len(word)].append(word)

    def find(self, said: Sequence[str]) -> Found:
        """Where in the words ``said`` (as ``words_as_said`` has them) which lists are found."""
        exact = [self._exactly(word) for word in said]
        loose = [each | self._nearly(word) for each, word in zip(exact, said, strict=True)]
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, heads in enumerate(loose):
            for head in heads:
                for phrase in self._begun_by.get(head, ()):
                    if phrase.exact and head not in exact[place]:
                        continue
                    last = _end(phrase.words, loose, place)
                    if last is not None:
                        found[phrase.listed].append((place, last))
        return found

    def _exactly(self, word: str) -> set[str]:
        """The word itself if it is known, and in an Indian script those that it has an ending behind."""
        found = {word} & self._known
        if not word.isascii():
            stems = (word[:end] for end in range(max(_STEM, len(word) - _ENDING), len(word)))
            found |= {stem for stem in stems if stem in self._known and word[len(stem) :] not in NO_ENDINGS}
        return found

    def _nearly(self, word: str) -> set[str]:
        """The words for which it may be an error."""
        if len(word) < self._long_enough or word in self._known or word.endswith(NO_ENDINGS):
            return set()
        lengths = range(len(word) - _MORE_OR_LESS, len(word) + _MORE_OR_LESS + 1)
        candidates = (other for length in lengths for other in self._long.get((word[0], length), ()))
        return {other for other in candidates if likeness(word, other, self._alike)}


def _end(phrase: Sequence[str], said: Sequence[set[str]], place: int) -> int | None:
    """Where a phrase that begins at ``place`` ends."""
    for word in phrase[1:]:
        place = next((after for after in (place + 1, place + 2) if after < len(said) and word in said[after]), -1)
        if place < 0:
            return None
    return place
