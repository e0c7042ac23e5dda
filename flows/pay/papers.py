"""The papers about pay: the slip of a month, and the statement of a year."""

from __future__ import annotations

from uuid import UUID

from chatbot.language.wording import _
from flows.shared.paper_kinds import PaperKind
from panchayat.front_office import FrontOffice
from panchayat.models import Paper


def _pay_slip(office: FrontOffice, subject: UUID, language: str, contact_id: UUID) -> Paper:
    slip = office.pay.get(subject)
    return office.papers.issue(
        "pay_slip",
        office_id=slip.office_id,
        subject_id=subject,
        facts=office.pay.facts(slip, contact_id),
        language=language,
        file_name=f"PaySlip-{slip.month:%Y-%m}",
    )


def _annual_salary(office: FrontOffice, subject: UUID, language: str, contact_id: UUID) -> Paper:
    slip = office.pay.get(subject)
    return office.papers.issue(
        "annual_salary",
        office_id=slip.office_id,
        subject_id=subject,
        facts=office.pay.statement_facts(slip, contact_id),
        language=language,
        file_name=f"Salary-{office.pay.year_of(slip)}",
    )


PAY_SLIP = PaperKind("pay_slip", _("Pay slip"), _("Pay slip"), _pay_slip)
ANNUAL_SALARY = PaperKind("annual_salary", _("Annual salary statement"), _("Annual salary statement"), _annual_salary)
