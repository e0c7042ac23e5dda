"""The people of an office: who works on requests, who signs, and who is on the payroll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Annotated, Final, Literal
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from panchayat.imports.cells import IN_SMALL, BankAccount, Code, Day, Mobile, NameInThree, YesNo
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Person, Staff
from panchayat.offices.signing import nobody_signs

_AT_ONCE: Final = 500
_GROWN_UP: Final = 18


class StaffRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    employee_id: Code = column("the office's own number for this person", "SAMPLE-E-101")
    name: NameInThree = column("the person's name", ("নমুনা অরুণ সরকার", "Sample Arun Sarkar", "नमूना अरुण सरकार"))
    post: NameInThree = column("the post", ("নির্বাহী সহায়ক", "Executive Assistant", "कार्यकारी सहायक"))
    mobile: Mobile = column("the registered mobile number: pay slips go there and nowhere else", "00000 00202")
    role: Annotated[Literal["officer", "coordinator", "employee"], IN_SMALL] = column(
        "officer (works on requests), coordinator (of a ward) or employee (neither)", "officer"
    )
    signs: YesNo = column("whether this person signs the office's papers", "no", default=False)
    date_of_birth: Day | None = column("needed for who is on the payroll", "15-08-1985", default=None)
    bank_account: BankAccount | None = column(
        "the account to which pay goes; who has none is not on the payroll", "000000000202", default=None
    )
    left_on: Day | None = column("the last day in the office, once somebody has left", "", default=None)


_OPTIONAL = ("signs", "date_of_birth", "bank_account", "left_on")


def enter(desk: Desk, lines: Sequence[Line[StaffRow]]) -> None:
    staff = Ledger(
        desk, Staff, itemgetter("office_id", "employee_id"), named="office and employee_id", among=desk.named(lines)
    )
    people = _people(desk, staff, lines)
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None:
            continue
        _check_birth(desk, line)
        person = people[office.id, row.employee_id]
        renamed = person.names != row.name
        person.names = row.name if renamed else person.names
        values = {
            "office_id": office.id,
            "employee_id": row.employee_id,
            "post": row.post,
            "mobile": row.mobile,
            "role": row.role,
            "signs": row.signs,
            "date_of_birth": row.date_of_birth and row.date_of_birth.isoformat(),
            "bank_account": row.bank_account,
            "left_on": row.left_on,
        }
        put = staff.put(
            line, values, keep=row.absent(*_OPTIONAL), fresh={"person_id": person.id}, changed_besides=renamed
        )
        if put and put[0].bank_account and not put[0].date_of_birth:
            desk.faults.add(line.number, "date_of_birth", "is needed for whoever has a bank account")


def _check_birth(desk: Desk, line: Line[StaffRow]) -> None:
    born, today = line.row.date_of_birth, desk.office.today
    if born is None:
        return
    if born > today:
        desk.faults.add(line.number, "date_of_birth", "has not come yet")
    elif _age(born, today) < _GROWN_UP:
        desk.faults.add(line.number, "date_of_birth", "is that of a child")


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _people(desk: Desk, staff: Ledger[Staff], lines: Sequence[Line[StaffRow]]) -> dict[tuple[UUID, str], Person]:
    """The people by their offices and numbers there; those whom nobody knows yet are added."""
    session = desk.office.session
    ids = [each.person_id for each in staff.records]
    known = {
        person.id: person
        for start in range(0, len(ids), _AT_ONCE)
        for person in session.scalars(select(Person).where(Person.id.in_(ids[start : start + _AT_ONCE])))
    }
    people = {(each.office_id, each.employee_id): known[each.person_id] for each in staff.records}
    for line in lines:
        office = desk.offices.get(line.row.office)
        if office is not None and (office.id, line.row.employee_id) not in people:
            person = people[office.id, line.row.employee_id] = Person(id=uuid7(), names=line.row.name)
            session.add(person)
    session.flush()
    return people


def warn(desk: Desk, lines: Sequence[Line[StaffRow]]) -> list[str]:
    """For which of these offices nobody signs even now."""
    named = {line.row.office for line in lines}
    unsigned = [each for each in desk.office.offices.without_signatory() if each.code in named]
    return [nobody_signs(unsigned)] if unsigned else []


KIND = Kind("the people of the offices: officers, coordinators, employees", "person", "people", StaffRow, enter, warn)
