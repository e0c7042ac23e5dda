"""The papers about bookings: the voucher, and what became of rooms that were given up."""

from __future__ import annotations

from uuid import UUID

from chatbot.language.wording import _
from flows.shared.paper_kinds import PaperKind
from panchayat.front_office import FrontOffice
from panchayat.models import Paper


def _booking_voucher(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    return office.booking_facts.issue_voucher(office.bookings.get(subject), language)


def _booking_cancellation(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    cancellation = office.bookings.cancellation(subject)
    return office.papers.issue(
        "booking_cancellation",
        office_id=cancellation.office_id,
        subject_id=subject,
        facts=office.booking_facts.cancelled(cancellation),
        language=language,
        file_name=f"CXL-{office.bookings.get(cancellation.booking_id).number}",
    )


BOOKING_VOUCHER = PaperKind(
    "booking_voucher", _("Guest house booking voucher"), _("Guest house booking voucher"), _booking_voucher
)
BOOKING_CANCELLATION = PaperKind(
    "booking_cancellation", _("Booking cancellation"), _("Booking cancellation"), _booking_cancellation
)
