"""Papers about pay: every amount, in figures and words, and never two that contradict one another."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest

import documents
from chatbot.language.spelling import with_ascii_digits
from chatbot.language.wording import LANGUAGES
from documents.facts import FactWrong
from documents.papers import annual_salary
from tests.documents.samples import facts, flowed, pdfium_text


def text(kind: str, language: str, **changed: Any) -> str:
    return flowed(pdfium_text(documents.render(kind, facts(kind, **changed), language=language)))


def amounts(**paise: int) -> list[dict[str, Any]]:
    return [{"kind": kind, "paise": each} for kind, each in paise.items()]


def test_a_pay_slip_has_the_words_that_employees_know() -> None:
    slip = text("pay_slip", "bn")
    for words in (
        *("মে ২০২৬", "মূল বেতন ৩৪,৫০০", "মহার্ঘ ভাতা (২২%) ৭,৫৯০", "বাড়িভাড়া ভাতা ৪,১৪০", "চিকিৎসা ভাতা ৫০০"),
        *("বৃত্তি কর ২০০", "মোট কর্তন ৩,২৪০", "নিট বেতন ₹৪৩,৪৯০", "তেতাল্লিশ হাজার চারশো নব্বই টাকা মাত্র"),
    ):
        assert words in slip


def test_paise_stand_in_every_amount_or_in_none() -> None:
    slip = text(
        "pay_slip", "en", earnings=amounts(basic=3450050, other=50), gross_paise=3450100, net_paise=3450100 - 324000
    )
    assert "34,500.50" in slip
    assert "0.50" in slip
    assert "3,240.00" in slip
    assert "Rupees thirty-one thousand two hundred sixty-one only" in slip


def test_an_employee_without_deductions_gets_a_pay_slip() -> None:
    assert "Total deductions 0" in text("pay_slip", "en", deductions=[], deductions_paise=0, net_paise=4673000)


def test_the_year_is_that_of_the_worked_example() -> None:
    statement = with_ascii_digits(text("annual_salary", "bn"))
    for figure in ("48,070", "5,72,820", "36,000", "38,880", "₹5,33,940"):
        assert figure in statement
    assert "পাঁচ লক্ষ তেত্রিশ হাজার নয়শো চল্লিশ টাকা মাত্র" in statement


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    assert "TDS" not in text("annual_salary", "en")
    assert "Arrears" not in text("annual_salary", "en")


def test_a_running_year_says_up_to_which_month_it_counts() -> None:
    told = facts("annual_salary")
    first, second = told["months"][:2]
    twice = [{"kind": each["kind"], "paise": 2 * each["paise"]} for each in first["amounts"]]
    changed = {
        "months": [first, second],
        "total_amounts": twice,
        "complete": False,
        **{name: 2 * first[name] for name in ("gross_paise", "deductions_paise", "net_paise")},
    }
    assert "This statement counts up to May 2026." in text("annual_salary", "en", **changed)
    assert "still running" not in text("annual_salary", "en")


def _everything_at_once() -> dict[str, Any]:
    """A year with every kind of amount in every month, as high as they ever are."""
    earned = dict.fromkeys(annual_salary.EARNINGS, 2000000) | {"basic": 12000000}
    kept_back = dict.fromkeys(annual_salary.DEDUCTIONS, 1000000)
    gross, deductions = sum(earned.values()), sum(kept_back.values())

    def row(times: int) -> dict[str, Any]:
        return {
            "gross_paise": gross * times,
            "deductions_paise": deductions * times,
            "net_paise": (gross - deductions) * times,
        }

    months = [
        {**row(1), "month": each["month"], "amounts": amounts(**earned, **kept_back)}
        for each in facts("annual_salary")["months"]
    ]
    total = {kind: 12 * paise for kind, paise in (earned | kept_back).items()}
    return {**row(12), "months": months, "total_amounts": amounts(**total)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("changed", [{}, _everything_at_once()])
def test_a_whole_year_stands_on_one_page_and_no_figure_is_broken(language: str, changed: dict[str, Any]) -> None:
    content = documents.render("annual_salary", facts("annual_salary", **changed), language=language)
    assert len(pypdfium2.PdfDocument(content)) == 1
    words = set(with_ascii_digits(pdfium_text(content)).split())
    told = facts("annual_salary", **changed)
    for each in (told, *told["months"]):
        assert documents.figures.amount(each["gross_paise"], "en", exact=False) in words


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"gross_paise": 4673001}, "gross_paise"),
        ({"deductions_paise": 0}, "deductions_paise"),
        ({"net_paise": 4349001}, "net_paise"),
        ({"earnings": amounts(basic=100), "gross_paise": 100, "net_paise": 100 - 324000}, "net_paise"),
        ({"earnings": amounts(bonus=4673000)}, r"earnings\.kind"),
        ({"earnings": [{"kind": "da", "paise": 4673000, "percent": "many"}]}, r"earnings\.percent"),
    ],
)
def test_a_pay_slip_that_contradicts_itself_is_not_made(changed: dict[str, Any], complaint: str) -> None:
    with pytest.raises(FactWrong, match=complaint):
        text("pay_slip", "en", **changed)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"months": []}, "months"),
        ({"net_paise": 0}, "net_paise"),
        ({"total_amounts": []}, "gross_paise"),
        ({"total_amounts": amounts(basic=57282000, gpf=3888000)}, r"total_amounts\.basic"),
        ({"total_amounts": [*amounts(basic=1), *amounts(basic=1)]}, r"total_amounts\.kind"),
        ({"total_amounts": amounts(other=1)}, r"total_amounts\.kind"),
    ],
)
def test_a_statement_that_contradicts_itself_is_not_made(changed: dict[str, Any], complaint: str) -> None:
    with pytest.raises(FactWrong, match=complaint):
        text("annual_salary", "en", **changed)
