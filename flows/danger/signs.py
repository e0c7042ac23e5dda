"""Whether a message tells of danger, by which words together are a sign of it, and whose help is wanted then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final

from chatbot.language.spelling import as_said
from chatbot.language.word_lists import words
from flows.shared.phrase_lists import NO_ENDINGS, Found, Phrases, words_as_said

#: A number that is asked for is asked for in few words.
_SHORT: Final = 8
_HARDLY_A_SENTENCE: Final = 5
#: So much, with hardly anything else, is a cry.
_ALONE: Final = 2
#: Words between the parts of a sign, at most: what stands further apart belongs to different things.
_NEAR: Final = 6
#: So often a part of a sign is looked at in one message.
_OFTEN: Final = 12
#: Words of a message that are looked at: whoever is in danger says it at once.
_MOST: Final = 200
#: From so many letters on a word is known with an error in it, if it is so much alike.
_LONG_ENOUGH: Final = 6
_ALIKE: Final = 86.0

#: What says no to the word before it, or behind a Hindi or English one to the word after it.
_NOT: Final = frozenset({"না", "নি", "নাই", "নেই", "na", "ni", "nai", "nei", "nahi", "nahin", "नहीं", "not"})
_NOT_BEFORE: Final = frozenset({"nahi", "nahin", "नहीं", "not", "no"})
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
    several lists, of any of them), or of ``alone`` in a message that says hardly more (of ``shouted`` only with a "!": in Bengali it is another word). None
    is, where a word of ``unless`` stands in the message, or, if it is about ``now``, something that is over.
    """

    helpers: tuple[str, ...]
    cry: str | None = None
    together: tuple[tuple[str, ...], ...] = ()
    alone: str | None = None
    shouted: str | None = None
    unless: tuple[str, ...] = ()
    now: bool = False
    shorter_than: int = _MOST

    def is_touched(self, found: Found) -> bool:
        """Whether anything was found that could be the sign: most are not looked at further."""
        begins = (self.cry, self.alone, self.shouted, *(self.together[0] if self.together else ()))
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
    _Sign(
        helpers=("fire",),
        together=(("blaze.thing",), ("blaze.happens",)),
        shouted="blaze.thing",
        unless=("fire.unless",),
        now=True,
    ),
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


def _is_exact(listed: str) -> bool:
    """Of words that are a sign, or none, by themselves, and of people's, no other is meant."""
    return listed.endswith((".cry", ".alone", ".unless")) or listed in _SOMEBODY


_LISTS: Final = {
    name: said for name, said in words("danger", f"{__package__}.words").items() if name != "number.please"
}
_PHRASES: Final = Phrases(_LISTS, exactly=_is_exact, long_enough=_LONG_ENOUGH, alike=_ALIKE)
_NOTS: Final = frozenset(as_said(word, latin=True) for word in _NOT)
_NOTS_BEFORE: Final = frozenset(as_said(word, latin=True) for word in _NOT_BEFORE)
_OVER_AS_SAID: Final = tuple(as_said(word, latin=True) for word in _OVER)


def helpers_wanted(text: str) -> tuple[str, ...]:
    """Who is to be called by whoever writes this, the nearest first; none where nobody is in danger."""
    if len(text) <= _ALONE:
        return ()
    said = words_as_said(text)[:_MOST]
    found = _PHRASES.find(said)
    if not found:
        return ()
    over = bool(found.get("not_now.unless")) or any(word.endswith(_OVER_AS_SAID) for word in said)
    loud = "!" in text
    helpers = dict.fromkeys(
        helper
        for sign in _SIGNS
        if not (sign.now and over) and _shows(sign, said, found, loud=loud)
        for helper in sign.helpers
    )
    named = [helper for helper in helpers if helper != _FINALLY][:_NAMED]
    return (*named, _FINALLY) if helpers else ()


def cries(text: str) -> bool:
    """Whether there is any sign of danger, or somebody's help is called for."""
    return bool(helpers_wanted(text))


def despairs(text: str) -> bool:
    """Whether somebody does not want to live any more."""
    return "distress" in helpers_wanted(text)


def _shows(sign: _Sign, said: Sequence[str], found: Found, *, loud: bool) -> bool:
    if not sign.is_touched(found) or len(said) > sign.shorter_than or any(found.get(listed) for listed in sign.unless):
        return False
    if sign.cry and found.get(sign.cry):
        return True
    alone = [sign.alone, sign.shouted] if loud else [sign.alone]
    if len(said) <= _ALONE and any(found.get(each) for each in alone if each) and not any(map(_says_no, said)):
        return True
    return bool(sign.together) and _stand_together(sign.together, said, found)


def _stand_together(parts: Sequence[Sequence[str]], said: Sequence[str], found: Found) -> bool:
    """Whether there is one of each part, near each other, and what happens is not said not to happen."""
    places = [
        [(first, last) for listed in part for first, last in found.get(listed, ()) if not _denied(said, first, last)][
            :_OFTEN
        ]
        for part in parts
    ]
    return all(places) and any(_near(each) for each in product(*places))


def _near(places: Sequence[tuple[int, int]]) -> bool:
    ordered = sorted(places)
    # Not the same word twice, and no more than so many others between two of them.
    return all(last < first <= last + _NEAR + 1 for (_, last), (first, _) in pairwise(ordered))


def _says_no(word: str) -> bool:
    return word in _NOTS or word.endswith(NO_ENDINGS)


def _denied(said: Sequence[str], first: int, last: int) -> bool:
    after = said[last + 1] if last + 1 < len(said) else ""
    before = said[first - 1] if first else ""
    return after in _NOTS or before in _NOTS_BEFORE
