"""The life of a booking: its states, and which may follow which."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class BookingState(StrEnum):
    """Where a booking stands; the words are those of the handbook."""

    HELD = "HELD"
    EXPIRED = "EXPIRED"
    BOOKED = "BOOKED"
    CHECKED_IN = "CHECKED_IN"
    CHECKED_OUT = "CHECKED_OUT"
    CANCELLED = "CANCELLED"
    REFUND_DUE = "REFUND_DUE"
    REFUNDED = "REFUNDED"
    NO_SHOW = "NO_SHOW"


class RoomKind(StrEnum):
    """What sort of room it is; of a dormitory, every bed is a room of its own."""

    DORMITORY = "dormitory"
    NON_AC = "non_ac"
    AC = "ac"
    SUITE = "suite"


#: How a house is paid: on arrival, or beforehand, for which the office looks at the payment's reference.
PAYMENTS: Final = ("at_house", "reference")
#: What a guest may show who they are with.
ID_TYPES: Final = ("aadhaar", "voter", "licence", "passport")

_S = BookingState
FOLLOWING: Final[dict[BookingState, frozenset[BookingState]]] = {
    _S.HELD: frozenset({_S.BOOKED, _S.EXPIRED, _S.CANCELLED}),
    _S.BOOKED: frozenset({_S.CHECKED_IN, _S.CANCELLED, _S.NO_SHOW}),
    _S.CHECKED_IN: frozenset({_S.CHECKED_OUT}),
    _S.CANCELLED: frozenset({_S.REFUND_DUE}),
    _S.REFUND_DUE: frozenset({_S.REFUNDED}),
    _S.EXPIRED: frozenset(),
    _S.CHECKED_OUT: frozenset(),
    _S.REFUNDED: frozenset(),
    _S.NO_SHOW: frozenset(),
}
#: While a booking stands so, its rooms are kept for somebody.
KEEPS_ROOMS: Final = (_S.HELD, _S.BOOKED, _S.CHECKED_IN)
#: Whoever books may still give rooms back.
CANCELLABLE: Final = (_S.HELD, _S.BOOKED)


class IllegalBookingMove(Exception):
    """The booking cannot go from the one state to the other."""

    def __init__(self, from_state: str, to_state: str) -> None:
        super().__init__(f"a booking that is {from_state} cannot become {to_state}")
        self.from_state = from_state
        self.to_state = to_state


def check_booking_move(from_state: str, to_state: BookingState) -> None:
    """Let a legal move pass. Raises ``IllegalBookingMove``."""
    if to_state not in FOLLOWING[BookingState(from_state)]:
        raise IllegalBookingMove(from_state, to_state)
