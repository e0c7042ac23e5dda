"""Issuing the paper that a flow promised: which facts go into which paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from panchayat.front_office import FrontOffice
from panchayat.models import Paper


def issue(office: FrontOffice, kind: str, subject: UUID, language: str) -> Paper:
    """The paper of this kind about a record, in ``language``; the same facts give the same paper.

    Raises:
        KeyError: there is no paper of this kind.
    """
    return ISSUED[kind](office, subject, language)


def _acknowledgement(office: FrontOffice, subject: UUID, language: str) -> Paper:
    grievance = office.grievances.get(subject)
    return office.papers.issue(
        "acknowledgement",
        office_id=grievance.office_id,
        subject_id=subject,
        facts=office.grievances.facts_for_acknowledgement(grievance, language),
        language=language,
        file_name=grievance.number,
    )


def _action_taken(office: FrontOffice, subject: UUID, language: str) -> Paper:
    grievance = office.grievances.get(subject)
    return office.papers.issue(
        "action_taken",
        office_id=grievance.office_id,
        subject_id=subject,
        facts=office.grievances.facts_for_report(grievance),
        language=language,
        file_name=f"ATR-{grievance.number}",
    )


def _permit(office: FrontOffice, subject: UUID, language: str) -> Paper:
    permit = office.permits.get(subject)
    return office.papers.issue(
        "permit",
        office_id=permit.office_id,
        subject_id=subject,
        facts=office.permits.facts(permit),
        language=language,
        file_name=permit.number,
        valid_upto=permit.valid_upto,
    )


#: Every kind of paper, and how it is issued.
ISSUED: Final[Mapping[str, Callable[[FrontOffice, UUID, str], Paper]]] = {
    "acknowledgement": _acknowledgement,
    "action_taken": _action_taken,
    "permit": _permit,
}
