"""Choosing rooms of a guest house: those that are free, and what else there is where nothing fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from chatbot.answers import NotUnderstood
from chatbot.language.intentions import asks
from chatbot.language.matching import find_option, is_named
from chatbot.language.wording import Text, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.lodging.counting import Count, Counted, Unit, count
from flows.lodging.objections import refuse, refuse_unknown
from flows.lodging.party import Wanted, in_words, read_wanted
from flows.lodging.plain_wishes import names_room, wanted_plainly
from flows.lodging.stay import Nights, leaving
from flows.lodging.words import ROOM_WORDS, offered
from panchayat.front_office import FrontOffice
from panchayat.lodging.known import House
from panchayat.lodging.offers import Offer, Party
from panchayat.lodging.rules import MOST_ROOMS
from panchayat.models.booking_states import RoomKind

_AGAIN: Final = Option(
    "again", button("Another day or house"), words=("other", "onno", "onno din", "অন্য", "অন্য দিন", "दूसरा")
)
_CALLED: Final = {
    "dormitory": ("dorm", "dormitory", "ডরমিটরি", "डॉरमिटरी"),
    "non_ac": ("non ac", "nonac", "নন এসি", "नॉन एसी"),
    "ac": ("ac", "এসি", "एसी"),
    "suite": ("suite", "suit", "স্যুট", "सुइट"),
}
_SUCH_AS: Final = _("Please write a number from the list, or for example: 2 AC, 1 non-AC")
#: What can be said of rooms.
_COUNTED_HERE: Final = (Unit.ROOMS, Unit.BARE)


@dataclass(frozen=True, slots=True)
class RoomSearch:
    """Where, when, for how long and for whom rooms are looked for."""

    house: House
    arrival: date
    nights: int
    party: Party

    def given(self) -> dict[str, str]:
        """The same as words, with which the dialogue can begin anew."""
        return {
            "house": str(self.house.id),
            "arrival": self.arrival.isoformat(),
            "nights": str(self.nights),
            "guests": in_words(self.party),
        }


def choose_rooms(talk: Talk, office: FrontOffice, wish: RoomSearch, like: RoomKind | None = None) -> Offer:
    """The rooms that are wanted, of those that are free; where none is, the dialogue goes on with what else there is.

    Of the sort that somebody would ``like`` only those are listed, where there are any.
    """
    too_many = (wish.party.rooms or 0) > MOST_ROOMS
    if too_many:
        wish = replace(wish, party=Party(wish.party.people))
    offers = office.lodging.offers(wish.house, wish.arrival, wish.nights, wish.party)
    liked = [each for each in offers if {room.kind for room in each.rooms} == {like}]
    options = [_offer(each) for each in liked or offers] or _instead(office, wish)

    def search(said: Incoming) -> Sequence[Option]:
        if Offer.read(said.text) is not None and (given := known(said.text)) is not None:
            # What was chosen before the dialogue began anew.
            return [given]
        if is_named(said.text, [replace(each, words=()) for each in options]):
            return [found] if (found := find_option(said.text, options)) else []
        counted = count(said.text)
        if names_room(said.text):
            if (wanted := wanted_plainly(said.text)) is None:
                raise NotUnderstood(_ask_again(wish, said.text))
            return _called_for(office, wish, count(wanted), offers)
        if counted.counts:
            return _called_for(office, wish, counted, offers)
        return [found] if (found := find_option(said.text, options)) else []

    def known(id_: str) -> Option | None:
        offer = Offer.read(id_)
        if offer is None:
            return next((each for each in (*options, _AGAIN) if each.id == id_), None)
        has_them = set(offer.rooms) <= set(office.lodging.classes(wish.house))
        return _offer(offer) if has_them and offer.people == max(wish.party.people, len(offer.rooms)) else None

    chosen = talk.look_up(
        "room",
        _which(wish, too_many=too_many, fits=bool(offers)),
        search,
        known,
        missing=_("Please write a number from the list below. At most {most} rooms can be booked.").using(
            most=MOST_ROOMS
        ),
        offered=[each.id for each in options],
    )
    offer = Offer.read(chosen.id)
    if offer is not None:
        return offer
    given = wish.given()
    if chosen.carries is not None:
        talk.go("guest_house", **(given | chosen.carries))
    talk.go("guest_house", nights=given["nights"], guests=given["guests"])


def _called_for(office: FrontOffice, wish: RoomSearch, counted: Counted, offers: Sequence[Offer]) -> Sequence[Option]:
    """What was called for by sort or number of rooms.

    Raises:
        NotUnderstood: something else was counted, or such rooms are not free together.
    """
    if not counted.counts:
        kinds = {RoomKind(kind) for kind in counted.kinds}
        return [_offer(each) for each in offers if kinds == {room.kind for room in each.rooms}]
    refuse_unknown(counted, _SUCH_AS)
    refuse(
        [each for each in counted.counts if each.unit not in _COUNTED_HERE and not _is_the_party(each, wish)], _SUCH_AS
    )
    bare = counted.of(Unit.BARE)
    wanted = Wanted(bare[0].number) if bare else read_wanted(counted)
    if counted.doubtful or len(bare) > 1 or (bare and counted.of(Unit.ROOMS)) or wanted.rooms < 1:
        raise NotUnderstood(_SUCH_AS)
    if wanted.rooms > MOST_ROOMS:
        return []
    party = Party(max(wish.party.people, wanted.rooms), wanted.rooms, tuple(sorted(wanted.kinds.items())))
    found = office.lodging.offers(wish.house, wish.arrival, wish.nights, party)
    if not found:
        raise NotUnderstood(_not_together(office, wish, party) if offers else _SUCH_AS)
    return [_offer(each) for each in found]


def _ask_again(wish: RoomSearch, said: str) -> Text:
    """Where a room was spoken of, and it is not plain that it is wanted."""
    if asks(said):
        return _("You can ask the house itself: {phone}. To choose a room, write a number from the list below.").using(
            phone=wish.house.phone
        )
    return _("No room has been chosen yet. Which one do you want? Please write a number from the list below.")


def _is_the_party(said: Count, wish: RoomSearch) -> bool:
    """Whether it only repeats what was told before."""
    return (said.unit, said.number) in ((Unit.PEOPLE, wish.party.people), (Unit.NIGHTS, wish.nights))


def _not_together(office: FrontOffice, wish: RoomSearch, party: Party) -> Text:
    free = Counter(RoomKind(room.kind) for room in office.lodging.free(wish.house, wish.arrival, wish.nights))
    return _("Such rooms for {people} people are not free there. Free in these nights: {free}").using(
        people=party.people, free=_several([(ROOM_WORDS[kind], rooms) for kind, rooms in sorted(free.items())])
    )


def _several(sorts: Sequence[tuple[Text, int]]) -> Text:
    """``নন-এসি ঘর × ২ + এসি ঘর × ১``."""
    first, *others = (_("{kind} × {count}").using(kind=what, count=rooms) for what, rooms in sorts)
    for other in others:
        first = _("{rooms} + {others}").using(rooms=first, others=other)
    return first


def _which(wish: RoomSearch, *, too_many: bool, fits: bool) -> Text:
    """The question, which says back how many come, for how long."""
    nights = Nights(wish.arrival, wish.nights)
    if not fits and wish.party.kinds:
        rooms = _several([(ROOM_WORDS[kind], rooms) for kind, rooms in wish.party.kinds])
        return _("Nothing fits there in these nights (people: {people}, {rooms}). What else would suit you?").using(
            people=wish.party.people, rooms=rooms
        )
    if not fits and wish.party.rooms is not None:
        return _(
            "Nothing fits there in these nights (people: {people}, rooms: {rooms}). What else would suit you?"
        ).using(people=wish.party.people, rooms=wish.party.rooms)
    if not fits:
        return _("Nothing fits there in these nights (people: {people}). What else would suit you?").using(
            people=wish.party.people
        )
    if too_many:
        return _(
            "From one phone, at most {most} rooms can be booked. Which of these? The prices are without GST."
        ).using(most=MOST_ROOMS)
    return _("{stay} People: {people}.\nWhich rooms? The prices are without GST.").using(
        stay=leaving(nights), people=wish.party.people
    )


def _instead(office: FrontOffice, wish: RoomSearch) -> list[Option]:
    """Where nothing fits: other rooms for as many people, other days, other houses."""
    anyhow = Party(wish.party.people)
    place = (wish.house, wish.arrival, wish.nights)
    rooms = [_offer(each) for each in office.lodging.offers(*place, anyhow)] if wish.party.rooms else []
    days = [
        Option(f"day:{day}", _("{day}, the same house").using(day=day), carries={"arrival": day.isoformat()})
        for day in office.lodging.other_days(*place, wish.party)
    ]
    houses = [
        Option(
            f"house:{house.id}", _("{house}, the same days").using(house=house.names), carries={"house": str(house.id)}
        )
        for house in office.lodging.other_houses(*place, wish.party)
    ]
    return [*rooms, *days, *houses, _AGAIN]


def _offer(offer: Offer) -> Option:
    return Option(offer.id, offered(offer), words=_CALLED[offer.rooms[0].kind] if len(offer.rooms) == 1 else ())
