"""More people make nothing more work: what is asked of the database among ten thousand people and among one thousand.

No time is taken: rows that are looked at are counted, by PostgreSQL itself, in a world that is the same on every run.
"""

from __future__ import annotations

import pytest

from bench.growth import plans
from bench.growth.looks import LOOKS
from bench.growth.probe import Cost
from tests.postgresql import Server

WRITTEN = plans.written()
HOW = "`python -m bench.growth --plans` writes what is so now"


@pytest.fixture(scope="module")
def costs(postgresql_server: Server) -> dict[str, tuple[Cost, Cost]]:
    return plans.costs(postgresql_server)


def test_every_look_has_its_plan_written_down() -> None:
    assert list(WRITTEN) == list(LOOKS), HOW


def test_what_is_more_work_among_more_people_says_why_it_may() -> None:
    assert [name for name, plan in WRITTEN.items() if plan.why is not None and not plan.why.strip()] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_more_people_make_it_no_more_work(costs: dict[str, tuple[Cost, Cost]], name: str) -> None:
    few, many = costs[name]
    plan = WRITTEN[name]
    assert not plans.has_grown(few, many) or plan.why, (
        f"{name}: {few.rows} rows in {few.statements} statements among {plans.FEW:,} people, {many.rows} in"
        f" {many.statements} among {plans.MANY:,}:\n{many.costliest.shown()}"
    )
    assert many.rows <= plan.rows, f"{name} looks at more rows than are written down ({HOW}):\n{many.costliest.shown()}"


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_found_by_the_indexes_that_are_written_down(costs: dict[str, tuple[Cost, Cost]], name: str) -> None:
    assert sorted(costs[name][1].ways) == list(WRITTEN[name].by), HOW
