"""Which office: asked once where it matters, by a village's name, a PIN code or a place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.language import Words, _, fold_digits
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice
from panchayat.models import Office

#: So many offices fit on buttons.
OFFERED: Final = 3


def choose_office(talk: Talk, office: FrontOffice, *, anew: bool = False) -> UUID:
    """The id of the person's office: the one remembered (unless ``anew``), the only one there is, or the one they name."""
    chosen = None if anew else office.offices.chosen(talk.citizen)
    found = talk.look_up(
        "office",
        _("Which village or locality is it? Write its name or PIN code, or send the location."),
        lambda said: _search(office, said),
        lambda office_id: _known(office, office_id),
        missing=_("I could not find that place. Please write the PIN code, or the name of the gram panchayat."),
        offered=[] if chosen else _few(office),
        default=str(chosen.id) if chosen else None,
        only=True,
    )
    return UUID(found.id)


def name_village(talk: Talk, office: FrontOffice, why: Words) -> UUID:
    """The same in passing, with ``why`` as the question: it is good to know, and nothing is lost without it."""
    found = talk.look_up(
        "village",
        why,
        lambda said: _search(office, said),
        lambda office_id: _known(office, office_id),
        missing=_("I could not find that place. Please write the PIN code. For something else, write: menu"),
        offered=_few(office),
        passing=True,
    )
    return UUID(found.id)


def _search(office: FrontOffice, said: Incoming) -> Sequence[Option]:
    if said.pin is not None:
        return [_option(office, each) for each in office.offices.near(said.pin.latitude, said.pin.longitude)]
    return [_option(office, each) for each in office.offices.find(fold_digits(said.text))]


def _known(office: FrontOffice, office_id: str) -> Option | None:
    found = office.offices.known(UUID(office_id))
    return _option(office, found) if found is not None else None


def _few(office: FrontOffice) -> list[str]:
    """Ids to choose from at once, where there are so few offices that a list is quicker than a search."""
    every = office.offices.all()
    return [str(each.id) for each in every] if len(every) <= OFFERED else []


def office_called(office: FrontOffice, at: Office) -> Words:
    """What the office is called; where others are called the same, with its block and district."""
    if not office.offices.shares_name(at):
        return at.names
    return _("{office} ({block}, {district})").using(office=at.names, block=at.block, district=at.district)


def _option(office: FrontOffice, at: Office) -> Option:
    return Option(str(at.id), office_called(office, at), words=(*at.district.values(), *at.block.values()))
