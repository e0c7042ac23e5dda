"""How a month's pay is worked out: West Bengal's ROPA 2019 for panchayats, with the rates of the month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, Self

#: In the order in which they stand on a slip.
EARNINGS: Final = ("basic", "da", "hra", "medical", "arrears", "other")
DEDUCTIONS: Final = ("ptax", "gpf", "gis", "tds", "festival_advance", "loan", "other")

_RUPEE: Final = 100


class DeductionsTooHigh(Exception):
    """More would be deducted than was earned."""

    def __init__(self) -> None:
        super().__init__("the deductions are higher than the gross pay")


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of a slip in paise; ``percent`` of basic pay (decimal text) where it was worked out by one."""

    kind: str
    paise: int
    percent: str | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a month; ``slabs`` are (gross pay above so many paise, tax in paise), the lowest first."""

    da_percent: Decimal
    hra_percent: Decimal
    hra_cap_paise: int
    medical_paise: int
    slabs: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayInputs:
    """What the office knows of an employee's month, in paise; the rest follows from the rates.

    ``hra`` is false for those who live in government quarters, ``medical`` for members of the health scheme (WBHS).
    """

    level: str
    cell: str
    basic_paise: int
    hra: bool = True
    medical: bool = True
    arrears_paise: int = 0
    other_earning_paise: int = 0
    gpf_paise: int = 0
    gis_paise: int = 0
    tds_paise: int = 0
    festival_advance_paise: int = 0
    loan_paise: int = 0
    other_deduction_paise: int = 0


@dataclass(frozen=True, slots=True)
class Pay:
    """A month's pay, line by line; lines of nought are left out."""

    earnings: tuple[Amount, ...]
    deductions: tuple[Amount, ...]

    @property
    def gross_paise(self) -> int:
        return sum(each.paise for each in self.earnings)

    @property
    def deductions_paise(self) -> int:
        return sum(each.paise for each in self.deductions)

    @property
    def net_paise(self) -> int:
        return self.gross_paise - self.deductions_paise

    def to_json(self) -> dict[str, Any]:
        return {
            "earnings": [asdict(each) for each in self.earnings],
            "deductions": [asdict(each) for each in self.deductions],
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        return cls(
            tuple(Amount(**each) for each in raw["earnings"]), tuple(Amount(**each) for each in raw["deductions"])
        )


def inputs_of(pay: Pay, *, level: str, cell: str) -> PayInputs:
    """What the office had said of a month that was paid so; an allowance that came to nought is one not paid."""
    earned = {each.kind: each.paise for each in pay.earnings}
    deducted = {each.kind: each.paise for each in pay.deductions}
    return PayInputs(
        level=level,
        cell=cell,
        basic_paise=earned.get("basic", 0),
        hra="hra" in earned,
        medical="medical" in earned,
        arrears_paise=earned.get("arrears", 0),
        other_earning_paise=earned.get("other", 0),
        gpf_paise=deducted.get("gpf", 0),
        gis_paise=deducted.get("gis", 0),
        tds_paise=deducted.get("tds", 0),
        festival_advance_paise=deducted.get("festival_advance", 0),
        loan_paise=deducted.get("loan", 0),
        other_deduction_paise=deducted.get("other", 0),
    )


def work_out(inputs: PayInputs, rates: Rates) -> Pay:
    """The pay of a month. Allowances are rounded to the rupee, half a rupee up; professional tax is by gross pay.

    Raises:
        DeductionsTooHigh
    """
    earned = {
        "basic": inputs.basic_paise,
        "da": _share(inputs.basic_paise, rates.da_percent),
        "hra": min(_share(inputs.basic_paise, rates.hra_percent), rates.hra_cap_paise) if inputs.hra else 0,
        "medical": rates.medical_paise if inputs.medical else 0,
        "arrears": inputs.arrears_paise,
        "other": inputs.other_earning_paise,
    }
    deducted = {
        "ptax": professional_tax(sum(earned.values()), rates.slabs),
        "gpf": inputs.gpf_paise,
        "gis": inputs.gis_paise,
        "tds": inputs.tds_paise,
        "festival_advance": inputs.festival_advance_paise,
        "loan": inputs.loan_paise,
        "other": inputs.other_deduction_paise,
    }
    percents = {"da": rates.da_percent}
    pay = Pay(_lines(EARNINGS, earned, percents), _lines(DEDUCTIONS, deducted, {}))
    if pay.net_paise < 0:
        raise DeductionsTooHigh
    return pay


def professional_tax(gross_paise: int, slabs: Iterable[tuple[int, int]]) -> int:
    """The tax of the highest slab that the gross pay is above, in paise; nothing below the lowest."""
    return max(((above, tax) for above, tax in slabs if gross_paise > above), default=(0, 0))[1]


def _share(paise: int, percent: Decimal) -> int:
    """So many per cent, in whole rupees."""
    rupees = (Decimal(paise) * percent / 100 / _RUPEE).quantize(Decimal(1), ROUND_HALF_UP)
    return int(rupees) * _RUPEE


def _lines(kinds: Sequence[str], amounts: Mapping[str, int], percents: Mapping[str, Decimal]) -> tuple[Amount, ...]:
    return tuple(
        Amount(kind, amounts[kind], format(percents[kind].normalize(), "f") if kind in percents else None)
        for kind in kinds
        if amounts[kind]
    )
