"""The papers about grievances: the receipt, and the report of the action taken."""

from __future__ import annotations

from uuid import UUID

from chatbot.language.wording import _
from flows.shared.paper_kinds import PaperKind
from panchayat.front_office import FrontOffice
from panchayat.models import Paper


def _acknowledgement(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    grievance = office.grievances.get(subject)
    return office.papers.issue(
        "acknowledgement",
        office_id=grievance.office_id,
        subject_id=subject,
        facts=office.grievances.facts_for_acknowledgement(grievance, language),
        language=language,
        file_name=grievance.number,
    )


def _action_taken(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    return office.grievances.report(office.grievances.get(subject), language)


ACKNOWLEDGEMENT = PaperKind("acknowledgement", _("Acknowledgement"), _("Receipt"), _acknowledgement)
ACTION_TAKEN = PaperKind("action_taken", _("Action-taken report"), _("Report of the action taken"), _action_taken)
