"""What is told unasked about certificates: to whoever asked for one, and to the staff who work on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from chatbot.language.wording import Reference, Words, _, button
from chatbot.messages import QuickAction
from chatbot.renderer import shorten
from flows.certificates.for_staff import who_and_where
from flows.certificates.part_words import step_words
from flows.certificates.staff_actions import APPROVE, ASK, OUT
from flows.certificates.words import NOT_SIGNED_YET, STATE_WORDS
from flows.shared.notice import Params, notice
from panchayat.certificates.types import catalogue
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate
from panchayat.models.certificate_states import State

#: Code points of somebody's words in a notice; the whole is shown with the request.
_LONGEST: Final = 800

_NEXT: Final[Mapping[State, Words]] = {
    State.NEEDS_INFO: _("To answer, write: status"),
    State.APPROVED: NOT_SIGNED_YET,
    State.ISSUED: _("The paper (PDF) comes here in a moment."),
    State.MISSED: _("Nobody was at home when we came. To say when we shall come again, write: status"),
    State.CODE_WRONG: _(
        "We came, but the code that was said did not match, so the paper could not be handed over.\n"
        "To say when we shall come again, write: status"
    ),
    State.DELIVERED: _("If you have not got it, write: phone"),
}


def _ways(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """What an officer can do at once: the same as when the notice left, whatever has happened since."""
    number = office.certificates.get(UUID(params["certificate_id"])).number
    deeds = (OUT,) if params["notice"] == "certificate_slot" else (APPROVE, ASK)
    return [
        *(QuickAction(deed.label, "work", {"which": number, "do": deed.id}, deed.words) for deed in deeds),
        QuickAction(button("Look at it"), "work", {"which": number}, ("open", "dekhi", "দেখি", "देखें")),
    ]


@notice("certificate_moved")
def moved(office: FrontOffice, params: Params) -> Sequence[Words]:
    """News for whoever asked for it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    step = office.certificates.step(certificate, params["position"])
    state = State(step.to_state)
    lines: list[Words] = [
        _("News of your request {number} ({kind}): {state}").using(
            number=Reference(certificate.number),
            kind=office.certificates.names_of(certificate),
            state=STATE_WORDS[state],
        )
    ]
    kind = office.certificates.type_of(certificate)
    lines += [shorten(each, _LONGEST) if isinstance(each, str) else each for each in step_words(kind, step)]
    return [*lines, _next(office, certificate, state)]


def _next(office: FrontOffice, certificate: Certificate, state: State) -> Words:
    code = office.certificates.code_for(certificate, certificate.contact_id)
    if state is State.OUT_FOR_DELIVERY and code is not None:
        return _("When it is brought, say this code: {code}. Tell it to nobody before that.").using(
            code=Reference(code)
        )
    if state is State.ISSUED and certificate.delivery:
        return _("The paper (PDF) comes here in a moment. Before it is brought home, we tell you.")
    return _NEXT.get(state, _("To see everything, write: status"))


@notice("certificate_filed", ways=_ways)
def filed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """A new request, for the staff: who, what, a number to tap, the place."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    return [_("A new request."), *who_and_where(office, certificate), _to_work(certificate)]


@notice("certificate_answered", ways=_ways)
def answered(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The citizen has answered, for the staff."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    # What came before answers were told by their step was the last of them.
    position = params.get("position", len(office.certificates.history(certificate)))
    step = office.certificates.step(certificate, position)
    return _come_in(office, certificate, _("An answer has come."), step.note if step.staff_id is None else None)


@notice("certificate_corrected", ways=_ways)
def corrected(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The citizen has put a part right, for the staff; it may be the answer to what was asked."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    step = office.certificates.step(certificate, params["position"])
    news = _("An answer has come.") if step.is_move else _("Something was changed.")
    said = step_words(office.certificates.type_of(certificate), step)
    return [_named(office, certificate, news), *said, _to_work(certificate)]


@notice("certificate_put_right")
def put_right(office: FrontOffice, params: Params) -> Sequence[Words]:
    """What the office has put right, for whoever asked for it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    step = office.certificates.step(certificate, params["position"])
    return [
        _("The office has put something right in your request {number} ({kind}).").using(
            number=Reference(certificate.number), kind=office.certificates.names_of(certificate)
        ),
        *step_words(office.certificates.type_of(certificate), step),
        _("If that is not right, write: status"),
    ]


@notice("certificate_added", ways=_ways)
def added(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The citizen has told more or sent more, for the staff."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    said = office.certificates.step(certificate, params["position"]).note if "position" in params else None
    return _come_in(office, certificate, _("Something more has come."), said)


def _come_in(office: FrontOffice, certificate: Certificate, news: Words, said: str | None) -> list[Words]:
    lines: list[Words] = [_named(office, certificate, news)]
    if said:
        lines.append(f"“{shorten(said, _LONGEST)}”")
    if count := office.certificates.evidence_count(certificate):
        lines.append(_("Photos and files: {count}").using(count=count))
    lines.append(_to_work(certificate))
    return lines


@notice("certificate_withdrawn")
def withdrawn(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The citizen does not need it any more, for the staff."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    return [_named(office, certificate, _("It is not needed any more."))]


@notice("certificate_unsigned")
def unsigned(office: FrontOffice, params: Params) -> Sequence[Words]:
    """It is approved but cannot be issued, for the colleagues of who has approved it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    why = _(
        "It is approved, but nobody who signs is registered for the office. Once somebody is, it goes out by itself."
    )
    return [_named(office, certificate, why)]


@notice("certificate_signed")
def signed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """It is issued at last, for who has approved it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    news = _named(office, certificate, _("Somebody signs for the office again, and it is issued now."))
    return [news, _to_work(certificate)] if certificate.delivery else [news]


@notice("certificate_slot", ways=_ways)
def slot(office: FrontOffice, params: Params) -> Sequence[Words]:
    """When to come again, for whoever brings it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    slot = catalogue().slot((certificate.delivery or {})["slot"]).names
    return [_named(office, certificate, _("Come again: {slot}").using(slot=slot)), _to_work(certificate)]


def _named(office: FrontOffice, certificate: Certificate, news: Words) -> Words:
    return _("{number}, {kind}, {name}: {news}").using(
        number=Reference(certificate.number),
        kind=office.certificates.names_of(certificate),
        name=certificate.details["name"],
        news=news,
    )


def _to_work(certificate: Certificate) -> Words:
    return _("To work on it, write: {number}").using(number=Reference(certificate.number))
