"""What an employee's pay is made of, and how it is named and set on the papers that tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from chatbot.language.wording import Text, _, rupees, say
from documents.facts import FactWrong
from documents.figures import measure, rupees_in_words
from documents.typography.blocks import Highlight

EARNINGS: Final[Mapping[str, Text]] = {
    "basic": _("Basic pay"),
    "da": _("Dearness allowance"),
    "hra": _("House rent allowance"),
    "medical": _("Medical allowance"),
    "arrears": _("Arrears"),
    "other": _("Other earnings"),
}
DEDUCTIONS: Final[Mapping[str, Text]] = {
    "ptax": _("Professional tax"),
    "gpf": _("General Provident Fund (GPF)"),
    "gis": _("Group insurance (GIS)"),
    "tds": _("Income tax (TDS)"),
    "festival_advance": _("Festival advance"),
    "loan": _("Loan instalment"),
    "other": _("Other deductions"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One part of the pay; ``percent`` is a decimal as text, such as "22" for the dearness allowance."""

    kind: str
    paise: int
    percent: str | None = None


def named(amount: Amount, names: Mapping[str, Text], language: str, *, field: str) -> str:
    """``মহার্ঘ ভাতা (২২%)``.

    Raises:
        FactWrong: ``field`` has a kind that is not among ``names``, or a percentage that is none.
    """
    if amount.kind not in names:
        raise FactWrong(f"{field}.kind", f"one of {', '.join(names)}")
    name = say(names[amount.kind], language)
    if amount.percent is None:
        return name
    try:
        percent = measure(Decimal(amount.percent), language)
    except (InvalidOperation, ValueError):
        raise FactWrong(f"{field}.percent", "a decimal") from None
    return f"{name} ({percent}%)"


def check_sum(field: str, paise: int, parts: Iterable[int]) -> None:
    """A paper about money does not contradict itself.

    Raises:
        FactWrong: ``paise``, which is the fact ``field``, is not the sum of its parts.
    """
    if paise != sum(parts):
        raise FactWrong(field, "the sum of its parts")


def check_net(field: str, net: int, gross: int, deductions: int) -> None:
    """Raises FactWrong where ``net`` is not what is left of ``gross``, or is below nought. All in paise."""
    check_sum(field, net, [gross, -deductions])
    if net < 0:
        raise FactWrong(field, "nought or more")


def exact(paise: Sequence[int]) -> bool:
    """Whether a column of these amounts needs its paise."""
    return any(each % 100 for each in paise)


def net_pay(paise: int, language: str) -> Highlight:
    """What the employee gets, in figures and words."""
    return Highlight(say(_("Net pay"), language), rupees(paise, language), rupees_in_words(paise, language))
