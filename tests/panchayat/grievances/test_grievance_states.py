from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from panchayat.models.grievance_states import IllegalMove, ReasonMissing, ReopeningClosed, State, check_move

NOW = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)

#: The life of a grievance as the handbook draws it, written a second time.
LIFE = """
    SUBMITTED      UNDER_PROCESS REJECTED WITHDRAWN
    UNDER_PROCESS  FORWARDED NEEDS_INFO ACTION_TAKEN REJECTED WITHDRAWN
    FORWARDED      UNDER_PROCESS ACTION_TAKEN REJECTED WITHDRAWN
    NEEDS_INFO     UNDER_PROCESS ACTION_TAKEN REJECTED WITHDRAWN
    ACTION_TAKEN   RESOLVED REJECTED WITHDRAWN
    RESOLVED       REOPENED
    REOPENED       UNDER_PROCESS REJECTED WITHDRAWN
"""
LEGAL = {(line.split()[0], to) for line in LIFE.strip().splitlines() for to in line.split()[1:]}


def check(
    before: State, to: State, *, note: str | None = "because", reopened: int = 0, resolved: datetime | None = NOW
) -> None:
    check_move(before, to, note=note, reopened=reopened, resolved_at=resolved, now=NOW)


@pytest.mark.parametrize(("before", "to"), list(product(State, State)))
def test_a_move_is_allowed_exactly_when_the_handbook_draws_it(before: State, to: State) -> None:
    if (before, to) in LEGAL:
        check(before, to)
    else:
        with pytest.raises(IllegalMove):
            check(before, to)


@pytest.mark.parametrize("to", [State.REJECTED, State.NEEDS_INFO, State.ACTION_TAKEN])
@pytest.mark.parametrize("note", [None, "", "  \n"])
def test_a_citizen_is_never_refused_asked_or_answered_without_words(to: State, note: str | None) -> None:
    with pytest.raises(ReasonMissing):
        check(State.UNDER_PROCESS, to, note=note)


def test_a_grievance_is_reopened_until_thirty_days_after_it_was_resolved() -> None:
    check(State.RESOLVED, State.REOPENED, resolved=NOW - timedelta(days=30))
    with pytest.raises(ReopeningClosed):
        check(State.RESOLVED, State.REOPENED, resolved=NOW - timedelta(days=30, seconds=1))


def test_a_grievance_is_reopened_twice_at_most() -> None:
    check(State.RESOLVED, State.REOPENED, reopened=1)
    with pytest.raises(ReopeningClosed):
        check(State.RESOLVED, State.REOPENED, reopened=2)
