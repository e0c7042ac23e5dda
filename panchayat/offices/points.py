"""Points on the globe by squares of a grid, so that what is near one of them is looked for in few."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

_EARTH_KM: Final = 6371
#: So many degrees is a square high and wide; all around the globe there are so many.
_SQUARE: Final = 0.25
_AROUND: Final = round(360 / _SQUARE)


class Points:
    """Args:
    points: of each the number of its place, its latitude and its longitude, in degrees.
    """

    def __init__(self, points: Iterable[tuple[int, float, float]]) -> None:
        self._squares: dict[tuple[int, int], array[float]] = defaultdict(lambda: array("d"))
        for place, latitude, longitude in points:
            self._squares[_row(latitude), _column(longitude)].extend((place, latitude, longitude))

    def near(self, latitude: float, longitude: float, within_km: float) -> dict[int, float]:
        """How far away each place is that is so near, by its nearest point, in kilometres."""
        nearest: dict[int, float] = {}
        for square in self._around(latitude, longitude, within_km):
            for place, *point in zip(*[iter(self._squares[square])] * 3, strict=True):
                distance = _kilometres(latitude, longitude, *point)
                if distance <= within_km:
                    nearest[int(place)] = min(distance, nearest.get(int(place), within_km))
        return nearest

    def _around(self, latitude: float, longitude: float, within_km: float) -> Iterator[tuple[int, int]]:
        """The squares, of those with points in them, that reach so near."""
        up = math.degrees(within_km / _EARTH_KM)
        narrowest = math.cos(math.radians(min(abs(latitude) + up, 90)))
        along = up / narrowest if narrowest > 1 / _AROUND else 360
        first, last = math.floor((longitude - along) / _SQUARE), math.floor((longitude + along) / _SQUARE)
        columns = {column % _AROUND for column in range(first, min(last, first + _AROUND) + 1)}
        for row in range(_row(latitude - up), _row(latitude + up) + 1):
            yield from ((row, column) for column in columns if (row, column) in self._squares)


def _row(latitude: float) -> int:
    return math.floor(latitude / _SQUARE)


def _column(longitude: float) -> int:
    return math.floor(longitude / _SQUARE) % _AROUND


def _kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points on the globe (haversine)."""
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    across = math.radians(other_longitude - longitude)
    chord = math.sin((other_phi - phi) / 2) ** 2 + math.cos(phi) * math.cos(other_phi) * math.sin(across / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(chord))
