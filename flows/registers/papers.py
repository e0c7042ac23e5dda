"""The papers of the registers: building permits and trade NOCs."""

from __future__ import annotations

from uuid import UUID

from chatbot.language.wording import _
from flows.shared.paper_kinds import PaperKind
from panchayat.front_office import FrontOffice
from panchayat.models import Paper, Registered
from panchayat.papers.papers import SignedFile


def _permit(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    permit = office.permits.get(subject)
    return office.papers.issue(
        "permit",
        office_id=permit.office_id,
        subject_id=subject,
        facts=office.permits.facts(permit),
        language=language,
        file_name=permit.number,
        valid_upto=permit.valid_upto,
        signed=_signed(permit),
    )


def _trade_noc(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    noc = office.trade_nocs.get(subject)
    return office.papers.issue(
        "trade_noc",
        office_id=noc.office_id,
        subject_id=subject,
        facts=office.trade_nocs.facts(noc),
        language=language,
        file_name=noc.number,
        valid_upto=noc.valid_upto,
        signed=_signed(noc),
    )


def _signed(record: Registered) -> SignedFile | None:
    """The file that the office has signed itself, where it has."""
    if record.signed_file_hash is None or record.signed_file_size is None:
        return None
    return SignedFile(record.signed_file_hash, record.signed_file_size)


PERMIT = PaperKind("permit", _("Building permit"), _("Building permit"), _permit)
TRADE_NOC = PaperKind("trade_noc", _("Trade No Objection Certificate"), _("Trade NOC"), _trade_noc)
