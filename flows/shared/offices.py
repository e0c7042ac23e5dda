"""Which office: asked once where it matters, by a village's name, a PIN code or a place on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar
from uuid import UUID

from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import Reference, Words, _
from chatbot.messages import Incoming, Option
from chatbot.state import Figures
from chatbot.talk import Talk
from panchayat.filings import Filing
from panchayat.front_office import FrontOffice
from panchayat.models import Application, Registered
from panchayat.offices.known import KnownOffice

N = TypeVar("N", bound=Registered | Filing)


class Instead(Protocol):
    """Where somebody may say something else than a place."""

    def __call__(self, said: Incoming, *, is_place: bool) -> None: ...


#: So many offices fit on buttons.
OFFERED: Final = 3


def choose_office(talk: Talk, office: FrontOffice, *, anew: bool = False) -> UUID:
    """The id of the person's office: the one remembered (unless ``anew``), the only one there is, or the one they name."""

    def remembered() -> str | None:
        chosen = None if anew else office.offices.chosen(talk.citizen)
        return str(chosen.id) if chosen else None

    found = talk.look_up(
        "office",
        _("Which village or locality is it? Write its name or PIN code, or send the location."),
        lambda said: _search(office, said),
        lambda office_id: _known(office, office_id),
        missing=_("I could not find that place. Please write the PIN code, or the name of the gram panchayat."),
        offered=lambda: [] if remembered() else _few(office),
        default=remembered,
        only=True,
        figures=Figures.POST_CODE,
    )
    return UUID(found.id)


def name_village(talk: Talk, office: FrontOffice, why: Words, *, instead: Instead | None = None) -> UUID:
    """The same in passing, with ``why`` as the question: it is good to know, and nothing is lost without it.

    ``instead`` is told what was said, and may go on with something else.
    """

    def search(said: Incoming) -> Sequence[Option]:
        found = _search(office, said)
        if instead is not None:
            instead(said, is_place=bool(found))
        return found

    found = talk.look_up(
        "village",
        why,
        search,
        lambda office_id: _known(office, office_id),
        missing=_("I could not find that place. Please write the PIN code. For something else, write: menu"),
        offered=lambda: _few(office),
        optional=True,
        figures=Figures.POST_CODE,
    )
    return UUID(found.id)


def _search(office: FrontOffice, said: Incoming) -> Sequence[Option]:
    return [_option(office, each) for each in _places(office, said)]


def _known(office: FrontOffice, office_id: str) -> Option | None:
    found = office.offices.known(UUID(office_id))
    return _option(office, found) if found is not None else None


def _places(office: FrontOffice, said: Incoming) -> Sequence[KnownOffice]:
    """The offices that may be meant by words, a PIN code or a place on the map."""
    if said.pin is not None:
        return office.offices.near(said.pin.latitude, said.pin.longitude)
    return office.offices.find(with_ascii_digits(said.text))


def _few(office: FrontOffice) -> list[str]:
    """Ids to choose from at once, where there are so few offices that a list is quicker than a search."""
    return [str(each.id) for each in office.offices.few(OFFERED)]


def choose_by_office(talk: Talk, office: FrontOffice, records: Sequence[N]) -> N | None:
    """The record that is meant of those that have the same number; None if there is none.

    Only their offices are named: whose they are, and what they say, is told to nobody before a proof.
    """
    if len(records) <= 1:
        return next(iter(records), None)
    told = Counter(record.office_id for record in records)
    options = {str(record.id): _of_office(office, record, alone=told[record.office_id] == 1) for record in records}

    def search(said: Incoming) -> Sequence[Option]:
        meant = {place.id for place in _places(office, said)}
        return [options[str(record.id)] for record in records if record.office_id in meant]

    chosen = talk.look_up(
        "whose",
        _("Several offices have this number. Which office is it?"),
        search,
        options.get,
        missing=_("None of these offices is there. Please choose one from the list."),
        offered=list(options),
        figures=Figures.POST_CODE,
    )
    return next((record for record in records if str(record.id) == chosen.id), None)


def office_called(office: FrontOffice, at: KnownOffice) -> Words:
    """What the office is called; where others are called the same, with its block and district."""
    if not office.offices.shares_name(at):
        return at.names
    return _("{office} ({block}, {district})").using(office=at.names, block=at.block, district=at.district)


def _option(office: FrontOffice, at: KnownOffice) -> Option:
    return Option(str(at.id), office_called(office, at), words=(*at.district.values(), *at.block.values()))


def _of_office(office: FrontOffice, record: Registered | Filing, *, alone: bool) -> Option:
    """A record by its office; with the number as it stands there where the office has two that are nearly the same."""
    at = office.offices.get(record.office_id)
    called = office_called(office, at)
    label = called if alone else _("{office}: {number}").using(office=called, number=Reference(_in_register(record)))
    return Option(str(record.id), label, words=(*at.district.values(), *at.block.values()))


def _in_register(record: Registered | Filing) -> str:
    """The number by which the office itself calls the record, where it has one."""
    own = record.reference if isinstance(record, Registered | Application) else None
    return own or record.number
