"""Whose records are looked at: one person like most, one who has very many, and one of each that works for an office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from stdnum import damm

from panchayat.front_office import FrontOffice
from panchayat.models import (
    Application,
    Booking,
    Certificate,
    Contact,
    Grievance,
    GrievanceEvidence,
    GuestHouse,
    MessageSid,
    Office,
    Paper,
    PaySlip,
    Permit,
    Staff,
    TradeNoc,
)
from panchayat.offices.known import KnownOffice

#: Those who have very many of everything, and more the more people there are.
_BUSIEST = "whatsapp:+916000000001"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Ids and numbers that are there among few people and among many."""

    citizen: UUID
    address: str
    sid: str
    busiest: UUID
    officer: UUID
    state_officer: UUID
    employee: UUID
    office: Office
    house: GuestHouse
    grievance: Grievance
    resolved: Grievance
    certificate: Certificate
    application: Application
    permit: Permit
    noc: TradeNoc
    booking: Booking
    slip: PaySlip
    paper: Paper
    media_id: UUID
    paid: Staff

    @classmethod
    def of(cls, office: FrontOffice) -> Subjects:
        session = office.session
        at = session.scalars(select(Office).where(Office.kind == "gp").order_by(Office.code)).first()
        state = office.offices.state()
        if at is None:
            raise LookupError("there is no office in this database")
        grievance = _numbered(office, Grievance, Grievance.state == "UNDER_PROCESS", Grievance.office_id == at.id)
        citizen = session.get_one(Contact, grievance.contact_id)
        paid = _staff(office, at, "E5")
        return cls(
            citizen=citizen.id,
            address=citizen.address,
            sid=session.scalars(select(MessageSid.sid).order_by(MessageSid.received_at.desc()).limit(1)).one(),
            busiest=_contact(office, _BUSIEST),
            officer=_contact(office, f"whatsapp:{_staff(office, at, 'E2').mobile}"),
            state_officer=_contact(office, f"whatsapp:{_staff(office, state, 'E2').mobile}"),
            employee=_contact(office, f"whatsapp:{paid.mobile}"),
            office=at,
            house=session.scalars(select(GuestHouse).where(GuestHouse.office_id == at.id)).one(),
            grievance=grievance,
            resolved=_numbered(office, Grievance, Grievance.state == "RESOLVED", Grievance.office_id == at.id),
            certificate=_numbered(
                office, Certificate, Certificate.held_by.is_not(None), Certificate.office_id == at.id
            ),
            application=_numbered(office, Application, Application.office_id == at.id),
            permit=_numbered(office, Permit, Permit.office_id == at.id),
            noc=_numbered(office, TradeNoc, TradeNoc.office_id == at.id),
            booking=_numbered(office, Booking, Booking.office_id == at.id, Booking.state == "BOOKED"),
            slip=session.scalars(
                select(PaySlip).where(PaySlip.staff_id == paid.id, PaySlip.released_at.is_not(None)).limit(1)
            ).one(),
            paper=session.scalars(
                select(Paper).where(Paper.kind == "acknowledgement", Paper.subject_id == grievance.id)
            ).one(),
            media_id=session.scalars(select(GrievanceEvidence.media_id).order_by(GrievanceEvidence.id).limit(1)).one(),
            paid=paid,
        )


def _staff(office: FrontOffice, at: Office | KnownOffice, employee_id: str) -> Staff:
    return office.staffing.by_employee_id(at.code, employee_id)


def _contact(office: FrontOffice, address: str) -> UUID:
    found = office.contacts.at("whatsapp", address)
    if found is None:
        raise LookupError(f"nobody writes from {address} in this database")
    return found.id


def _numbered(office: FrontOffice, model: Any, *which: ColumnElement[bool]) -> Any:
    """The newest record of these that is not the busiest person's, with the right check digit, which the others' numbers lack."""
    busiest = _contact(office, _BUSIEST)
    others = (model.contact_id != busiest,) if "contact_id" in model.__table__.c else ()
    record = office.session.scalars(select(model).where(*which, *others).order_by(model.id.desc()).limit(1)).one()
    digits = record.number.partition("-")[2].replace("-", "")[:-1]
    record.number = record.number[:-1] + damm.calc_check_digit(digits)
    return record
