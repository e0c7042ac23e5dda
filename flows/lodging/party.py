"""How many people come, with how many children, and in which rooms: understood whole, or asked again by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from chatbot.answers import NotUnderstood
from chatbot.language.word_lists import words_under
from chatbot.language.wording import _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.counting import Count, Counted, Unit, count
from flows.lodging.objections import refuse, refuse_unknown, said
from flows.lodging.stay import Nights, leaving
from panchayat.lodging.offers import Party
from panchayat.models.booking_states import RoomKind

#: More people than this do not fit into as many rooms as one may book.
MOST_PEOPLE: Final = 20
_HOW_MANY: Final = _("Please write how many people come, such as 2.")
_YOUNG, _OLD, _SOME = "young", "old", "some"
_AGES: Final = words_under("counting", "children", __package__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many rooms, and of which sorts, where they were named: all of them then."""

    rooms: int = 0
    kinds: dict[RoomKind, int] = field(default_factory=dict)


def ask_party(talk: Talk, nights: Nights) -> tuple[Party, RoomKind | None]:
    """How many people come, and which sort of room was spoken of, where none was counted.

    Who only says how many rooms is asked how many people come, who has children how old they are.
    """

    def reads(text: str) -> list[dict[str, Any]]:
        return [read_party(text, nights.count)]

    def formerly(id_: str) -> dict[str, Any]:
        people, rooms = map(int, id_.split("/"))
        return {"people": people, "rooms": rooms}

    told = talk.parse(
        "guests",
        _("{stay}\nHow many people will stay? Leave out children under eight.").using(stay=leaving(nights)),
        reads,
        missing=_HOW_MANY,
        formerly=formerly,
        default=lambda: _told_before(nights),
    )
    wanted = Wanted(told["rooms"], {RoomKind(kind): rooms for kind, rooms in told.get("kinds", {}).items()})
    people, children = told["people"], told.get("children", 0)
    old = _older(talk, people, children) if children else 0
    if not people or old is None:
        prompt = (
            _("How many people will stay in all? Leave out only the children under eight.")
            if people
            else _("How many people will stay in all? Rooms: {rooms}").using(rooms=wanted.rooms)
        )
        again = talk.parse("people", prompt, reads, missing=_HOW_MANY, formerly=formerly)
        people, old = again["people"] or wanted.rooms, 0
    party = Party(max(people + (old or 0), wanted.rooms), wanted.rooms or None, tuple(sorted(wanted.kinds.items())))
    return party, RoomKind(told["like"]) if "like" in told else None


def read_party(text: str, nights: int | None = None) -> dict[str, Any]:
    """What is said of people, children and rooms, as JSON; ``nights`` is how many were told, and may be told again.

    Raises:
        NotUnderstood: it says something else too, or may mean one thing or another.
    """
    counted = count(text)
    if not counted.counts and not counted.persons and not counted.doubtful:
        raise NotUnderstood(_HOW_MANY)
    refuse_unknown(counted, _HOW_MANY)
    people = counted.of(Unit.PEOPLE, Unit.BARE)
    refuse([each for each in _beside(counted) if not _is_the_stay(each, nights, among=people)], _HOW_MANY)
    children = counted.of(Unit.CHILDREN)
    by_name = counted.persons + sum(each.by_name for each in people)
    in_all = [each for each in people if not each.by_name]
    if counted.doubtful or len(in_all) > 1 or len(children) > 1 or (in_all and by_name):
        _ask_for_all()
    wanted = read_wanted(counted)
    number = sum(each.number for each in people) + counted.persons
    young = sum(each.number for each in children)
    if any(each.number < 1 for each in counted.of(Unit.PEOPLE, Unit.BARE, Unit.CHILDREN, Unit.ROOMS)):
        raise NotUnderstood(_HOW_MANY)
    if number + young > MOST_PEOPLE or wanted.rooms > MOST_PEOPLE:
        raise NotUnderstood(
            _("Rooms for at most {most} people can be booked from one phone. Please write a smaller number.").using(
                most=MOST_PEOPLE
            )
        )
    if children and not number:
        raise NotUnderstood(_("“{words}” are children. How many come besides them?").using(words=said(children)))
    told: dict[str, Any] = {"people": number, "rooms": wanted.rooms}
    if len(counted.kinds) == 1 and not wanted.rooms:
        told["like"] = counted.kinds[0]
    more = {"children": young, "kinds": {str(kind): rooms for kind, rooms in wanted.kinds.items()}}
    return told | {name: value for name, value in more.items() if value}


def read_wanted(counted: Counted) -> Wanted:
    """How many rooms are wanted, and of which sorts.

    Raises:
        NotUnderstood: the sorts do not add up to the rooms, or one is counted twice.
    """
    rooms = counted.of(Unit.ROOMS)
    sorts = [each for each in rooms if each.kind is not None]
    plain = [each for each in rooms if each.kind is None]
    kinds = {RoomKind(each.kind): each.number for each in sorts if each.kind}
    in_all = sum(each.number for each in sorts)
    adds_up = not plain or not sorts or plain[0].number == in_all
    if len(counted.kinds) == len(plain) == 1 and not sorts:
        # "2 room, ac" are two of them.
        kinds = {RoomKind(counted.kinds[0]): plain[0].number}
    elif counted.kinds and rooms:
        adds_up = False
    if len(plain) > 1 or len(kinds) < len(sorts) or not adds_up:
        raise NotUnderstood(_("I am not sure which rooms you mean. Please write for example: 2 AC, 1 non-AC"))
    return Wanted(plain[0].number if plain else in_all, kinds)


def in_words(party: Party) -> str:
    """The same in words that are read as this party again."""
    rooms = [f"{rooms} {str(kind).replace('_', ' ')}" for kind, rooms in party.kinds]
    rooms = rooms or ([f"{party.rooms} rooms"] if party.rooms else [])
    return " ".join((f"{party.people} people", *rooms))


def _told_before(nights: Nights) -> dict[str, Any] | None:
    """Who said so together with the nights is not asked again."""
    try:
        return read_party(nights.words, nights.count) if nights.words else None
    except NotUnderstood:
        return None


def _older(talk: Talk, people: int, children: int) -> int | None:
    """How many of the children are eight or older; None where only some are."""
    several = children > 1
    age = talk.choose(
        f"children.{people}.{children}",
        _("Besides {people} people, children: {children}. Are they under eight?").using(
            people=people, children=children
        ),
        [
            Option(_YOUNG, button("Under eight"), words=_AGES[_YOUNG]),
            Option(_OLD, button("Eight or older"), words=_AGES[_OLD]),
            *([Option(_SOME, button("Only some are"), words=_AGES[_SOME])] if several else []),
        ],
    )
    return {_YOUNG: 0, _OLD: children, _SOME: None}[age.id]


def _beside(counted: Counted) -> list[Count]:
    return counted.of(Unit.BEDS, Unit.FAMILIES, Unit.NIGHTS, Unit.DAYS, Unit.WEEKS, Unit.DATES)


def _is_the_stay(said: Count, nights: int | None, *, among: Sequence[Count]) -> bool:
    """Whether it only repeats how long they stay, beside how many come."""
    same = {Unit.NIGHTS: (nights,), Unit.DAYS: (nights, (nights or 0) + 1)}.get(said.unit, ())
    return bool(among) and said.number in same


def _ask_for_all() -> NoReturn:
    raise NotUnderstood(
        _("I am not sure how many you mean. Please write one number: all who come, without children under eight.")
    )
