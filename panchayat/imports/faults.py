"""What is wrong with a file that an office brings: each fault by its line and column, never with what stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: So many faults are shown; the others are only counted.
SHOWN: Final = 100
_REMEMBERED: Final = 10_000


class NotATable(Exception):
    """The file cannot be read as a table at all; ``reason`` says why, and what would help."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in one line of the file, of one column unless it is of the line as a whole."""

    line: int
    column: str | None
    reason: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.column is None else f"line {self.line}, column {self.column}"
        return f"{where}: {self.reason}"


class BadRows(Exception):
    """Nothing was imported: ``faults`` are the first ones, in the order of the lines, of ``count`` in all."""

    def __init__(self, faults: list[Fault], count: int) -> None:
        super().__init__(f"{count} {'fault' if count == 1 else 'faults'}")
        self.faults = faults
        self.count = count


class Faults:
    """Collects what is wrong, so that everything can be told at once; ``earlier`` faults are among it."""

    def __init__(self, earlier: Faults | None = None) -> None:
        self._faults: list[Fault] = list(earlier._faults) if earlier else []
        self.count: int = earlier.count if earlier else 0

    def add(self, line: int, column: str | None, reason: str) -> None:
        self.count += 1
        if len(self._faults) < _REMEMBERED:
            self._faults.append(Fault(line, column, reason))

    def raise_if_any(self) -> None:
        """Raises ``BadRows``."""
        if self.count:
            shown = sorted(self._faults, key=lambda fault: fault.line)[:SHOWN]
            raise BadRows(shown, self.count)
