"""Pay slips: entered, released, and theirs alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.core.outcomes import Outcome
from panchayat.front_office import FrontOffice
from panchayat.models import Outbox, PaySlip, Staff
from panchayat.pay.rates import NoRate
from panchayat.pay.rules import DeductionsTooHigh, PayInputs
from panchayat.pay.slips import NotTheirs, TooFarAhead
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

#: The sample whose pay is the handbook's worked example.
OFFICE, EMPLOYEE = "SAMPLE-01", "SAMPLE-E-202"
INPUTS = PayInputs(level="10", cell="17", basic_paise=35_500_00, gpf_paise=3_000_00, gis_paise=40_00)
NOVEMBER = date(2026, 11, 1)


def employee(office: FrontOffice) -> Staff:
    return office.staffing.by_employee_id(OFFICE, EMPLOYEE)


def own_phone(office: FrontOffice) -> UUID:
    return office.contacts.at_mobile(employee(office).mobile)


def told(office: FrontOffice) -> list[dict[str, Any]]:
    rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == own_phone(office)).order_by(Outbox.id))
    return [row.payload["params"] for row in rows]


def test_the_last_two_years_of_slips_are_there_the_newest_first(samples: Samples) -> None:
    with samples.open_office() as office:
        months = [slip.month for slip in office.pay.released(employee(office))]
    assert months[0] == date(2026, 10, 1)
    assert months[-1] == date(2024, 11, 1)
    assert len(months) == 24
    assert months == sorted(months, reverse=True)


def test_the_samples_have_the_worked_example(samples: Samples) -> None:
    with samples.open_office() as office:
        by_month = {slip.month: office.pay.pay(slip) for slip in office.pay.released(employee(office))}
    june, july = by_month[date(2026, 6, 1)], by_month[date(2026, 7, 1)]
    assert (june.gross_paise, june.net_paise) == (46_730_00, 43_490_00)
    assert july.gross_paise == 48_070_00


def test_a_slip_is_seen_from_its_day_on_and_its_employee_is_told_once(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        _slip, outcome = office.pay.enter(employee(office), NOVEMBER, INPUTS, release_on=date(2026, 12, 1))
        assert outcome is Outcome.ADDED
        assert office.pay.release_due() == 0
        assert office.pay.released(employee(office))[0].month == date(2026, 10, 1)
    clock.advance(timedelta(days=14))  # two days late: the clock's process had been down
    with samples.open_office() as office:
        assert office.pay.release_due() == 1
        assert office.pay.release_due() == 0
        slip = office.pay.released(employee(office))[0]
        assert slip.month == NOVEMBER
        assert [each for each in told(office) if each["notice"] == "pay_slip_ready"] == [
            {"notice": "pay_slip_ready", "slip_id": str(slip.id)}
        ]


def test_a_slip_without_a_day_is_news_at_once(samples: Samples) -> None:
    with samples.open_office() as office:
        office.pay.enter(employee(office), NOVEMBER, INPUTS)
        assert len(told(office)) == 1


def test_old_slips_are_history_and_no_news(samples: Samples) -> None:
    with samples.open_office() as office:
        assert told(office) == []
        office.pay.enter(employee(office), date(2023, 5, 1), INPUTS, release_on=date(2023, 6, 1))
        assert told(office) == []


def test_of_many_months_at_once_only_this_and_the_last_are_news(samples: Samples, clock: SettableClock) -> None:
    clock.advance(timedelta(days=30))
    with samples.open_office() as office:
        newcomer = office.staffing.by_employee_id(OFFICE, "SAMPLE-E-211")
        for slip in office.session.scalars(select(PaySlip).where(PaySlip.staff_id == newcomer.id)):
            office.session.delete(slip)
        office.session.flush()
        for month in (date(2026, 9, 1), date(2026, 10, 1), NOVEMBER, date(2026, 12, 1)):
            slip, _outcome = office.pay.enter(newcomer, month, INPUTS)
            assert slip.released_at is not None
        mine = select(Outbox).where(Outbox.contact_id == office.contacts.at_mobile(newcomer.mobile))
        assert len(office.session.scalars(mine).all()) == 2


def test_a_month_that_has_not_begun_is_seen_when_it_is_over(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        slip, _outcome = office.pay.enter(employee(office), date(2026, 12, 1), INPUTS)
        assert (slip.released_at, slip.release_on) == (None, date(2027, 1, 1))
        assert told(office) == []
        early, _outcome = office.pay.enter(employee(office), date(2027, 1, 1), INPUTS, release_on=office.today)
        assert early.released_at is not None
    clock.advance(timedelta(days=44))
    with samples.open_office() as office:
        assert office.pay.release_due() == 1


def test_a_month_in_which_nobody_can_know_the_pay_yet_is_refused(samples: Samples) -> None:
    with samples.open_office() as office:
        office.pay.enter(employee(office), date(2027, 1, 1), INPUTS)
        with pytest.raises(TooFarAhead, match="is more than 2 months ahead"):
            office.pay.enter(employee(office), date(2027, 2, 1), INPUTS)


def test_the_same_entry_a_second_time_changes_nothing_and_another_amount_does(samples: Samples) -> None:
    with samples.open_office() as office:
        first, _outcome = office.pay.enter(employee(office), NOVEMBER, INPUTS)
        again, outcome = office.pay.enter(employee(office), NOVEMBER, INPUTS)
        assert (again.id, outcome) == (first.id, Outcome.UNCHANGED)
        corrected = PayInputs(level="10", cell="17", basic_paise=36_500_00, gpf_paise=3_000_00, gis_paise=40_00)
        slip, outcome = office.pay.enter(employee(office), NOVEMBER, corrected)
        assert (slip.id, outcome) == (first.id, Outcome.CHANGED)
        assert office.pay.pay(slip).earnings[0].paise == 36_500_00
        assert len(told(office)) == 1


def test_pay_without_a_rate_for_its_month_is_refused_by_the_name_of_the_table(samples: Samples) -> None:
    with samples.open_office() as office, pytest.raises(NoRate, match="'da' holds in 12-2020"):
        office.pay.enter(employee(office), date(2020, 12, 1), INPUTS)


def test_deductions_above_the_gross_pay_are_refused(samples: Samples) -> None:
    with samples.open_office() as office, pytest.raises(DeductionsTooHigh):
        office.pay.enter(
            employee(office), NOVEMBER, PayInputs(level="1", cell="1", basic_paise=100_00, loan_paise=1_000_00)
        )


def test_the_rate_of_the_month_counts_not_that_of_today(samples: Samples) -> None:
    with samples.open_office() as office:
        by_month = {slip.month: office.pay.pay(slip) for slip in office.pay.released(employee(office))}
    percents = {
        month: next(each.percent for each in pay.earnings if each.kind == "da") for month, pay in by_month.items()
    }
    assert percents[date(2025, 3, 1)] == "14"
    assert percents[date(2025, 4, 1)] == "18"
    assert percents[date(2026, 3, 1)] == "18"
    assert percents[date(2026, 4, 1)] == "22"


def test_a_slips_facts_are_for_its_employees_phone_alone(samples: Samples) -> None:
    with samples.open_office() as office:
        slip = office.pay.released(employee(office))[0]
        facts = office.pay.facts(slip, own_phone(office))
        assert facts["net_paise"] == facts["gross_paise"] - facts["deductions_paise"]
        assert facts["bank_account"] == "XXXXXXXX0202"
        assert facts["password"] == "150819780202"
        strangers = [samples.citizen(office), office.contacts.at_mobile("+910000000204")]
        for stranger in strangers:
            with pytest.raises(NotTheirs):
                office.pay.facts(slip, stranger)
            with pytest.raises(NotTheirs):
                office.pay.statement_facts(slip, stranger)


def test_a_slip_that_is_not_released_goes_to_nobody(samples: Samples) -> None:
    with samples.open_office() as office:
        slip, _outcome = office.pay.enter(employee(office), NOVEMBER, INPUTS, release_on=date(2026, 12, 1))
        with pytest.raises(NotTheirs):
            office.pay.facts(slip, own_phone(office))


def test_a_number_that_was_taken_from_an_employee_sees_nothing_any_more(samples: Samples) -> None:
    with samples.open_office() as office:
        slip, old_phone = office.pay.released(employee(office))[0], own_phone(office)
        employee(office).mobile = "+910000000299"
        office.session.flush()
        assert office.staffing.on_the_payroll(old_phone) == []
        with pytest.raises(NotTheirs):
            office.pay.facts(slip, old_phone)


def test_the_statement_of_a_year_adds_its_months_up_and_says_how_far_it_goes(samples: Samples) -> None:
    with samples.open_office() as office:
        years = office.pay.years(employee(office))
        assert [str(year) for year in years] == ["2026-27", "2025-26", "2024-25"]
        running = office.pay.statement_facts(office.pay.last_of(employee(office), years[0]), own_phone(office))
        whole = office.pay.statement_facts(office.pay.last_of(employee(office), years[1]), own_phone(office))
    assert (running["first_month"], running["last_month"], running["complete"]) == ("2026-04-01", "2026-10-01", False)
    assert running["gross_paise"] == 3 * 46_730_00 + 4 * 48_070_00
    assert (whole["first_month"], whole["last_month"], whole["complete"]) == ("2025-04-01", "2026-03-01", True)
    assert len(whole["months"]) == 12
    assert sum(month["net_paise"] for month in whole["months"]) == whole["net_paise"]


def test_the_whole_year_of_the_worked_example(samples: Samples, clock: SettableClock) -> None:
    clock.advance(timedelta(days=150))
    with samples.open_office() as office:
        for month in (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)):
            office.pay.enter(employee(office), month, INPUTS, release_on=month)
        facts = office.pay.statement_facts(
            office.pay.last_of(employee(office), office.pay.years(employee(office))[0]), own_phone(office)
        )
    assert facts["complete"]
    assert facts["gross_paise"] == 5_72_820_00
    assert facts["deductions_paise"] == (2_400 + 36_000 + 480) * 100
    assert facts["net_paise"] == 5_33_940_00


def test_an_office_may_count_its_year_from_march(samples: Samples) -> None:
    with samples.open_office() as office:
        samples.record(office, OFFICE).statement_first_month = 3
        office.session.flush()
        years = office.pay.years(employee(office))
        facts = office.pay.statement_facts(office.pay.last_of(employee(office), years[1]), own_phone(office))
    assert (facts["first_month"], facts["last_month"], facts["complete"]) == ("2025-03-01", "2026-02-01", True)


def test_an_employee_who_left_sees_the_slips_for_a_year(samples: Samples) -> None:
    with samples.open_office() as office:
        phone = own_phone(office)
        employee(office).left_on = office.today - timedelta(days=364)
        office.session.flush()
        assert office.staffing.on_the_payroll(phone)
        employee(office).left_on = office.today - timedelta(days=365)
        office.session.flush()
        assert not office.staffing.on_the_payroll(phone)


def test_amounts_are_encrypted_at_rest(samples: Samples) -> None:
    with samples.open_office() as office:
        raw = office.session.connection().exec_driver_sql("SELECT amounts FROM pay_slip").scalars().first()
    assert raw is not None
    assert b"basic" not in bytes(raw)


def test_two_processes_release_a_slip_once(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        office.pay.enter(employee(office), NOVEMBER, INPUTS, release_on=date(2026, 12, 1))
    clock.advance(timedelta(days=13))
    for _process in range(2):
        with samples.open_office() as office:
            office.pay.release_due()
    with samples.open_office() as office:
        slips = office.session.scalars(select(PaySlip).where(PaySlip.month == NOVEMBER)).all()
        assert len(slips) == len(told(office)) == 1
