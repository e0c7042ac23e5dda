"""What the other processes should be woken for, once the transaction that made the work is committed."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(slots=True)
class Wakeups:
    """Collected while the office is open, rung for afterwards.

    It only saves waiting: the records themselves say what is left to do, and a sweep finds it there.
    """

    deliver: bool = False
    papers: list[UUID] = field(default_factory=list)
    media: list[UUID] = field(default_factory=list)
