"""What the office tells by itself about applications, permits and NOCs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.language.wording import Reference, Words, _
from chatbot.renderer import shorten
from flows.registers.words import KIND_WORDS, STAGE_WORDS, years_asked
from flows.shared.notice import Params, notice
from panchayat.front_office import FrontOffice
from panchayat.models import Permit, TradeNoc
from panchayat.models.application_states import Kind, Stage

#: Code points of an officer's note in a notice, which is one message; the whole note is shown with the status.
_LONGEST_NOTE: Final = 800


@notice("application_moved")
def application_moved(office: FrontOffice, params: Params) -> Sequence[Words]:
    """A step that the office has made, for the applicant."""
    application = office.applications.get(UUID(params["application_id"]))
    step = office.applications.step(application, params["position"])
    stage = Stage(step.stage)
    lines: list[Words] = [
        _("News of your application {number} ({kind}): {state}").using(
            number=Reference(application.number),
            kind=KIND_WORDS[Kind(application.kind)],
            state=STAGE_WORDS[stage],
        )
    ]
    if step.note:
        lines.append(shorten(step.note, _LONGEST_NOTE))
    if application.missing and stage is Stage.NEEDS_INFO:
        lines.append(_("Still missing: {missing}").using(missing=application.missing))
    if stage is Stage.GRANTED:
        word = _("permit") if application.kind == Kind.PERMIT else _("NOC")
        lines.append(_("To get the paper, write: {word}").using(word=word))
    else:
        lines.append(_("To see everything, write: status"))
    return lines


@notice("application_filed")
def application_filed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """A new application, for the staff."""
    application = office.applications.get(UUID(params["application_id"]))
    lines: list[Words] = [
        _("New application {number}: {kind}, {about}").using(
            number=Reference(application.number), kind=KIND_WORDS[Kind(application.kind)], about=application.about
        ),
        _("From: {name}, {phone}").using(name=application.applicant, phone=application.mobile),
        _("Target: decision by {date}").using(date=application.target_on),
    ]
    if application.first_year is not None and application.years is not None:
        lines.insert(1, years_asked(application.first_year, application.years))
    return lines


@notice("expiry")
def expiry(office: FrontOffice, params: Params) -> Sequence[Words]:
    """A permit or an NOC runs out."""
    if params["of"] == "permit":
        record: Permit | TradeNoc = office.permits.get(UUID(params["id"]))
        lines: list[Words] = [
            _("Your building permit {number} holds until {date}.").using(
                number=Reference(record.number), date=record.valid_upto
            ),
            _("If the house is not finished by then, talk to the office in good time. Write: phone"),
        ]
    else:
        record = office.trade_nocs.get(UUID(params["id"]))
        lines = [
            _("Your trade NOC {number} holds until {date}.").using(
                number=Reference(record.number), date=record.valid_upto
            ),
            _("To apply for its renewal, write: NOC"),
        ]
    return lines
