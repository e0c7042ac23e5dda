"""One phone serves a whole family: every list says whose paper it is."""

from __future__ import annotations

import pytest

from panchayat.certificates.requests import Request
from tests.flows.phones import Phone, Village

CITIZEN = "whatsapp:+910000000105"


@pytest.fixture
def phone(village: Village) -> Phone:
    """A phone from which the same paper was asked for two people."""
    with village.open_office() as office:
        contact = office.contacts.at("whatsapp", CITIZEN)
        assert contact
        for name, relation in (("নমুনা মালতী মাহাতো", None), ("নমুনা টুম্পা মাহাতো", "আমার মেয়ে")):
            request = Request(
                kind="character",
                name=name,
                parent="নমুনা হরি মাহাতো",
                address="বটতলা, হেলেঞ্চা",
                purpose="চাকরি",
                relation=relation,
            )
            office.certificates.file(office.offices.by_code("SAMPLE-01").id, contact.id, request)
    speaking = village.phone(CITIZEN)
    speaking.says("hi")
    return speaking


def test_the_list_of_what_was_filed_names_the_person(phone: Phone) -> None:
    said = phone.says("অবস্থা")
    assert "চরিত্র সার্টিফিকেট, নমুনা টুম্পা মাহাতো: জমা হয়েছে" in said
    assert "চরিত্র সার্টিফিকেট, নমুনা মালতী মাহাতো: জমা হয়েছে" in said


def test_what_is_kept_names_the_person(phone: Phone) -> None:
    said = phone.says("আমার তথ্য")
    assert "(নমুনা টুম্পা মাহাতো)" in said
    assert "(নমুনা মালতী মাহাতো)" in said
