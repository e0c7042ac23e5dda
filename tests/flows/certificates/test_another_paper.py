"""A paper that no type of its own is asked for is called by its name everywhere, and who registers it is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.certificates.types import paper_named, registered_elsewhere
from panchayat.models import Certificate
from tests.flows.phones import Phone, Village

CITIZEN, ASSISTANT = "whatsapp:+910000000105", "whatsapp:+910000000202"
CALLED = "অন্য কাগজ: বাবার মৃত্যুর শংসাপত্র"


@pytest.fixture
def citizen(village: Village) -> Phone:
    """Somebody who has asked for a death certificate, as far as the summary."""
    phone = village.phone(CITIZEN)
    for text in ("hi", "৫", "অন্য কাগজ", "১", "পিতা হরি মাহাতো", "বটতলা, হেলেঞ্চা"):
        phone.says(text)
    assert "জন্ম-মৃত্যুর রেজিস্ট্রার" in phone.says("বাবার মৃত্যুর শংসাপত্র লাগবে", after=timedelta(minutes=1))
    for text in ("ব্যাঙ্কের কাজ", "নেই"):
        phone.says(text)
    assert f"কাগজ: {CALLED}\n" in phone.says("না")
    return phone


def test_it_is_called_so_by_everybody(village: Village, citizen: Phone) -> None:
    assert f"কাগজ: {CALLED}\n" in citizen.says("জমা দিন")
    with village.open_office() as office:
        number = office.session.scalars(select(Certificate.number).order_by(Certificate.id.desc())).first() or ""
    assert f"কাগজ: {CALLED}\n" in citizen.says("অবস্থা")
    officer = village.phone(ASSISTANT)
    assert f"কাগজ: {CALLED}\n" in officer.says("hi")
    assert f"{CALLED}, " in officer.says("আমার কাজ")
    officer.says(number)
    officer.says("মঞ্জুর করে কাগজ দিন")
    assert CALLED in officer.says("এই দফতর জানে, হরি মাহাতো মারা গেছেন।")
    officer.says("১")
    assert f"({CALLED})" in "".join(citizen.reads())
    with village.open_office() as office:
        certificate = office.certificates.by_number(number)
        assert certificate
        [detail] = office.certificate_desk.facts(certificate)["details"]
        assert detail["value"] == "বাবার মৃত্যুর শংসাপত্র"


@pytest.mark.parametrize(
    ("said", "guidance"),
    [
        ("death certificate lagbe", "মৃত্যুর সার্টিফিকেট দেন"),
        ("mrityu certificate chai", "মৃত্যুর সার্টিফিকেট দেন"),
        ("জন্মের সার্টিফিকেট চাই", "জন্মের সার্টিফিকেট দেন"),
        ("birth certificate", "জন্মের সার্টিফিকেট দেন"),
    ],
)
def test_whoever_asks_for_it_at_once_is_not_asked_for_it_again(village: Village, said: str, guidance: str) -> None:
    phone = village.phone(CITIZEN)
    phone.says("hi")
    with village.open_office() as office:
        phone.contact(office).state = {"flow": "certificate", "given": {"said": said}}
    phone.says("x")
    for text in ("১", "পিতা হরি মাহাতো"):
        phone.says(text)
    told = phone.says("বটতলা, হেলেঞ্চা")
    assert guidance in told
    assert "কী কাজে লাগবে" in told


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("মৃত্যুর শংসাপত্র লাগবে", "মৃত্যুর শংসাপত্র"),
        ("amar birth certificate chai.", "birth certificate"),
        ("जन्म प्रमाण पत्र चाहिए", "जन्म प्रमाण पत्र"),
        ("চাই", "চাই"),
        ("জমি নেই এই কাগজ\nতাতে লেখা থাকবে যে জমি নেই", "জমি নেই এই কাগজ"),
        ("x" * 80, "x" * 60 + "…"),
    ],
)
def test_a_paper_is_named_without_what_is_said_around_it(typed: str, name: str) -> None:
    assert paper_named(typed) == name


@pytest.mark.parametrize("typed", ["জমি নেই এই কাগজ", "গ্যাসের কাগজ", "voter slip", "landless certificate"])
def test_what_no_other_office_registers_gets_no_such_words(typed: str) -> None:
    assert registered_elsewhere(typed) is None
