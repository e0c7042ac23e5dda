"""Entering a file: all of it, or nothing when anything is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from panchayat.core.outcomes import Outcome
from panchayat.front_office import FrontOffice
from panchayat.imports.beside import Beside, NothingBeside
from panchayat.imports.desk import Desk
from panchayat.imports.faults import Faults
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, R, check
from panchayat.imports.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Checked(Generic[R]):
    """A file whose rows have been looked at one by one; no record was needed for that."""

    kind: Kind[R]
    lines: list[Line[R]]
    faults: Faults


def check_sheet(
    kind: Kind[R], sheet: Sheet, *, samples: bool, advance: Callable[[], object] = lambda: None
) -> Checked[R]:
    """Look at the rows one by one. ``samples`` see ``rows.check``; ``advance`` is called for each row.

    Raises:
        BadRows: the headings are wrong.
    """
    faults = Faults()
    return Checked(kind, check(kind.row, sheet, faults, samples=samples, advance=advance), faults)


def enter(
    office: FrontOffice,
    checked: Checked[Any],
    *,
    beside: Beside | None = None,
    advance: Callable[[], object] = lambda: None,
    warn: Callable[[str], object] = lambda _warning: None,
) -> Mapping[Outcome, int]:
    """Enter the rows; entering them again changes nothing. Returns how many records were added, changed or neither.

    ``beside`` keeps the files that rows name; ``warn`` is told what is not wrong but will be missed.

    Whoever opened the office must not commit when this raises.

    Raises:
        BadRows: something is wrong with them, by themselves or beside the records that are there.
    """
    desk = Desk(office, Faults(checked.faults), beside=beside or NothingBeside(), advance=advance)
    checked.kind.enter(desk, checked.lines)
    desk.faults.raise_if_any()
    desk.close()
    for warning in checked.kind.warn(desk, checked.lines):
        warn(warning)
    return Counter(desk.tally)


def told(kind: Kind[Any], tally: Mapping[Outcome, int]) -> str:
    """What an import did, in words: ``12 permits: 3 added, 1 changed, 8 unchanged``."""
    count = sum(tally.values())
    parts = ", ".join(f"{tally.get(outcome, 0)} {outcome}" for outcome in Outcome)
    return f"{count} {kind.noun if count == 1 else kind.nouns}: {parts}"
