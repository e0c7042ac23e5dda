"""Whether somebody asks about a paper or a scheme, wants to have it, or complains about it; and about which."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from chatbot.language.spelling import ALIKE
from chatbot.language.word_lists import words
from flows.shared.phrase_lists import Found, Phrases, words_as_said
from panchayat.front_office import FrontOffice
from panchayat.offices.guides import KnownGuide

#: So many words of a message are looked at; whoever asks for something says so in few.
_MOST: Final = 60
#: So many words name something; more of them tell what happened to it.
_A_NAME: Final = 5
_A_LONG_QUESTION: Final = 18
#: A question that is put in the middle of something else has hardly more.
_A_QUESTION: Final = 12
_ROWS: Final = 3
#: So many guides have a word in common that is said alone, at most.
_OF_A_WORD: Final = 5
#: From so many letters on an error in a word is forgiven.
_LONG_ENOUGH: Final = 5
#: So many lists of guides are prepared for looking at words and kept: that of the state, and of offices with their own.
_PREPARED: Final = 64
#: So many guides have their words prepared and kept.
_GUIDES: Final = 512
#: The guide about a house of one's own.
_HOUSE: Final = "building_permit"

_WORDS: Final = words("asking", f"{__package__}.words")
_ASKING: Final = Phrases(
    {name: said for name, said in _WORDS.items() if not name.startswith(("same.", "whole."))},
    exactly=lambda _listed: True,
    long_enough=_LONG_ENOUGH,
    alike=ALIKE,
    whole=_WORDS["whole.word"],
    endings=False,
)
#: What people want of a paper or a scheme, other than to complain.
_MEANT: Final = frozenset({"said.asks", "said.form", "said.wishes", "said.new", "said.when"})
#: Words of one meaning in every language, each with the one that stands for all of them.
_SAME: Final = {
    " ".join(words_as_said(word)): words_as_said(f"{meaning.removeprefix('same.')}0")[0]
    for meaning, listed in _WORDS.items()
    if meaning.startswith("same.")
    for word in listed
}


@dataclass(frozen=True, slots=True)
class Advice:
    """The guides that may be meant; where that is not ``sure``, it is asked.

    No guide and no ``house`` says that it is about something of which nothing is known. ``house`` says that only a house or a room was named, ``waits`` that somebody wants to know when.
    """

    guides: tuple[KnownGuide, ...]
    sure: bool
    house: bool = False
    waits: bool = False


def advice_on(office: FrontOffice, contact_id: UUID, text: str) -> Advice | None:
    """What of the guides answers ``text``, if anything: a complaint is not answered by one, and a service is opened."""
    said = words_as_said(text)[:_MOST]
    signs = _ASKING.find(said)
    if _is_house(said, signs):
        return Advice(
            tuple(each for each in office.guides.current(contact_id) if each.key == _HOUSE), False, house=True
        )
    said_of_it = {what.removeprefix("said.") for what in signs}
    if "form" in said_of_it:
        said_of_it.add("asks")
    if not said or ("complains" in said_of_it and "asks" not in said_of_it):
        return None
    found, covered = _about(office.guides.current(contact_id), said)
    if len(said) > _A_LONG_QUESTION:
        # Whoever tells so much may want more than to know.
        return Advice(found, False) if found and "asks" in said_of_it else None
    if found:
        return _advice(found, said_of_it, is_name=len(said) <= _A_NAME or 2 * covered >= len(said))
    named = _by_a_word(office.guides.current(contact_id), said)
    return Advice(named, False) if named or _is_another(said, signs) else None


def guides_named(office: FrontOffice, contact_id: UUID, text: str) -> Sequence[KnownGuide]:
    """The guides of which ``text`` speaks, whatever it says about them."""
    return _about(office.guides.current(contact_id), words_as_said(text)[:_MOST])[0]


def question_on(office: FrontOffice, contact_id: UUID, text: str) -> KnownGuide | None:
    """The guide of which the whole of ``text`` is a question: it asks, is short, and complains of nothing."""
    said = words_as_said(text)
    if len(said) > _A_QUESTION:
        return None
    signs = _ASKING.find(said)
    if "said.asks" not in signs or not {"said.complains", "said.when"}.isdisjoint(signs):
        return None
    found, _covered = _about(office.guides.current(contact_id), said)
    return found[0] if len(found) == 1 else None


def asks_for_papers(text: str) -> bool:
    """Whether it can only be a question about a paper or a scheme, known or not, and no complaint."""
    signs = _ASKING.find(words_as_said(text)[:_MOST])
    return "papers.asks" in signs and "said.complains" not in signs


def complains(text: str) -> bool:
    """Whether it says that something is not as it should be."""
    return "said.complains" in _ASKING.find(words_as_said(text)[:_MOST])


def _advice(found: tuple[KnownGuide, ...], said: Container[str], *, is_name: bool) -> Advice | None:
    """What to do with words about these guides, of which it is known whether they ask, wish, wait or complain."""
    asks, waits = "asks" in said, "when" in said
    if (asks and "complains" in said) or (waits and not asks):
        return Advice(found, False, waits=waits)
    if asks:
        return Advice(found, len(found) == 1)
    ours = [each for each in found if each.service is not None]
    if "new" in said:
        # Who wants a new one has nothing yet that could be handed out.
        ours = [each for each in ours if each.applied_here]
    if ours:
        return None
    if "wishes" in said or "new" in said:
        return Advice(found, len(found) == 1)
    return Advice(found, False) if is_name else None


def _by_a_word(guides: Sequence[KnownGuide], said: Sequence[str]) -> tuple[KnownGuide, ...]:
    """The guides with a word in their names that is all of the message: "bhata", "আধার"."""
    if len(said) != 1 or (word := _SAME.get(said[0], "")) not in _SAME.values():
        return ()
    named = [each for each in guides if word in _words_of(each.phrases)]
    return tuple(named) if len(named) <= _OF_A_WORD else ()


@lru_cache(maxsize=_GUIDES)
def _words_of(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in _in_one_language(words_as_said(phrase)))


def _is_another(said: Sequence[str], signs: Found) -> bool:
    """Whether it asks for, wishes for or names a paper or a scheme of which there is no guide, and complains of nothing."""
    if "papers.other" not in signs or "said.complains" in signs:
        return False
    return len(said) <= _A_NAME or not _MEANT.isdisjoint(signs)


def _is_house(said: Sequence[str], signs: Found) -> bool:
    """Whether nothing is said but a word for a house or a room."""
    named = {place for place, _last in signs.get("house.either", ())}
    beside = {place for place, _last in signs.get("house.beside", ())}
    return bool(named) and len(named | beside) == len(said)


def _about(guides: Sequence[KnownGuide], said: Sequence[str]) -> tuple[tuple[KnownGuide, ...], int]:
    """The guides of which most is said, if they are few, and how many words that is."""
    prepared = _prepared(tuple((each.key, each.phrases) for each in guides))
    covered: dict[str, int] = {}
    for spelt in (said, _in_one_language(said)):
        for key, places in prepared.find(spelt).items():
            named = {place for first, last in places for place in range(first, last + 1)}
            covered[key] = max(covered.get(key, 0), len(named))
    most = max(covered.values(), default=0)
    best = tuple(each for each in guides if covered.get(each.key) == most) if most else ()
    return (best, most) if len(best) <= _ROWS else ((), 0)


@lru_cache(maxsize=_PREPARED)
def _prepared(listed: tuple[tuple[str, tuple[str, ...]], ...]) -> Phrases:
    lists = {
        key: [spelt for each in phrases for spelt in (each, " ".join(_in_one_language(words_as_said(each))))]
        for key, phrases in listed
    }
    return Phrases(lists, long_enough=_LONG_ENOUGH, alike=ALIKE)


def _in_one_language(said: Sequence[str]) -> list[str]:
    """``said`` with one word for all that mean the same, "praman patra" and "sonshapotro" for "certificate"."""
    found: list[str] = []
    place = 0
    while place < len(said):
        pair = _SAME.get(" ".join(said[place : place + 2])) if place + 1 < len(said) else None
        found.append(pair or _SAME.get(said[place], said[place]))
        place += 2 if pair else 1
    return found
