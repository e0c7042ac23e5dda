"""Registers for the tests of importing: templates with some cells changed, as the files that an office would bring."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from panchayat.core.outcomes import Outcome
from panchayat.front_office import FrontOffice
from panchayat.imports import BadRows, Sheet, check_sheet, enter, kind_of, parse_csv, template_csv, told

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]


def rows(kind: str, *changes: Mapping[str, str]) -> str:
    """A register in CSV: the template's sample row, once for each of ``changes`` and changed by it."""
    (sample,) = csv.DictReader(io.StringIO(template_csv(kind_of(kind))))
    written = io.StringIO()
    writer = csv.DictWriter(written, list(sample), lineterminator="\n")
    writer.writeheader()
    for change in changes or ({},):
        writer.writerow({**sample, **change})
    return written.getvalue()


def without(register: str, *columns: str) -> str:
    """The register with these columns left out."""
    written = io.StringIO()
    reader = csv.DictReader(io.StringIO(register))
    kept = [name for name in reader.fieldnames or () if name not in columns]
    writer = csv.DictWriter(written, kept, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(reader)
    return written.getvalue()


def take_in(open_office: OpenOffice, kind: str, content: str | Sheet, *, samples: bool = True, **more: Any) -> str:
    """Import the register and tell what became of it; raises ``BadRows``."""
    sheet = parse_csv(content) if isinstance(content, str) else content
    checked = check_sheet(kind_of(kind), sheet, samples=samples)
    with open_office() as office:
        tally: Mapping[Outcome, int] = enter(office, checked, **more)
    return told(kind_of(kind), tally)


def faults(open_office: OpenOffice, kind: str, content: str | Sheet, **more: Any) -> list[str]:
    """What is wrong with the register."""
    try:
        take_in(open_office, kind, content, **more)
    except BadRows as bad:
        return [str(fault) for fault in bad.faults]
    return []
