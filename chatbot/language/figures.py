"""The numbers in what people type: in the digits of any script, however they stand apart, and what some plainly are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from phonenumbers import NumberParseException, is_valid_number, parse

from chatbot.language.spelling import with_any_digits

_DIGITS: Final = re.compile(r"\d+")
#: What may stand between two parts of one number: signs and blanks, seen or not, but no money and no letter, except the
#: fillers of Korean that nobody sees.
_BETWEEN: Final = re.compile("(?:[^\\w₹$]|[_\u115f\u1160\u3164\uffa0]){1,40}")
#: A country's code after this begins another number.
_ABROAD: Final = re.compile(r".+\+", re.DOTALL)
_CODE_OR_ALL: Final = frozenset({1, 2, 3, *range(10, 16)})
#: What belongs to a digit and is drawn around it, so that it goes where the digit goes.
_DRAWN_AROUND: Final = re.compile("[\ufe0e\ufe0f\u20e3]*")
_INTERNATIONAL: Final = re.compile(r"\+\W{0,2}$")
#: The letters of a number of the office, or of a card, that go before its digits: "GRV-26-…", "WB 20 …".
_LETTERED: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,4}\W{0,3}$")

#: So far before a number it is looked for what goes with it.
_NEAR: Final = 8

#: How the ten digits of a mobile number are parted.
_PARTED: Final = frozenset({(10,), (5, 5), (4, 6), (6, 4), (3, 7), (2, 8), (3, 3, 4), (4, 3, 3), (2, 4, 4)})
_COUNTRY: Final = frozenset({"0", "91", "091", "0091"})
_MOBILE: Final = re.compile(r"(?:0|0{0,2}91)?[6-9]\d{9}")
_OWN: Final = re.compile(r"91[6-9]\d{9}")
_LONGEST_ABROAD: Final = 13
#: Hundreds of crores are no amount of a village's, and twelve digits with commas are something else.
_LARGEST_AMOUNT: Final = 9


class Kind(Enum):
    """What a number plainly is by its form; ``OTHER`` is all that says nothing of the kind."""

    MOBILE = auto()
    DATE = auto()
    AMOUNT = auto()
    REFERENCE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Group:
    """Digits that stand together, as 0 to 9; ``start`` and ``end`` are where they stand in the text."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Groups of digits that make one number, or of which it cannot be said what they make."""

    kind: Kind
    groups: tuple[Group, ...]

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)


def figures(text: str) -> list[tuple[Figure, ...]]:
    """The numbers of ``text``, those together that only signs and blanks part."""
    folded = with_any_digits(text)
    return [tuple(_told_apart(folded, run)) for run in _runs(folded)]


def _runs(folded: str) -> Iterator[list[Group]]:
    run: list[Group] = []
    for found in _DIGITS.finditer(folded):
        around = _DRAWN_AROUND.match(folded, found.end())
        group = Group(found.start(), around.end() if around else found.end(), found[0])
        if run and not _goes_on(folded, run[-1], group):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _goes_on(folded: str, group: Group, after: Group) -> bool:
    if group.end == after.start:  # but for what is drawn around the digits
        return True
    begins = len(after.digits) in _CODE_OR_ALL and _ABROAD.fullmatch(folded, group.end, after.start)
    return not begins and _BETWEEN.fullmatch(folded, group.end, after.start) is not None


def _told_apart(folded: str, run: Sequence[Group]) -> Iterator[Figure]:
    plain: list[Group] = []
    place = 0
    while place < len(run):
        kind, count = _begins(folded, run, place)
        if kind is Kind.OTHER:
            plain.append(run[place])
        else:
            if plain:
                yield Figure(Kind.OTHER, tuple(plain))
                plain = []
            yield Figure(kind, tuple(run[place : place + count]))
        place += count
    if plain:
        yield Figure(Kind.OTHER, tuple(plain))


def _begins(folded: str, run: Sequence[Group], place: int) -> tuple[Kind, int]:
    """What begins at this group, and of how many groups it is."""
    sizes = tuple(len(group.digits) for group in run[place : place + _LONGEST_ABROAD])
    before = folded[max(0, run[0].start - _NEAR) : run[0].start] if place == 0 else ""
    if _INTERNATIONAL.search(before) and (count := _abroad(run, sizes)):
        return Kind.MOBILE, count
    if _LETTERED.search(before) and sizes[:3] == (2, 4, 4):
        return Kind.REFERENCE, 3
    for kind, count in (
        (Kind.MOBILE, _mobile(run, place)),
        (Kind.DATE, _date(folded, run, place)),
        (Kind.AMOUNT, _amount(folded, run, place)),
    ):
        if count:
            return kind, count
    return Kind.OTHER, 1


def _abroad(run: Sequence[Group], sizes: Sequence[int]) -> int:
    """A number with its country's code: as many groups as the longest of them that there is."""
    # A code has three digits at most; our own is often written together with the two that follow.
    if sizes[0] == 4 and not run[0].digits.startswith("91"):
        return 0
    for count in range(len(sizes), 0, -1):
        if sum(sizes[:count]) <= _LONGEST_ABROAD and is_dialled("".join(group.digits for group in run[:count])):
            return count
    return 0


def is_dialled(digits: str) -> bool:
    """Whether there can be a phone whose number these are, behind a plus."""
    try:
        return _OWN.fullmatch(digits) is not None or is_valid_number(parse(f"+{digits}"))
    except NumberParseException:
        return False


def _mobile(run: Sequence[Group], place: int) -> int:
    start = place + 1 if run[place].digits in _COUNTRY else place
    for count in (1, 2, 3):
        groups = run[start : start + count]
        digits = "".join(group.digits for group in groups)
        sizes = tuple(len(group.digits) for group in groups)
        if _MOBILE.fullmatch(digits) and (count == 1 or sizes in _PARTED):
            return start - place + count
    return 0


def _date(folded: str, run: Sequence[Group], place: int) -> int:
    if len(run) < place + 3:
        return 0
    first, month, last = (group.digits for group in run[place : place + 3])
    day, year = (first, last) if len(first) <= 2 else (last, first)
    strokes = {folded[run[at].end : run[at + 1].start].strip() for at in (place, place + 1)}
    # Two digits are a year only behind the strokes of a date.
    whole = len(year) == 4 and year[:2] in ("19", "20")
    short = len(year) == 2 and strokes in ({"-"}, {"/"}, {"."})
    fits = len(day) <= 2 and len(month) <= 2 and 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return 3 if fits and (whole or short) else 0


def _amount(folded: str, run: Sequence[Group], place: int) -> int:
    goes_on = place > 0 and folded[run[place - 1].end : run[place].start] == ","
    if len(run[place].digits) > 3 or goes_on:
        return 0
    last = place
    while (
        last + 1 < len(run)
        and folded[run[last].end : run[last + 1].start] == ","
        and len(run[last + 1].digits) in (2, 3)
    ):
        last += 1
    total = sum(len(group.digits) for group in run[place : last + 1])
    grouped = last > place and len(run[last].digits) == 3
    return last - place + 1 if grouped and total <= _LARGEST_AMOUNT else 0
