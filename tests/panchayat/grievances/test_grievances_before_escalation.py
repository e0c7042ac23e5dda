"""What lay in the database before grievances went up by themselves is treated like whatever is filed afterwards."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import select

import panchayat.migrations
from panchayat.core.connections import connect
from panchayat.models import Grievance, GrievanceStep
from tests.panchayat.conftest import Samples


def to_revision(url: str, revision: str, *, back: bool) -> None:
    engine = connect(url, patient=True)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", panchayat.migrations.__path__[0])
        (command.downgrade if back else command.upgrade)(config, revision)
    engine.dispose()


def test_what_was_open_already_gets_its_clock_and_what_was_withdrawn_stays_closed(
    samples: Samples, database_url: str
) -> None:
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        number, withdrawn = samples.file(office).number, samples.file(office).number
        office.grievances.withdraw(withdrawn, citizen)
        before = {
            each.number: (each.state, each.target_on, each.escalates_on, each.waiting_since)
            for each in office.session.scalars(select(Grievance).where(Grievance.level == 0))
        }
    to_revision(database_url, "0006", back=True)
    to_revision(database_url, "head", back=False)
    with samples.open_office() as office:
        after = {
            each.number: (each.state, each.target_on, each.escalates_on, each.waiting_since)
            for each in office.session.scalars(select(Grievance))
        }
        closed = after.pop(withdrawn)
        assert closed[0] == "REJECTED"
        assert closed[2] is None
        del before[withdrawn]
        assert {number: after[number] for number in before} == before
        filed = office.grievances.by_number(number)
        assert filed
        first = office.session.scalars(select(GrievanceStep).where(GrievanceStep.grievance_id == filed.id)).one()
        assert first.target_on == filed.target_on
