"""Which words and phrases of some lists stand in what somebody writes, however they are spelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.spelling import alike_among, as_said

#: For every list where its words stand: the places of the first and the last word of each.
Found = Mapping[str, Sequence[tuple[int, int]]]

#: In Indian scripts a word of so many letters is known with an ending of so many behind it.
_STEM: Final = 4
_ENDING: Final = 4
#: Words of so many letters may have an ending behind them that stands alone.
_BEFORE_AN_ENDING: Final = 3
#: Endings that say no.
NO_ENDINGS: Final = ("না", "নি", "ni")
#: Letters by which words differ at most that are alike.
_MORE_OR_LESS: Final = 2

_LATIN: Final = re.compile("[a-z]")
_WORD: Final = re.compile(r"[\w\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+")


#: Endings that are put behind a word in Latin letters.
_ENDINGS: Final = frozenset(
    {
        "take",
        "tike",
        "gulo",
        "der",
        "tar",
        "tir",
        "ke",
        "ta",
        "ti",
        "te",
        "er",
        "ra",
        "re",
        "e",
        "k",
        "r",
        "s",
        "y",
    }
)
_CONSONANT: Final = "[ক-হড়ঢ়]়?"
_END: Final = "(?![\\w\u0980-\u09ff])"
#: How the same is said and typed elsewhere: "lagse" and "lagtese" for "lagche", "poira" for "pore", "ডুইব্যা" for "ডুবে".
_ELSEWHERE: Final = (
    (re.compile("অা"), "আ"),
    (re.compile("ঙ্গ"), "ঙ"),
    (re.compile(rf"া[ইয়]({_CONSONANT})(?:্য|্\1)?়?া{_END}"), r"ে\1ে"),
    (re.compile(rf"(?<=[ক-ূ])ই({_CONSONANT})(?:্য|্\1)?া{_END}"), r"\1ে"),
    (re.compile(rf"(?<=[ঁ-্])(?:তে|তা)[ছসচ]েন?{_END}"), "ছে"),
    (re.compile(rf"(?<=[ক-্])[সচ]েন?{_END}"), "ছে"),
    (re.compile(rf"(?<=[ঁ-্])(?:তে|তা)[ছসচ]ি{_END}"), "ছি"),
)
_ALIKE_IN_LATIN: Final = (
    ("kshm", "kkh"),
    ("ksh", "kkh"),
    ("sh", "s"),
    ("chh", "ch"),
    ("cch", "ch"),
    ("chch", "ch"),
)
_ELSEWHERE_IN_LATIN: Final = (
    (re.compile("(?<=[bcdfghjklmnpqrstvwxz])ya(?=[bcdfghjklmnpqrstvwxz])"), "e"),
    (re.compile(r"\b([bdg])h"), r"\1"),
    (re.compile(r"ai([bcdfghjklmnpqrstvwxz]{1,2})[iy]?a\b"), r"e\1e"),
    (re.compile(r"(?<=[ou])i([bcdfghjklmnpqrstvwxz]{1,2})[iy]?a\b"), r"\1e"),
    (re.compile(r"(?<=[a-z])(?:t[ae])?(?:ch|s|c)([ei])n?\b"), r"ch\1"),
    (re.compile(r"ey\b"), "e"),
    (re.compile("(?<=[aiou])e(?=ch)"), "ye"),
)
_DOUBLE: Final = re.compile(r"([bcdfghjklmnpqrstvwxyz])\1+")
#: Endings that are typed as words of their own: "sap e kate che".
_LOOSE: Final = frozenset(["e", "te", "y", "er", "r", "ke", "k", "che", "ta", "ti", "chi"])


def words_as_said(text: str) -> list[str]:
    """The words of ``text``, each with one letter for all that are said alike; a loose ending has its word before it."""
    plain = normalise(text)
    if not plain.isascii():
        for elsewhere, here in _ELSEWHERE:
            plain = elsewhere.sub(here, plain)
    if _LATIN.search(plain):
        for letters, other in _ALIKE_IN_LATIN:
            plain = plain.replace(letters, other)
        for elsewhere, here in _ELSEWHERE_IN_LATIN:
            plain = elsewhere.sub(here, plain)
    said = _WORD.findall(_DOUBLE.sub(r"\1", as_said(plain, latin=True)))
    return [
        said[place - 1] + word
        if place and word in _LOOSE and len(said[place - 1]) >= _BEFORE_AN_ENDING and said[place - 1].isascii()
        else word
        for place, word in enumerate(said)
    ]


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
        whole: words that only look as if they had an ending behind another.
        endings: whether a word in Latin letters is known with an ending behind it, too.
    """

    def __init__(
        self,
        lists: Mapping[str, Iterable[str]],
        *,
        exactly: Callable[[str], bool] = lambda _listed: False,
        long_enough: int,
        alike: float,
        whole: Iterable[str] = (),
        endings: bool = True,
    ) -> None:
        self._long_enough = long_enough
        self._alike = alike
        self._endings = _ENDINGS if endings else frozenset[str]()
        self._whole = frozenset(said for word in whole for said in words_as_said(word))
        self._begun_by: dict[str, list[_Phrase]] = defaultdict(list)
        self._known: set[str] = set()
        for listed, phrases in lists.items():
            # Many ways of writing are one as it is said.
            for said in dict.fromkeys(tuple(words_as_said(phrase)) for phrase in phrases):
                if not said:
                    continue
                self._begun_by[said[0]].append(_Phrase(listed, said, len(said) == 1 and exactly(listed)))
                self._known.update(said)
        #: By its first letter and its length the words for which a word may be an error.
        self._long: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(self._known):
            if len(word) >= long_enough:
                for length in range(len(word) - _MORE_OR_LESS, len(word) + _MORE_OR_LESS + 1):
                    self._long[word[0], length].append(word)

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
        """The word itself if it is known, and those that it has an ending behind."""
        found = {word} if word in self._known else set()
        if word in self._whole:
            return found
        for end in range(max(_STEM, len(word) - _ENDING), len(word)):
            stem, ending = word[:end], word[end:]
            if stem in self._known and (ending in self._endings if word.isascii() else ending not in NO_ENDINGS):
                found.add(stem)
        return found

    def _nearly(self, word: str) -> set[str]:
        """The words for which it may be an error."""
        if len(word) < self._long_enough or word in self._known or word.endswith(NO_ENDINGS):
            return set()
        others = self._long.get((word[0], len(word)), ())
        return {others[place] for place, _alike in alike_among(word, others, self._alike)} if others else set()


def _end(phrase: Sequence[str], said: Sequence[set[str]], place: int) -> int | None:
    """Where a phrase that begins at ``place`` ends."""
    for word in phrase[1:]:
        place = next((after for after in (place + 1, place + 2) if after < len(said) and word in said[after]), -1)
        if place < 0:
            return None
    return place
