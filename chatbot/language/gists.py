"""What words speak of, as far as one sees it: a story, a place, an address, what a paper is for, somebody's name.

Words are never understood by this alone. It tells to which of two questions they belong: the one on the screen, or the one
that has just been answered, of which they may be the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from chatbot.language.matching import normalise, spoken
from chatbot.language.names import read_name
from chatbot.language.spelling import plainly
from chatbot.language.word_lists import words

#: An ending is one where the word is longer than it by so many letters.
_STEM: Final = 2
#: More words than these are no name.
_LONGEST_NAME: Final = 5
#: What is looked at of a long message, in words.
_AT_MOST: Final = 60


class Gist(StrEnum):
    """What an open question wants to hear."""

    #: Anything; of its own words nothing can be told.
    ANY = "any"
    STORY = "story"
    PLACE = "place"
    ADDRESS = "address"
    PURPOSE = "purpose"
    NAME = "name"
    PERSON = "person"

    @property
    def joined_by(self) -> str:
        """What stands between two parts of it."""
        match self:
            case Gist.STORY | Gist.ANY:
                return "\n"
            case Gist.NAME | Gist.PERSON:
                return " "
        return ", "


def goes_on(gist: Gist, so_far: str, text: str) -> bool | None:
    """Whether ``text`` plainly is the rest of what was told, plainly is not, or could be."""
    if gist not in (Gist.NAME, Gist.PERSON):
        return bears(gist, text)
    # A name is whole where it has two words; a relation is told in one breath.
    named, more = _named(so_far), _named(text)
    if bears(gist, text) is False or (gist is Gist.PERSON and len(more) > 1):
        return False
    if gist is Gist.NAME and len(named) == 1 and len(more) == 1 == len(spoken(text)):
        return True
    return False if len(named) > 1 and len(more) > 1 else None


def _named(text: str) -> Sequence[str]:
    """The words of a name, without those that say whose father or daughter it is."""
    kin, _endings = _cues()["person"]
    return [word for word in spoken(text) if word not in kin]


def bears(gist: Gist, text: str) -> bool | None:
    """Whether ``text`` plainly is of that kind, plainly is not, or could be either."""
    said = spoken(text)[:_AT_MOST]
    story, beside, place, address, purpose, person = (
        _has(said, kind) for kind in ("story", "beside", "place", "address", "purpose", "person")
    )
    plain = read_name(text) is not None and len(said) <= _LONGEST_NAME
    for_it, against = {
        Gist.ANY: (False, False),
        Gist.STORY: (story and not beside, (beside or place) and not story),
        Gist.PLACE: ((beside or place) and not story, story and not beside),
        Gist.ADDRESS: ((address or place) and not (purpose or story), (purpose or story) and not address),
        Gist.PURPOSE: (purpose and not address, (address or beside or place) and not purpose),
        Gist.PERSON: (person, story or address),
        Gist.NAME: (
            plain and len(said) > 1 and not (story or beside or address or purpose),
            not plain or story or beside or place or address or purpose,
        ),
    }[gist]
    return None if for_it == against else for_it


def _has(said: Sequence[str], kind: str) -> bool:
    known, endings = _cues()[kind]
    return any(
        word in known or any(word.endswith(each) and len(word) >= len(each) + _STEM for each in endings)
        for word in said
    )


@cache
def _cues() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    """The words and the endings by which each kind is seen."""
    listed = {meaning.removesuffix(".words"): said for meaning, said in words("gists").items()}
    return {
        # What a word ends with may begin with a vowel's sign, which is no word of its own.
        kind: (frozenset(map(normalise, said)), tuple(map(plainly, listed.get(f"{kind}_endings", ()))))
        for kind, said in listed.items()
    }
