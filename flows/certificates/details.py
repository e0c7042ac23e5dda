"""How a request stands and what was done with it, for whoever asked for it."""

from __future__ import annotations

from chatbot.language.wording import Reference, Words, _, in_digits, say, short_date
from flows.certificates.part_words import step_words
from flows.certificates.words import NOT_SIGNED_YET, STATE_WORDS, parent_words, where_to, who_has_it
from panchayat.core.clock import today
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, CertificateStep
from panchayat.models.certificate_states import State, is_issued, is_undecided


def certificate_details(office: FrontOffice, certificate: Certificate, language: str, *, code: str | None) -> str:
    """Everything that the person who asked may know of it, with the ``code`` to be said at the door."""
    state, history = State(certificate.state), office.certificates.history(certificate)
    lines: list[Words] = [
        _("No.: {number}").using(number=Reference(certificate.number)),
        _("Paper: {kind}").using(kind=office.certificates.names_of(certificate)),
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
    lines += [
        f"{short_date(today(step.at), language)}: {_step(office, certificate, step, language)}"
        for step in history
        if _is_told(step)
    ]
    return "\n".join(say(line, language) for line in lines)


def _target(office: FrontOffice, certificate: Certificate) -> Words:
    if certificate.target_on < office.today:
        return _("The target was {date}. It has not been kept; we are sorry.").using(date=certificate.target_on)
    return _("Target: by {date}").using(date=certificate.target_on)


def _is_told(step: CertificateStep) -> bool:
    """Approved and issued is one thing to whoever waits."""
    return step.to_state != State.APPROVED


def _step(office: FrontOffice, certificate: Certificate, step: CertificateStep, language: str) -> str:
    state: list[Words] = [STATE_WORDS[State(step.to_state)]] if step.is_move else []
    about = step_words(office.certificates.type_of(certificate), step)
    return ": ".join(say(each, language) for each in (*state, *about))
