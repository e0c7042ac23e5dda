"""A kind of register that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from panchayat.imports.desk import Desk
from panchayat.imports.rows import Line, R


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """What a file of this kind says (``title``), its rows, and how they are entered.

    ``noun`` and ``nouns`` are what one and several records are called. ``enter`` adds to the desk's faults whatever is
    wrong across records.
    """

    title: str
    noun: str
    nouns: str
    row: type[R]
    enter: Callable[[Desk, Sequence[Line[R]]], None]
