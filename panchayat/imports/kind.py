"""A kind of register that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from panchayat.imports.desk import Desk
from panchayat.imports.rows import Line, R


def nothing(desk: Desk, lines: Sequence[Line[R]]) -> Iterable[str]:
    """Of what is entered nobody needs to be warned."""
    del desk, lines
    return ()


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """What a file of this kind says (``title``), its rows, and how they are entered.

    ``noun`` and ``nouns`` are what one and several records are called. ``enter`` adds to the desk's faults whatever is
    wrong across records. ``warn`` says, once they are entered, what is not wrong but will be missed.
    """

    title: str
    noun: str
    nouns: str
    row: type[R]
    enter: Callable[[Desk, Sequence[Line[R]]], None]
    warn: Callable[[Desk, Sequence[Line[R]]], Iterable[str]] = nothing
