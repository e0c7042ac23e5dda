"""Nothing of one office gets into another's records, whatever the code above the database does."""

from __future__ import annotations

import pytest
from sqlalchemy import ForeignKeyConstraint, select, update
from sqlalchemy.exc import IntegrityError

from panchayat.models import Base, Department
from panchayat.offices.staffing import NoSuchEmployee
from tests.panchayat.conftest import Samples

#: References between records of an office: the table, the column, and the table that it points into.
REFERENCES = [
    (table, next(name for name in constraint.column_keys if name != "office_id"), constraint.referred_table)
    for table in Base.metadata.sorted_tables
    for constraint in sorted(table.constraints, key=lambda each: str(each.name))
    if isinstance(constraint, ForeignKeyConstraint) and len(constraint.column_keys) == 2
]


def test_no_record_can_be_made_to_point_into_another_office(samples: Samples) -> None:
    tried = []
    with samples.open_office() as office:
        for table, column, referred in REFERENCES:
            row = office.session.execute(select(table.c.id, table.c.office_id).limit(1)).first()
            if row is None:
                continue  # the samples have none
            elsewhere = select(referred.c.id).where(referred.c.office_id != row.office_id).limit(1)
            if (other := office.session.scalar(elsewhere)) is None:
                continue
            tried.append(f"{table.name}.{column}")
            with pytest.raises(IntegrityError), office.savepoint():
                office.session.execute(update(table).where(table.c.id == row.id).values({column: other}))
    assert {"application.renews_id", "grievance.category_id", "grievance_step.staff_id", "pay_slip.staff_id"} < {*tried}
    assert len(tried) >= 10


def test_what_an_office_lists_is_its_own(samples: Samples) -> None:
    with samples.open_office() as office:
        for at in office.offices.all():
            assert {each.office_id for each in office.applications.queue(limit=100, office_id=at.id)} <= {at.id}
            lists = {each.id for each in office.offices.departments(at.id)}
            assert lists == set(office.session.scalars(select(Department.id).where(Department.office_id == at.id)))
            state = office.offices.state().id
            assert {each.office_id for each in office.office_notices.current(at.id)} <= {at.id, state}


def test_an_employee_id_of_another_office_is_nobody_here(samples: Samples) -> None:
    with samples.open_office() as office:
        assert office.staffing.by_employee_id("SAMPLE-01", "SAMPLE-E-202").mobile == "+910000000202"
        with pytest.raises(NoSuchEmployee):
            office.staffing.by_employee_id("SAMPLE-02", "SAMPLE-E-202")
