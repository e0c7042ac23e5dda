"""Whether a message tells of danger, by which words together are a sign of it, and whose help is wanted then."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.spelling import as_said, likeness
from chatbot.language.word_lists import words

#: A number that is asked for is asked for in few words.
_SHORT: Final = 8
_HARDLY_A_SENTENCE: Final = 5
#: So much, with hardly anything else, is a cry.
_ALONE: Final = 2
#: Words between the parts of a sign, at most: what stands further apart belongs to different things.
_NEAR: Final = 6
#: Words of a message that are looked at: whoever is in danger says it at once.
_MOST: Final = 200
#: From so many letters on a word is known with an error in it, and in Indian scripts with an ending behind it.
_LONG_ENOUGH: Final = 6
_STEM: Final = 4
_ENDING: Final = 4
_ALIKE: Final = 86.0
#: Letters by which words differ at most that are alike.
_MORE_OR_LESS: Final = 2

_WORD: Final = re.compile(r"[\w\u0981-\u0983\u09bc-\u09cd\u09d7\u0901-\u0903\u093a-\u094f]+")
#: What says no to the word before it, or behind a Hindi or English one to the word after it.
_NOT: Final = frozenset({"না", "নি", "নাই", "নেই", "na", "ni", "nai", "nei", "nahi", "nahin", "नहीं", "not"})
_NOT_BEFORE: Final = frozenset({"nahi", "nahin", "नहीं", "not", "no"})
_NO_ENDINGS: Final = ("না", "নি", "ni")
#: How verbs of what is over end.
_OVER: Final = ("ছিল", "ছিলো", "ছিলেন", "chilo", "chhilo", "chilen", "chhilen")

_CHILD, _WOMAN, _ANYBODY = "people.child", "people.woman", "people.anybody"
_SOMEBODY: Final = (_CHILD, _WOMAN, _ANYBODY)
_FINALLY: Final = "all"
#: So many kinds of help are named, and the number for everything.
_NAMED: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """Words of lists by which one knows what is wrong, and who helps.

    Any of the words of ``cry`` are a sign; so is one word of each part of ``together``, near each other (where a part is
    several lists, of any of them), or of ``alone`` in a message that says hardly more. None is, where a word of ``unless``
    stands in the message, or, if it is about ``now``, something that is over.
    """

    helpers: tuple[str, ...]
    cry: str | None = None
    together: tuple[tuple[str, ...], ...] = ()
    alone: str | None = None
    unless: tuple[str, ...] = ()
    now: bool = False
    shorter_than: int = _MOST

    def is_touched(self, found: _Found) -> bool:
        """Whether anything was found that could be the sign: most are not looked at further."""
        begins = (self.cry, self.alone, *(self.together[0] if self.together else ()))
        return any(listed in found for listed in begins)


def _asked(helper: str) -> Iterator[_Sign]:
    """Somebody wants the number of this helper, or says nothing but their name."""
    unless = ("asked.unless",)
    yield _Sign(
        helpers=(helper,), together=((f"asked.{helper}",), ("asked.number",)), unless=unless, shorter_than=_SHORT
    )
    if helper not in ("all", "disaster"):
        yield _Sign(helpers=(helper,), alone=f"asked.{helper}", unless=unless)


_SIGNS: Final = (
    _Sign(helpers=("distress",), cry="despair.cry"),
    _Sign(
        helpers=("fire",),
        cry="fire.cry",
        together=(("fire.thing",), ("fire.happens",)),
        alone="fire.thing",
        unless=("fire.unless",),
        now=True,
    ),
    _Sign(helpers=("fire",), together=(("blaze.thing",), ("blaze.happens",)), unless=("fire.unless",), now=True),
    _Sign(
        helpers=("fire",),
        together=(("fire.thing",), ("fire.place",)),
        unless=("fire.unless",),
        now=True,
        shorter_than=_HARDLY_A_SENTENCE,
    ),
    _Sign(
        helpers=("ambulance",),
        together=(("accident.thing",), ("accident.happens",)),
        alone="accident.thing",
        unless=("accident.unless",),
        now=True,
    ),
    _Sign(helpers=("ambulance",), together=(("crash.thing",), ("crash.happens",)), now=True),
    _Sign(
        helpers=("ambulance",),
        cry="ill.cry",
        together=(("ill.attack",), _SOMEBODY),
        unless=("ill.unless",),
        now=True,
    ),
    _Sign(helpers=("ambulance",), together=(("lightning.thing",), _SOMEBODY), now=True),
    _Sign(helpers=("ambulance",), together=(("snake.thing",), ("snake.happens",)), now=True),
    _Sign(
        helpers=("ambulance",),
        together=(("water.pond",), ("water.sinks", "water.falls"), _SOMEBODY),
        now=True,
    ),
    _Sign(helpers=("ambulance",), together=(("water.sinks",), _SOMEBODY), unless=("water.unless",), now=True),
    _Sign(helpers=("ambulance",), together=(("crushed.under",), ("crushed.happens",), _SOMEBODY), now=True),
    _Sign(
        helpers=("ambulance",),
        cry="shock.cry",
        together=(("shock.thing",), ("shock.happens",)),
        unless=("shock.unless",),
        now=True,
    ),
    _Sign(helpers=("fire",), cry="wire.cry", together=(("wire.thing",), ("wire.snaps",), ("wire.where",)), now=True),
    _Sign(
        helpers=("disaster",),
        cry="flood.cry",
        together=(("flood.thing",), ("flood.happens",)),
        unless=("flood.unless",),
        now=True,
    ),
    _Sign(helpers=("women",), cry="woman.cry"),
    _Sign(helpers=("women",), together=(("violence.hits",), (_WOMAN,)), unless=("violence.unless",)),
    _Sign(helpers=("children",), cry="child.cry"),
    _Sign(helpers=("children",), together=(("violence.hits",), (_CHILD,)), unless=("violence.unless",)),
    _Sign(helpers=("children",), together=(("lost.thing",), (_CHILD,)), unless=("lost.unless",)),
    _Sign(helpers=("children",), together=(("strayed.thing",), ("strayed.where",), (_CHILD,))),
    _Sign(
        helpers=("police",),
        cry="violence.cry",
        together=(("violence.hits",), _SOMEBODY),
        unless=("violence.unless",),
    ),
    _Sign(helpers=("police",), together=(("lost.thing",), (_WOMAN, _ANYBODY)), unless=("lost.unless",)),
    _Sign(helpers=("all",), cry="help.cry", alone="help.alone", unless=("help.unless",)),
    *(
        sign
        for each in ("police", "fire", "ambulance", "children", "women", "disaster", "all")
        for sign in _asked(each)
    ),
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that stand in a list together; ``exact`` where one that only looks alike is not meant."""

    listed: str
    words: tuple[str, ...]
    exact: bool


@dataclass
class _Vocabulary:
    """Every word of the lists, as it is said, and the phrases that begin with it."""

    begun_by: dict[str, list[_Phrase]] = field(default_factory=lambda: defaultdict(list))
    known: set[str] = field(default_factory=set)
    #: By their first letters and their lengths the words in which an error is forgiven.
    long: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> _Vocabulary:
        made = cls()
        for listed, phrases in lists.items():
            for phrase in phrases:
                said = tuple(_words_of(phrase))
                single = len(said) == 1 and (listed.endswith((".cry", ".alone", ".unless")) or listed in _SOMEBODY)
                made.begun_by[said[0]].append(_Phrase(listed, said, single))
                made.known.update(said)
        for word in sorted(made.known):
            if len(word) >= _LONG_ENOUGH:
                made.long[word[0], len(word)].append(word)
        return made

    def exactly(self, word: str) -> set[str]:
        """The word itself if it is known, and in an Indian script those that it has an ending behind."""
        found = {word} & self.known
        if not word.isascii():
            stems = (word[:end] for end in range(max(_STEM, len(word) - _ENDING), len(word)))
            found |= {stem for stem in stems if stem in self.known and word[len(stem) :] not in _NO_ENDINGS}
        return found

    def nearly(self, word: str) -> set[str]:
        """The words for which it may be an error."""
        if len(word) < _LONG_ENOUGH or word in self.known or word.endswith(_NO_ENDINGS):
            return set()
        lengths = range(len(word) - _MORE_OR_LESS, len(word) + _MORE_OR_LESS + 1)
        candidates = (other for length in lengths for other in self.long.get((word[0], length), ()))
        return {other for other in candidates if likeness(word, other, _ALIKE)}


def _words_of(text: str) -> list[str]:
    """The words of ``text``, each as it is said, however it is spelt."""
    return _WORD.findall(as_said(normalise(text), latin=True))


_VOCABULARY: Final = _Vocabulary.of(words("danger", f"{__package__}.words"))
_NOTS: Final = frozenset(as_said(word, latin=True) for word in _NOT)
_NOTS_BEFORE: Final = frozenset(as_said(word, latin=True) for word in _NOT_BEFORE)
_OVER_AS_SAID: Final = tuple(as_said(word, latin=True) for word in _OVER)


def helpers_wanted(text: str) -> tuple[str, ...]:
    """Who is to be called by whoever writes this, the nearest first; none where nobody is in danger."""
    if len(text) <= _ALONE:
        return ()
    said = _words_of(text)[:_MOST]
    found = _occurrences(said)
    if not found:
        return ()
    over = bool(found.get("not_now.unless")) or any(word.endswith(_OVER_AS_SAID) for word in said)
    helpers = dict.fromkeys(
        helper for sign in _SIGNS if not (sign.now and over) and _shows(sign, said, found) for helper in sign.helpers
    )
    named = [helper for helper in helpers if helper != _FINALLY][:_NAMED]
    return (*named, _FINALLY) if helpers else ()


#: For every list where its words stand: the places of the first and the last word of each.
_Found = Mapping[str, Sequence[tuple[int, int]]]


def _occurrences(said: Sequence[str]) -> _Found:
    exact = [_VOCABULARY.exactly(word) for word in said]
    loose = [each | _VOCABULARY.nearly(word) for each, word in zip(exact, said, strict=True)]
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, heads in enumerate(loose):
        for head in heads:
            for phrase in _VOCABULARY.begun_by.get(head, ()):
                if phrase.exact and head not in exact[place]:
                    continue
                last = _end(phrase.words, loose, place)
                if last is not None:
                    found[phrase.listed].append((place, last))
    return found


def _end(phrase: Sequence[str], said: Sequence[set[str]], place: int) -> int | None:
    """Where a phrase that begins at ``place`` ends, with at most one other word between two of its own."""
    for word in phrase[1:]:
        place = next((after for after in (place + 1, place + 2) if after < len(said) and word in said[after]), -1)
        if place < 0:
            return None
    return place


def _shows(sign: _Sign, said: Sequence[str], found: _Found) -> bool:
    if not sign.is_touched(found) or len(said) > sign.shorter_than or any(found.get(listed) for listed in sign.unless):
        return False
    if sign.cry and found.get(sign.cry):
        return True
    if sign.alone and len(said) <= _ALONE and found.get(sign.alone) and not any(map(_says_no, said)):
        return True
    return bool(sign.together) and _stand_together(sign.together, said, found)


def _stand_together(parts: Sequence[Sequence[str]], said: Sequence[str], found: _Found) -> bool:
    """Whether there is one of each part, near each other, and what happens is not said not to happen."""
    places = [
        [(first, last) for listed in part for first, last in found.get(listed, ()) if not _denied(said, first, last)]
        for part in parts
    ]
    return all(places) and any(_near(each) for each in product(*places))


def _near(places: Sequence[tuple[int, int]]) -> bool:
    ordered = sorted(places)
    # Not the same word twice, and no more than so many others between two of them.
    return all(last < first <= last + _NEAR + 1 for (_, last), (first, _) in pairwise(ordered))


def _says_no(word: str) -> bool:
    return word in _NOTS or word.endswith(_NO_ENDINGS)


def _denied(said: Sequence[str], first: int, last: int) -> bool:
    after = said[last + 1] if last + 1 < len(said) else ""
    before = said[first - 1] if first else ""
    return after in _NOTS or before in _NOTS_BEFORE
