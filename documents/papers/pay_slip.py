"""The pay slip of one month: what was earned, what was kept back, and what is paid. It is for its employee alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chatbot.language.wording import Text, _, in_digits, month_name, say
from documents.facts import Issue, Names
from documents.figures import amount, on_one_line
from documents.paper import Paper
from documents.salary import DEDUCTIONS, EARNINGS, Amount, check_net, check_sum, exact, named, net_pay
from documents.typography.blocks import Field, Fields
from documents.typography.strips import Block, Space
from documents.typography.tables import Beside, Column, Row, Table

#: In points: there is room for larger figures than elsewhere.
_TYPE: Final = 10.8


@dataclass(frozen=True, slots=True, kw_only=True)
class PaySlipFacts(Issue):
    """``month`` is its first day; the bank account comes with all but its last digits hidden."""

    employee_id: str
    employee: Names
    post: Names
    level: str
    cell: str
    bank_account: str
    month: date
    #: Of the kinds in ``salary.EARNINGS`` and ``salary.DEDUCTIONS``.
    earnings: tuple[Amount, ...]
    deductions: tuple[Amount, ...]
    gross_paise: int
    deductions_paise: int
    net_paise: int


def body(facts: PaySlipFacts, language: str) -> Sequence[Block]:
    """Whose pay for which month, then earnings and deductions side by side, then what is paid."""
    check_sum("gross_paise", facts.gross_paise, (each.paise for each in facts.earnings))
    check_sum("deductions_paise", facts.deductions_paise, (each.paise for each in facts.deductions))
    check_net("net_paise", facts.net_paise, facts.gross_paise, facts.deductions_paise)
    whose = [
        [
            Field(say(_("Employee"), language), say(facts.employee, language), strong=True),
            Field(say(_("Month"), language), on_one_line(say(month_name(facts.month), language)), strong=True),
        ],
        [
            Field(say(_("Post"), language), say(facts.post, language)),
            Field(say(_("Employee number"), language), in_digits(facts.employee_id, language)),
        ],
        [
            Field(say(_("Pay level and cell"), language), in_digits(f"{facts.level} / {facts.cell}", language)),
            Field(say(_("Bank account"), language), in_digits(facts.bank_account, language)),
        ],
    ]
    with_paise = exact([each.paise for each in (*facts.earnings, *facts.deductions)])

    def table(field: str, heading: Text, names: Mapping[str, Text], total: Text, paise: int) -> Table:
        parts: tuple[Amount, ...] = getattr(facts, field)
        rows = [
            Row([named(each, names, language, field=field), amount(each.paise, language, exact=with_paise)])
            for each in parts
        ]
        sum_of_all = Row([say(total, language), amount(paise, language, exact=with_paise)], total=True)
        columns = [Column(say(heading, language), grows=True), Column(say(_("Rupees"), language), align="right")]
        return Table(columns, [*rows, sum_of_all], size=_TYPE, smallest=_TYPE)

    return [
        Fields(whose),
        Space(16),
        Beside(
            [
                table("earnings", _("Earnings"), EARNINGS, _("Gross pay"), facts.gross_paise),
                table("deductions", _("Deductions"), DEDUCTIONS, _("Total deductions"), facts.deductions_paise),
            ]
        ),
        net_pay(facts.net_paise, language),
    ]


PAPER = Paper(_("Pay slip"), PaySlipFacts, body)
