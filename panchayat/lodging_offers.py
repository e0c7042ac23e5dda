"""What a house can offer a party: so many rooms of one class, with what they cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from panchayat.booking_states import RoomKind
from panchayat.lodging_rates import Steps
from panchayat.lodging_rules import MOST_ROOMS, Price, price
from panchayat.models import Room


@dataclass(frozen=True, slots=True, order=True)
class RoomClass:
    """Rooms of a house that are alike: of one kind, at one tariff, for as many guests and extra beds."""

    tariff_paise: int
    kind: RoomKind
    guests: int
    extra_beds: int
    extra_bed_percent: Decimal

    @staticmethod
    def of(room: Room) -> RoomClass:
        return RoomClass(
            room.tariff_paise, RoomKind(room.kind), room.guests, room.extra_beds, room.extra_bed_percent.normalize()
        )


@dataclass(frozen=True, slots=True)
class Party:
    """How many people come, and in how many rooms, where they have said so."""

    people: int
    rooms: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """So many rooms of one class, for so many people."""

    room: RoomClass
    rooms: int
    people: int

    @property
    def id(self) -> str:
        """The offer in one word, by which it is found again as it was made."""
        room = self.room
        parts = (room.kind, room.tariff_paise, room.guests, room.extra_beds, room.extra_bed_percent)
        return "/".join(map(str, (*parts, self.rooms, self.people)))

    @staticmethod
    def read(id_: str) -> Offer | None:
        """The offer of this id; None if it is none."""
        try:
            kind, tariff, guests, beds, percent, rooms, people = id_.split("/")
            room = RoomClass(int(tariff), RoomKind(kind), int(guests), int(beds), Decimal(percent))
            return Offer(room, int(rooms), int(people))
        except (ValueError, InvalidOperation):
            return None

    @property
    def extra_beds(self) -> list[int]:
        """How many extra beds stand in each room."""
        missing = max(0, self.people - self.rooms * self.room.guests)
        beds = []
        for _room in range(self.rooms):
            beds.append(min(missing, self.room.extra_beds))
            missing -= beds[-1]
        return beds

    def prices(self, nights: int, gst: Steps) -> list[Price]:
        """What each room costs."""
        return [
            price(
                self.room.tariff_paise,
                extra_beds=beds,
                extra_bed_percent=self.room.extra_bed_percent,
                nights=nights,
                gst=gst,
            )
            for beds in self.extra_beds
        ]


def offers(free: Iterable[Room], party: Party) -> list[Offer]:
    """What the free rooms allow for this party, the cheapest class first; with extra beds, and without."""
    alike: dict[RoomClass, int] = {}
    for room in free:
        alike[RoomClass.of(room)] = alike.get(RoomClass.of(room), 0) + 1
    return [
        Offer(room, rooms, party.people)
        for room in sorted(alike)
        for rooms in _room_counts(room, party)
        if rooms <= min(alike[room], MOST_ROOMS)
    ]


def _room_counts(room: RoomClass, party: Party) -> Sequence[int]:
    fewest = -(-party.people // (room.guests + room.extra_beds))
    if party.rooms is not None:
        return [party.rooms] if fewest <= party.rooms <= party.people else []
    return sorted({fewest, -(-party.people // room.guests)})
