"""What the papers about pay say: a month's slip, and the statement of a salary year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Self

from panchayat.core.months import months_later
from panchayat.models import PaySlip
from panchayat.pay.rules import DEDUCTIONS, EARNINGS, Amount, Pay

_MONTHS: Final = 12
_SHOWN_OF_ACCOUNT: Final = 4


@dataclass(frozen=True, slots=True)
class SalaryYear:
    """Twelve months for which a statement of salary is made, from the first day of ``first``."""

    first: date

    @classmethod
    def of(cls, month: date, first_month: int) -> Self:
        """The year that begins with the calendar month ``first_month`` (1-12) and in which ``month`` lies."""
        return cls(date(month.year - (month.month < first_month), first_month, 1))

    @property
    def last(self) -> date:
        """The first day of its last month."""
        return months_later(self.first, _MONTHS - 1)

    def __str__(self) -> str:
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}-{last % 100:02}"


def masked(account: str) -> str:
    """A bank account by its last four digits only."""
    return "X" * max(len(account) - _SHOWN_OF_ACCOUNT, _SHOWN_OF_ACCOUNT) + account[-_SHOWN_OF_ACCOUNT:]


def password(date_of_birth: str, account: str) -> str:
    """What opens an employee's papers: the day of birth as ddmmyyyy, then the last four digits of the bank account.

    Args:
        date_of_birth: in ISO.
    """
    return f"{date.fromisoformat(date_of_birth):%d%m%Y}{account[-_SHOWN_OF_ACCOUNT:]}"


def pay_slip(slip: PaySlip, pay: Pay) -> dict[str, Any]:
    """The facts of a slip, besides those about its employee."""
    return {
        "number": slip.number,
        "issued_on": slip.release_on.isoformat(),
        "post": slip.post,
        "level": slip.level,
        "cell": slip.cell,
        "month": slip.month.isoformat(),
        **pay.to_json(),
        **_sums(pay),
    }


def annual_salary(slip: PaySlip, year: SalaryYear, paid: Sequence[tuple[date, Pay]]) -> dict[str, Any]:
    """The facts of a statement, besides its number and those about the employee; ``slip`` is the year's last."""
    total = _total(pay for _month, pay in paid)
    return {
        "issued_on": slip.release_on.isoformat(),
        "post": slip.post,
        "year": str(year),
        "first_month": paid[0][0].isoformat(),
        "last_month": paid[-1][0].isoformat(),
        "complete": paid[-1][0] == year.last,
        "months": [{"month": month.isoformat(), "amounts": _amounts(pay), **_sums(pay)} for month, pay in paid],
        "total_amounts": _amounts(total),
        **_sums(total),
    }


def _sums(pay: Pay) -> dict[str, int]:
    return {"gross_paise": pay.gross_paise, "deductions_paise": pay.deductions_paise, "net_paise": pay.net_paise}


def _amounts(pay: Pay) -> list[dict[str, Any]]:
    """Earnings and deductions in one list, so that "other" must say which it is."""
    earned = [Amount("other_earning" if each.kind == "other" else each.kind, each.paise) for each in pay.earnings]
    taken = [Amount("other_deduction" if each.kind == "other" else each.kind, each.paise) for each in pay.deductions]
    return [asdict(each) for each in (*earned, *taken)]


def _total(pays: Iterable[Pay]) -> Pay:
    every = list(pays)

    def added(kinds: Sequence[str], lines: list[Amount]) -> tuple[Amount, ...]:
        sums = {kind: sum(each.paise for each in lines if each.kind == kind) for kind in kinds}
        return tuple(Amount(kind, paise) for kind, paise in sums.items() if paise)

    return Pay(
        added(EARNINGS, [each for pay in every for each in pay.earnings]),
        added(DEDUCTIONS, [each for pay in every for each in pay.deductions]),
    )
