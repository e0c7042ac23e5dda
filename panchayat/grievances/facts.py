"""What the papers about a grievance say: its acknowledgement, and the report of the action taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from chatbot.language.spelling import composed
from panchayat.core.clock import today
from panchayat.grievances.escalation import is_correction, is_escalation
from panchayat.grievances.hierarchy import Hierarchy
from panchayat.grievances.work_report import WorkDone, work_done
from panchayat.models import (
    Contact,
    Grievance,
    GrievanceStep,
    Names,
    Person,
    Staff,
)
from panchayat.models.grievance_states import State
from panchayat.offices.offices import Offices

UNSAID: Final = "•••"
#: What a name begins after; vowel signs are no letters to regular expressions.
_BEGINS: Final = r"(?<![\w\u0900-\u09ff])"
#: Code points from which on a single word is taken for a name.
_LONG_NAME: Final = 4
#: Ten digits in any script, as mobile numbers are written.
_MOBILE: Final = r"(?<!\d)(?:\+?91[ -]?|0)?[6-9६-९৬-৯]\d{4}[ -]?\d{5}(?!\d)"


class NoActionTaken(Exception):
    """No action has been taken on the grievance, so that none can be reported."""

    def __init__(self, number: str) -> None:
        super().__init__(f"no action has been taken on {number}")


def acknowledgement(
    session: Session,
    offices: Offices,
    hierarchy: Hierarchy,
    grievance: Grievance,
    *,
    history: Sequence[GrievanceStep],
    evidence_count: int,
    language: str,
) -> dict[str, Any]:
    """The JSON facts of the acknowledgement, as they were on the day of filing, whatever happened since."""
    category = offices.category(grievance.office_id, grievance.category_id)
    level = history[0].level or 0
    department = offices.department(grievance.office_id, category.department_id).names
    return {
        **_common(offices, grievance, above=hierarchy.holder(grievance, level) if level else None),
        "issued_on": today(grievance.filed_at).isoformat(),
        "kind": grievance.kind,
        "department": hierarchy.holder(grievance, level) if level else department,
        "past_office": level > 0,
        "description": grievance.description,
        "filed_at": grievance.filed_at.isoformat(),
        "target_on": (history[0].target_on or grievance.target_on).isoformat(),
        "target_working_days": category.target_working_days,
        "escalates_to": hierarchy.next_above(grievance, level) if grievance.kind == "grievance" else None,
        "evidence_count": evidence_count,
        "applicant": _applicant(session, grievance, language),
    }


def action_taken(
    session: Session, offices: Offices, hierarchy: Hierarchy, grievance: Grievance, history: Sequence[GrievanceStep]
) -> dict[str, Any]:
    """The JSON facts of the report; who complained is not among them, not even where they have written their own name.

    Raises:
        NoActionTaken: there is nothing to report yet.
    """
    place = max((place for place, step in enumerate(history) if step.to_state == State.ACTION_TAKEN), default=None)
    if place is None:
        raise NoActionTaken(grievance.number)
    action = history[place]
    above = hierarchy.holder(grievance) if grievance.bypasses_office else None
    common = _common(offices, grievance, above=above)
    hide = _hiding(_called(session, grievance))
    return {
        **common,
        "place": hide(grievance.place),
        "issued_on": today(history[-1].at).isoformat(),
        "department": hierarchy.holder(grievance),
        "gist": hide(grievance.description),
        "filed_on": today(grievance.filed_at).isoformat(),
        "steps": [
            {
                "on": today(step.at).isoformat(),
                "state": _kind(step),
                "post": _post(session, step.staff_id),
                "to": hierarchy.holder(grievance, step.level) if step.level else None,
                "note": step.note and hide(step.note),
            }
            for step in history
        ],
        "action": hide(action.note or ""),
        "action_on": today(action.at).isoformat(),
        "officer_post": _post(session, action.staff_id) or common["signatory_post"],
        "appeal_to": hierarchy.next_above(grievance) if grievance.kind == "grievance" else None,
        **_work(work_done(history[place:]), hide),
    }


def _kind(step: GrievanceStep) -> str:
    """What a step is called: by the state that it leads to, unless it stays in one."""
    if is_correction(step):
        return "CORRECTED"
    return "ESCALATED" if is_escalation(step) else step.to_state


def _work(done: WorkDone, hide: Callable[[str], str]) -> dict[str, Any]:
    """What is said about the work; what is not said is no fact, so that a report without it stays the same paper."""
    facts = {
        "inspected_on": done.inspected_on and done.inspected_on.isoformat(),
        "findings": done.findings and hide(done.findings),
        "order_no": done.order_no and hide(done.order_no),
        "spent": done.spent_paise,
        "photos": list(done.photos) or None,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _common(offices: Offices, grievance: Grievance, *, above: Names | None) -> dict[str, Any]:
    """``above`` is who has it, where it is about the office: then nobody whom it may be about answers for the paper."""
    head = offices.letterhead(grievance.office_id)
    if above is None:
        head |= offices.signatory(grievance.office_id)
    else:
        state = offices.letterhead(offices.state().id)
        head |= {key: state[key] for key in ("office", "office_address", "helpline_phone")}
        head |= {"signatory": above, "signatory_post": state["office"]}
    return {
        **head,
        "number": grievance.number,
        "category": offices.category(grievance.office_id, grievance.category_id).names,
        "place": grievance.place,
    }


def _post(session: Session, staff_id: UUID | None) -> Names | None:
    return session.get_one(Staff, staff_id).post if staff_id else None


def _applicant(session: Session, grievance: Grievance, language: str) -> str:
    contact = session.get_one(Contact, grievance.contact_id)
    if contact.person_id is None:
        return contact.profile_name or ""
    names: Names = session.get_one(Person, contact.person_id).names
    return names.get(language) or next(iter(names.values()), "")


def _called(session: Session, grievance: Grievance) -> list[str]:
    """What the person who complained is known to be called, in every language."""
    contact = session.get_one(Contact, grievance.contact_id)
    names: list[str] = [contact.profile_name or ""]
    if contact.person_id is not None:
        names += session.get_one(Person, contact.person_id).names.values()
    return [name for name in names if name]


def _hiding(names: Sequence[str]) -> Callable[[str], str]:
    """What takes these names, and mobile numbers, out of a text that anybody may read."""
    # A name is known with "Shri" or "Sample" before it and written without; a single short word may be any word.
    parts = {
        " ".join(words[start:])
        for name in names
        if len(words := composed(name).split()) > 1 or len(name) >= _LONG_NAME
        for start in range(max(1, len(words) - 1))
    }
    written = [re.escape(part).replace(r"\ ", r"\s+") for part in sorted(parts, key=len, reverse=True)]
    hidden = re.compile("|".join([*(f"{_BEGINS}{each}" for each in written), _MOBILE]), re.IGNORECASE)

    def hide(text: str) -> str:
        return hidden.sub(UNSAID, composed(text))

    return hide
