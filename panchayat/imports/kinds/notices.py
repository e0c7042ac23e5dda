"""Notices: what an office, or the department, tells everybody for a while."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from panchayat.imports.cells import Code, Day, InThree, PassageInThree, Reference
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.rows import Line, Row, column
from panchayat.models import OfficeNotice


class NoticeRow(Row):
    office: Code = column("the code of the office, or * for the whole state", "SAMPLE-01")
    reference: Reference = column("the office's own number for it", "SAMPLE/HELENCHA/N-07")
    title: InThree = column("what it is about", ("গ্রাম সংসদ সভা", "Gram Sansad meeting", "ग्राम संसद की बैठक"))
    text: PassageInThree = column(
        "what it says",
        (
            "গ্রাম সংসদের সভা হবে স্কুলের মাঠে, সকাল ১১টায়।",
            "The Gram Sansad meets on the school ground at 11 am.",
            "ग्राम संसद की बैठक स्कूल के मैदान में सुबह 11 बजे होगी।",
        ),
    )
    valid_from: Day = column("the first day on which it is shown", "01-11-2026")
    valid_upto: Day = column("the last day on which it is shown", "30-11-2026")


def enter(desk: Desk, lines: Sequence[Line[NoticeRow]]) -> None:
    notices = Ledger(
        desk, OfficeNotice, itemgetter("office_id", "reference"), named="office and reference", among=desk.named(lines)
    )
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office, state=True)
        if row.valid_upto < row.valid_from:
            desk.faults.add(line.number, "valid_upto", "is before valid_from")
        if office is None:
            continue
        values = {
            "office_id": office.id,
            "reference": row.reference,
            "titles": row.title,
            "texts": row.text,
            "valid_from": row.valid_from,
            "valid_upto": row.valid_upto,
        }
        notices.put(line, values)


KIND = Kind("notices of the offices", "notice", "notices", NoticeRow, enter)
