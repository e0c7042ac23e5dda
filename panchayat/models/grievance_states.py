"""The life of a grievance: its states, and which may follow which."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from panchayat.models.following import what_follows


class State(StrEnum):
    """Where a grievance stands; the words are the canonical ones of the handbook."""

    SUBMITTED = "SUBMITTED"
    UNDER_PROCESS = "UNDER_PROCESS"
    FORWARDED = "FORWARDED"
    NEEDS_INFO = "NEEDS_INFO"
    ACTION_TAKEN = "ACTION_TAKEN"
    RESOLVED = "RESOLVED"
    REJECTED = "REJECTED"
    REOPENED = "REOPENED"
    WITHDRAWN = "WITHDRAWN"


#: Which states may follow which. A rejection can come from any open state, and so can a withdrawal, which is the
#: citizen's own; nothing follows either.
FOLLOWING: Final[dict[State, frozenset[State]]] = {
    State.SUBMITTED: frozenset({State.UNDER_PROCESS, State.REJECTED, State.WITHDRAWN}),
    State.UNDER_PROCESS: frozenset(
        {State.FORWARDED, State.NEEDS_INFO, State.ACTION_TAKEN, State.REJECTED, State.WITHDRAWN}
    ),
    State.FORWARDED: frozenset({State.UNDER_PROCESS, State.ACTION_TAKEN, State.REJECTED, State.WITHDRAWN}),
    State.NEEDS_INFO: frozenset({State.UNDER_PROCESS, State.ACTION_TAKEN, State.REJECTED, State.WITHDRAWN}),
    State.ACTION_TAKEN: frozenset({State.RESOLVED, State.REJECTED, State.WITHDRAWN}),
    State.RESOLVED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.UNDER_PROCESS, State.REJECTED, State.WITHDRAWN}),
    State.REJECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

#: Where a grievance rests: nothing is owed to the citizen any more, unless it is reopened.
_CLOSED: Final = frozenset({State.RESOLVED, State.REJECTED, State.WITHDRAWN})

OPEN: Final = tuple(state for state in State if state not in _CLOSED)

#: Where whoever has it has decided nothing yet, so that the target runs on, whatever else is done or said.
UNDECIDED: Final = frozenset({State.SUBMITTED, State.UNDER_PROCESS, State.FORWARDED, State.REOPENED})

#: Moves that mean nothing to the citizen without words: why not, what is asked, what was done.
NEEDS_NOTE: Final = frozenset({State.REJECTED, State.NEEDS_INFO, State.ACTION_TAKEN})

MOST_REOPENINGS: Final = 2
REOPEN_WITHIN: Final = timedelta(days=30)
#: So long after a resolution somebody may still mean it by "not fixed", though it is not opened any more.
REMEMBERED_FOR: Final = timedelta(days=180)
#: So long after a resolution the citizen is asked once more whether it has been fixed.
ASK_AGAIN_AFTER: Final = timedelta(days=3)
BEST_RATING: Final = 5


class IllegalMove(Exception):
    """The grievance cannot go from the one state to the other; it is said what the office can do (it never withdraws)."""

    def __init__(self, from_state: State, to_state: State) -> None:
        legal = [each for each in State if each in FOLLOWING[from_state] and each is not State.WITHDRAWN]
        super().__init__(f"a grievance that is {from_state} cannot become {to_state}; {what_follows(legal)}")
        self.from_state = from_state
        self.to_state = to_state


class ReopeningClosed(IllegalMove):
    """It was resolved too long ago, or has been reopened as often as is allowed."""

    def __str__(self) -> str:
        return f"a grievance is reopened at most {MOST_REOPENINGS} times, within {REOPEN_WITHIN.days} days of its resolution"


class ReasonMissing(Exception):
    """The citizen must be told why, what is asked, or what was done."""

    def __init__(self, to_state: State) -> None:
        super().__init__(f"{to_state} needs a note: the citizen is told it")
        self.to_state = to_state


def is_open(state: State) -> bool:
    """Whether the citizen still waits for something to be done."""
    return state not in _CLOSED


def may_reopen(*, reopened: int, resolved_at: datetime | None, now: datetime) -> bool:
    """Whether something that was resolved then, and reopened so often, may be opened once more."""
    return reopened < MOST_REOPENINGS and resolved_at is not None and now - resolved_at <= REOPEN_WITHIN


def check_move(
    from_state: State, to_state: State, *, note: str | None, reopened: int, resolved_at: datetime | None, now: datetime
) -> None:
    """Let a legal move pass.

    Raises:
        IllegalMove: the states do not follow each other, or (``ReopeningClosed``) reopening is over.
        ReasonMissing: the move needs a note and has none.
    """
    if to_state not in FOLLOWING[from_state]:
        raise IllegalMove(from_state, to_state)
    if to_state is State.REOPENED and not may_reopen(reopened=reopened, resolved_at=resolved_at, now=now):
        raise ReopeningClosed(from_state, to_state)
    if to_state in NEEDS_NOTE and not (note and note.strip()):
        raise ReasonMissing(to_state)
