"""A request as the staff see it: who, what, a phone number to tap, the place, the evidence."""

from __future__ import annotations

from chatbot.language.wording import Reference, Words, _, say
from flows.certificates.part_words import step_words
from flows.certificates.words import field_words, identity_words, parent_words, where_to
from panchayat.core.clock import today
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate
from panchayat.models.certificate_states import State, is_undecided


def request_words(office: FrontOffice, certificate: Certificate, language: str) -> str:
    """Everything that is needed to decide about it and to bring it home."""
    told, kind = certificate.details, office.certificates.type_of(certificate)
    lines = [*who_and_where(office, certificate)]
    lines.insert(0, _("No.: {number}").using(number=Reference(certificate.number)))
    lines += [
        field_words(each, told["fields"][each.key])
        for each in kind.fields
        if each.key in told["fields"] and each.kind != "lines"
    ]
    lines += [
        parent_words(certificate),
        _("Needed for: {purpose}").using(purpose=told["purpose"]),
        _("Identity card: {card}").using(card=identity_words(told["identity"], told["identity_ends"])),
    ]
    history = office.certificates.history(certificate)
    lines += [
        _("{date}: {words}").using(
            date=today(step.at), words=". ".join(say(each, language) for each in step_words(kind, step))
        )
        for step in history
        if step.change is not None or not step.is_move
    ]
    notes = [step.note for step in history if step.is_move and step.change is None and step.note]
    if notes:
        lines.append(_("Last words: {words}").using(words=notes[-1]))
    return "\n".join(say(line, language) for line in lines)


def who_and_where(office: FrontOffice, certificate: Certificate) -> list[Words]:
    """What a notice says: enough to call, to go there, and to know what for."""
    told = certificate.details
    phone = office.certificate_desk.phone(certificate)
    lines: list[Words] = [
        _("Paper: {kind}").using(kind=office.certificates.names_of(certificate)),
        _("For: {name}").using(name=told["name"])
        if not told["relation"]
        else _("For: {name} ({relation})").using(name=told["name"], relation=told["relation"]),
        # In Latin digits, so that a tap on it calls.
        _("Phone: {phone}").using(phone=phone) if phone else _("Phone: none"),
        _("Address: {address}").using(address=told["address"]),
    ]
    lines += [
        field_words(each, told["fields"][each.key])
        for each in office.certificates.type_of(certificate).fields
        if each.kind == "lines" and each.key in told["fields"]
    ]
    if certificate.delivery:
        lines.append(_("To be brought to: {place}").using(place=where_to(certificate)))
    count = office.certificates.evidence_count(certificate)
    if count:
        lines.append(_("Photos and files: {count}").using(count=count))
    if is_undecided(State(certificate.state)):
        lines.append(_("Target: by {date}").using(date=certificate.target_on))
    return lines
