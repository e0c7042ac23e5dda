"""Which office is meant by a name, a PIN code or a place on the map, among those of a whole state."""

from __future__ import annotations

import heapq
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from chatbot.language.spelling import with_plain_hyphens, without_unseen
from panchayat.models import Names, Office, Village
from panchayat.offices.name_index import NameIndex
from panchayat.offices.place_names import besides, in_common, words_of, words_of_each
from panchayat.offices.points import Points

_MOST_FOUND: Final = 3
#: So many are found where none of them is likelier than the others, such as places of the same name.
_MOST_ALIKE: Final = 9
#: Among so many the district and the block that were typed tell them apart.
_MOST_COMPARED: Final = 200
_LIKE_ENOUGH: Final = 75
_NEAR_KM: Final = 30
#: Six digits in a row, in two halves, or one by one.
_PIN_CODE: Final = re.compile(r"(?<!\d)(?:[1-9]\d{2}[\s.,_-]{0,3}\d{3}|[1-9](?:[\s.-]\d){5})(?!\d)")
_NO_DIGIT: Final = re.compile(r"\D")


class _Village(NamedTuple):
    office: int
    names: Names
    pin_code: str
    latitude: float | None
    longitude: float | None


class Places:
    """Every gram panchayat and ward, with its villages. It is made once, and looked at by all threads.

    Offices are numbered in the order of their codes.
    """

    def __init__(self, session: Session) -> None:
        offices = session.execute(
            select(
                Office.id,
                Office.code,
                Office.names,
                Office.district,
                Office.block,
                Office.pin_codes,
                Office.latitude,
                Office.longitude,
            )
            .where(Office.kind != "state")
            .order_by(Office.code)
        ).all()
        self._ids: tuple[UUID, ...] = tuple(each.id for each in offices)
        villages = _villages(session, {office_id: number for number, office_id in enumerate(self._ids)})
        #: In which district and block each office is, in the words that can be typed beside a name.
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        written = [" ".join((*each.district.values(), *each.block.values())) for each in offices]
        self._lies_in = tuple(known.setdefault(words, words) for words in words_of_each(written))
        self.names = NameIndex(_names(offices, villages))
        self._points = Points(_points(offices, villages))
        pin_codes = defaultdict[str, set[int]](set)
        for number, office in enumerate(offices):
            for pin_code in office.pin_codes:
                pin_codes[pin_code].add(number)
        for village in villages:
            pin_codes[village.pin_code].add(village.office)
        self._pin_codes = {pin_code: array("I", sorted(there)) for pin_code, there in pin_codes.items()}

    def find(self, text: str) -> list[UUID]:
        """The offices that ``text`` (digits as 0 to 9) may mean, the likeliest first: see ``Offices.find``."""
        typed = words_of(text)
        likely = self.names.called(typed, _LIKE_ENOUGH)
        if pin_code := _PIN_CODE.search(with_plain_hyphens(without_unseen(text))):
            there = self._pin_codes.get(_NO_DIGIT.sub("", pin_code[0]), array("I"))
            return self._with_ids(([office for office in there if office in likely] or list(there))[:_MOST_ALIKE])
        ranked = sorted(self._in_the_place(typed, likely), key=lambda office: -likely[office][0])
        return self._with_ids(
            office
            for place, office in enumerate(ranked[:_MOST_ALIKE])
            if place < _MOST_FOUND or likely[office][0] == likely[ranked[_MOST_FOUND - 1]][0]
        )

    def near(self, latitude: float, longitude: float) -> list[UUID]:
        """At most three offices that have a place within 30 km of this point (in degrees), the nearest first."""
        nearest = self._points.near(latitude, longitude, _NEAR_KM)
        return self._with_ids(heapq.nsmallest(_MOST_FOUND, nearest, key=lambda office: nearest[office]))

    def _in_the_place(self, typed: tuple[str, ...], likely: dict[int, tuple[float, tuple[str, ...]]]) -> list[int]:
        """Those of the offices that are in the district or block that was typed besides their names; all if none is."""
        compared = sorted(heapq.nlargest(_MOST_COMPARED, likely, key=lambda office: likely[office][0]))
        there = {
            office: in_common(more, self._lies_in[office]) if (more := besides(typed, likely[office][1])) else 0
            for office in compared
        }
        most = max(there.values(), default=0)
        return [office for office in compared if there[office] == most]

    def _with_ids(self, offices: Iterator[int] | list[int]) -> list[UUID]:
        return [self._ids[office] for office in offices]


def _villages(session: Session, numbers: dict[UUID, int]) -> list[_Village]:
    rows = session.execute(
        select(Village.office_id, Village.names, Village.pin_code, Village.latitude, Village.longitude)
    )
    return [
        _Village(numbers[office_id], names, pin_code, latitude, longitude)
        for office_id, names, pin_code, latitude, longitude in rows
        if office_id in numbers
    ]


def _names(offices: Sequence[Any], villages: Sequence[_Village]) -> Iterator[tuple[int, list[str]]]:
    for number, office in enumerate(offices):
        yield number, [office.code, *office.names.values()]
    for village in villages:
        yield village.office, list(village.names.values())


def _points(offices: Sequence[Any], villages: Sequence[_Village]) -> Iterator[tuple[int, float, float]]:
    numbered = ((number, each.latitude, each.longitude) for number, each in enumerate(offices))
    of_villages = ((each.office, each.latitude, each.longitude) for each in villages)
    for points in (numbered, of_villages):
        for number, latitude, longitude in points:
            if latitude is not None and longitude is not None:
                yield number, latitude, longitude
