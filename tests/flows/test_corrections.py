"""A record that is corrected takes the papers along that said otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from flows.shared.paper_kinds import issue
from panchayat.models import Base, PaySlip, Permit, TradeNoc
from panchayat.papers.verification import Standing
from tests.panchayat.imports.registers import OpenOffice, rows, take_in

CITIZEN, EMPLOYEE = "+910000000101", "+910000000202"
PAPERS = {
    "permit": ("permits", Permit, CITIZEN, {"floors": "2"}),
    "trade_noc": ("nocs", TradeNoc, CITIZEN, {"fee": "350"}),
    "pay_slip": ("payroll", PaySlip, EMPLOYEE, {"gpf": "4,000"}),
    "annual_salary": ("payroll", PaySlip, EMPLOYEE, {"gpf": "4,000"}),
}
#: What a row of each register says in these tests besides the template.
SAID = {"nocs": {"renewal_of": ""}, "payroll": {"month": "10-2026"}}


@pytest.fixture
def offices(open_office: OpenOffice) -> OpenOffice:
    take_in(open_office, "offices", rows("offices"))
    take_in(open_office, "staff", rows("staff", {"signs": "yes"}))
    for rates in ("da", "allowances", "tax"):
        take_in(open_office, rates, rows(rates))
    return open_office


def enter(offices: OpenOffice, register: str, **changed: str) -> None:
    take_in(offices, register, rows(register, SAID.get(register, {}) | changed))


def code(offices: OpenOffice, kind: str, model: type[Base], mobile: str) -> str:
    """The code of the paper about the one record that there is, as its holder gets it now."""
    with offices() as office:
        record: Any = office.session.scalars(select(model)).one()
        return issue(office, kind, record.id, "bn", office.contacts.at_mobile(mobile)).code


def standing(offices: OpenOffice, paper: str) -> Standing | None:
    with offices() as office:
        found = office.verification.by_code(paper)
        return found.standing if found else None


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_that_says_what_was_corrected_no_longer_holds(offices: OpenOffice, kind: str) -> None:
    register, model, mobile, correction = PAPERS[kind]
    enter(offices, register)
    wrong = code(offices, kind, model, mobile)
    assert standing(offices, wrong) is Standing.VALID
    enter(offices, register, **correction)
    assert standing(offices, wrong) is Standing.REVOKED
    right = code(offices, kind, model, mobile)
    assert right != wrong
    assert standing(offices, right) is Standing.VALID


def test_what_is_corrected_back_holds_again(offices: OpenOffice) -> None:
    enter(offices, "permits")
    first = code(offices, "permit", Permit, CITIZEN)
    enter(offices, "permits", floors="2")
    enter(offices, "permits")
    assert code(offices, "permit", Permit, CITIZEN) == first
    assert standing(offices, first) is Standing.VALID


def test_a_new_phone_number_leaves_the_papers_as_they_are(offices: OpenOffice) -> None:
    enter(offices, "permits")
    paper = code(offices, "permit", Permit, CITIZEN)
    enter(offices, "permits", mobile="00000 00102")
    assert standing(offices, paper) is Standing.VALID


def test_a_statement_of_a_year_has_a_number_of_its_own(offices: OpenOffice) -> None:
    enter(offices, "payroll")
    with offices() as office:
        slip = office.session.scalars(select(PaySlip)).one()
        facts = office.pay.statement_facts(slip, office.contacts.at_mobile(EMPLOYEE))
    assert facts["number"] == f"{slip.number}/Y"
