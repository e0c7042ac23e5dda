"""An office for which nobody signs goes on with everything but certificates, and says so."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from documents import render
from flows.shared.paper_kinds import issue
from jobs.clock import issue_certificates
from panchayat.certificates.requests import Request
from panchayat.front_office import FrontOffice
from panchayat.models import Booking, Cancellation, Grievance, PaperRequest, PaySlip, Staff
from panchayat.models.grievance_states import State
from tests.flows.phones import Phone, Village

ASSISTANT, CITIZEN = "whatsapp:+910000000202", "whatsapp:+910000000105"


@pytest.fixture
def vacant(village: Village) -> Village:
    """The samples, after everybody who signs has left."""
    with village.open_office() as office:
        for each in office.session.scalars(select(Staff).where(Staff.signs)):
            each.left_on = office.today
    return village


def subjects(office: FrontOffice) -> dict[str, tuple[UUID, UUID]]:
    """A record for each kind of paper that needs no signature of a person, and who may have the paper."""
    resolved = office.session.scalars(select(Grievance).where(Grievance.state == State.RESOLVED)).first()
    booking = office.session.scalars(select(Booking).where(Booking.paid_at.is_not(None))).first()
    cancellation = office.session.scalars(select(Cancellation)).first()
    slip = office.session.scalars(select(PaySlip).where(PaySlip.released_at.is_not(None))).first()
    assert resolved
    assert booking
    assert cancellation
    assert slip
    employee = office.contacts.at_mobile(office.staffing.get(slip.staff_id).mobile)
    return {
        "acknowledgement": (resolved.id, resolved.contact_id),
        "action_taken": (resolved.id, resolved.contact_id),
        "booking_voucher": (booking.id, booking.contact_id),
        "booking_cancellation": (cancellation.id, booking.contact_id),
        "pay_slip": (slip.id, employee),
        "annual_salary": (slip.id, employee),
    }


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
def test_every_other_paper_is_made_with_the_post_in_place_of_the_name(vacant: Village, language: str) -> None:
    with vacant.open_office() as office:
        for kind, (subject, contact_id) in subjects(office).items():
            paper = issue(office, kind, subject, language, contact_id)
            assert paper.facts["signatory"] == paper.facts["signatory_post"]
            assert render(kind, paper.facts, language=language).startswith(b"%PDF")


def test_a_villager_gets_number_and_receipt(vacant: Village) -> None:
    citizen = Phone(vacant, CITIZEN)
    for text in ("hi", "১", "রাস্তাঘাট", "রাস্তায় বড় গর্ত হয়েছে", "বটতলা"):
        citizen.says(text)
    said = citizen.says("জমা দিন")
    assert "অভিযোগ নম্বর: GRV-" in said
    with vacant.open_office() as office:
        (asked,) = office.session.scalars(select(PaperRequest))
        assert office.papers.get(asked.paper_id).kind == "acknowledgement"


def test_a_certificate_is_approved_waits_and_comes_by_itself(vacant: Village) -> None:
    citizen, officer = Phone(vacant, CITIZEN), Phone(vacant, ASSISTANT)
    citizen.says("hi")
    officer.says("hi")
    with vacant.open_office() as office:
        number = certificate(office)
    officer.reads()
    officer.says(number)
    asked = officer.says("মঞ্জুর করে কাগজ দিন")
    assert "এমন কারও নাম নথিভুক্ত নেই" in asked
    assert "সঙ্গে সঙ্গে" not in asked
    assert "কাগজ এখনও বেরোয়নি" in officer.says("১")
    (news,) = citizen.reads()
    assert "মঞ্জুর হয়েছে" in news
    assert "নিজে থেকে এখানে আসবে" in news
    assert "সই করার কোনও আধিকারিক নেই" in citizen.says("অবস্থা")
    waiting = officer.says(number)
    assert "এমন কারও নাম নথিভুক্ত নেই" in waiting
    assert "মঞ্জুর করে কাগজ দিন" not in waiting
    with vacant.open_office() as office:
        office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202").signs = True
        issue_certificates(office)
    vacant.clock.advance(timedelta(minutes=1))
    assert "কাগজ তৈরি হয়েছে" in "".join(citizen.reads())
    assert "কাগজ এখন বেরিয়েছে" in "".join(officer.reads())


def certificate(office: FrontOffice) -> str:
    contact = office.contacts.at("whatsapp", CITIZEN)
    assert contact
    request = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা, হেলেঞ্চা", "চাকরি")
    return office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, request).number
