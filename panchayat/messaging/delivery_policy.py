"""When the office may write to a person: not after they said stop, not at night, not long after they last wrote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import Any, Final

from panchayat.core.clock import IST

#: How long after a person's last message the channel lets us write freely.
WINDOW: Final = timedelta(hours=24)

_NIGHT: Final = time(21)
_MORNING: Final = time(7)


class Decision(Enum):
    """What is to be done with a message now."""

    SEND = auto()
    SUPPRESS = auto()
    PARK = auto()
    """It waits until the person writes."""
    HOLD = auto()
    """It waits until the morning."""


def decide(
    kind: str,
    params: Mapping[str, Any],
    created_at: datetime,
    *,
    last_message_at: datetime | None,
    stopped_at: datetime | None,
    now: datetime,
    windowed: bool = True,
) -> Decision:
    """Whether a ``text``, ``paper`` or ``notice`` of the outbox may leave now.

    What a person asked for after they said stop is still answered; a notice nobody asked for is not sent then,
    and one whose ``until`` has passed never is. ``windowed`` says that the channel lets us write only for a while after
    the person has.
    """
    # A paper that the office sends by itself is like a notice.
    notice = kind == "notice" or bool(params.get("unasked"))
    if notice and _is_over(params, now):
        return Decision.SUPPRESS
    if stopped_at is not None and (notice or created_at < stopped_at):
        return Decision.SUPPRESS
    if windowed and (last_message_at is None or now - last_message_at >= WINDOW):
        return Decision.PARK
    if notice and not _is_awaited(params) and _is_night(now):
        return Decision.HOLD
    return Decision.SEND


def next_morning(now: datetime) -> datetime:
    """The next instant, in India, at which the night is over."""
    here = now.astimezone(IST)
    morning = datetime.combine(here.date(), _MORNING, IST)
    return morning if here < morning else morning + timedelta(days=1)


def _is_over(params: Mapping[str, Any], now: datetime) -> bool:
    """Whether it says what held only until an instant that has passed, such as a code."""
    return "until" in params and datetime.fromisoformat(params["until"]) <= now


def _is_awaited(params: Mapping[str, Any]) -> bool:
    return bool(params.get("urgent")) or params.get("notice") == "access_code"


def _is_night(now: datetime) -> bool:
    return not _MORNING <= now.astimezone(IST).time() < _NIGHT
