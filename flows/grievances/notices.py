"""What the office tells about a grievance by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from chatbot.language.wording import Reference, Words, _
from chatbot.messages import QuickAction
from chatbot.renderer import shorten
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED, NOT_FIXED
from flows.grievances.for_staff import grievance_ways, news_words
from flows.grievances.words import STATE_WORDS, where_to_turn
from flows.shared.notice import Params, notice
from flows.shared.obsolete import Obsolete
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance, GrievanceStep
from panchayat.models.grievance_states import State, is_open

#: Code points of an officer's note in a notice, which is one message; the whole note is shown with the status.
LONGEST_NOTE: Final = 800

_SEE_ALL: Final = _("To see everything, write: status")


def _fixed_or_not(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """The two answers to whether it is fixed."""
    which = {"which": office.grievances.get(UUID(params["grievance_id"])).number}
    return [
        QuickAction(FIXED.label, "status", which | {"next": "yes"}, FIXED.words),
        QuickAction(NOT_FIXED.label, "status", which | {"next": "no", "again": "yes"}, NOT_FIXED.words),
    ]


def _after_move(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """Where the step asks whether it is fixed, the two answers."""
    grievance, step = _found(office, params)
    return _fixed_or_not(office, params) if step.to_state == State.RESOLVED and grievance.kind == "grievance" else ()


@notice("grievance_moved", ways=_after_move)
def moved(office: FrontOffice, params: Params) -> Sequence[Words]:
    """A step that somebody has made; of a resolution it is asked whether it is one."""
    grievance, step = _found(office, params)
    state = STATE_WORDS[State(step.to_state)]
    news = (
        _("News of your complaint {number}: {state}")
        if grievance.kind == "grievance"
        else _("News of your suggestion {number}: {state}")
    )
    lines: list[Words] = [news.using(number=Reference(grievance.number), state=state)]
    if step.note:
        lines.append(shorten(step.note, LONGEST_NOTE))
    if step.to_state == State.FORWARDED:
        lines.append(_("Responsible now: {department}").using(department=office.grievances.department(grievance).names))
    if step.to_state == State.REOPENED and step.level:
        lines.append(
            _("Responsible now: {department}").using(department=office.grievances.holder(grievance, step.level))
        )
    if step.to_state == State.REJECTED:
        lines += where_to_turn(office, grievance)
    if step.to_state == State.NEEDS_INFO:
        lines.append(_("To answer, write: status"))
    elif step.to_state == State.RESOLVED and grievance.kind == "grievance":
        lines.append(IS_IT_FIXED)
    else:
        lines.append(_SEE_ALL)
    return lines


@notice("grievance_for_staff", ways=grievance_ways)
def for_staff(office: FrontOffice, params: Params) -> Sequence[Words]:
    """What whoever answers for it is told.

    Raises:
        Obsolete: it is closed, or the reader may not read it any more.
    """
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    posts = office.staffing.at_work(UUID(params["staff"]))
    if not (is_open(State(grievance.state)) and office.grievance_desk.may_read(posts, grievance)):
        raise Obsolete
    return news_words(office, grievance, params["news"])


@notice("grievance_raised")
def raised(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The target was missed, and somebody higher up has it now."""
    grievance, step = _found(office, params)
    lines: list[Words] = [
        _("Your complaint {number}: nothing was decided in time. We are sorry.").using(
            number=Reference(grievance.number)
        ),
        _("It has gone by itself to the office above: {office}").using(
            office=office.grievances.holder(grievance, step.level)
        ),
        _("New target: action by {date}").using(date=step.target_on),
        _SEE_ALL,
    ]
    return lines


@notice("grievance_late")
def late(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The highest office has missed its target too."""
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    lines: list[Words] = [
        _("Your complaint {number}: nothing was decided by {date} either. We are sorry.").using(
            number=Reference(grievance.number), date=date.fromisoformat(params["missed"])
        ),
        _("It is with the highest office: {office}").using(office=office.grievances.holder(grievance)),
        _("To talk to a person, write: phone"),
    ]
    return lines


@notice("grievance_fixed", ways=_fixed_or_not)
def is_it_fixed(office: FrontOffice, params: Params) -> Sequence[Words]:
    """The question of the resolution once more."""
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    lines: list[Words] = [
        _("Your complaint {number} ({category}, {place}) was resolved.").using(
            number=Reference(grievance.number),
            category=office.grievances.category(grievance).names,
            place=grievance.place,
        ),
        IS_IT_FIXED,
        _("You need not answer; we do not ask again."),
    ]
    return lines


def _found(office: FrontOffice, params: Params) -> tuple[Grievance, GrievanceStep]:
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    steps = office.grievances.history(grievance)
    return grievance, next(each for each in steps if each.position == params["position"])
