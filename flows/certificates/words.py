"""What is said about a request for a certificate: to whoever asked for it, and to the staff who work on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from chatbot.collecting import counted
from chatbot.language.periods import period_words
from chatbot.language.wording import Paise, Reference, Words, _, button
from panchayat.certificates.types import Field, catalogue
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate
from panchayat.models.certificate_states import State

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
    return delivery_words(certificate.delivery) if certificate.delivery else ""


def delivery_words(wanted: Mapping[str, str]) -> Words:
    """The same of what was told for it."""
    return _("{address}, near {landmark}; {slot}").using(
        address=wanted["address"], landmark=wanted["landmark"], slot=catalogue().slot(wanted["slot"]).names
    )


def parent_words(certificate: Certificate) -> Words:
    """Whose child or spouse the person is; what was asked for earlier does not say which."""
    told = certificate.details
    return kin_words(told.get("kin"), told["parent"])


def kin_words(kin: str | None, name: str) -> Words:
    """The name of a father, mother or spouse, and which of them it is where that was said."""
    if kin:
        return _("{label}: {value}").using(label=catalogue().kin_of(kin).names, value=name)
    return _("Father, mother or spouse: {name}").using(name=name)


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
