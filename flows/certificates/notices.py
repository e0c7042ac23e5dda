"""What is told unasked about certificates: to whoever asked for one, and to the staff who work on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from chatbot.language.wording import Reference, Words, _, button, in_digits, say
from chatbot.messages import Opening
from chatbot.renderer import shorten
from flows.certificates.for_staff import who_and_where
from flows.certificates.staff_actions import APPROVE, ASK, OUT
from flows.certificates.words import STATE_WORDS
from panchayat.certificates.types import catalogue
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models import CallBack, Certificate
from panchayat.models.certificate_states import State

#: Code points of somebody's words in a notice; the whole is shown with the request.
_LONGEST: Final = 800

Params = Mapping[str, Any]

_NEXT: Final[Mapping[State, Words]] = {
    State.NEEDS_INFO: _("To answer, write: status"),
    State.ISSUED: _("The paper (PDF) comes here in a moment."),
    State.MISSED: _("Nobody was at home when we came. To say when we shall come again, write: status"),
    State.CODE_WRONG: _(
        "We came, but the code that was said did not match, so the paper could not be handed over.\n"
        "To say when we shall come again, write: status"
    ),
    State.DELIVERED: _("If you have not got it, write: phone"),
}


def certificate_moved(office: FrontOffice, params: Params, language: str) -> str:
    """News for whoever asked for it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    step = office.certificates.step(certificate, params["position"])
    state = State(step.to_state)
    lines: list[Words] = [
        _("News of your request {number} ({kind}): {state}").using(
            number=Reference(certificate.number),
            kind=office.certificates.type_of(certificate).names,
            state=STATE_WORDS[state],
        )
    ]
    if step.note:
        lines.append(shorten(step.note, _LONGEST))
    lines.append(_next(office, certificate, state, language))
    return "\n".join(say(line, language) for line in lines)


def _next(office: FrontOffice, certificate: Certificate, state: State, language: str) -> Words:
    code = office.certificates.code_for(certificate, certificate.contact_id)
    if state is State.OUT_FOR_DELIVERY and code is not None:
        return _("When it is brought, say this code: {code}. Tell it to nobody before that.").using(
            code=in_digits(code, language)
        )
    if state is State.ISSUED and certificate.delivery:
        return _("The paper (PDF) comes here in a moment. Before it is brought home, we tell you.")
    return _NEXT.get(state, _("To see everything, write: status"))


def certificate_filed(office: FrontOffice, params: Params, language: str) -> str:
    """A new request, for the staff: who, what, a number to tap, the place."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    lines = [_("A new request."), *who_and_where(office, certificate), _to_work(certificate)]
    return "\n".join(say(line, language) for line in lines)


def certificate_answered(office: FrontOffice, params: Params, language: str) -> str:
    """The citizen has answered, for the staff."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    last = office.certificates.history(certificate)[-1]
    said = last.note if last.staff_id is None else None
    lines: list[Words] = [_named(office, certificate, _("An answer has come."))]
    if said:
        lines.append(f"“{shorten(said, _LONGEST)}”")
    if count := office.certificates.evidence_count(certificate):
        lines.append(_("Photos and files: {count}").using(count=count))
    lines.append(_to_work(certificate))
    return "\n".join(say(line, language) for line in lines)


def certificate_withdrawn(office: FrontOffice, params: Params, language: str) -> str:
    """The citizen does not need it any more, for the staff."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    return say(_named(office, certificate, _("It is not needed any more.")), language)


def certificate_slot(office: FrontOffice, params: Params, language: str) -> str:
    """When to come again, for whoever brings it."""
    certificate = office.certificates.get(UUID(params["certificate_id"]))
    slot = catalogue().slot((certificate.delivery or {})["slot"]).names
    lines = [_named(office, certificate, _("Come again: {slot}").using(slot=slot)), _to_work(certificate)]
    return "\n".join(say(line, language) for line in lines)


def call_back(office: FrontOffice, params: Params, language: str) -> str:
    """Somebody is to be called, for the staff."""
    call = office.call_backs.get(UUID(params["call_back_id"]))
    return say(
        _("Please call: {who}\n{why}\nSince: {since}\nWhen you have called, write: my work").using(
            who=caller(office, call), why=why(call), since=call.asked_at.astimezone(IST)
        ),
        language,
    )


def caller(office: FrontOffice, call: CallBack) -> Words:
    """Who is to be called, with the number in Latin digits, so that a tap on it calls."""
    names = office.contacts.names(call.contact_id)
    return _("{who}, {phone}").using(who=names, phone=call.phone) if names else call.phone


def why(call: CallBack) -> Words:
    """What the person did to be called, or wants to have corrected."""
    if call.reason == "record" and call.words:
        return _("Something in a record is to be corrected: “{words}”").using(words=shorten(call.words, _LONGEST))
    if call.reason == "called":
        return _("They have called the number of this service.")
    return _("They have asked for it here.")


def certificate_ways(office: FrontOffice, params: Params) -> Sequence[Opening]:
    """What an officer can do at once: the same as when the notice left, whatever has happened since."""
    number = office.certificates.get(UUID(params["certificate_id"])).number
    deeds = (OUT,) if params["notice"] == "certificate_slot" else (APPROVE, ASK)
    return [
        *(Opening(deed.label, "work", {"which": number, "do": deed.id}, deed.words) for deed in deeds),
        Opening(button("Look at it"), "work", {"which": number}, ("open", "dekhi", "দেখি", "देखें")),
    ]


def call_ways(office: FrontOffice, params: Params) -> Sequence[Opening]:
    """What an officer does when the call is made."""
    del office
    which = {"which": "call", "call": params["call_back_id"]}
    return [
        Opening(button("I have called"), "work", which | {"called": "yes"}, ("called", "phone korechi", "ফোন করেছি")),
        Opening(button("My work"), "work"),
    ]


def _named(office: FrontOffice, certificate: Certificate, news: Words) -> Words:
    return _("{number}, {kind}, {name}: {news}").using(
        number=Reference(certificate.number),
        kind=office.certificates.type_of(certificate).names,
        name=certificate.details["name"],
        news=news,
    )


def _to_work(certificate: Certificate) -> Words:
    return _("To work on it, write: {number}").using(number=Reference(certificate.number))
