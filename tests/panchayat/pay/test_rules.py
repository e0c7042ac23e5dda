"""Pay to the rupee: the handbook's worked example, the caps and the slabs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panchayat.pay.rules import Amount, DeductionsTooHigh, Pay, PayInputs, Rates, professional_tax, work_out

SLABS = [(0, 0), (10_000_00, 110_00), (15_000_00, 130_00), (25_000_00, 150_00), (40_000_00, 200_00)]
RATES = Rates(Decimal("22"), Decimal("12"), 12_000_00, 500_00, SLABS)


def inputs(basic: int, **more: int | bool) -> PayInputs:
    return PayInputs(level="6", cell="12", basic_paise=basic * 100, **more)  # type: ignore[arg-type]


def test_the_worked_example_comes_out_to_the_rupee() -> None:
    pay = work_out(inputs(34_500, gpf_paise=3_000_00, gis_paise=40_00), RATES)
    assert pay.earnings == (
        Amount("basic", 34_500_00),
        Amount("da", 7_590_00, "22"),
        Amount("hra", 4_140_00),
        Amount("medical", 500_00),
    )
    assert pay.deductions == (Amount("ptax", 200_00), Amount("gpf", 3_000_00), Amount("gis", 40_00))
    assert (pay.gross_paise, pay.deductions_paise, pay.net_paise) == (46_730_00, 3_240_00, 43_490_00)


def test_the_year_of_the_worked_example_adds_up() -> None:
    months = [work_out(inputs(34_500, gpf_paise=3_000_00, gis_paise=40_00), RATES)] * 3
    months += [work_out(inputs(35_500, gpf_paise=3_000_00, gis_paise=40_00), RATES)] * 9
    assert months[-1].gross_paise == 48_070_00
    assert sum(month.gross_paise for month in months) == 5_72_820_00
    assert sum(month.deductions_paise for month in months) == (2_400 + 36_000 + 480) * 100
    assert sum(month.net_paise for month in months) == 5_33_940_00


@pytest.mark.parametrize(
    ("gross", "tax"),
    [(0, 0), (10_000, 0), (10_001, 110), (15_000, 110), (15_001, 130), (25_000, 130), (25_001, 150), (40_000, 150)],
)
def test_professional_tax_goes_by_the_slab_that_the_gross_pay_is_above(gross: int, tax: int) -> None:
    assert professional_tax(gross * 100, SLABS) == tax * 100
    assert professional_tax(gross * 100, reversed(SLABS)) == tax * 100
    assert professional_tax(40_000_01, SLABS) == 200_00


def test_house_rent_allowance_stops_at_its_cap() -> None:
    assert Amount("hra", 12_000_00) in work_out(inputs(1_50_000), RATES).earnings


def test_who_lives_in_quarters_or_is_in_the_health_scheme_gets_no_such_allowance() -> None:
    pay = work_out(inputs(34_500, hra=False, medical=False), RATES)
    assert [each.kind for each in pay.earnings] == ["basic", "da"]


def test_half_a_rupee_is_rounded_up() -> None:
    rates = Rates(Decimal("10"), Decimal("0"), 0, 0, SLABS)
    assert Amount("da", 1_01_00, "10") in work_out(inputs(1_005), rates).earnings


def test_a_fraction_of_a_per_cent_is_told_as_it_is() -> None:
    rates = Rates(Decimal("17.50"), Decimal("0"), 0, 0, SLABS)
    assert work_out(inputs(10_000), rates).earnings[1] == Amount("da", 1_750_00, "17.5")


def test_more_cannot_be_deducted_than_was_earned() -> None:
    with pytest.raises(DeductionsTooHigh):
        work_out(inputs(10_000, loan_paise=20_000_00), RATES)


@given(st.integers(min_value=0, max_value=3_00_000), st.integers(min_value=0, max_value=5_000))
def test_pay_survives_being_kept(basic: int, loan: int) -> None:
    pay = work_out(inputs(basic + 10_000, loan_paise=loan * 100), RATES)
    assert Pay.from_json(pay.to_json()) == pay
    assert pay.net_paise == pay.gross_paise - pay.deductions_paise >= 0
    assert all(each.paise for each in (*pay.earnings, *pay.deductions))
