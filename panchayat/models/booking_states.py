"""The life of a booking: its states, and which may follow which."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Final

from panchayat.models.following import what_follows


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
#: A hold ends, and a refund falls due, without anybody's doing.
_BY_ITSELF: Final = frozenset({_S.EXPIRED, _S.REFUND_DUE})
#: Whoever books may still give rooms back.
CANCELLABLE: Final = (_S.HELD, _S.BOOKED)


class IllegalBookingMove(Exception):
    """The booking cannot go from the one state to the other; it is said what it can become by somebody's hand."""

    def __init__(self, from_state: str, to_state: str) -> None:
        legal = [each for each in FOLLOWING[BookingState(from_state)] if each not in _BY_ITSELF]
        super().__init__(f"a booking that is {from_state} cannot become {to_state}; {what_follows(sorted(legal))}")
        self.from_state = from_state
        self.to_state = to_state


class TooEarly(IllegalBookingMove):
    """Guests cannot have come, or stayed away, before they are expected: on the day, or from the hour ``since`` of it."""

    def __init__(self, number: str, to_state: BookingState, arrival: date, since: time | None) -> None:
        super().__init__(BookingState.BOOKED, to_state)
        self._said = f"booking {number} is for {arrival}: it cannot become {to_state} before " + (
            f"{since:%H:%M} of that day" if since else "that day"
        )

    def __str__(self) -> str:
        return self._said


def check_booking_move(from_state: str, to_state: BookingState) -> None:
    """Let a legal move pass. Raises ``IllegalBookingMove``."""
    if to_state not in FOLLOWING[BookingState(from_state)]:
        raise IllegalBookingMove(from_state, to_state)
