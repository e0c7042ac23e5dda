"""What is said about a request for a certificate: to whoever asked for it, and to the staff who work on it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from chatbot.collecting import counted
from chatbot.language.periods import period_words
from chatbot.language.wording import Paise, Reference, Words, _, button, in_digits, say, short_date
from panchayat.certificates.types import Field, catalogue
from panchayat.core.clock import today
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, CertificateStep
from panchayat.models.certificate_states import State, is_issued, is_undecided

STATE_WORDS: Final = {
    State.REQUESTED: button("Submitted"),
    State.UNDER_REVIEW: button("Under process"),
    State.NEEDS_INFO: button("More info needed"),
    State.APPROVED: button("Approved"),
    State.ISSUED: button("Issued"),
    State.OUT_FOR_DELIVERY: button("On its way to you"),
    State.DELIVERED: button("Handed over"),
    State.MISSED: button("Nobody was at home"),
    State.CODE_WRONG: button("Code did not match"),
    State.REJECTED: button("Not accepted"),
    State.WITHDRAWN: button("Withdrawn"),
}

#: Why what is approved is not there yet.
NOT_SIGNED_YET: Final = _(
    "Nobody in the office can sign it at present. As soon as somebody can, the paper (PDF) comes here by itself."
)

_PAISE: Final = 100


def certificate_details(office: FrontOffice, certificate: Certificate, language: str, *, code: str | None) -> str:
    """Everything that the person who asked may know of it, with the ``code`` to be said at the door."""
    state, history = State(certificate.state), office.certificates.history(certificate)
    lines: list[Words] = [
        _("No.: {number}").using(number=Reference(certificate.number)),
        _("Paper: {kind}").using(kind=office.certificates.type_of(certificate).names),
        _("For: {name}").using(name=certificate.details["name"]),
        parent_words(certificate),
        _("Status: {state}").using(state=STATE_WORDS[state]),
        _("With: {office}").using(office=who_has_it(office, certificate)),
    ]
    if is_undecided(state):
        lines.append(_target(office, certificate))
    if state is State.APPROVED:
        lines.append(NOT_SIGNED_YET)
    if is_issued(state) and certificate.valid_upto is not None:
        lines.append(_("Valid until: {date}").using(date=certificate.valid_upto))
    if code is not None:
        lines.append(
            _("When it is brought, say this code: {code}. Tell it to nobody before that.").using(
                code=in_digits(code, language)
            )
        )
    if certificate.delivery and state is not State.DELIVERED and state not in (State.REJECTED, State.WITHDRAWN):
        lines.append(_("To be brought to: {place}").using(place=where_to(certificate)))
    if state is State.REJECTED and history[-1].note:
        lines.append(_("Reason: {reason}").using(reason=history[-1].note))
    lines += ["", _("What has been done:")]
    lines += [f"{short_date(today(step.at), language)}: {_step(step, language)}" for step in history if _is_told(step)]
    return "\n".join(say(line, language) for line in lines)


def who_has_it(office: FrontOffice, certificate: Certificate) -> Words:
    """Who works on it, by post and name; while nobody does, whoever is told of new requests."""
    holder = office.certificates.holder(certificate)
    if holder:
        return _("{name}, {post}").using(name=office.staffing.names(holder), post=holder.post)
    answering = office.certificates.answering(certificate)
    if not answering:
        return office.offices.get(certificate.office_id).names
    return _("{name}, {post}").using(name=answering[0].names, post=answering[0].post)


def where_to(certificate: Certificate) -> Words:
    """Where and when it is to be brought home."""
    wanted = certificate.delivery or {}
    if not wanted:
        return ""
    return _("{address}, near {landmark}; {slot}").using(
        address=wanted["address"], landmark=wanted["landmark"], slot=catalogue().slot(wanted["slot"]).names
    )


def parent_words(certificate: Certificate) -> Words:
    """Whose child or spouse the person is; what was asked for earlier does not say which."""
    told = certificate.details
    if told.get("kin"):
        return _("{label}: {value}").using(label=catalogue().kin_of(told["kin"]).names, value=told["parent"])
    return _("Father, mother or spouse: {name}").using(name=told["parent"])


def field_words(field: Field, value: str | int) -> Words:
    """One of the type's own fields with what was told for it; a list is numbered, with its count."""
    if field.kind == "lines":
        return counted(field.called or field.labels, str(value).splitlines())
    return _("{label}: {value}").using(label=field.labels, value=value_words(field, value))


def value_words(field: Field, value: str | int) -> Words:
    """What was told for one of the type's own fields."""
    match field.kind:
        case "rupees":
            return _("{amount}").using(amount=Paise(int(value) * _PAISE))
        case "period":
            return period_words(str(value))
        case "number" | "measure":
            return _("{amount}").using(amount=Decimal(value))
        case "date":
            return _("{day}").using(day=date.fromisoformat(str(value)))
    return str(value)


def identity_words(identity: str | None, ends: str | None) -> Words:
    """The identity card as far as it is known."""
    if identity is None or ends is None:
        return _("none")
    return _("{card}, ending in {ends}").using(card=catalogue().identity(identity).names, ends=Reference(ends))


def _target(office: FrontOffice, certificate: Certificate) -> Words:
    if certificate.target_on < office.today:
        return _("The target was {date}. It has not been kept; we are sorry.").using(date=certificate.target_on)
    return _("Target: by {date}").using(date=certificate.target_on)


def _is_told(step: CertificateStep) -> bool:
    """Approved and issued is one thing to whoever waits."""
    return step.to_state != State.APPROVED


def _step(step: CertificateStep, language: str) -> str:
    if not step.is_move:
        return say(_("Told further: {words}").using(words=step.note or ""), language)
    state = say(STATE_WORDS[State(step.to_state)], language)
    return f"{state}: {step.note}" if step.note else state
