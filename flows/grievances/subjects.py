"""Of which subject somebody speaks: roads, water, light; and which of their complaints is about that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from chatbot.language.matching import normalise, spoken
from chatbot.language.word_lists import words_under
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

_SUBJECTS: Final = {
    normalise(word): subject
    for subject, named in words_under("subjects", "subject", __package__).items()
    for word in named
}
#: What is put behind the name of a thing to point at it: রাস্তাটা, jolta, কলের.
_POINTS: Final = ("টাও", "টাই", "টার", "টাতে", "টা", "টি", "গুলো", "টুকু", "তে", "য়", "ে", "ও", "ই")
_POINTS_LATIN: Final = ("tao", "tai", "tar", "tate", "ta", "ti", "gulo", "te", "y", "e", "o", "i")
#: What makes it a thing's own: "রাস্তার আলো" is about the light.
_OF: Final = ("গুলোর", "টার", "য়ের", "ের", "র", "gulor", "tar", "yer", "er", "r")
#: "Not the road".
_NEAR: Final = 2
_NOT: Final = frozenset({"না", "নয়", "na", "noy", "not", "नहीं"})


def subjects_in(text: str) -> frozenset[str]:
    """The keys of the subjects of which ``text`` speaks.

    Of "the light of the road" it is the light, and of "not the road, the water" the water.
    """
    said = spoken(text)
    named = list(_named(said))
    followed = pairwise(named)
    passed_over = {
        at
        for (at, _subject, owns), (then, *_more) in followed
        # English denies before the name, the others behind it.
        if (owns and then == at + 1) or said[at + 1] in _NOT or "not" in said[max(at - _NEAR, 0) : at]
    }
    return frozenset(subject for at, subject, _owns in named if at not in passed_over)


def is_about(office: FrontOffice, grievance: Grievance, text: str) -> bool | None:
    """Whether ``text`` speaks of what this was filed about; ``None`` where it names no subject."""
    named = subjects_in(text)
    return office.grievances.category(grievance).key in named if named else None


def may_be_about(office: FrontOffice, grievance: Grievance, text: str) -> bool:
    """Whether it names no subject, or one of which the complaint speaks as well."""
    told = subjects_in(grievance.description)
    return is_about(office, grievance, text) is not False or bool(told & subjects_in(text))


def about_it(office: FrontOffice, found: Sequence[Grievance], text: str) -> list[Grievance]:
    """Those of ``found`` of whose subject ``text`` speaks; all of them where it names none."""
    return [each for each in found if is_about(office, each, text) is not False]


def _named(said: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Where a subject is named, which, and whether as the owner of something."""
    for place, word in enumerate(said):
        if (subject := _subject(word)) is not None:
            yield place, subject, said[place + 1 : place + 2] in (["er"], ["এর"])
        elif (subject := _owner(word)) is not None:
            yield place, subject, True


def _subject(word: str) -> str | None:
    if word in _SUBJECTS:
        return _SUBJECTS[word]
    endings = _POINTS_LATIN if word.isascii() else _POINTS
    stems = (word.removesuffix(each) for each in endings if word.endswith(each))
    return next((found for stem in stems if (found := _of(stem)) is not None), None)


def _of(stem: str) -> str | None:
    return _SUBJECTS.get(stem) or _owner(stem)


def _owner(word: str) -> str | None:
    """Which subject a word names as the owner of something."""
    stems = (word.removesuffix(each) for each in _OF if word.endswith(each))
    return next((_SUBJECTS[stem] for stem in stems if stem in _SUBJECTS), None)
