"""The life of a certificate request: its states, and which may follow which."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from panchayat.models.following import what_follows


class State(StrEnum):
    """Where a request stands; the words are the canonical ones of the handbook."""

    REQUESTED = "REQUESTED"
    UNDER_REVIEW = "UNDER_REVIEW"
    NEEDS_INFO = "NEEDS_INFO"
    APPROVED = "APPROVED"
    ISSUED = "ISSUED"
    OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY"
    DELIVERED = "DELIVERED"
    MISSED = "MISSED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    CODE_WRONG = "CODE_WRONG"


#: A visit was in vain, and there is to be another one.
IN_VAIN: Final = frozenset({State.MISSED, State.CODE_WRONG})

_UNDECIDED: Final = frozenset({State.REQUESTED, State.UNDER_REVIEW, State.NEEDS_INFO})
#: Where the office has something to do, besides bringing home what is issued.
AT_WORK: Final = (
    *(State.REQUESTED, State.UNDER_REVIEW, State.NEEDS_INFO),
    *(State.APPROVED, State.OUT_FOR_DELIVERY, State.MISSED, State.CODE_WRONG),
)

FOLLOWING: Final[dict[State, frozenset[State]]] = {
    State.REQUESTED: frozenset({State.UNDER_REVIEW, State.WITHDRAWN}),
    State.UNDER_REVIEW: frozenset({State.NEEDS_INFO, State.APPROVED, State.REJECTED, State.WITHDRAWN}),
    State.NEEDS_INFO: frozenset({State.UNDER_REVIEW, State.APPROVED, State.REJECTED, State.WITHDRAWN}),
    State.APPROVED: frozenset({State.ISSUED}),
    State.ISSUED: frozenset({State.OUT_FOR_DELIVERY}),
    State.OUT_FOR_DELIVERY: frozenset({State.DELIVERED, State.MISSED, State.CODE_WRONG}),
    State.MISSED: frozenset({State.OUT_FOR_DELIVERY}),
    State.CODE_WRONG: frozenset({State.OUT_FOR_DELIVERY}),
    State.DELIVERED: frozenset(),
    State.REJECTED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

#: Moves that mean nothing to the citizen without words: what is asked, why not.
NEEDS_NOTE: Final = frozenset({State.NEEDS_INFO, State.REJECTED})


class IllegalMove(Exception):
    """The request cannot go from the one state to the other; it is said what the office can do (it never withdraws)."""

    def __init__(self, from_state: State, to_state: State) -> None:
        legal = [each for each in State if each in FOLLOWING[from_state] and each is not State.WITHDRAWN]
        super().__init__(f"a certificate request that is {from_state} cannot become {to_state}; {what_follows(legal)}")


class NoteMissing(Exception):
    """The citizen must be told what is asked, or why not."""

    def __init__(self, to_state: State) -> None:
        super().__init__(f"{to_state} needs a note: the citizen is told it")


def check_move(from_state: State, to_state: State, note: str | None) -> None:
    """Let a legal move pass.

    Raises:
        IllegalMove, NoteMissing
    """
    if to_state not in FOLLOWING[from_state]:
        raise IllegalMove(from_state, to_state)
    if to_state in NEEDS_NOTE and not (note and note.strip()):
        raise NoteMissing(to_state)


def is_undecided(state: State) -> bool:
    """Whether the citizen still waits for a decision, so that the target counts."""
    return state in _UNDECIDED


def is_issued(state: State) -> bool:
    """Whether the paper is there."""
    return state in (State.ISSUED, State.OUT_FOR_DELIVERY, State.DELIVERED) or state in IN_VAIN
