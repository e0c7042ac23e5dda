"""What is wrong with a file that an office brings: each fault by its line and column, never with what stands there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: As many as a spreadsheet has lines; beyond that they are only counted.
_REMEMBERED: Final = 1_000_000
_HEADINGS: Final = ("line", "column", "reason")


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
    """Nothing was imported: ``faults`` are in the order of the lines, ``count`` of them unless they were too many."""

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
            raise BadRows(sorted(self._faults, key=lambda fault: fault.line), self.count)


def faults_csv(faults: Iterable[Fault]) -> str:
    """The faults as a table, for whoever corrects the file."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_HEADINGS)
    writer.writerows((fault.line, fault.column, fault.reason) for fault in faults)
    return written.getvalue()


def are_faults(text: str) -> bool:
    """Whether this is such a table, which a newer one may replace."""
    return text.startswith(",".join(_HEADINGS) + "\n")
