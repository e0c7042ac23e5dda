"""The trade NOC: for one financial year or several, new or renewed."""

from __future__ import annotations

from typing import Any

import documents
from tests.documents.samples import facts, flowed, pdfium_text


def text(language: str, **changed: Any) -> str:
    return flowed(pdfium_text(documents.render("trade_noc", facts("trade_noc", **changed), language=language)))


def test_it_names_its_financial_years_and_its_days() -> None:
    paper = text("bn")
    assert "অর্থবর্ষ ২০২৬-২৭ থেকে ২০২৮-২৯" in paper
    assert "০১-০৪-২০২৬ থেকে ৩১-০৩-২০২৯" in paper


def test_one_year_is_named_once() -> None:
    one = text("en", last_year="2026-27", valid_upto="2027-03-31")
    assert "Financial year 2026-27" in one
    assert "01-04-2026 to 31-03-2027" in one
    assert "Financial years" not in one


def test_a_renewal_names_the_certificate_before_it_and_a_new_one_does_not() -> None:
    assert "Renewal of HGP/TRADE/019/2023" in text("en")
    assert "Renewal" not in text("en", renewal_of=None)


def test_without_conditions_there_is_no_heading_for_them() -> None:
    assert "Conditions" in text("en")
    assert "Conditions" not in text("en", conditions=[])


def test_the_fee_stands_in_figures_and_words() -> None:
    assert "₹১,৫০০ (এক হাজার পাঁচশো টাকা মাত্র)" in text("bn")
