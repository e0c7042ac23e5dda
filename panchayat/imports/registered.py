"""What the registers of permits and of NOCs have in common: the paper's holder, its validity, who signed it, its file."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Mapping
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select

from panchayat.core.clock import today
from panchayat.core.numbers import Prefix, new_number
from panchayat.core.references import reference_key, spelt_alike
from panchayat.imports.beside import UnfitFile
from panchayat.imports.cells import Code, Day, ManyInThree, MaybeNameInThree, Mobile, NameInThree, Text
from panchayat.imports.desk import Desk, Ledger, morning
from panchayat.imports.rows import Line, Row, column
from panchayat.models import Names, Permit, TradeNoc
from panchayat.models.application_states import ApplicationClosed
from panchayat.models.inserting import insert_unique
from panchayat.offices.known import KnownOffice

P = TypeVar("P", Permit, TradeNoc)

#: Columns of a record that do not stand on its paper.
_UNPRINTED: Final = frozenset({"mobile", "reference_key", "revoked_at"})

_AT_ONCE: Final = 500


#: Nothing holds longer than so many years from now: whoever says so has mistaken a digit.
_YEARS_AHEAD: Final = 30


class RegisteredRow(Row):
    office: Code = column("the code of the office", "SAMPLE-01")
    mobile: Mobile = column("the holder's registered mobile number: the paper is found by it", "00000 00101")
    valid_from: Day = column("the first day on which it holds", "01-04-2026")
    valid_upto: Day = column("the last day on which it holds", "31-03-2027")
    parent: NameInThree = column("the holder's parent", ("নমুনা করিম শেখ", "Sample Karim Sheikh", "नमूना करीम शेख"))
    conditions: ManyInThree = column(
        "the conditions, separated by |",
        ("প্রথম শর্ত। | দ্বিতীয় শর্ত।", "The first condition. | The second condition.", "पहली शर्त। | दूसरी शर्त।"),
        default=[],
    )
    signatory: MaybeNameInThree = column(
        "who signed it; else who signs for the office now",
        ("নমুনা প্রতিমা বিশ্বাস", "Sample Pratima Biswas", "नमूना प्रतिमा विश्वास"),
        default=None,
    )
    signatory_post: MaybeNameInThree = column("the post of who signed it", ("প্রধান", "Pradhan", "प्रधान"), default=None)
    revoked_on: Day | None = column("the day on which it was revoked", "", default=None)
    signed_pdf: Text | None = column(
        "the name of the PDF beside this file that the office has signed itself, which then is the paper",
        "",
        default=None,
    )
    application: Code | None = column("the number of the application that this paper grants", "", default=None)


def known_by(reference: str) -> Callable[[Mapping[str, Any]], Hashable]:
    """The key of a register: its office, and the number in the column ``reference`` however it is spelt."""
    return lambda said: (said["office_id"], spelt_alike(said[reference] or ""))


class RegisterOfPapers(Generic[P]):
    """Puts papers into a register.

    ``prefix`` begins their numbers, ``reference`` is the column of the office's own and ``issued`` that of their day.
    """

    def __init__(self, desk: Desk, ledger: Ledger[P], *, prefix: Prefix, reference: str, issued: str) -> None:
        self._desk = desk
        self._ledger: Ledger[P] = ledger
        self._prefix = prefix
        self._reference = reference
        self._issued = issued
        self._signatories: dict[UUID, dict[str, Names] | None] = {}
        #: By the hash of each file that was named: the lines that name it, and their papers.
        self._files: dict[str, dict[int, UUID]] = {}

    def put(
        self, line: Line[RegisteredRow], office: KnownOffice, values: dict[str, Any], *, keep: set[str]
    ) -> P | None:
        """Put a paper with the columns ``values`` of its own besides those that all have; None if the line has faults.

        Of a paper that is there already, the columns ``keep`` stay as they are.
        """
        row, faults = line.row, self._desk.faults
        faults_before = faults.count
        issued_on: date = values[self._issued]
        known = self._ledger.find(office_id=office.id, **{self._reference: values[self._reference]})
        said = {
            **values,
            "office_id": office.id,
            "mobile": row.mobile,
            "parent": row.parent,
            "valid_from": row.valid_from,
            "valid_upto": row.valid_upto,
            "conditions": row.conditions,
            "reference_key": self._checked_reference(line, values[self._reference]),
            **self._signed_by(line, office, known),
            **self._revoked(line, known),
            **self._attached(line),
        }
        self._check_days(line, issued_on)
        if faults.count > faults_before:
            return None
        put = self._ledger.put(
            line,
            said,
            keep=keep | row.absent("conditions"),
            fresh={"created_at": self._desk.office.now},
            insert=lambda paper: self._insert(paper, issued_on),
        )
        if put is None:
            return None
        paper, changed = put
        if digest := said.get("signed_file_hash"):
            self._files.setdefault(digest, {})[line.number] = paper.id
        if "valid_upto" in changed:
            paper.reminded = None
        if changed - _UNPRINTED:
            # What was handed out says something else than the record now.
            self._desk.office.papers.revoke(paper.__tablename__, paper.id)
        return paper

    def check_files(self) -> None:
        """Once all lines were put: no file is the paper of two records, whatever its name is."""
        self._desk.office.session.flush()
        for papers in self._files.values():
            first, *others = papers
            for line in others:
                self._desk.faults.add(
                    line, "signed_pdf", f"the same file as line {first}: every paper has a file of its own"
                )
        digests = list(self._files)
        for start in range(0, len(digests), _AT_ONCE):
            for model in (Permit, TradeNoc):
                self._check_against(model, digests[start : start + _AT_ONCE])

    def _check_against(self, model: type[Permit | TradeNoc], digests: list[str]) -> None:
        held = select(model.signed_file_hash, model.id, model.number).where(model.signed_file_hash.in_(digests))
        for digest, paper_id, number in self._desk.office.session.execute(held):
            papers = self._files[digest or ""]
            if paper_id not in papers.values():
                reason = f"is the file of {number} already: every paper has a file of its own"
                self._desk.faults.add(next(iter(papers)), "signed_pdf", reason)

    def grant(self, line: Line[RegisteredRow], paper: P, kinds: Container[str], **granted: UUID) -> None:
        """The application that the line names, one of ``kinds``, has led to this paper."""
        number = line.row.application
        if number is None:
            return
        applications, faults = self._desk.office.applications, self._desk.faults
        application = applications.by_number(number)
        if application is None or application.office_id != paper.office_id:
            faults.add(line.number, "application", "the office has no application of this number")
        elif application.kind not in kinds:
            faults.add(line.number, "application", "is for something else")
        else:
            try:
                applications.grant(number, **granted)
            except ApplicationClosed:
                faults.add(line.number, "application", "was rejected, or has led to another paper")

    def _check_days(self, line: Line[RegisteredRow], issued_on: date) -> None:
        row, faults, today_ = line.row, self._desk.faults, self._desk.office.today
        if issued_on > today_:
            faults.add(line.number, self._issued, "has not come yet")
        if row.valid_upto < row.valid_from:
            faults.add(line.number, "valid_upto", "is before valid_from")
        if row.valid_upto.year > today_.year + _YEARS_AHEAD:
            faults.add(line.number, "valid_upto", f"is more than {_YEARS_AHEAD} years ahead")
        if row.revoked_on is not None and row.revoked_on > today_:
            faults.add(line.number, "revoked_on", "has not come yet")
        elif row.revoked_on is not None and row.revoked_on < issued_on:
            faults.add(line.number, "revoked_on", f"is before {self._issued}")

    def _insert(self, paper: P, issued_on: date) -> None:
        def draw_number() -> None:
            paper.number = new_number(self._prefix, issued_on.year)

        insert_unique(self._desk.office.session, paper, draw_number)

    def _checked_reference(self, line: Line[RegisteredRow], number: str) -> str:
        key = reference_key(number)
        if key is None:
            self._desk.faults.add(line.number, self._reference, "has too few signs, or no digit, to be found by")
        return key or ""

    def _signed_by(self, line: Line[RegisteredRow], office: KnownOffice, known: P | None) -> dict[str, Names]:
        row = line.row
        if (row.signatory is None) != (row.signatory_post is None):
            self._desk.faults.add(line.number, "signatory", "needs signatory_post, and the other way round")
        if row.signatory is not None and row.signatory_post is not None:
            return {"signatory": row.signatory, "signatory_post": row.signatory_post}
        if known is not None:
            return {}
        signatory = self._signatory(office)
        if signatory is None:
            self._desk.faults.add(line.number, "signatory", "is needed: the office's staff has nobody who signs")
        return signatory or {}

    def _signatory(self, office: KnownOffice) -> dict[str, Names] | None:
        if office.id not in self._signatories:
            offices = self._desk.office.offices
            # A register says who has signed; a post alone has signed nothing.
            self._signatories[office.id] = offices.signatory(office.id) if offices.signing(office.id) else None
        return self._signatories[office.id]

    @staticmethod
    def _revoked(line: Line[RegisteredRow], known: P | None) -> dict[str, Any]:
        day = line.row.revoked_on
        if line.row.absent("revoked_on"):
            return {}
        if known is not None and known.revoked_at is not None and today(known.revoked_at) == day:
            return {}
        return {"revoked_at": day and morning(day)}

    def _attached(self, line: Line[RegisteredRow]) -> dict[str, Any]:
        if line.row.absent("signed_pdf"):
            return {}
        if line.row.signed_pdf is None:
            return {"signed_file_hash": None, "signed_file_size": None}
        try:
            digest, size = self._desk.beside.paper(line.row.signed_pdf)
        except UnfitFile as unfit:
            self._desk.faults.add(line.number, "signed_pdf", unfit.reason)
            return {}
        return {"signed_file_hash": digest, "signed_file_size": size}
