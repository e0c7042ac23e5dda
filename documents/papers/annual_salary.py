"""The statement of a year's pay, month by month. It is for its employee alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chatbot.language.wording import Text, _, in_digits, month_name, say
from documents.facts import FactWrong, Issue, Names
from documents.figures import amount, on_one_line
from documents.paper import Paper
from documents.salary import Amount, check_net, check_sum, exact, net_pay
from documents.typography.blocks import LABEL, PROSE, Field, Fields, Paragraph
from documents.typography.strips import Block, Space
from documents.typography.tables import Column, Row, Table

#: The parts of a month's pay as the columns call them, which have less room than a pay slip.
EARNINGS: Final[Mapping[str, Text]] = {
    "basic": _("Basic pay"),
    "da": _("DA"),
    "hra": _("HRA"),
    "medical": _("Medical"),
    "arrears": _("Arrears"),
    "other_earning": _("Other earnings"),
}
DEDUCTIONS: Final[Mapping[str, Text]] = {
    "ptax": _("P-tax"),
    "gpf": _("GPF"),
    "gis": _("GIS"),
    "tds": _("TDS"),
    "festival_advance": _("Festival advance"),
    "loan": _("Loan"),
    "other_deduction": _("Other deductions"),
}
#: A statement that has every column at once is set in type of this size, in points.
_SMALLEST: Final = 5.4


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """The pay of one month, which is its first day; of each kind at most one amount."""

    month: date
    amounts: tuple[Amount, ...]
    gross_paise: int
    deductions_paise: int
    net_paise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualSalaryFacts(Issue):
    """``year`` is such as "2026-27", whichever month it begins with; ``complete`` is false while it is running."""

    employee_id: str
    employee: Names
    post: Names
    bank_account: str
    year: str
    first_month: date
    last_month: date
    complete: bool
    months: tuple[MonthRow, ...]
    total_amounts: tuple[Amount, ...]
    gross_paise: int
    deductions_paise: int
    net_paise: int


def body(facts: AnnualSalaryFacts, language: str) -> Sequence[Block]:
    """Whose pay for which year, a row a month, and what was paid in all."""
    if not facts.months:
        raise FactWrong("months", "a list of at least one")
    period = say(
        _("{first} to {last}"),
        language,
        first=on_one_line(say(month_name(facts.first_month), language)),
        last=on_one_line(say(month_name(facts.last_month), language)),
    )
    whose = [
        [
            Field(say(_("Employee"), language), say(facts.employee, language), strong=True),
            Field(say(_("Post"), language), say(facts.post, language)),
            Field(say(_("Employee number"), language), in_digits(facts.employee_id, language)),
        ],
        [
            Field(say(_("Year"), language), in_digits(facts.year, language), strong=True),
            Field(say(_("Period"), language), period),
            Field(say(_("Bank account"), language), in_digits(facts.bank_account, language)),
        ],
    ]
    return [
        Fields(whose, columns=3),
        *_running(facts, language),
        Space(8),
        Paragraph(say(_("All amounts in rupees"), language), LABEL),
        _table(facts, language),
        net_pay(facts.net_paise, language),
    ]


def _running(facts: AnnualSalaryFacts, language: str) -> Sequence[Block]:
    if facts.complete:
        return []
    last = on_one_line(say(month_name(max(each.month for each in facts.months)), language))
    words = say(_("The year is still running. This statement counts up to {month}."), language, month=last)
    return [Space(6), Paragraph(words, PROSE)]


def _table(facts: AnnualSalaryFacts, language: str) -> Table:
    """A row a month and one for all of them, without the columns that have nothing in them."""
    rows = [_by_kind(each.amounts, f"months[{index}]") for index, each in enumerate(facts.months)]
    total = _by_kind(facts.total_amounts, "total_amounts")
    _check(facts, rows, total)
    earned, kept_back = (
        [kind for kind in kinds if any(row.get(kind) for row in rows)] for kinds in (EARNINGS, DEDUCTIONS)
    )
    with_paise = exact([paise for row in rows for paise in row.values()])

    def cells(heading: str, row: Mapping[str, int], all_of_it: MonthRow | AnnualSalaryFacts) -> list[str]:
        figures = [
            *(row.get(kind, 0) for kind in earned),
            all_of_it.gross_paise,
            *(row.get(kind, 0) for kind in kept_back),
            all_of_it.deductions_paise,
            all_of_it.net_paise,
        ]
        return [heading, *(amount(paise, language, exact=with_paise) for paise in figures)]

    columns = [
        Column(say(_("Month"), language)),
        *(Column(say(EARNINGS[kind], language), align="right") for kind in earned),
        Column(say(_("Gross pay"), language), align="right", strong=True),
        *(Column(say(DEDUCTIONS[kind], language), align="right") for kind in kept_back),
        Column(say(_("Total deductions"), language), align="right", strong=True),
        Column(say(_("Net pay"), language), align="right", strong=True),
    ]
    months = [
        Row(cells(on_one_line(say(month_name(each.month), language)), row, each))
        for each, row in zip(facts.months, rows, strict=True)
    ]
    return Table(
        columns, [*months, Row(cells(say(_("Total"), language), total, facts), total=True)], size=9, smallest=_SMALLEST
    )


def _by_kind(amounts: Sequence[Amount], field: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in amounts:
        if each.kind not in EARNINGS and each.kind not in DEDUCTIONS:
            raise FactWrong(f"{field}.kind", f"one of {', '.join([*EARNINGS, *DEDUCTIONS])}")
        if each.kind in found:
            raise FactWrong(f"{field}.kind", "there once")
        found[each.kind] = each.paise
    return found


def _check(facts: AnnualSalaryFacts, rows: Sequence[Mapping[str, int]], total: Mapping[str, int]) -> None:
    """Down and across, everything adds up."""
    every: list[tuple[MonthRow | AnnualSalaryFacts, Mapping[str, int]]] = [*zip(facts.months, rows, strict=True)]
    every.append((facts, total))
    for index, (stated, row) in enumerate(every):
        field = f"months[{index}]." if index < len(rows) else ""
        check_sum(f"{field}gross_paise", stated.gross_paise, (row.get(kind, 0) for kind in EARNINGS))
        check_sum(f"{field}deductions_paise", stated.deductions_paise, (row.get(kind, 0) for kind in DEDUCTIONS))
        check_net(f"{field}net_paise", stated.net_paise, stated.gross_paise, stated.deductions_paise)
    for kind in (*EARNINGS, *DEDUCTIONS):
        check_sum(f"total_amounts.{kind}", total.get(kind, 0), (row.get(kind, 0) for row in rows))


PAPER = Paper(_("Annual salary statement"), AnnualSalaryFacts, body)
