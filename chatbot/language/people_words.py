"""The words of which lists of persons are made: what is beside a name, what is counted, and where one person ends."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from chatbot.language.matching import normalise, numeral
from chatbot.language.spelling import composed, plainly, with_ascii_digits
from chatbot.language.word_lists import words

_OLDEST: Final = 130
#: Names that are numbers as well.
NAMES: Final = frozenset({"das"})


def _set(meaning: str) -> frozenset[str]:
    return frozenset(map(normalise, words("people")[meaning]))


_RELATION: Final = _set("beside.relation")
_WHICH, _OF, MINE, _AGE = map(_set, ("beside.which", "beside.of", "beside.mine", "beside.age"))
_PERSON, FURTHER = _set("counted.person"), _set("counted.further")
AND, FILLER, SELF, VERB = map(_set, ("tie.and", "tie.filler", "tie.self", "said.verb"))
#: What makes "of somebody" of a relation: "ছেলের বউ", "cheler bou".
_GENITIVES: Final = ("দের", "য়ের", "ের", "র", "der", "yer", "er", "r", "s", "'s")

_MARKS: Final = " \t.,:;।!*•·–—-()[]\"'“”‘’"
#: What parts one from the next; what stands in brackets is not looked into, and "s/o" is no "or".
_BETWEEN: Final = re.compile(
    r"[,،、;।|+&]|(?<![sdwchSDWCH])/|(?<=[^\W\d_]{3})(?<!(?i:smt|mst|sri|kum))\.\s+(?=[^\W\d_])"
)
_IN_BRACKETS: Final = re.compile(r"\([^)\n]*\)")
_BULLET: Final = re.compile(r"^\s*[•·*▪●–—-]+\s*")
#: The number of a line, as lists have it: "১.", "(2)", "3)".
_NUMBERED: Final = re.compile(r"(?<!\S)\(?(\d{1,2})\s*[.)\]:।-]+\s*(?=[^\W\d_])|(?<!\S)(\d{1,2})\s+(?=[^\W\d_])")
_WITH_UNIT: Final = re.compile(r"(\d{1,3})\D{0,6}")


@dataclass(frozen=True, slots=True)
class Word:
    typed: str
    plain: str

    @property
    def number(self) -> int | None:
        """The number that it is in figures, with or without what it counts: "22", "২২বছর", "৩জন"."""
        found = _WITH_UNIT.fullmatch(self.plain)
        if found is None:
            return None
        value, rest = int(found[1]), normalise(self.plain[len(found[1]) :])
        return value if value <= _OLDEST and (not rest or rest in _AGE | _PERSON or rest == "+") else None

    @property
    def count(self) -> int | None:
        """The number that it is, in words too."""
        if self.number is not None or self.plain in NAMES:
            return self.number
        return next(
            (found for end in _PERSON if (found := numeral(self.plain.removesuffix(end))) and end in self.plain),
            numeral(self.plain),
        )

    @property
    def is_relation(self) -> bool:
        return self.plain in _RELATION

    @property
    def is_which(self) -> bool:
        """Which of the relatives: "elder", "of the son"."""
        return self.plain in _WHICH or any(
            self.plain.endswith(end) and self.plain.removesuffix(end) in _RELATION for end in _GENITIVES
        )

    @property
    def is_beside(self) -> bool:
        """Whether it is said beside a name and is none."""
        return self.is_relation or self.is_which or self.plain in _OF | MINE | _AGE or self.number is not None


def lines_in(text: str, before: int) -> Iterator[str]:
    """The lines of a list, and those that stand in one line with their numbers before them."""
    next_ones = {1, before + 1}
    for typed in composed(text).splitlines():
        line = _BULLET.sub("", typed)
        marks = [found for found in _NUMBERED.finditer(with_ascii_digits(line)) if not _counts(line, found)]
        numbers = [int(found[1] or found[2]) for found in marks]
        if not numbers or line[: marks[0].start()].strip() or not _in_order(numbers, next_ones):
            yield line
            continue
        next_ones.add(numbers[-1] + 1)
        ends = [found.start() for found in marks[1:]] + [len(line)]
        for found, end in zip(marks, ends, strict=True):
            yield line[found.end() : end]


def _counts(line: str, found: re.Match[str]) -> bool:
    """Whether a bare number counts what follows: "2 sons"."""
    return found[2] is not None and bool(rest := words_in(line[found.end() :])) and _is_counted(rest[0])


def _is_counted(word: Word) -> bool:
    return word.is_relation or word.is_which or word.plain in _PERSON


def _in_order(numbers: Sequence[int], next_ones: Container[int]) -> bool:
    """Whether they number lines: one after the other, and a single one as the first or the next of the list."""
    return all(later == earlier + 1 for earlier, later in pairwise(numbers)) and (
        len(numbers) > 1 or numbers[0] in next_ones
    )


def turned(spoken: Sequence[Word]) -> Sequence[Word]:
    """ "Sons 4, daughters 2" as "4 sons 2 daughters"; a single one needs what is counted, or it is an age."""
    related = [word for word in spoken if word.is_relation]
    numbers = [word for word in spoken if word.number]
    rest = [word for word in spoken if word not in related and word not in numbers and word.plain not in _PERSON]
    if rest or len(related) != len(numbers) or not spoken or not spoken[0].is_relation:
        return spoken
    if len(related) + len(numbers) == len(spoken) and len(related) == 1:
        return spoken
    return [word for pair in zip(numbers, related, strict=True) for word in pair]


def parts_of(line: str) -> Iterator[tuple[str, bool]]:
    """The parts of a line, and whether a word such as "and" stood before each."""
    hidden = _IN_BRACKETS.sub(lambda found: "\0" * len(found[0]), line)
    start = 0
    for end in [*(found for found in _BETWEEN.finditer(hidden)), None]:
        part = line[start : end.start() if end else len(line)]
        start = end.end() if end else len(line)
        said: list[str] = []
        joined = False
        for word in part.split():
            if plainly(word).strip(_MARKS) in AND:
                if said:
                    yield " ".join(said), joined
                said, joined = [], True
            else:
                said.append(word)
        if said:
            yield " ".join(said), joined


def spoken_apart(spoken: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Persons who were named in one breath, each with relation or age: "Rina wife 52 Amit son 22"."""
    counts = [place for place in range(1, len(spoken) - 1) if spoken[place].count and _is_counted(spoken[place + 1])]
    if spoken and not all(word.is_beside for word in spoken[: counts[0] if counts else 0]):
        for start, end in pairwise([0, *counts, len(spoken)]):
            yield from _in_one_breath(spoken[start:end])
    else:
        yield from _in_one_breath(spoken)


def _in_one_breath(spoken: Sequence[Word]) -> Iterator[Sequence[Word]]:
    ties = [
        place
        for place, word in enumerate(spoken)
        if word.is_relation and not (place + 1 < len(spoken) and spoken[place + 1].plain in _OF)
    ]
    begins = next((place for place, word in enumerate(spoken) if not (word.is_which or word.plain in MINE)), 0)
    if len(ties) > 1 and ties[0] == begins:
        cuts = [_back_to_which(spoken, place) for place in ties if _has_name_before(spoken, place)]
    else:
        runs = [
            place
            for place in range(1, len(spoken))
            if spoken[place - 1].is_beside and not spoken[place].is_beside and spoken[place - 1].plain not in MINE
        ]
        cuts = runs if len(runs) > 1 or (runs and spoken[-1].is_beside and not spoken[0].is_beside) else []
    start = 0
    for cut in [*cuts, len(spoken)]:
        if cut > start:
            yield spoken[start:cut]
        start = max(start, cut)


def _has_name_before(spoken: Sequence[Word], place: int) -> bool:
    return any(not word.is_beside for word in spoken[:place])


def _back_to_which(spoken: Sequence[Word], place: int) -> int:
    """Where what is said of a relative begins: "elder" stands before "son"."""
    while place and (spoken[place - 1].is_which or spoken[place - 1].plain in MINE):
        place -= 1
    return place


def words_in(text: str) -> list[Word]:
    return [Word(word, plain) for word in text.split() if (plain := plainly(word).strip(_MARKS))]


def counted(spoken: Sequence[Word]) -> tuple[int, str, int] | None:
    """A number and what it counts at the beginning: how many, which relatives (nothing: persons), and of how many words."""
    number = spoken[0].count
    if not number:
        return None
    at = 1
    persons = any(spoken[0].plain.endswith(end) for end in _PERSON)
    if at < len(spoken) and spoken[at].plain in _PERSON:
        persons, at = True, at + 1
    kin = []
    while at < len(spoken) and (spoken[at].is_relation or spoken[at].is_which):
        kin.append(spoken[at].typed.strip(_MARKS))
        at += 1
    return (number, " ".join(kin), at) if kin or persons else None


def stripped(spoken: Sequence[Word]) -> Sequence[Word]:
    """Without what says nothing at the beginning and at the end."""
    start, end = 0, len(spoken)
    while start < end and spoken[start].plain in FILLER:
        start += 1
    while end > start and spoken[end - 1].plain in FILLER:
        end -= 1
    return spoken[start:end]


def without_mine(spoken: Sequence[Word]) -> Sequence[Word]:
    return [word for word in spoken if word.plain not in MINE] or spoken


def written(spoken: Iterable[Word]) -> str:
    said = " ".join(word.typed for word in spoken).strip(" \t,;:।*•–—-=")
    return said.rstrip(".") if said.count("(") == said.count(")") else said.strip("()").rstrip(".")
