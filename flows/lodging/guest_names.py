"""The name of a guest out of what people answer: their own, or the name that stands in a few words; else it is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from chatbot.answers import NotUnderstood
from chatbot.language.matching import normalise, spoken
from chatbot.language.names import read_name
from chatbot.language.spelling import composed
from chatbot.language.word_lists import words
from chatbot.language.wording import _
from flows.lodging.counting import counts_only
from flows.lodging.plain_wishes import names_room

_LONGEST: Final = 80
_SAID: Final = words("guest", __package__)
_OWN: Final = frozenset(map(normalise, _SAID["own.whole"]))
_MINE, _RELATION, _PARTICLE, _DENIAL, _INDIFFERENT = (
    frozenset(map(normalise, _SAID[meaning]))
    for meaning in (
        "mine.before",
        "relation.beside",
        "particle.beside",
        "denial.inside",
        "indifferent.inside",
    )
)


def _any_of(meaning: str) -> str:
    return "|".join(re.escape(composed(each)) for each in sorted(_SAID[meaning], key=len, reverse=True))


_ENDS: Final = " ,;।|.:"
_BEFORE: Final = re.compile(rf"(?:{_any_of('before.name')})[\s:,-]+(?=\S)", re.IGNORECASE)
_BEHIND: Final = re.compile(rf"[\s,]+(?:{_any_of('behind.name')})[\s.।|]*$", re.IGNORECASE)
_IN_NAME: Final = re.compile(rf"(?:^|\s)(?:{_any_of('in_name.between')})[\s:,-]+(?=\S)", re.IGNORECASE)
#: Between who is not meant and who is: a pause, or a word that only refuses.
_CLAUSES: Final = re.compile(r"[,;।\n]+|(?<=\bnoy)\s|(?<=নয়)\s|(?<=नहीं)\s", re.IGNORECASE)
_NAME_ALONE: Final = _("Please write only the name, as it stands on the identity card.")


def read_guest(text: str, own: str) -> list[str]:
    """The name that is meant; nothing where it cannot be one. ``own`` is what we call the person, if we know it.

    Raises:
        NotUnderstood: a name may be among the words, but which it is is not plain.
    """
    said = composed(" ".join(text.split())).strip(_ENDS)
    if normalise(_BEHIND.sub("", said)) in _OWN or normalise(said) in _OWN:
        if own:
            return [own]
        raise NotUnderstood(_("Please write your name, as it stands on the identity card."))
    name = _plain(_not_denied(said))
    if name is None or counts_only(name) or "?" in text:
        return []
    inside = [normalise(word) for word in spoken(name)]
    if not _INDIFFERENT.isdisjoint(inside) or not _DENIAL.isdisjoint(inside) or names_room(name):
        raise NotUnderstood(_NAME_ALONE)
    return [name] if len(name) <= _LONGEST else []


def read_rest(text: str) -> str | None:
    """The one word that goes on with a name of one word, if it is no more than that."""
    name = read_name(text)
    alone = name is not None and len(name.split()) == 1 and normalise(name) not in _OWN | _DENIAL | _INDIFFERENT
    return name if alone and not counts_only(text) and not names_room(text) else None


def _plain(said: str) -> str | None:
    """The name without what stands around it."""
    name, before = _without_mine(said), ""
    while name != before:
        before, name = name, _BEHIND.sub("", name).strip(_ENDS)
        lead = _BEFORE.match(name)
        name = name[lead.end() :] if lead else name
    return read_name(name)


def _not_denied(said: str) -> str:
    """Who is meant in "not X, but Y"; raises ``NotUnderstood`` where more than that is said or less."""
    if _DENIAL.isdisjoint(spoken(said)):
        return said
    parts = [part.strip(_ENDS) for part in _CLAUSES.split(said) if part.strip(_ENDS)]
    if len(parts) != 2 or not _DENIAL.isdisjoint(spoken(parts[1])):
        raise NotUnderstood(_NAME_ALONE)
    refused = spoken(parts[0])
    if len(refused) < 2 or (refused[0] not in _DENIAL and refused[-1] not in _DENIAL):
        raise NotUnderstood(_NAME_ALONE)
    return parts[1]


def _without_mine(said: str) -> str:
    """Who it is to the person is left out: "amar chele Sujoy er", "amar bou er naame Sima Mahato".

    Raises:
        NotUnderstood: nothing but that was told.
    """
    said_words = said.split()
    if normalise(said_words[0]) not in _MINE or len(said_words) < 2 or normalise(said_words[1]) not in _RELATION:
        return said
    rest = _without_particles(said_words[2:])
    behind = _IN_NAME.split(" ".join(rest), maxsplit=1)
    rest = _without_particles(behind[-1].split())
    if not rest or (len(behind) == 2 and behind[0].strip()):
        raise NotUnderstood(_NAME_ALONE)
    return " ".join(rest)


def _without_particles(said: Sequence[str]) -> Sequence[str]:
    """Without what only says whose it is, before a name and behind it."""
    first, last = 0, len(said)
    while first < last and normalise(said[first]) in _PARTICLE:
        first += 1
    while last > first and normalise(said[last - 1]) in _PARTICLE:
        last -= 1
    return said[first:last]
