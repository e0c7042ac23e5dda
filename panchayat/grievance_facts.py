"""What the papers about a grievance say: its acknowledgement, and the report of the action taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from panchayat.clock import today
from panchayat.grievance_states import State
from panchayat.models import (
    Category,
    Contact,
    Department,
    Grievance,
    GrievanceEvidence,
    GrievanceStep,
    Names,
    Person,
    Staff,
)
from panchayat.offices import Offices


class NoActionTaken(Exception):
    """No action has been taken on the grievance, so that none can be reported."""

    def __init__(self, number: str) -> None:
        super().__init__(f"no action has been taken on {number}")


def acknowledgement(session: Session, offices: Offices, grievance: Grievance, language: str) -> dict[str, Any]:
    """The JSON facts of the acknowledgement, as they were on the day of filing, whatever happened since."""
    category = session.get_one(Category, grievance.category_id)
    return {
        **_common(session, offices, grievance),
        "issued_on": today(grievance.filed_at).isoformat(),
        "kind": grievance.kind,
        "department": session.get_one(Department, category.department_id).names,
        "description": grievance.description,
        "filed_at": grievance.filed_at.isoformat(),
        "target_on": grievance.target_on.isoformat(),
        "target_working_days": category.target_working_days,
        "escalates_to": _next_above(offices, grievance),
        "evidence_count": _evidence_count(session, grievance),
        "applicant": _applicant(session, grievance, language),
    }


def action_taken(
    session: Session, offices: Offices, grievance: Grievance, history: Sequence[GrievanceStep]
) -> dict[str, Any]:
    """The JSON facts of the report; who complained is not among them.

    Raises:
        NoActionTaken: there is nothing to report yet.
    """
    action = next((step for step in reversed(history) if step.to_state == State.ACTION_TAKEN), None)
    if action is None:
        raise NoActionTaken(grievance.number)
    common = _common(session, offices, grievance)
    return {
        **common,
        "issued_on": today(history[-1].at).isoformat(),
        "department": session.get_one(Department, grievance.department_id).names,
        "gist": grievance.description,
        "filed_on": today(grievance.filed_at).isoformat(),
        "steps": [
            {
                "on": today(step.at).isoformat(),
                "state": step.to_state,
                "post": _post(session, step.staff_id),
                "note": step.note,
            }
            for step in history
        ],
        "action": action.note or "",
        "action_on": today(action.at).isoformat(),
        "officer_post": _post(session, action.staff_id) or common["signatory_post"],
        "appeal_to": _next_above(offices, grievance),
    }


def _common(session: Session, offices: Offices, grievance: Grievance) -> dict[str, Any]:
    return {
        **offices.letterhead(grievance.office_id),
        **offices.signatory(grievance.office_id),
        "number": grievance.number,
        "category": session.get_one(Category, grievance.category_id).names,
        "place": grievance.place,
    }


def _next_above(offices: Offices, grievance: Grievance) -> Names | None:
    return next(iter(offices.get(grievance.office_id).escalation), None)


def _post(session: Session, staff_id: UUID | None) -> Names | None:
    return session.get_one(Staff, staff_id).post if staff_id else None


def _applicant(session: Session, grievance: Grievance, language: str) -> str:
    contact = session.get_one(Contact, grievance.contact_id)
    if contact.person_id is None:
        return contact.profile_name or ""
    names: Names = session.get_one(Person, contact.person_id).names
    return names.get(language) or next(iter(names.values()), "")


def _evidence_count(session: Session, grievance: Grievance) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(GrievanceEvidence)
            .where(GrievanceEvidence.office_id == grievance.office_id, GrievanceEvidence.grievance_id == grievance.id)
        )
        or 0
    )
