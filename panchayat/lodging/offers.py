"""What a house can offer a party: rooms of one class, or of several where no class fits alone, with what they cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain, combinations_with_replacement, product

from panchayat.lodging.known import AnyRoom
from panchayat.lodging.rates import Steps
from panchayat.lodging.rules import MOST_ROOMS, Price, price, share
from panchayat.models.booking_states import RoomKind


@dataclass(frozen=True, slots=True, order=True)
class RoomClass:
    """Rooms of a house that are alike: of one kind, at one tariff, for as many guests and extra beds."""

    tariff_paise: int
    kind: RoomKind
    guests: int
    extra_beds: int
    extra_bed_percent: Decimal

    @staticmethod
    def of(room: AnyRoom) -> RoomClass:
        return RoomClass(
            room.tariff_paise, RoomKind(room.kind), room.guests, room.extra_beds, room.extra_bed_percent.normalize()
        )

    @property
    def most_guests(self) -> int:
        """How many it holds with all its extra beds."""
        return self.guests + self.extra_beds

    @property
    def extra_bed_paise(self) -> int:
        """What an extra bed costs a night."""
        return share(self.tariff_paise, self.extra_bed_percent)


@dataclass(frozen=True, slots=True)
class Party:
    """How many people come, in how many rooms, and in how many of which sorts, where they have said so."""

    people: int
    rooms: int | None = None
    kinds: tuple[tuple[RoomKind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """The rooms of an offer that are of one class, and the extra beds that stand in them in all."""

    room: RoomClass
    rooms: int
    extra_beds: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Rooms of one class or of several, each by its class and the cheapest first, for so many people."""

    rooms: tuple[RoomClass, ...]
    people: int

    @property
    def id(self) -> str:
        """The offer in one word, by which it is found again as it was made."""
        alike = ",".join(map(_called, Counter(self.rooms).items()))
        return f"{alike}/{self.people}"

    @staticmethod
    def read(id_: str) -> Offer | None:
        """The offer of this id; None if it is none."""
        try:
            alike, people = id_.rsplit("/", maxsplit=1)
            rooms = tuple(room for each in alike.split(",") for room in _read(each))
            return Offer(rooms, int(people)) if len(rooms) <= MOST_ROOMS else None
        except (ValueError, InvalidOperation):
            return None

    @property
    def alike(self) -> list[Alike]:
        """Its rooms by their classes, the cheapest class first."""
        beds: Counter[RoomClass] = Counter()
        for room, count in zip(self.rooms, self.extra_beds, strict=True):
            beds[room] += count
        return [Alike(room, rooms, beds[room]) for room, rooms in Counter(self.rooms).items()]

    @property
    def extra_beds(self) -> list[int]:
        """How many extra beds stand in each room: they stand where they cost least."""
        missing = self.people - sum(room.guests for room in self.rooms)
        beds = [0] * len(self.rooms)
        for place in sorted(range(len(beds)), key=lambda place: self.rooms[place].extra_bed_paise):
            beds[place] = max(0, min(missing, self.rooms[place].extra_beds))
            missing -= beds[place]
        return beds

    @property
    def rate_paise(self) -> int:
        """What all of it costs a night, without GST."""
        beds = zip(self.rooms, self.extra_beds, strict=True)
        return sum(room.tariff_paise + count * room.extra_bed_paise for room, count in beds)

    def prices(self, nights: int, gst: Steps) -> list[Price]:
        """What each room costs."""
        return [
            price(
                room.tariff_paise,
                extra_beds=beds,
                extra_bed_percent=room.extra_bed_percent,
                nights=nights,
                gst=gst,
            )
            for room, beds in zip(self.rooms, self.extra_beds, strict=True)
        ]


def offers(free: Iterable[AnyRoom], party: Party) -> list[Offer]:
    """What the free rooms allow for this party: rooms of one class, the cheapest first, else of several classes.

    Where those of one class hold it with extra beds only, the fewest rooms of several that do so without stand below.
    """
    free_of = Counter(map(RoomClass.of, free))
    if party.kinds:
        return _of_kinds(free_of, party)
    alike = _of_one_class(free_of, party)
    if not alike:
        return _of_several(free_of, party)
    return alike if any(not any(each.extra_beds) for each in alike) else [*alike, *_roomy(_mixed(free_of, party))]


def _of_one_class(free_of: Mapping[RoomClass, int], party: Party) -> list[Offer]:
    """Of each class as few rooms as take the party, with extra beds, and without."""
    return [
        Offer((room,) * rooms, party.people)
        for room in sorted(free_of)
        for rooms in _room_counts(room, party)
        if rooms <= min(free_of[room], MOST_ROOMS)
    ]


def _room_counts(room: RoomClass, party: Party) -> Sequence[int]:
    fewest = -(-party.people // (room.guests + room.extra_beds))
    if party.rooms is not None:
        return [party.rooms] if fewest <= party.rooms <= party.people else []
    return sorted({fewest, -(-party.people // room.guests)})


def _of_kinds(free_of: Mapping[RoomClass, int], party: Party) -> list[Offer]:
    """So many rooms of each sort as were named, the cheapest first; of a sort there may be several classes."""
    of_each = [
        combinations_with_replacement(sorted(room for room in free_of if room.kind is kind), rooms)
        for kind, rooms in party.kinds
    ]
    found = [Offer(tuple(sorted(chain.from_iterable(rooms))), party.people) for rooms in product(*of_each)]
    return sorted((each for each in found if _fits(each, free_of)), key=lambda offer: offer.rate_paise)


def _fits(offer: Offer, free_of: Mapping[RoomClass, int]) -> bool:
    free = all(free_of[room] >= count for room, count in Counter(offer.rooms).items())
    return free and sum(room.most_guests for room in offer.rooms) >= offer.people


def _of_several(free_of: Mapping[RoomClass, int], party: Party) -> list[Offer]:
    """The cheapest that takes the party, the one with the fewest rooms, and that without extra beds; each once."""
    found = [offer for offer in _mixed(free_of, party) if len(offer.rooms) <= party.people]
    sensible = {
        *sorted(found, key=lambda offer: (offer.rate_paise, len(offer.rooms)))[:1],
        *sorted(found, key=lambda offer: (len(offer.rooms), offer.rate_paise))[:1],
        *_roomy(found),
    }
    return sorted(sensible, key=lambda offer: (offer.rate_paise, len(offer.rooms)))


def _roomy(found: Iterable[Offer]) -> list[Offer]:
    """The one with the fewest rooms that needs no extra bed, if there is one."""
    roomy = [offer for offer in found if not any(offer.extra_beds)]
    return sorted(roomy, key=lambda offer: (len(offer.rooms), offer.rate_paise))[:1]


def _mixed(free_of: Mapping[RoomClass, int], party: Party) -> Iterator[Offer]:
    """Everything that takes the party and is free, of more than one class."""
    largest = sorted((room.most_guests for room in Counter(free_of).elements()), reverse=True)[:MOST_ROOMS]
    if sum(largest) < party.people:
        return
    least, most = (2, MOST_ROOMS) if party.rooms is None else (party.rooms, min(party.rooms, MOST_ROOMS))
    for rooms in range(least, most + 1):
        for mixture in combinations_with_replacement(sorted(free_of), rooms):
            several = len(set(mixture)) > 1 and all(free_of[room] >= count for room, count in Counter(mixture).items())
            if several and sum(room.most_guests for room in mixture) >= party.people:
                yield Offer(mixture, party.people)


def _called(alike: tuple[RoomClass, int]) -> str:
    room, rooms = alike
    parts = (room.kind, room.tariff_paise, room.guests, room.extra_beds, room.extra_bed_percent, rooms)
    return "/".join(map(str, parts))


def _read(alike: str) -> tuple[RoomClass, ...]:
    """Raises ``ValueError`` or ``decimal.InvalidOperation`` for what is no class and count of rooms."""
    kind, tariff, guests, beds, percent, rooms = alike.split("/")
    room = RoomClass(int(tariff), RoomKind(kind), int(guests), int(beds), Decimal(percent))
    return (room,) * min(int(rooms), MOST_ROOMS + 1)
