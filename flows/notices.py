"""The words of what leaves by the outbox, chosen when it leaves, in the language that the person reads then."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import flows
from chatbot.declared import declared_in
from chatbot.language.wording import Reference, _, say
from chatbot.messages import QuickAction
from chatbot.renderer import numbered
from flows.shared.notice import Notice, Params
from flows.shared.obsolete import Obsolete
from flows.shared.paper_kinds import paper_kinds
from panchayat.front_office import FrontOffice


@functools.cache
def notices() -> Mapping[str, Notice]:
    """Every notice by its name, found where its words stand.

    Raises:
        BrokenDeclaration: a module cannot be loaded, or a notice is declared twice.
    """
    return declared_in(flows, Notice, lambda notice: notice.name)


@dataclass(frozen=True, slots=True)
class Worded:
    """A message ready to leave.

    ``actions`` are the ways on from a notice, which stand below it as a list.
    ``paper_id`` names the paper that goes with it, ``media_id`` somebody's photo, ``picture`` one that anybody may see,
    by the SHA-256 (hex) of its content. What is ``linked`` is opened by its address, which stands below the text.
    """

    text: str
    paper_id: UUID | None = None
    media_id: UUID | None = None
    picture: str | None = None
    actions: tuple[QuickAction, ...] = ()
    linked: bool = False


def word(office: FrontOffice, kind: str, params: Params, language: str) -> Worded:
    """The words of an outbox row of this kind.

    Raises:
        KeyError: no such kind of row or notice is known.
        Obsolete: it is not to be said any more.
    """
    match kind:
        case "text":
            return Worded(str(params["body"]))
        case "paper":
            paper_id = UUID(params["paper_id"])
            return Worded(say(paper_kinds()[office.papers.get(paper_id).kind].caption, language), paper_id)
        case "evidence":
            linked = bool(params.get("linked"))
            words = (
                _("{number}, {place}/{count}. To open it, tap the address within 15 minutes:")
                if linked
                else _("{number}, {place}/{count}")
            ).using(number=Reference(params["number"]), place=params["place"], count=params["count"])
            return Worded(say(words, language), media_id=UUID(params["media_id"]), linked=linked)
        case "picture" if params["of"] == "guest_house":
            house = office.lodging.house(UUID(params["id"]))
            return Worded(say(house.names, language), picture=house.picture)
        case "notice":
            if "staff" in params and not office.staffing.at_work(UUID(params["staff"])):
                raise Obsolete
            lines, ways = notices()[params["notice"]].lines(office, params), actions(office, params)
            told = "\n".join(say(line, language) for line in lines)
            rows = numbered(enumerate((each.label for each in ways), start=1), language)
            return Worded("\n\n".join(filter(None, (told, rows))), actions=ways)
    raise KeyError(kind)


def actions(office: FrontOffice, params: Params) -> tuple[QuickAction, ...]:
    """The ways on from a notice, as they are now: none where there is nothing to do any more."""
    found = notices().get(params["notice"])
    return tuple(found.ways(office, params)) if found is not None and found.ways is not None else ()
