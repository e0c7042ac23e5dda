"""What is said about a grievance, in the conversation and in notices."""

from __future__ import annotations

from typing import Final

from chatbot.language.wording import Paise, Reference, Text, Words, _, button, say, short_date
from panchayat.core.clock import today
from panchayat.front_office import FrontOffice
from panchayat.grievances.escalation import is_correction, is_escalation
from panchayat.models import Grievance, GrievanceStep
from panchayat.models.grievance_states import UNDECIDED, State

STATE_WORDS: Final = {
    State.SUBMITTED: button("Submitted"),
    State.UNDER_PROCESS: button("Under process"),
    State.FORWARDED: button("Sent to the department"),
    State.NEEDS_INFO: button("More info needed"),
    State.ACTION_TAKEN: button("Action taken"),
    State.RESOLVED: button("Resolved"),
    State.REJECTED: button("Not accepted"),
    State.REOPENED: button("Opened again"),
    State.WITHDRAWN: button("Withdrawn"),
}


def subject(office: FrontOffice, grievance: Grievance) -> Text:
    """How a grievance is named where something was done to it: its number, what it is about, and where."""
    return _("{number} ({category}, {place})").using(
        number=Reference(grievance.number),
        category=office.grievances.category(grievance).names,
        place=grievance.place,
    )


def details(office: FrontOffice, grievance: Grievance, language: str) -> str:
    """Everything that its owner may know of a grievance, in words."""
    history = office.grievances.history(grievance)
    lines: list[Words] = [
        _("No.: {number}").using(number=Reference(grievance.number)),
        _("About: {category}, {place}").using(
            category=office.grievances.category(grievance).names, place=grievance.place
        ),
        _("Status: {state}").using(state=STATE_WORDS[State(grievance.state)]),
        _("Responsible: {department}").using(department=office.grievances.holder(grievance)),
        *_target(office, grievance),
    ]
    if grievance.state == State.REJECTED and history[-1].note:
        lines.append(_("Reason: {reason}").using(reason=history[-1].note))
        lines += where_to_turn(office, grievance)
    lines += ["", *what_was_done(office, grievance, language)]
    return "\n".join(say(line, language) for line in lines)


def what_was_done(office: FrontOffice, grievance: Grievance, language: str) -> list[Words]:
    """Every step with its day, oldest first."""
    lines: list[Words] = [_("What has been done:")]
    for step in office.grievances.history(grievance):
        lines.append(f"{short_date(today(step.at), language)}: {_step(office, grievance, step, language)}")
        lines += _work(step)
    return lines


def where_to_turn(office: FrontOffice, grievance: Grievance) -> list[Words]:
    """Where somebody can go who does not agree with a rejection: to the office above whoever has rejected it."""
    above = office.grievances.next_above(grievance)
    return [_("If you do not agree, you can turn to: {office}").using(office=above)] if above else []


def _target(office: FrontOffice, grievance: Grievance) -> list[Words]:
    if grievance.state == State.NEEDS_INFO:
        return [_("Until your answer comes, the working days are not counted.")]
    if grievance.state not in UNDECIDED:
        return []
    if grievance.target_on < office.today:
        return [_("The target was {date}. It has not been kept; we are sorry.").using(date=grievance.target_on)]
    return [_("Target: action by {date}").using(date=grievance.target_on)]


def _work(step: GrievanceStep) -> list[Words]:
    """By which order something was done, and for how much."""
    lines: list[Words] = []
    if step.order_no:
        lines.append(_("Order number: {order}").using(order=step.order_no))
    if step.spent_paise is not None:
        lines.append(_("Money spent: {amount}").using(amount=Paise(step.spent_paise)))
    return lines


def _step(office: FrontOffice, grievance: Grievance, step: GrievanceStep, language: str) -> str:
    above = office.grievances.holder(grievance, step.level) if step.level else None
    if above is not None and is_escalation(step):
        return say(_("Not done in time; gone to the office above: {office}"), language, office=above)
    if is_correction(step):
        return say(_("Put right by the applicant"), language)
    parts = [STATE_WORDS[State(step.to_state)], above, step.note]
    return ": ".join(say(part, language) for part in parts if part)
