"""Sample grievances: each with its steps, and with those that its missed targets have made of themselves since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import select

from panchayat.core.clock import IST
from panchayat.core.numbers import Prefix, new_number
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, Grievance, GrievanceStep, Staff
from panchayat.models.grievance_states import UNDECIDED, State
from panchayat.models.inserting import insert_unique
from panchayat.offices.known import KnownCategory, KnownOffice

#: On sample days everything happens late in the morning.
_HOUR: Final = time(11, 0, tzinfo=IST)
_DAY: Final = timedelta(days=1)


def add_grievance(office: FrontOffice, citizen: Contact, at: KnownOffice, entry: Mapping[str, Any]) -> None:
    """Put a sample into the records, with nothing about it left to be told."""
    category = next(found for found in office.offices.categories(at.id) if found.key == entry["category"])
    departments = {found.key: found.id for found in office.offices.departments(at.id)}
    steps = [
        GrievanceStep(
            office_id=at.id,
            from_state=before and before["state"],
            to_state=step["state"],
            at=_instant(office.today - timedelta(days=step["days_ago"])),
            department_id=departments.get(step.get("department")) if before else category.department_id,
            note=step.get("note"),
        )
        for before, step in zip([None, *entry["steps"]], entry["steps"], strict=False)
    ]
    last, filed_on = State(steps[-1].to_state), office.today - timedelta(days=entry["steps"][0]["days_ago"])
    first_target = office.offices.working_days(at.id).after(filed_on, category.target_working_days)
    climbs = _climbs(office, at, category, first_target) if entry["kind"] == "grievance" and last in UNDECIDED else []
    target_on = next((step.target_on for step in reversed(climbs) if step.target_on), first_target)
    steps[0].target_on = first_target
    grievance = Grievance(
        office_id=at.id,
        kind=entry["kind"],
        contact_id=citizen.id,
        category_id=category.id,
        department_id=next(step.department_id for step in reversed(steps) if step.department_id),
        description=entry["description"],
        place=entry["place"],
        state=last,
        level=len(climbs),
        resolved_at=next((step.at for step in steps if step.to_state == State.RESOLVED), None),
        target_on=target_on,
        escalates_on=target_on + _DAY if entry["kind"] == "grievance" and last in UNDECIDED else None,
        waiting_since=office.today - timedelta(days=entry["steps"][-1]["days_ago"])
        if last is State.NEEDS_INFO
        else None,
        filed_at=steps[0].at,
    )
    insert_unique(office.session, grievance, lambda: _draw(grievance, filed_on.year))
    officer = _officer(office, at)
    state: str | None = None
    for position, step in enumerate(sorted([*steps, *climbs], key=attrgetter("at")), start=1):
        if step in climbs:
            step.from_state = step.to_state = state or last
        elif step is not steps[0]:
            step.staff_id = officer.id
        state = step.to_state
        step.grievance_id, step.position = grievance.id, position
        office.session.add(step)


def _climbs(office: FrontOffice, at: KnownOffice, category: KnownCategory, target_on: date) -> list[GrievanceStep]:
    """The steps by which it has gone up since, as far as its dates say."""
    days, climbs = office.offices.working_days(at.id), list[GrievanceStep]()
    while target_on < office.today and len(climbs) < len(at.escalation):
        missed, target_on = target_on, days.after(target_on, category.target_working_days)
        climbs.append(
            GrievanceStep(office_id=at.id, at=_instant(missed + _DAY), level=len(climbs) + 1, target_on=target_on)
        )
    return climbs


def _officer(office: FrontOffice, at: KnownOffice) -> Staff:
    """Whoever works on requests; who signs has others for that, where there are any."""
    return office.session.scalars(
        select(Staff)
        .where(Staff.office_id == at.id, Staff.role.in_(("officer", "coordinator")))
        .order_by(Staff.signs, Staff.id)
        .limit(1)
    ).one()


def _draw(grievance: Grievance, year: int) -> None:
    grievance.number = new_number(Prefix.GRIEVANCE, year)


def _instant(day: date) -> datetime:
    return datetime.combine(day, _HOUR).astimezone(UTC)
