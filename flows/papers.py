"""Issuing the paper that a flow promised: which facts go into which paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from panchayat.front_office import FrontOffice
from panchayat.models import Paper, Registered
from panchayat.papers.papers import SignedFile


def issue(office: FrontOffice, kind: str, subject: UUID, language: str, contact_id: UUID) -> Paper:
    """The paper of this kind about a record, in ``language``, for a contact; the same facts give the same paper.

    Raises:
        KeyError: there is no paper of this kind.
        panchayat.pay.NotTheirs: it is about somebody's pay, and this contact is not its employee.
    """
    return ISSUED[kind](office, subject, language, contact_id)


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


def _certificate(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    return office.certificate_desk.paper(office.certificates.get(subject), language)


def _booking_voucher(office: FrontOffice, subject: UUID, language: str, _contact_id: UUID) -> Paper:
    booking = office.bookings.get(subject)
    return office.papers.issue(
        "booking_voucher",
        office_id=booking.office_id,
        subject_id=subject,
        facts=office.booking_facts.voucher(booking),
        language=language,
        file_name=booking.number,
        valid_upto=office.bookings.departure(booking),
    )


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


def _signed(record: Registered) -> SignedFile | None:
    """The file that the office has signed itself, where it has."""
    if record.signed_file_hash is None or record.signed_file_size is None:
        return None
    return SignedFile(record.signed_file_hash, record.signed_file_size)


#: Every kind of paper, and how it is issued.
ISSUED: Final[Mapping[str, Callable[[FrontOffice, UUID, str, UUID], Paper]]] = {
    "acknowledgement": _acknowledgement,
    "action_taken": _action_taken,
    "permit": _permit,
    "trade_noc": _trade_noc,
    "pay_slip": _pay_slip,
    "annual_salary": _annual_salary,
    "certificate": _certificate,
    "booking_voucher": _booking_voucher,
    "booking_cancellation": _booking_cancellation,
}
