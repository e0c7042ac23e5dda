"""What a refusal to move a record says of the moves that there are."""

from __future__ import annotations

from collections.abc import Sequence


def what_follows(states: Sequence[str]) -> str:
    """``it can become A, B or C``, or that nothing follows; for whoever is told that a move is none of these."""
    if not states:
        return "nothing follows"
    *others, last = states
    return f"it can become {', '.join(others)} or {last}" if others else f"it can become {last}"
