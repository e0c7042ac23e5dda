"""Finding a paper in a register of the office, or the application for it, on one's own phone or another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

from chatbot.language.matching import numeral
from chatbot.language.wording import Reference, Words, _
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.registers.words import STAGE_WORDS, application_details
from flows.shared.meaning import meant_by
from flows.shared.offices import choose_by_office
from flows.shared.proof import REGISTERED_ELSEWHERE, prove
from panchayat.core.references import keys_in
from panchayat.front_office import FrontOffice
from panchayat.models import Application, Registered
from panchayat.models.application_states import Kind, Stage
from panchayat.registers.register import Register

R = TypeVar("R", bound=Registered)

#: Begins the answer that is a number of the offices' own registers, and not the id of a record.
_KEY: Final = "="


@dataclass(frozen=True, slots=True)
class Wanted(Generic[R]):
    """A register, and what is said where one of its papers is looked for.

    ``prompt`` stands above the list of one's own, ``nothing`` where there is none; ``missing`` answers a number that
    is not found; ``about`` tells one paper from another in the list. ``applications`` are the kinds that lead to it.
    """

    register: Register[R]
    applications: Sequence[Kind]
    prompt: Words
    nothing: Words
    missing: Words
    about: str


def find_registered(talk: Talk, office: FrontOffice, wanted: Wanted[R]) -> R | None:
    """The paper that is meant, of those of the own number or, after a code, of another's.

    None where it is an application: then all that there is to say about it has been said.
    """
    register = wanted.register
    own: list[Registered | Application] = [
        *register.of(talk.citizen),
        *office.applications.undecided(talk.citizen, wanted.applications),
    ]

    def search(said: Incoming) -> Sequence[Option]:
        if not own:
            _open_service(talk, office, said.text)
        application = office.applications.by_number(said.text)
        if application is not None and application.kind in wanted.applications:
            return [_option(application, wanted.about)]
        if (paper := register.by_number(said.text)) is not None:
            return [_option(paper, wanted.about)]
        key = next((key for key in keys_in(said.text) if _with_key(office, wanted, key)), None)
        return options(f"{_KEY}{key}") if key is not None else []

    def meant(answer: str) -> list[R | Application]:
        if not answer.startswith(_KEY):
            found = _record(office, register, answer)
            return [found] if found is not None else []
        of_key = _with_key(office, wanted, answer.removeprefix(_KEY))
        return [each for each in of_key if each.id in {mine.id for mine in own}] or of_key

    def options(answer: str) -> list[Option]:
        found = meant(answer)
        if len(found) > 1:
            return [Option(answer, Reference(answer.removeprefix(_KEY)))]
        return [_option(each, wanted.about) for each in found]

    which = talk.look_up(
        "which",
        wanted.prompt if own else wanted.nothing,
        search,
        lambda answer: next(iter(options(answer)), None),
        missing=wanted.missing,
        offered=[str(each.id) for each in own],
        only=True,
    )
    found = choose_by_office(talk, office, meant(which.id))
    if found is None:
        talk.go("menu")
    if isinstance(found, Application):
        prove(talk, office, office.applications.guarded(found), REGISTERED_ELSEWHERE)
        talk.say(application_details(office, found, talk.language))
        return None
    prove(talk, office, register.guarded(found), REGISTERED_ELSEWHERE)
    return found


def _open_service(talk: Talk, office: FrontOffice, said: str) -> None:
    """Where nothing is listed, a row of the menu or a service's name is taken for what it is, not for a paper's number."""
    number = numeral(said)
    if number is not None:
        meant = [service for service in talk.offered(office) if service.row == number]
    else:
        found, sure = meant_by(talk.called, said)
        meant = found if sure and not any(char.isdecimal() for char in said) else []
    if meant:
        talk.go(meant[0].name)


def _with_key(office: FrontOffice, wanted: Wanted[R], key: str) -> list[R | Application]:
    """What has this number in the offices' own registers; an application only where its office has no such paper."""
    papers = wanted.register.with_key(key)
    decided = {paper.office_id for paper in papers}
    applied = [each for each in office.applications.with_key(key) if each.kind in wanted.applications]
    return [*papers, *(each for each in applied if each.office_id not in decided)]


def _record(office: FrontOffice, register: Register[R], record_id: str) -> R | Application | None:
    return register.known(UUID(record_id)) or office.applications.known(UUID(record_id))


def _option(record: Registered | Application, about: str) -> Option:
    number = Reference(record.number)
    words = (record.number, record.number.replace("-", ""))
    if isinstance(record, Application):
        label = _("{number}: {state}").using(number=number, state=STAGE_WORDS[Stage(record.stage)])
    else:
        label = _("{number}, {about}").using(number=number, about=getattr(record, about))
    return Option(str(record.id), label, words=words)
