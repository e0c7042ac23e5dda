"""Whether a complaint is about somebody of the office, by what it says: then it does not go to that person.

It is where it names one of them (two words of a name together, or a first name with an address: "কাকলি দিদি"; a post of
several words), and where a post of one word, a word for staff or the people of the office stand beside a word of blame.
It is not where the words around say that somebody elsewhere is meant, somebody who suffers it, or only a place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from chatbot.language.spelling import CLOSELY, as_said, likeness, plainly
from panchayat.grievances import staff_vocabulary as staff_words
from panchayat.models import Names
from panchayat.offices.known import KnownPost

#: From how many letters on a name or post may be misspelt.
_LONG_ENOUGH: Final = 4
_LENGTHS_APART: Final = 3
#: From so many letters on a first name may be misspelt: "অরুণা" is not "অরুণ".
_LONG_FIRST_NAME: Final = 5
#: So many words from "money" it is still money that somebody wants.
_NEAR: Final = 2
#: How many names and posts are taken apart once and kept.
_KNOWN_BY_HEART: Final = 4096
_WORD: Final = re.compile(r"[\w\u0980-\u09ff\u0900-\u097f]+")


def names_staff(told: str, working: Iterable[KnownPost]) -> bool:
    """Whether ``told`` is about somebody of those who work for an office, in any script and with typos.

    It is better that a complaint about a road goes up once too often than the other way about.
    """
    said = _words(told)
    if not said:
        return False
    misbehave = _misbehave(said)
    addressed = _addressed(said, staff_words.ADDRESS)
    # A surname is borne by many, and is enough only beside a word of blame.
    titled = _addressed(said, staff_words.TITLE) if misbehave else frozenset[str]()
    return (
        _names_post(said, staff_words.EVERYWHERE.split())
        or _means_the_staff(said, misbehave=misbehave)
        or any(
            _names_person(said, each.names, addressed, titled)
            or _names_post(
                said, (*each.post.values(), *staff_words.CALLED.get(each.post.get("en", "").casefold(), "").split())
            )
            for each in working
        )
    )


def _names_person(said: Sequence[str], names: Names, addressed: Collection[str], titled: Collection[str]) -> bool:
    for name in names.values():
        words = _own_words(name)
        if len(words) > 1 and any(_stand(said, pair, not_before=staff_words.THEIRS) for pair in pairwise(words)):
            return True
        if words and any(_is_first_name(spoken, words[0]) for spoken in addressed):
            return True
        if len(words) > 1 and words[-1] in titled:
            return True
    return False


def _addressed(said: Sequence[str], addresses: str) -> frozenset[str]:
    """Whoever is spoken of as "didi" or the like, in two words or in one, as they are called: "কাকলি" of "কাকলিদির"."""
    called = set()
    for place, word in enumerate(said):
        if place and _is_one_of(said[place - 1], staff_words.NOT_THEM):
            continue
        alone = place + 1 < len(said) and _is_one_of(said[place + 1], addresses)
        if alone and not _is_one_of(_following(said, place + 2), staff_words.THEIRS):
            called.add(word)
        if (joined := set(_without(word, addresses))) and not _is_one_of(
            _following(said, place + 1), staff_words.THEIRS
        ):
            called |= joined
    return frozenset(called)


def _without(word: str, addresses: str) -> Iterator[str]:
    """What is left of a word that ends as one speaks to somebody."""
    for stem in _stems(word):
        if stem.endswith(tuple(_plain(addresses))):
            yield from (stem[: -len(each)] for each in _plain(addresses) if stem.endswith(each) and stem != each)


def _is_first_name(spoken: str, name: str) -> bool:
    if spoken == name:
        return True
    alike = min(len(spoken), len(name)) >= _LONG_FIRST_NAME and (spoken[0], spoken[-1]) == (name[0], name[-1])
    return alike and likeness(spoken, name, CLOSELY) > 0


def _names_post(said: Sequence[str], called: Iterable[str]) -> bool:
    """Whether a post is named that is ``called`` so, "_" for the blanks."""
    blamed = any(word in _plain(staff_words.BLAME) for word in said)
    for name in called:
        words = _own_words(name.replace("_", " "))
        if len(words) > 1 and _stand(said, words):
            return True
        # Whoever is only "staff" by post may be anybody's: there is a rule of its own for it.
        is_post = len(words) == 1 and blamed and words[0] not in _plain(staff_words.STAFF)
        if is_post and _stand(said, words, not_before=staff_words.NOT_A_PERSON, not_after=staff_words.ELSEWHERE):
            return True
    return False


def _misbehave(said: Sequence[str]) -> bool:
    """Whether somebody is blamed for what they do, or for what they do not do."""
    if not _plain(staff_words.CONDUCT).isdisjoint(said):
        return True
    does, negates = _plain(staff_words.DOES), _plain(staff_words.NOT)
    return any(
        (one in does and other in negates) or (one in negates and other in does) for one, other in pairwise(said)
    )


def _means_the_staff(said: Sequence[str], *, misbehave: bool) -> bool:
    """Whether staff of no name, people of the office, or what is taken in the office are spoken of."""
    takes_money = _takes_money(said)
    if not misbehave and not takes_money:
        return False
    for place in range(len(said)):
        staff = _goes_on(said, place, staff_words.STAFF)
        office = _goes_on(said, place, staff_words.OFFICE)
        people = office and _goes_on(said, office, staff_words.PEOPLE)
        inside = takes_money and _goes_on(said, place, staff_words.INSIDE)
        by_them = misbehave and (people or (staff and not _suffers(said, staff)))
        if (by_them or inside) and not _is_elsewhere(said, place):
            return True
    return False


def _takes_money(said: Sequence[str]) -> bool:
    bribes, money, wants = (_plain(words) for words in (staff_words.BRIBES, staff_words.MONEY, staff_words.WANTS))
    if not bribes.isdisjoint(said):
        return True
    near = (said[max(0, place - _NEAR) : place + _NEAR + 1] for place, word in enumerate(said) if word in money)
    return any(not wants.isdisjoint(around) for around in near)


def _goes_on(said: Sequence[str], place: int, called: str) -> int:
    """Where what was said goes on after one of ``called`` and its endings; 0 if none of them stands at ``place``."""
    for length, phrases in _phrases(called).items():
        last = place + length - 1
        if last < len(said) and any((*said[place:last], stem) in phrases for stem in _stems(said[last])):
            after = last + 1
            while after < len(said) and said[after] in _plain(staff_words.ENDINGS):
                after += 1
            return after
    return 0


def _is_elsewhere(said: Sequence[str], place: int) -> bool:
    """Whether the words before ``place`` name another place: "বিদ্যুৎ দপ্তরের"."""
    while place and _stems(said[place - 1]) & _plain(staff_words.OF_A_PLACE):
        place -= 1
    return place > 0 and not _stems(said[place - 1]).isdisjoint(_plain(staff_words.ELSEWHERE))


def _suffers(said: Sequence[str], after: int) -> bool:
    """Whether something is done to those who were spoken of before ``after``, not by them."""
    next_one, one_later = (said[place] if place < len(said) else "" for place in (after, after + 1))
    towards = next_one in _plain(staff_words.TOWARDS)
    suffers = _plain(staff_words.SUFFERS) | (_plain(staff_words.ILL_USED) if towards else frozenset())
    return not _stems(one_later if towards else next_one).isdisjoint(suffers)


def _following(said: Sequence[str], place: int) -> str:
    """The word at ``place``, or after the endings there."""
    return next((word for word in said[place:] if word not in _plain(staff_words.ENDINGS)), "")


def _stand(said: Sequence[str], words: Sequence[str], *, not_before: str = "", not_after: str = "") -> bool:
    """Whether the words stand one after another in what was said; one of them may be written in two parts.

    Not where a word of ``not_before`` follows them, or one of ``not_after`` stands before.
    """
    together, spoken = "".join(words), set(said)
    first = {each for each in spoken if _same(each, words[0])}
    if not first and all(each[0] != together[0] for each in spoken):
        return False
    alike = [first, *({each for each in spoken if first and _same(each, word)} for word in words[1:])]
    for place in range(len(said) - len(words) + 1):
        # Most words begin nothing, and are done with at once.
        begins = said[place] in alike[0]
        here = begins and all(said[place + count] in meant for count, meant in enumerate(alike))
        in_parts = said[place][0] == together[0] and _same_stem("".join(said[place : place + len(words) + 1]), together)
        if here or in_parts:
            before = said[place - 1] if place else ""
            if not _is_one_of(_following(said, place + len(words)), not_before) and not _is_one_of(before, not_after):
                return True
    return False


def _is_one_of(spoken: str, words: str) -> bool:
    return not _stems(spoken).isdisjoint(_plain(words))


def _same(spoken: str, word: str) -> bool:
    if spoken[0] == word[0] and _same_stem(spoken, word):
        return True
    # Of words whose lengths differ by more, one is no misspelling of the other; that is quicker to see.
    close = min(len(spoken), len(word)) >= _LONG_ENOUGH and abs(len(spoken) - len(word)) <= _LENGTHS_APART
    return close and likeness(spoken, word, CLOSELY) > 0


def _same_stem(spoken: str, word: str) -> bool:
    return spoken == word or (spoken.startswith(word) and spoken[len(word) :] in _plain(staff_words.ENDINGS))


def _stems(spoken: str) -> frozenset[str]:
    """What the word may be without an ending, itself among it."""
    return frozenset({spoken, *(spoken[: -len(each)] for each in _plain(staff_words.ENDINGS) if spoken.endswith(each))})


def _words(text: str) -> list[str]:
    return _WORD.findall(as_said(plainly(text.replace("-", "")), latin=True))


@lru_cache(maxsize=_KNOWN_BY_HEART)
def _own_words(called: str) -> tuple[str, ...]:
    """The words of what people and posts are called, without those that many share."""
    return tuple(word for word in _words(called) if word not in _plain(staff_words.COMMON))


@cache
def _plain(words: str) -> frozenset[str]:
    return frozenset(_words(words))


@cache
def _phrases(called: str) -> Mapping[int, frozenset[tuple[str, ...]]]:
    """The phrases of ``called`` by their number of words, the longest first."""
    phrases = {tuple(_words(phrase.replace("_", " "))) for phrase in called.split()}
    return {
        length: frozenset(phrase for phrase in phrases if len(phrase) == length)
        for length in sorted(set(map(len, phrases)), reverse=True)
    }
