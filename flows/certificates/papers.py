"""The paper that a request for a certificate ends in."""

from __future__ import annotations

from uuid import UUID

from chatbot.language.wording import _
from flows.shared.paper_kinds import PaperKind
from panchayat.front_office import FrontOffice
from panchayat.models import Paper


def _certificate(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    return office.certificate_desk.paper(office.certificates.get(subject), language)


CERTIFICATE = PaperKind("certificate", _("Certificate"), _("Certificate"), _certificate)
