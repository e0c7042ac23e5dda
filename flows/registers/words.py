"""What is said about an application for a paper, in the conversation and in notices."""

from __future__ import annotations

from typing import Final

from chatbot.language.wording import Reference, Text, Words, _, button, say, short_date
from panchayat.core.clock import today
from panchayat.core.months import FinancialYear
from panchayat.front_office import FrontOffice
from panchayat.models import Application
from panchayat.models.application_states import Kind, Stage, is_open

KIND_WORDS: Final = {
    Kind.PERMIT: button("Building permit"),
    Kind.NOC: button("Trade NOC"),
    Kind.NOC_RENEWAL: button("Trade NOC renewal"),
}
STAGE_WORDS: Final = {
    Stage.RECEIVED: button("Received"),
    Stage.SCRUTINY: button("Papers being checked"),
    Stage.NEEDS_INFO: button("Something is missing"),
    Stage.INSPECTION: button("Site inspection"),
    Stage.FEE_DUE: button("Fee to be paid"),
    Stage.GRANTED: button("Granted"),
    Stage.REJECTED: button("Not granted"),
}


def application_details(office: FrontOffice, application: Application, language: str) -> str:
    """Everything that the applicant may know: how far it has got, what is missing, by when, and whom to ask."""
    stage, history = Stage(application.stage), office.applications.history(application)
    lines: list[Words] = [
        _("Application no.: {number}").using(number=Reference(application.number)),
        _("For: {kind}, {about}").using(kind=KIND_WORDS[Kind(application.kind)], about=application.about),
        _("Handed in: {date}").using(date=application.applied_on),
        _("Status: {state}").using(state=STAGE_WORDS[stage]),
    ]
    if application.first_year is not None and application.years is not None:
        lines.insert(2, years_asked(application.first_year, application.years))
    note = history[-1].note
    if application.missing and is_open(stage):
        lines.append(_("Still missing: {missing}").using(missing=application.missing))
    if note:
        lines.append(_("Reason: {reason}").using(reason=note) if stage is Stage.REJECTED else note)
    if is_open(stage):
        lines.append(_target(office, application))
    lines.append(_ask(office, application))
    lines += ["", _("What has been done:")]
    lines += [
        f"{short_date(today(step.at), language)}: {say(STAGE_WORDS[Stage(step.stage)], language)}" for step in history
    ]
    return "\n".join(say(line, language) for line in lines)


def years_asked(first_year: int, years: int) -> Text:
    """The financial years for which a renewal is asked."""
    first = FinancialYear(first_year)
    if years == 1:
        return _("Financial year: {year}").using(year=Reference(first))
    return _("Financial years: {first} to {last}").using(first=Reference(first), last=Reference(first.later(years - 1)))


def _target(office: FrontOffice, application: Application) -> Words:
    if application.target_on < office.today:
        return _("The target was {date}. It has not been kept; we are sorry.").using(date=application.target_on)
    return _("Target: decision by {date}").using(date=application.target_on)


def _ask(office: FrontOffice, application: Application) -> Words:
    at = office.offices.get(application.office_id)
    phone = application.ask_phone or at.helpline_phone
    return _("To ask about it: {who}, {phone}").using(who=application.ask_post or at.names, phone=phone)
