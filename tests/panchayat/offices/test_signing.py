"""Who signs for an office, and what becomes of its papers while nobody does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from jobs.clock import issue_certificates
from panchayat.certificates.requests import Delivery, Request
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, Contact, Outbox, Paper, PaperRequest, Staff, StaffPin
from panchayat.models.certificate_states import State
from panchayat.offices.signing import nobody_signs, nobody_works
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

PRADHAN = {"bn": "প্রধান", "en": "Pradhan", "hi": "प्रधान"}
IN_CHARGE = "ভারপ্রাপ্ত আধিকারিক"
REQUEST = Request("character", "নমুনা মালতী মাহাতো", "নমুনা হরি মাহাতো", "বটতলা", "চাকরি")


def staff(office: FrontOffice, number: str) -> Staff:
    return office.session.scalars(select(Staff).where(Staff.employee_id == f"SAMPLE-E-{number}")).one()


def signatory(office: FrontOffice, code: str = "SAMPLE-01") -> dict[str, dict[str, str]]:
    return office.offices.signatory(office.offices.by_code(code).id)


def leaves(samples: Samples, in_days: int, number: str = "201") -> None:
    with samples.open_office() as office:
        staff(office, number).left_on = office.today + timedelta(days=in_days)


def approved(samples: Samples, request: Request = REQUEST) -> str:
    with samples.open_office() as office:
        at = office.offices.by_code("SAMPLE-01").id
        number = office.certificates.file(at, samples.citizen(office), request).number
        office.certificate_desk.approve(number, staff(office, "202"))
        return number


def found(office: FrontOffice, number: str) -> Certificate:
    certificate = office.certificates.by_number(number)
    assert certificate
    return certificate


def told(office: FrontOffice, address: str) -> list[str]:
    """The notices about certificates that were owed to whoever writes from this address, oldest first."""
    owed = select(Outbox).join(Contact, Contact.id == Outbox.contact_id).where(Contact.address == address)
    params = [row.payload["params"] for row in office.session.scalars(owed.order_by(Outbox.id))]
    return [each["notice"] for each in params if each.get("notice", "").startswith("certificate")]


@pytest.mark.parametrize("in_days", [1, 400])
def test_whoever_leaves_in_the_future_signs_until_then(samples: Samples, clock: SettableClock, in_days: int) -> None:
    leaves(samples, in_days)
    with samples.open_office() as office:
        assert signatory(office)["signatory"]["en"] == "Sample Pratima Biswas"
        assert office.offices.without_signatory() == []
    clock.advance(timedelta(days=in_days))
    with samples.open_office() as office:
        assert signatory(office) == {"signatory": PRADHAN, "signatory_post": PRADHAN}
        assert [each.code for each in office.offices.without_signatory()] == ["SAMPLE-01"]


def test_the_post_of_whoever_signed_last_stands_in_place_of_the_name(samples: Samples) -> None:
    leaves(samples, -3, "205")
    with samples.open_office() as office:
        assert signatory(office, "SAMPLE-03")["signatory"]["bn"] == "ওয়ার্ড কো-অর্ডিনেটর"


def test_an_office_for_which_nobody_ever_signed_has_a_post_all_the_same(samples: Samples) -> None:
    with samples.open_office() as office:
        office.session.execute(delete(StaffPin))
        for each in office.session.scalars(select(Staff)):
            each.signs = False
        assert signatory(office)["signatory"] == PRADHAN
        assert signatory(office, "SAMPLE-03")["signatory"]["bn"] == IN_CHARGE
        warning = nobody_signs(office.offices.without_signatory())
    assert warning.startswith("nobody signs for SAMPLE-01, SAMPLE-02, SAMPLE-03: certificates")


def test_an_office_in_which_nobody_works_any_more_is_named(samples: Samples, clock: SettableClock) -> None:
    leaves(samples, 3, "205")
    with samples.open_office() as office:
        assert office.offices.without_staff() == []
    clock.advance(timedelta(days=3))
    with samples.open_office() as office:
        assert nobody_works(office.offices.without_staff()).startswith("nobody works on requests in SAMPLE-03: ")


def test_a_grievance_is_taken_in_with_its_receipt_while_nobody_signs(samples: Samples) -> None:
    leaves(samples, 0)
    with samples.open_office() as office:
        grievance = samples.file(office)
        facts = office.grievances.facts_for_acknowledgement(grievance, "bn")
        assert (facts["signatory"], facts["signatory_post"]) == (PRADHAN, PRADHAN)


def test_a_certificate_waits_as_approved_and_everybody_is_told_why(samples: Samples) -> None:
    leaves(samples, 0)
    with samples.open_office() as office:
        assistant = staff(office, "202")
        colleague = Staff(
            office_id=assistant.office_id,
            person_id=assistant.person_id,
            employee_id="SAMPLE-E-299",
            role="officer",
            signs=False,
            post=assistant.post,
            mobile="+910000000299",
        )
        office.session.add(colleague)
    number = approved(samples)
    with samples.open_office() as office:
        certificate = found(office, number)
        assert (certificate.state, certificate.issued_on) == (State.APPROVED, None)
        assert not office.session.scalars(select(Paper)).all()
        assert told(office, Samples.NOTHING)[-1:] == ["certificate_moved"]
        assert told(office, "whatsapp:+910000000299")[-1:] == ["certificate_unsigned"]
        assert certificate in office.certificate_desk.queue([staff(office, "202")])


def test_it_is_issued_by_itself_once_somebody_signs_and_only_once(samples: Samples, clock: SettableClock) -> None:
    leaves(samples, 0)
    number = approved(samples, replace(REQUEST, delivery=Delivery("বটতলা", "স্কুল", "noon")))
    with samples.open_office() as office:
        issue_certificates(office)
        assert found(office, number).state == State.APPROVED
    clock.advance(timedelta(days=5))
    with samples.open_office() as office:
        staff(office, "202").signs = True
    for _time in range(2):
        with samples.open_office() as office:
            issue_certificates(office)
    with samples.open_office() as office:
        certificate = found(office, number)
        assert (certificate.state, certificate.issued_on) == (State.ISSUED, office.today)
        (paper,) = office.session.scalars(select(Paper))
        assert paper.facts["signatory"]["en"] == "Sample Arun Sarkar"
        assert [each.contact_id for each in office.session.scalars(select(PaperRequest))] == [samples.citizen(office)]
        assert told(office, "whatsapp:+910000000202")[-1:] == ["certificate_signed"]
        assert [step.to_state for step in office.certificates.history(certificate)][-2:] == ["APPROVED", "ISSUED"]


def test_a_certificate_stays_signed_by_whoever_signed_it(samples: Samples) -> None:
    number = approved(samples)
    leaves(samples, 0)
    with samples.open_office() as office:
        paper = office.certificate_desk.paper(found(office, number), "en")
        assert paper.facts["signatory"]["en"] == "Sample Pratima Biswas"
