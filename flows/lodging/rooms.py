"""Choosing rooms of a guest house: those that are free, and what else there is where nothing fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from chatbot.language.matching import find_option
from chatbot.language.wording import Text, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.lodging.reading import MOST_PEOPLE, read_party
from flows.lodging.words import offered
from panchayat.front_office import FrontOffice
from panchayat.lodging.known import House
from panchayat.lodging.offers import Offer, Party
from panchayat.lodging.rules import MOST_ROOMS

_AGAIN: Final = Option(
    "again", button("Another day or house"), words=("other", "onno", "onno din", "অন্য", "অন্য দিন", "दूसरा")
)
_CALLED: Final = {
    "dormitory": ("dorm", "dormitory", "ডরমিটরি", "डॉरमिटरी"),
    "non_ac": ("non ac", "nonac", "নন এসি", "नॉन एसी"),
    "ac": ("ac", "এসি", "एसी"),
    "suite": ("suite", "suit", "স্যুট", "सुइट"),
}


@dataclass(frozen=True, slots=True)
class RoomSearch:
    """Where, when, for how long and for whom rooms are looked for."""

    house: House
    arrival: date
    nights: int
    party: Party

    def given(self) -> dict[str, str]:
        """The same as words, with which the dialogue can begin anew."""
        rooms = f" {self.party.rooms} rooms" if self.party.rooms else ""
        return {
            "house": str(self.house.id),
            "arrival": self.arrival.isoformat(),
            "nights": str(self.nights),
            "guests": f"{self.party.people} people{rooms}",
        }


def choose_rooms(talk: Talk, office: FrontOffice, wish: RoomSearch) -> Offer:
    """The rooms that are wanted, of those that are free; where none is, the dialogue goes on with what else there is."""
    too_many = (wish.party.rooms or 0) > MOST_ROOMS
    if too_many:
        wish = replace(wish, party=Party(wish.party.people))
    offers = office.lodging.offers(wish.house, wish.arrival, wish.nights, wish.party)
    options = [_offer(each) for each in offers] or _instead(office, wish)

    def search(said: Incoming) -> Sequence[Option]:
        named = find_option(said.text, options)
        read = read_party(said.text, MOST_PEOPLE)
        if named is None and read and read[1]:
            party = Party(max(wish.party.people, read[1]), read[1])
            wanted = office.lodging.offers(wish.house, wish.arrival, wish.nights, party)
            return [_offer(each) for each in wanted]
        return [named] if named else []

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


def _which(wish: RoomSearch, *, too_many: bool, fits: bool) -> Text:
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
    return _("Which rooms? The prices are without GST.")


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
