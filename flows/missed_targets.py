"""The words for a target that was missed: for whoever waits for the decision, and for the staff who have to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chatbot.language.wording import Reference, Words, _
from flows.registers.words import KIND_WORDS
from flows.shared.notice import Params, notice
from panchayat.front_office import FrontOffice
from panchayat.models.application_states import Kind, Stage
from panchayat.models.application_states import is_open as is_application_open
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.certificate_states import is_undecided
from panchayat.models.grievance_states import UNDECIDED


@dataclass(frozen=True, slots=True)
class _Filing:
    """``who`` says whom or what it is about, as far as the staff are told that."""

    number: Reference
    kind: Words
    who: Words
    undecided: bool


@notice("target_missed")
def target_missed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """For whoever waits, who may read it only after the decision has come all the same."""
    filing, missed = _filing(office, params), date.fromisoformat(params["missed"])
    lines: list[Words] = [
        _("{number} ({kind}): the target was {date}. It has not been kept; we are sorry.").using(
            number=filing.number, kind=filing.kind, date=missed
        )
    ]
    if filing.undecided:
        lines += [_("It is still being looked at."), _("To talk to a person, write: phone")]
    lines.append(_("To see everything, write: status"))
    return lines


@notice("staff_target_missed")
def staff_target_missed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """For those who have to decide."""
    filing, missed = _filing(office, params), date.fromisoformat(params["missed"])
    lines: list[Words] = [
        _("Past its target of {date}: {number}, {kind}, {who}").using(
            date=missed, number=filing.number, kind=filing.kind, who=filing.who
        )
    ]
    if params["of"] == "certificate" and filing.undecided:
        lines.append(_("To work on it, write: {number}").using(number=filing.number))
    if params["of"] == "suggestion":
        lines.append(_("To read it, write: {number}").using(number=filing.number))
    return lines


def _filing(office: FrontOffice, params: Params) -> _Filing:
    filing_id = UUID(params["id"])
    if params["of"] == "certificate":
        certificate = office.certificates.get(filing_id)
        return _Filing(
            number=Reference(certificate.number),
            kind=office.certificates.names_of(certificate),
            who=certificate.details["name"],
            undecided=is_undecided(CertificateState(certificate.state)),
        )
    if params["of"] == "application":
        application = office.applications.get(filing_id)
        return _Filing(
            number=Reference(application.number),
            kind=KIND_WORDS[Kind(application.kind)],
            who=_("{who}, {phone}").using(who=application.applicant, phone=application.mobile),
            undecided=is_application_open(Stage(application.stage)),
        )
    suggestion = office.grievances.get(filing_id)
    return _Filing(
        number=Reference(suggestion.number),
        kind=_("Suggestion"),
        # Who has made it is nobody's business but the citizen's own.
        who=_("{category}, {place}").using(
            category=office.grievances.category(suggestion).names, place=suggestion.place
        ),
        undecided=suggestion.state in UNDECIDED,
    )
