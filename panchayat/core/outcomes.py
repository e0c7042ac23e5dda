"""What became of something that the office entered: new, changed, or known already."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What an entry did to the records."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
