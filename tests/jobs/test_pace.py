"""Messages leave no faster than they may."""

from __future__ import annotations

from jobs.pace import Pace


def test_a_burst_may_go_at_once_and_the_next_waits_its_time() -> None:
    now = [0.0]
    pace = Pace(every=2, burst=3, clock=lambda: now[0])
    assert [pace.take("a") for _ in range(4)] == [0, 0, 0, 2]
    now[0] = 2
    assert [pace.take("a") for _ in range(2)] == [0, 2]
    now[0] = 100
    assert [pace.take("a") for _ in range(4)] == [0, 0, 0, 2]


def test_people_do_not_wait_for_each_other() -> None:
    pace = Pace(every=60, burst=1, clock=lambda: 0.0)
    assert pace.take("a") == pace.take("b") == 0
    assert pace.take("a") == 60


def test_those_who_need_not_wait_any_more_are_forgotten() -> None:
    now = [0.0]
    pace = Pace(every=1, burst=1, clock=lambda: now[0])
    for key in range(10_000):
        pace.take(key)
    now[0] = 1
    pace.take("one more")
    assert len(pace._full_at) == 1
