"""Which sort of room is wanted in a few words: only what is said plainly; a refusal, a doubt or a question chooses none."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from chatbot.language.intentions import asks
from chatbot.language.matching import normalise, spoken
from chatbot.language.word_lists import words
from flows.lodging.counting import count

#: Between what is not wanted and what is.
_CLAUSES: Final = re.compile(r"[,;।\n]+|(?<=noy) |(?<=নয়) |(?<!\S)(?:but|kintu|কিন্তু|बल्कि|लेकिन) ")
_DENIED: Final = frozenset(map(normalise, words("phones")["denial"]))


def names_room(text: str) -> bool:
    """Whether a sort of room is spoken of, in whatever way."""
    counted = count(text)
    return bool(counted.kinds) or any(each.kind for each in counted.counts)


def wanted_plainly(text: str) -> str | None:
    """What is wanted, in the words that say so ("AC na, non-AC" wants what stands last); None where that is not plain."""
    if asks(text):
        return None
    if _is_plain(text):
        return text
    first, *others = [each.strip() for each in _CLAUSES.split(normalise(text)) if each.strip()] or [text]
    if len(others) != 1 or not _is_plain(others[0]) or not names_room(others[0]):
        return None
    wanted, refused = _kinds(others[0]), _kinds(first)
    return others[0] if _refuses(first) and refused and not wanted & refused else None


def _is_plain(text: str) -> bool:
    counted = count(text)
    return not _denials(text) and not counted.unknown and not counted.doubtful


def _refuses(clause: str) -> bool:
    """Whether it only names a room that is not wanted."""
    denials = _denials(clause)
    return bool(denials) and spoken(clause)[-1] in denials and not count(_without(clause, denials)).unknown


def _kinds(clause: str) -> set[str]:
    return set(count(_without(clause, _denials(clause))).kinds)


def _without(clause: str, left_out: Collection[str]) -> str:
    return " ".join(word for word in spoken(clause) if word not in left_out)


def _denials(text: str) -> set[str]:
    """The words that refuse; "no AC" is what a room without one is called."""
    said = spoken(text)
    return {
        word
        for word, following in zip(said, [*said[1:], ""], strict=True)
        if word in _DENIED and not (word == "no" and following in ("ac", "a"))
    }
