"""Payroll: what the office knows of its employees' pay of a month; the slip follows from the state's rates."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Annotated, Final

from panchayat.core.months import first_of
from panchayat.core.outcomes import Outcome
from panchayat.imports.cells import Code, Day, Month, Paise, YesNo, text_of
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import PaySlip, Staff
from panchayat.pay.rates import NoRate
from panchayat.pay.rules import DeductionsTooHigh, PayInputs
from panchayat.pay.slips import TooFarAhead

_Step = Annotated[str, text_of(20)]


class PayrollRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    employee_id: Code = column("the employee's number in the register of the staff", "SAMPLE-E-101")
    month: Month = column("the month", "11-2026")
    level: _Step = column("the pay level", "6")
    cell: _Step = column("the cell of the level", "12")
    basic: Paise = column("basic pay in rupees", "34,500")
    hra: YesNo = column("whether house rent allowance is paid", "yes", default=True)
    medical: YesNo = column("whether medical allowance is paid: not to members of WBHS", "yes", default=True)
    gpf: Paise = column("to the provident fund, in rupees", "3,000", default=0)
    gis: Paise = column("group insurance, in rupees", "40", default=0)
    tds: Paise = column("income tax deducted, in rupees", "0", default=0)
    festival_advance: Paise = column("festival advance paid back, in rupees", "0", default=0)
    loan: Paise = column("loans paid back, in rupees", "0", default=0)
    arrears: Paise = column("arrears paid with this month, in rupees", "0", default=0)
    other_earning: Paise = column("anything else that is paid, in rupees", "0", default=0)
    other_deduction: Paise = column("anything else that is deducted, in rupees", "0", default=0)
    release_on: Day | None = column(
        "from which day on the employee sees it; else at once, or for a month that has not begun once it is over",
        "",
        default=None,
    )


#: What a slip that is there already keeps where the file does not have the column.
_OPTIONAL: Final = (
    "hra",
    "medical",
    "gpf",
    "gis",
    "tds",
    "festival_advance",
    "loan",
    "arrears",
    "other_earning",
    "other_deduction",
    "release_on",
)


def enter(desk: Desk, lines: Sequence[Line[PayrollRow]]) -> None:
    among = desk.named(lines)
    staff = Ledger(desk, Staff, itemgetter("office_id", "employee_id"), named="", among=among)
    months: Ledger[PaySlip] = Ledger(
        desk, PaySlip, itemgetter("staff_id", "month"), named="office, employee_id and month", among=[]
    )
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        employee = staff.find(office_id=office.id, employee_id=row.employee_id)
        if employee is None:
            desk.faults.add(line.number, "employee_id", "the office's staff has no such employee")
            continue
        if employee.bank_account is None:
            desk.faults.add(line.number, "employee_id", "is not on the payroll: the staff register has no bank account")
        elif employee.left_on is not None and first_of(employee.left_on) < row.month:
            desk.faults.add(line.number, "month", "the employee had left by then")
        elif months.claim(line, staff_id=employee.id, month=row.month):
            _enter(desk, line, employee)


def _enter(desk: Desk, line: Line[PayrollRow], employee: Staff) -> None:
    row = line.row
    try:
        slip, outcome = desk.office.pay.enter(
            employee, row.month, _inputs(row), release_on=row.release_on, keep=_kept(row)
        )
    except (NoRate, TooFarAhead) as error:
        desk.faults.add(line.number, "month", str(error))
    except DeductionsTooHigh as error:
        desk.faults.add(line.number, None, str(error))
    else:
        desk.count(outcome, slip, employee.office_id)
        if outcome is Outcome.CHANGED:
            for kind, subject in desk.office.pay.papers_about(slip):
                desk.office.papers.revoke(kind, subject)


def _kept(row: PayrollRow) -> set[str]:
    """What the file does not say, by the names of ``PaySlips.enter``."""
    absent = row.absent(*_OPTIONAL)
    return absent | {f"{field}_paise" for field in absent}


def _inputs(row: PayrollRow) -> PayInputs:
    return PayInputs(
        level=row.level,
        cell=row.cell,
        basic_paise=row.basic,
        hra=row.hra,
        medical=row.medical,
        arrears_paise=row.arrears,
        other_earning_paise=row.other_earning,
        gpf_paise=row.gpf,
        gis_paise=row.gis,
        tds_paise=row.tds,
        festival_advance_paise=row.festival_advance,
        loan_paise=row.loan,
        other_deduction_paise=row.other_deduction,
    )


KIND = Kind("the pay of a month", "pay slip", "pay slips", PayrollRow, enter)
