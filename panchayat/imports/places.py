"""Where something is on the map: the two columns that say it, and what cannot be true of them."""

from __future__ import annotations

from typing import Annotated, Final, Protocol

from panchayat.imports.cells import decimal
from panchayat.imports.faults import Faults

Latitude = Annotated[float, decimal(6, -90, 90)] | None
Longitude = Annotated[float, decimal(6, -180, 180)] | None

#: India lies between these degrees north, and between these degrees east.
_NORTH: Final = (6, 38)
_EAST: Final = (68, 98)


class Placed(Protocol):
    """A row with the two columns."""

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


def check_place(faults: Faults, line: int, row: Placed) -> None:
    """Add a fault where one of the two columns is empty, or the place is not in India."""
    match row.latitude, row.longitude:
        case None, None:
            pass
        case None, _:
            faults.add(line, "latitude", "is needed with longitude")
        case _, None:
            faults.add(line, "longitude", "is needed with latitude")
        case latitude, longitude if _is_within(longitude, _NORTH) and _is_within(latitude, _EAST):
            faults.add(line, "latitude", "is interchanged with longitude")
        case latitude, _ if not _is_within(latitude, _NORTH):
            faults.add(line, "latitude", "is not in India")
        case _, longitude if not _is_within(longitude, _EAST):
            faults.add(line, "longitude", "is not in India")


def _is_within(degrees: float | None, bounds: tuple[int, int]) -> bool:
    return degrees is not None and bounds[0] <= degrees <= bounds[1]
