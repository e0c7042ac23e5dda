"""Which entry of the channel's own list is a certain message, when several were sent with the same words.

The channel gives back nothing of ours by which to know a message: only its words, whom it went to and when.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

#: The channel's clock and ours need not agree, and its instants have no fractions.
_CLOCK_SKEW: Final = timedelta(seconds=5)
#: By how much they may differ on a machine whose clock nobody tends.
WRONG_CLOCK: Final = timedelta(minutes=10)

#: What the channel lists: each entry's id, and when it was made.
Entries = Mapping[str, datetime]


class Undecided(Exception):
    """More messages may have left than the list has, and nothing tells which of them did."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message that may have left, between these instants."""

    begun: datetime
    ended: datetime

    def may_be(self, made: datetime) -> bool:
        """Whether an entry of that instant may be this message."""
        return self.begun - _CLOCK_SKEW <= made <= self.ended + _CLOCK_SKEW


def own_entry(doubt: Attempt, rivals: Sequence[Attempt], entries: Entries) -> str | None:
    """The entry that is certainly the message in doubt; None when certainly none is.

    Args:
        rivals: the other messages with the same words of which no entry is known.
        entries: those that are not known to be another message.

    Raises:
        Undecided
    """
    attempts = [doubt, *rivals]
    makers = {entry: _makers(made, attempts) for entry, made in entries.items()}
    mine = [entry for entry in makers if 0 in makers[entry]]
    if not mine:
        return None
    of_others = {entry: those - {0} for entry, those in makers.items() if those}
    if _each_has_its_own(of_others):
        raise Undecided
    # It did leave. The nearest entry is most likely its own, if the rest can then belong to the others.
    nearest_first = sorted(mine, key=lambda entry: abs(entries[entry] - doubt.begun))
    return next(
        (entry for entry in nearest_first if _each_has_its_own(_without(of_others, entry))),
        nearest_first[0],
    )


def _makers(made: datetime, attempts: Sequence[Attempt]) -> set[int]:
    """The positions of those that may have made an entry; when it fits nobody's time, clocks are wrong."""
    in_time = {position for position, attempt in enumerate(attempts) if attempt.may_be(made)}
    return in_time or {position for position, attempt in enumerate(attempts) if attempt.begun - WRONG_CLOCK <= made}


def _without(makers: Mapping[str, Collection[int]], entry: str) -> dict[str, Collection[int]]:
    return {other: those for other, those in makers.items() if other != entry}


def _each_has_its_own(makers: Mapping[str, Collection[int]]) -> bool:
    """Whether every entry can have been made by another one of its possible makers (a matching, by Kuhn's method)."""
    entry_of: dict[int, str] = {}

    def place(entry: str, tried: set[int]) -> bool:
        for maker in makers[entry]:
            if maker not in tried:
                tried.add(maker)
                if maker not in entry_of or place(entry_of[maker], tried):
                    entry_of[maker] = entry
                    return True
        return False

    return all(place(entry, set()) for entry in makers)
