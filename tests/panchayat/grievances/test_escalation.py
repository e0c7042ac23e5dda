"""The hierarchy: who has a grievance on which day, what stops the clock, and what the citizen is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.grievances.escalation import is_escalation
from panchayat.messaging.delivery_policy import Decision, decide
from panchayat.models import Event, Grievance, Holiday, Office, Outbox
from panchayat.models.grievance_states import State
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.waiting import PATIENCE

#: Filed on Wednesday 18 November 2026; the hierarchy of SAMPLE-01, seven working days each. Out are Sundays, the second
#: and fourth Saturdays (28 November, 12 and 26 December), Guru Nanak's birthday (24 November) and Christmas.
RUNGS = [
    (date(2026, 11, 27), "BDO, Bagda Block"),
    (date(2026, 12, 7), "SDO, Bangaon"),
    (date(2026, 12, 16), "District Magistrate, North 24 Parganas"),
    (date(2026, 12, 24), "Chief Minister's Office"),
]
LAST_TARGET = date(2027, 1, 4)


@pytest.fixture(autouse=True)
def _only_what_the_test_files(samples: Samples) -> None:
    with samples.open_office() as office:
        for grievance in office.session.scalars(select(Grievance)):
            grievance.escalates_on = None


def filed(samples: Samples, kind: str = "grievance") -> str:
    with samples.open_office() as office:
        return office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            samples.citizen(office),
            kind="suggestion" if kind == "suggestion" else "grievance",
            category_key="roads",
            description="রাস্তায় গর্ত হয়েছে।",
            place="বটতলা",
            pin=None,
            media_ids=[],
        ).number


def at(clock: SettableClock, day: date, hour: time = time(6)) -> None:
    clock.now = datetime.combine(day, hour, IST).astimezone(UTC)


def tick(samples: Samples, most: int = 100) -> int:
    with samples.open_office() as office:
        return office.escalation.raise_due(most)


def found(office: FrontOffice, number: str) -> Grievance:
    grievance = office.grievances.by_number(number)
    assert grievance
    return grievance


def holder(samples: Samples, number: str) -> str:
    with samples.open_office() as office:
        return office.grievances.holder(found(office, number))["en"]


def told(samples: Samples, number: str) -> list[dict[str, Any]]:
    """The notices of the hierarchy, oldest first."""
    with samples.open_office() as office:
        rows = office.session.scalars(
            select(Outbox).where(Outbox.contact_id == found(office, number).contact_id).order_by(Outbox.id)
        )
        params = [row.payload["params"] for row in rows]
        return [each for each in params if each.get("notice") in ("grievance_raised", "grievance_late")]


def events(office: FrontOffice, number: str) -> list[str]:
    grievance_id = found(office, number).id
    return list(office.session.scalars(select(Event.what).where(Event.subject_id == grievance_id).order_by(Event.id)))


def test_it_climbs_rung_by_rung_each_on_the_day_after_the_target(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    before = "Public Works (Roads) Department"
    for rung, (target, above) in enumerate(RUNGS, start=1):
        at(clock, target, time(23, 59))
        assert tick(samples) == 0
        assert holder(samples, number) == before
        at(clock, target + timedelta(days=1), time(0, 0))
        assert [tick(samples), tick(samples)] == [1, 0]
        assert holder(samples, number) == above
        assert len(told(samples, number)) == rung
        before = above
    with samples.open_office() as office:
        grievance = found(office, number)
        assert (grievance.level, grievance.target_on) == (4, LAST_TARGET)
        steps = office.grievances.history(grievance)
        assert [(step.level, step.target_on) for step in steps[1:]] == [
            (level, day) for level, day in enumerate([*(day for day, _above in RUNGS[1:]), LAST_TARGET], start=1)
        ]
        assert all(is_escalation(step) and step.to_state == State.SUBMITTED for step in steps[1:])
        assert events(office, number) == ["grievance.filed", *["grievance.escalated"] * 4]


def test_at_the_top_a_missed_target_is_told_once_and_nothing_breaks(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    for target, _above in RUNGS:
        at(clock, target + timedelta(days=1))
        tick(samples)
    for days in (1, 2, 200):
        at(clock, LAST_TARGET + timedelta(days=days))
        assert tick(samples) == (1 if days == 1 else 0)
    assert [each["notice"] for each in told(samples, number)] == [*["grievance_raised"] * 4, "grievance_late"]
    with samples.open_office() as office:
        assert events(office, number)[-1] == "grievance.late"
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.FORWARDED, department_key="general")
    assert tick(samples) == 0


@pytest.mark.parametrize("up", [1, 2, 3, 4])
def test_after_a_standstill_it_is_with_the_right_office_and_one_message_tells_of_it(
    samples: Samples, clock: SettableClock, up: int
) -> None:
    number = filed(samples)
    at(clock, RUNGS[up - 1][0] + timedelta(days=1))
    tick(samples)
    assert holder(samples, number) == RUNGS[up - 1][1]
    (notice,) = told(samples, number)
    with samples.open_office() as office:
        grievance = found(office, number)
        steps = office.grievances.history(grievance)
        assert [step.level for step in steps] == [None, *range(1, up + 1)]
        assert notice["position"] == steps[-1].position
        assert grievance.target_on == [*(day for day, _above in RUNGS), LAST_TARGET][up]


def test_after_a_long_standstill_it_is_told_once_that_the_highest_office_is_late_too(
    samples: Samples, clock: SettableClock
) -> None:
    number = filed(samples)
    at(clock, date(2027, 6, 1))
    tick(samples)
    assert [each["notice"] for each in told(samples, number)] == ["grievance_late"]
    assert holder(samples, number) == RUNGS[-1][1]
    assert tick(samples) == 0


def test_who_reads_nothing_for_months_is_told_of_the_last_office_only(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    for target, _above in RUNGS:
        at(clock, target + timedelta(days=1))
        tick(samples)
    ends = [datetime.fromisoformat(each["until"]).astimezone(IST) for each in told(samples, number)]
    nexts = [*(day for day, _above in RUNGS[1:]), LAST_TARGET]
    assert ends == [datetime.combine(day + timedelta(days=1), time(), IST) for day in nexts]


def test_what_happens_at_midnight_is_told_in_the_morning_and_never_after_stop(
    samples: Samples, clock: SettableClock
) -> None:
    number = filed(samples)
    at(clock, RUNGS[0][0] + timedelta(days=1), time(0, 0))
    tick(samples)
    (params,) = told(samples, number)
    for stopped, expected in [(None, Decision.HOLD), (clock.now, Decision.SUPPRESS)]:
        assert (
            decide("notice", params, clock.now, last_message_at=clock.now, stopped_at=stopped, now=clock.now)
            is expected
        )


def test_no_move_but_a_decision_stops_the_clock(samples: Samples, clock: SettableClock) -> None:
    """Whatever is commented, forwarded or added does not begin it anew."""
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS, note="দেখছি")
    at(clock, RUNGS[0][0])
    with samples.open_office() as office:
        office.grievances.move(number, State.FORWARDED, department_key="water")
        office.grievances.add(number, samples.citizen(office), words="এখনও হয়নি", media_ids=[])
        assert found(office, number).target_on == RUNGS[0][0]
    at(clock, RUNGS[0][0] + timedelta(days=1))
    assert tick(samples) == 1
    assert holder(samples, number) == RUNGS[0][1]
    # Nor does one that is made higher up.
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        assert found(office, number).target_on == RUNGS[1][0]
    at(clock, RUNGS[1][0] + timedelta(days=1))
    assert tick(samples) == 1
    with samples.open_office() as office:
        office.grievances.move(number, State.ACTION_TAKEN, note="গর্ত ভরা হয়েছে।")
    at(clock, date(2027, 6, 1))
    assert tick(samples) == 0


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN])
def test_what_is_closed_never_climbs(samples: Samples, clock: SettableClock, state: State) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        if state is State.WITHDRAWN:
            office.grievances.withdraw(number, samples.citizen(office))
        else:
            office.grievances.move(number, State.REJECTED, note="এটা অন্য দফতরের কাজ।")
    at(clock, date(2027, 6, 1))
    assert tick(samples) == 0


def test_while_the_citizen_is_asked_something_the_days_are_not_counted(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
    at(clock, date(2026, 11, 20))
    with samples.open_office() as office:
        office.grievances.move(number, State.NEEDS_INFO, note="কোন বাড়ির সামনে?")
    at(clock, date(2026, 12, 20))
    assert tick(samples) == 0
    # From Friday the 20th to Thursday the 3rd there are nine working days: so many more has the office.
    at(clock, date(2026, 12, 3))
    with samples.open_office() as office:
        office.grievances.add(number, samples.citizen(office), words="১২ নম্বর", media_ids=[])
        grievance = found(office, number)
        calendar = office.offices.working_days(grievance.office_id)
        assert calendar.between(date(2026, 11, 20), date(2026, 12, 3)) == 9
        assert grievance.target_on == calendar.after(RUNGS[0][0], 9) == date(2026, 12, 9)
        assert office.grievances.history(grievance)[-1].target_on == grievance.target_on
    at(clock, date(2026, 12, 9))
    assert tick(samples) == 0
    at(clock, date(2026, 12, 10))
    assert tick(samples) == 1
    with samples.open_office() as office:
        assert found(office, number).target_on == calendar.after(date(2026, 12, 9), 7)


def test_an_officer_who_asks_and_decides_before_there_is_an_answer_stops_the_clock(
    samples: Samples, clock: SettableClock
) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.NEEDS_INFO, note="কোথায়?")
        office.grievances.move(number, State.ACTION_TAKEN, note="হয়ে গেছে।")
    at(clock, date(2027, 6, 1))
    assert tick(samples) == 0


def test_a_suggestion_never_climbs(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples, "suggestion")
    at(clock, date(2027, 6, 1))
    assert tick(samples) == 0
    assert told(samples, number) == []


def test_what_nobody_has_looked_at_climbs_like_the_rest(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    at(clock, RUNGS[0][0] + timedelta(days=1))
    tick(samples)
    with samples.open_office() as office:
        assert found(office, number).state == State.SUBMITTED
        office.grievances.move(number, State.UNDER_PROCESS)  # and whoever has it now works on it as usual


def test_an_office_with_nobody_listed_above_it_hands_over_to_the_states_department(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        samples.record(office, "SAMPLE-01").escalation = []
    number = filed(samples)
    at(clock, RUNGS[0][0] + timedelta(days=1))
    tick(samples)
    with samples.open_office() as office:
        states = office.offices.state().names["en"]
    assert holder(samples, number) == states


def test_an_offices_own_holiday_moves_its_rungs(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        own = office.offices.by_code("SAMPLE-01").id
        office.session.add(
            Holiday(office_id=own, day=date(2026, 11, 19), closed=True, names={"bn": "মেলা", "en": "Fair", "hi": "मेला"})
        )
    number = filed(samples)
    with samples.open_office() as office:
        # One working day later; the day after the 27th is a fourth Saturday and a Sunday follows it.
        assert found(office, number).target_on == date(2026, 11, 30)


def test_it_is_done_in_batches_the_longest_overdue_first(samples: Samples, clock: SettableClock) -> None:
    first = filed(samples)
    clock.advance(timedelta(days=1))
    others = [filed(samples) for _ in range(3)]
    at(clock, date(2026, 12, 1))
    assert tick(samples, 2) == 2
    assert holder(samples, first) == RUNGS[0][1]
    assert [tick(samples, 2), tick(samples, 2)] == [2, 0]
    assert all(holder(samples, number) == RUNGS[0][1] for number in others)


def test_of_two_processes_that_do_it_at_once_each_takes_its_own(samples: Samples, clock: SettableClock) -> None:
    numbers = [filed(samples) for _ in range(6)]
    at(clock, RUNGS[0][0] + timedelta(days=1))
    together = threading.Barrier(2, timeout=PATIENCE)

    def clocks(_: int) -> int:
        together.wait()
        return sum(tick(samples, 2) for _round in range(3))

    with ThreadPoolExecutor(2) as processes:
        done = sum(processes.map(clocks, range(2)))
    while more := tick(samples, 2):
        done += more
    assert done == len(numbers)
    for number in numbers:
        with samples.open_office() as office:
            assert [step.level for step in office.grievances.history(found(office, number))] == [None, 1]


def test_a_reopened_grievance_is_with_the_next_office_and_has_all_its_days_anew(
    samples: Samples, clock: SettableClock
) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        for state in (State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED):
            office.grievances.move(number, state, note="হয়েছে।")
    at(clock, date(2026, 12, 1))
    with samples.open_office() as office:
        step = office.grievances.reopen(number, samples.citizen(office))
        assert (step.level, step.target_on) == (1, date(2026, 12, 9))
        assert not is_escalation(step)
    assert holder(samples, number) == RUNGS[0][1]
    at(clock, date(2026, 12, 10))
    assert tick(samples) == 1
    assert holder(samples, number) == RUNGS[1][1]


def test_a_ladder_that_became_shorter_keeps_its_last_rung(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    at(clock, date(2026, 12, 25))
    tick(samples)
    with samples.open_office() as office:
        shorter = office.session.scalars(select(Office).where(Office.code == "SAMPLE-01")).one()
        shorter.escalation = shorter.escalation[:2]
    assert holder(samples, number) == RUNGS[1][1]
    at(clock, date(2027, 6, 1))
    assert tick(samples) == 1
