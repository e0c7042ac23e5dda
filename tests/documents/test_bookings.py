"""The papers of guest houses: amounts that agree with one another, in figures and words."""

from __future__ import annotations

from typing import Any

import pytest
from pypdfium2 import PdfDocument

import documents
from chatbot.language.spelling import with_ascii_digits
from documents.facts import FactWrong
from tests.documents.samples import facts, flowed, pdfium_text


def text(kind: str, language: str = "en", /, **changed: Any) -> str:
    return with_ascii_digits(flowed(pdfium_text(documents.render(kind, facts(kind, **changed), language=language))))


def test_a_voucher_says_what_every_room_costs_with_its_gst() -> None:
    told = text("booking_voucher")
    assert "Room 201 (AC room) + extra beds: 1 1,560 4,680 234 (5%) 4,914" in told
    assert "Total 8,280 414 8,694" in told
    assert "Rupees eight thousand six hundred ninety-four only" in told
    assert "আট হাজার ছয়শো চুরানব্বই টাকা মাত্র" in text("booking_voucher", "bn")


def test_a_voucher_says_whether_it_is_paid() -> None:
    assert "To pay at the house" in text("booking_voucher")
    assert "Paid on 24-11-2026" in text("booking_voucher", paid_on="2026-11-24")


def test_a_voucher_says_what_a_cancellation_keeps() -> None:
    told = text("booking_voucher")
    assert (
        "If you cancel: Less than 48 hours before check-in, 100% of the price is kept; from 48 hours before, 50%;"
        in told
    )
    assert "Of the price, 12.5% is kept." in text("booking_voucher", charges=[{"hours": 0, "percent": "12.50"}])


def test_a_voucher_says_until_when_the_days_can_be_changed_while_they_can() -> None:
    assert "change the days" not in text("booking_voucher")
    assert "Until 24-11-2026 you can change the days, once." in text("booking_voucher", reschedule_until="2026-11-24")


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
def test_a_voucher_for_as_many_rooms_as_one_may_have_is_one_page(language: str) -> None:
    room = facts("booking_voucher")["rooms"][0]
    many = facts("booking_voucher", rooms=[room] * 4, total_paise=4 * room["total_paise"])
    assert len(PdfDocument(documents.render("booking_voucher", many, language=language))) == 1


def test_a_cancellation_says_that_nobody_knows_yet_whether_anything_was_paid() -> None:
    room = facts("booking_cancellation")["rooms"][0]
    nothing = {"charge_paise": 0, "refund_paise": 0, "charge_percent": "0"}
    rooms = [{**room, "charge_paise": 0, "refund_paise": 0}]
    told = text("booking_cancellation", **nothing, rooms=rooms, target_on=None, may_have_been_paid=True)
    assert "The payment had not been confirmed yet. Nothing is kept: what has come is given back in full." in told
    assert "Nothing had been paid" in text("booking_cancellation", **nothing, rooms=rooms, target_on=None)


def test_a_cancellation_says_what_is_kept_given_back_and_by_when() -> None:
    told = text("booking_cancellation")
    assert "Room 202 (AC room) 3,780 1,134 2,646" in told
    assert "Kept (30%)" in told
    assert "Rupees two thousand six hundred forty-six only" in told
    assert "given back by 11-12-2026" in told


def test_a_cancellation_of_what_was_not_paid_gives_nothing_back() -> None:
    rooms = [{**facts("booking_cancellation")["rooms"][0], "charge_paise": 0, "refund_paise": 0}]
    told = text("booking_cancellation", rooms=rooms, charge_paise=0, refund_paise=0, target_on=None)
    assert "Nothing had been paid" in told


def test_a_cancellation_by_the_office_says_why() -> None:
    told = text("booking_cancellation", by_office=True, reason="The roof is being repaired.")
    assert "The office, without any charge" in told
    assert "The roof is being repaired." in told


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("booking_voucher", {"total_paise": 1}),
        ("booking_voucher", {"id_type": "ration"}),
        ("booking_cancellation", {"refund_paise": 1}),
        ("booking_cancellation", {"charge_percent": "much"}),
    ],
)
def test_a_paper_that_contradicts_itself_is_not_made(kind: str, changed: dict[str, Any]) -> None:
    with pytest.raises(FactWrong):
        documents.render(kind, facts(kind, **changed), language="bn")
