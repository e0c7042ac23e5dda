"""What is said about a grievance, in the conversation and in notices."""

from __future__ import annotations

from typing import Final

from chatbot.language import Reference, Words, _, button, say, short_date
from panchayat.clock import today
from panchayat.front_office import FrontOffice
from panchayat.grievance_states import State, is_open
from panchayat.models import Grievance, GrievanceStep

STATE_WORDS: Final = {
    State.SUBMITTED: button("Submitted"),
    State.UNDER_PROCESS: button("Under process"),
    State.FORWARDED: button("Sent to the department"),
    State.NEEDS_INFO: button("More info needed"),
    State.ACTION_TAKEN: button("Action taken"),
    State.RESOLVED: button("Resolved"),
    State.REJECTED: button("Not accepted"),
    State.REOPENED: button("Opened again"),
}


def details(office: FrontOffice, grievance: Grievance, language: str) -> str:
    """Everything that its owner may know of a grievance, in words."""
    history = office.grievances.history(grievance)
    lines: list[Words] = [
        _("No.: {number}").using(number=Reference(grievance.number)),
        _("About: {category}, {place}").using(
            category=office.grievances.category(grievance).names, place=grievance.place
        ),
        _("Status: {state}").using(state=STATE_WORDS[State(grievance.state)]),
        _("Responsible: {department}").using(department=office.grievances.department(grievance).names),
    ]
    if is_open(State(grievance.state)):
        lines.append(_target(office, grievance))
    if grievance.state == State.REJECTED and history[-1].note:
        lines.append(_("Reason: {reason}").using(reason=history[-1].note))
    lines += ["", _("What has been done:")]
    lines += [f"{short_date(today(step.at), language)}: {_step(step, language)}" for step in history]
    return "\n".join(say(line, language) for line in lines)


def _target(office: FrontOffice, grievance: Grievance) -> Words:
    if grievance.target_on < office.today:
        return _("The target was {date}. It has not been kept; we are sorry.").using(date=grievance.target_on)
    return _("Target: action by {date}").using(date=grievance.target_on)


def _step(step: GrievanceStep, language: str) -> str:
    state = say(STATE_WORDS[State(step.to_state)], language)
    return f"{state}: {step.note}" if step.note else state
