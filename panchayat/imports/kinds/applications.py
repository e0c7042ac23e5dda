"""Applications for a permit or a NOC, from the list on which the office keeps how far each has got."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from panchayat.imports.cells import (
    IN_CAPITALS,
    IN_SMALL,
    Code,
    Day,
    InThree,
    MaybeInThree,
    MaybeNameInThree,
    Mobile,
    NameInThree,
    Passage,
    Phone,
    Reference,
)
from panchayat.imports.desk import Desk, Ledger
from panchayat.imports.kind import Kind
from panchayat.imports.registered import known_by
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Application
from panchayat.models.application_states import ApplicationClosed, NoteMissing, Stage
from panchayat.models.application_states import Kind as Applied
from panchayat.registers.applications import Entry


class ApplicationRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    reference: Reference = column("the number on the office's list", "SAMPLE/HELENCHA/A-118")
    kind: Annotated[Literal["permit", "noc"], IN_SMALL] = column("what is applied for: permit or noc", "permit")
    mobile: Mobile = column("the applicant's registered mobile number", "00000 00101")
    applicant: NameInThree = column("the applicant", ("নমুনা রহিমা বিবি", "Sample Rahima Bibi", "नमूना रहीमा बीबी"))
    about: InThree = column(
        "what it is about: the mouza and plot, or the trade",
        ("হেলেঞ্চা মৌজা, দাগ ১২১১", "Mouza Helencha, dag 1211", "मौजा हेलेंचा, दाग 1211"),
    )
    applied_on: Day = column("the day on which it was handed in", "02-11-2026")
    stage: Annotated[Stage, IN_CAPITALS] = column(f"how far it has got: {', '.join(Stage)}", "SCRUTINY")
    target_on: Day | None = column("by when the office aims to decide; else the usual time", "", default=None)
    missing: MaybeInThree = column(
        "what the applicant still has to bring",
        ("জমির পরচার কপি", "A copy of the record of rights", "ज़मीन के पर्चे की प्रति"),
        default=None,
    )
    ask_post: MaybeNameInThree = column("whom to ask", ("নির্মাণ সহায়ক", "Nirman Sahayak", "निर्माण सहायक"), default=None)
    ask_phone: Phone | None = column("the phone number of whom to ask", "+91 00000 00301", default=None)
    note: Passage | None = column("what the applicant is told with the stage, such as why not", "", default=None)


#: What an earlier entry keeps where the list does not have the column.
_OPTIONAL = ("target_on", "missing", "ask_post", "ask_phone")


def enter(desk: Desk, lines: Sequence[Line[ApplicationRow]]) -> None:
    known = Ledger(desk, Application, known_by("reference"), named="office and reference", among=desk.named(lines))
    for line in desk.each(lines):
        row = line.row
        office = desk.office_of(line, row.office)
        if office is None or not known.claim(line, office_id=office.id, reference=row.reference):
            continue
        earlier = known.find(office_id=office.id, reference=row.reference)
        if row.applied_on > desk.office.today:
            desk.faults.add(line.number, "applied_on", "has not come yet")
            continue
        said: dict[str, Any] = {
            field: getattr(earlier if earlier and field in row.absent(*_OPTIONAL) else row, field)
            for field in _OPTIONAL
        }
        entry = Entry(
            reference=earlier.reference if earlier and earlier.reference else row.reference,
            kind=Applied(row.kind),
            mobile=row.mobile,
            applicant=row.applicant,
            about=row.about,
            applied_on=row.applied_on,
            stage=row.stage,
            note=row.note,
            **said,
        )
        if earlier is not None and earlier.kind != row.kind:
            desk.faults.add(line.number, "kind", "is another than when it was entered first")
            continue
        try:
            application, outcome = desk.office.applications.enter(office.id, entry)
        except NoteMissing:
            desk.faults.add(line.number, "note", f"is needed, or what is missing: {row.stage} is told to the applicant")
        except ApplicationClosed:
            desk.faults.add(line.number, "stage", "it was granted or rejected already, and does not move any more")
        else:
            desk.count(outcome, application, office.id)


KIND = Kind("applications for permits and NOCs", "application", "applications", ApplicationRow, enter)
