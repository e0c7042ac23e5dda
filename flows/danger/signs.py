"""Whether a message tells of danger, by which words together are a sign of it, and whose help is wanted then."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Final

from chatbot.language.spelling import as_said
from chatbot.language.word_lists import words
from flows.danger.combinations import MOST, PEOPLE, SIGNS, Sign
from flows.shared.phrase_lists import NO_ENDINGS, Found, Phrases, words_as_said

#: So much, with hardly anything else, is a cry.
_ALONE: Final = 2
#: Words between the parts of a sign, at most: what stands further apart belongs to different things.
_NEAR: Final = 6
#: So often a part of a sign is looked at in one message.
_OFTEN: Final = 12
#: From so many letters on a name in Latin ones for a person has endings behind it.
_STEM: Final = 3
#: From so many letters on a word is known with an error in it, if it is so much alike.
_LONG_ENOUGH: Final = 6
_ALIKE: Final = 86.0

#: What says no to the word before it, or behind a Hindi or English one to the word after it.
_NOT: Final = frozenset({"না", "নি", "নাই", "নেই", "na", "ni", "nai", "nei", "nahi", "nahin", "नहीं", "not"})
_NOT_BEFORE: Final = frozenset({"nahi", "nahin", "नहीं", "not", "no"})
#: How verbs of what is over end.
_OVER: Final = ("ছিল", "ছিলো", "ছিলেন", "chilo", "chhilo", "chilen", "chhilen")

_FINALLY: Final = "all"
#: So many kinds of help are named, and the number for everything.
_NAMED: Final = 2


def _is_exact(listed: str) -> bool:
    """Of words that are a sign, or none, by themselves, and of people's, no other is meant."""
    return listed.endswith((".cry", ".alone", ".unless", ".who", ".whom", ".age", ".many")) or listed in PEOPLE


def _with_endings(stems: Iterable[str], endings: Sequence[str], others: set[str]) -> Iterator[str]:
    """What a person is called, and the same with each ending of the same script behind it that makes no other word."""
    for stem in stems:
        yield stem
        if (len(stem) >= _STEM or not stem.isascii()) and " " not in stem:
            named = (stem + ending for ending in endings if ending.isascii() == stem.isascii())
            yield from (each for each in named if others.isdisjoint(words_as_said(each)))


_WORDS: Final = words("danger", f"{__package__}.words")
_NO_SIGNS: Final = ("number.please", "endings.people", "whole.people")
_OTHERS: Final = {
    said
    for name, phrases in _WORDS.items()
    if name not in PEOPLE and name not in ("endings.people",)
    for phrase in phrases
    for said in words_as_said(phrase)
}
_LISTS: Final = {
    name: tuple(_with_endings(said, _WORDS["endings.people"], _OTHERS)) if name in PEOPLE else said
    for name, said in _WORDS.items()
    if name not in _NO_SIGNS
}
_PHRASES: Final = Phrases(
    _LISTS, exactly=_is_exact, long_enough=_LONG_ENOUGH, alike=_ALIKE, whole=_WORDS["whole.people"]
)
#: By each list the signs that begin with it.
_BEGUN_BY: Final = {
    listed: [place for place, sign in enumerate(SIGNS) if listed in sign.begins]
    for listed in {listed for sign in SIGNS for listed in sign.begins}
}
_NOTS: Final = frozenset(as_said(word, latin=True) for word in _NOT)
_NOTS_BEFORE: Final = frozenset(as_said(word, latin=True) for word in _NOT_BEFORE)
_OVER_AS_SAID: Final = tuple(as_said(word, latin=True) for word in _OVER)


def helpers_wanted(text: str) -> tuple[str, ...]:
    """Who is to be called by whoever writes this, the nearest first; none where nobody is in danger."""
    if len(text) <= _ALONE:
        return ()
    said = words_as_said(text)[:MOST]
    found = _PHRASES.find(said)
    if not found:
        return ()
    over = bool(found.get("not_now.unless")) or any(word.endswith(_OVER_AS_SAID) for word in said)
    loud = "!" in text
    helpers = dict.fromkeys(
        helper
        for sign in _touched(found)
        if not (sign.now and over) and _shows(sign, said, found, loud=loud)
        for helper in sign.helpers
    )
    named = [helper for helper in helpers if helper != _FINALLY][:_NAMED]
    return (*named, _FINALLY) if helpers else ()


def _touched(found: Found) -> Iterator[Sign]:
    """The signs of which anything was found: most are not looked at further."""
    places = {place for listed in found for place in _BEGUN_BY.get(listed, ())}
    return (SIGNS[place] for place in sorted(places))


def cries(text: str) -> bool:
    """Whether there is any sign of danger, or somebody's help is called for."""
    return bool(helpers_wanted(text))


def despairs(text: str) -> bool:
    """Whether somebody does not want to live any more."""
    return "distress" in helpers_wanted(text)


def _shows(sign: Sign, said: Sequence[str], found: Found, *, loud: bool) -> bool:
    if len(said) > sign.shorter_than or any(found.get(listed) for listed in sign.unless):
        return False
    if sign.cry and found.get(sign.cry):
        return True
    alone = [sign.alone, sign.shouted] if loud else [sign.alone]
    if (
        len(said) <= (1 if sign.asked else _ALONE)
        and any(found.get(each) for each in alone if each)
        and not any(map(_says_no, said))
    ):
        return True
    return bool(sign.together) and _stand_together(sign.together, said, found)


def _stand_together(parts: Sequence[Sequence[str]], said: Sequence[str], found: Found) -> bool:
    """Whether there is one of each part, near each other, and what happens is not said not to happen."""
    # A no that is itself of a sign ("nahi ruk raha") denies nothing else.
    claimed = {
        place
        for part in parts
        for listed in part
        for first, last in found.get(listed, ())
        for place in range(first, last + 1)
    }
    places = [
        [
            (first, last)
            for listed in part
            for first, last in dict.fromkeys(found.get(listed, ()))
            if not _denied(said, first, last, claimed)
        ][:_OFTEN]
        for part in parts
    ]
    return all(places) and any(_near(each) for each in product(*places))


def _near(places: Sequence[tuple[int, int]]) -> bool:
    ordered = sorted(places)
    # Not the same word twice, and no more than so many others between two of them.
    return all(last < first <= last + _NEAR + 1 for (_, last), (first, _) in pairwise(ordered))


def _says_no(word: str) -> bool:
    return word in _NOTS or word.endswith(NO_ENDINGS)


def _denied(said: Sequence[str], first: int, last: int, claimed: Container[int]) -> bool:
    after = last + 1 < len(said) and last + 1 not in claimed and said[last + 1] in _NOTS
    return after or (first > 0 and first - 1 not in claimed and said[first - 1] in _NOTS_BEFORE)
