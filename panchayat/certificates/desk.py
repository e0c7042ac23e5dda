"""Certificates as the office's staff work on them: found, taken on, asked about, and issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select
from sqlalchemy.orm import Session

from panchayat.certificates.facts import certificate_facts
from panchayat.certificates.history import CertificateHistory
from panchayat.certificates.types import catalogue
from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.core.months import months_later
from panchayat.core.numbers import Prefix, parse_number
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.evidence import Claim, Evidence
from panchayat.models import Certificate, CertificateEvidence, CertificateStep, Paper, Staff
from panchayat.models.certificate import IS_APPROVED, IS_TO_DO
from panchayat.models.certificate_states import IllegalMove, State, is_issued, is_undecided
from panchayat.offices.known import KnownPost
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.papers.papers import Papers

_UNDECIDED: Final = tuple(state for state in State if is_undecided(state))
#: What makes a paper one that somebody has signed.
_SIGNED: Final = ("signatory", "signatory_post")


class NotTheirOffice(Exception):
    """The request was made to another office, or there is none of this number: to this officer it is the same."""


class HeldByAnother(Exception):
    """Somebody else works on it."""

    def __init__(self, holder: Staff) -> None:
        super().__init__("somebody else works on this request")
        self.holder = holder


class TheirOwnRequest(Exception):
    """Nobody decides about what they have asked for themselves while a colleague can."""


class StatementMissing(Exception):
    """A paper of this type says what the officer has worded, and nothing was."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for an officer: new and unclaimed, past its target, and everything that is not done."""

    new: int
    overdue: int
    all: int


class CertificateDesk:
    def __init__(
        self,
        session: Session,
        now: datetime,
        *,
        offices: Offices,
        contacts: Contacts,
        staffing: Staffing,
        history: CertificateHistory,
        papers: Papers,
        evidence: Evidence,
        staff_notices: StaffNotices,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._contacts = contacts
        self._staffing = staffing
        self._history = history
        self._papers = papers
        self._evidence = evidence
        self._staff_notices = staff_notices

    # Finding

    def queue(self, posts: Sequence[Staff]) -> list[Certificate]:
        """What is to be done in the offices of these posts: first what is due first, then what is to be brought home.

        Last stands what is approved and waits for somebody who signs. It is the first hundred of all that.
        """
        place = case((Certificate.state.in_(_UNDECIDED), 0), (Certificate.state == State.APPROVED, 2), else_=1)
        todo = select(Certificate).where(self._is_to_do(posts))
        return list(
            self._session.scalars(todo.order_by(place, Certificate.target_on, Certificate.id).limit(MOST_LISTED))
        )

    def waiting(self, posts: Sequence[Staff]) -> Waiting:
        """How much of that there is."""
        overdue = and_(Certificate.state.in_(_UNDECIDED), Certificate.target_on < today(self._now))
        new, late, every = self._session.execute(
            select(
                func.coalesce(func.sum(cast(Certificate.state == State.REQUESTED, Integer)), 0),
                func.coalesce(func.sum(cast(overdue, Integer)), 0),
                func.count(),
            ).where(self._is_to_do(posts))
        ).one()
        return Waiting(new=new, overdue=late, all=every)

    def is_overdue(self, certificate: Certificate) -> bool:
        """Whether the target has passed and nothing is decided."""
        return is_undecided(State(certificate.state)) and certificate.target_on < today(self._now)

    def find(self, posts: Sequence[Staff], number: str) -> Certificate | None:
        """The request of this number, if it was made to the office of one of these posts."""
        parsed = parse_number(number, prefix=Prefix.CERTIFICATE)
        own = select(Certificate).where(
            Certificate.number == parsed, Certificate.office_id.in_({each.office_id for each in posts})
        )
        return self._session.scalars(own).one_or_none()

    def phone(self, certificate: Certificate) -> str | None:
        """The number to call about it, in E.164; None where the person has none, or the officer stands for them."""
        if not self.is_told(certificate):
            return None
        return self._contacts.phone_number(certificate.contact_id)

    # Deciding

    def claim(self, number: str, staff: Staff, *, over: bool = False) -> Certificate:
        """Take the request on; it is under review from then on.

        Args:
            over: take it over from whoever has it.

        Raises:
            NotTheirOffice
            HeldByAnother: somebody has it, and ``over`` was not said.
        """
        return self.take_on(number, staff, over=over, tell=True)

    def take_on(self, number: str, staff: Staff, *, over: bool = False, tell: bool = False) -> Certificate:
        """Claim it, and tell the citizen of that only where nothing else happens that they are told of.

        Raises:
            NotTheirOffice, HeldByAnother
        """
        certificate = self.held(number, staff)
        holder = self._session.get(Staff, certificate.held_by) if certificate.held_by else None
        if holder is not None and holder.id != staff.id and not over:
            raise HeldByAnother(holder)
        if holder is None or holder.id != staff.id:
            certificate.held_by = staff.id
            self._history.note(certificate, "certificate.claimed", staff=staff)
        if certificate.state == State.REQUESTED:
            self.move(certificate, State.UNDER_REVIEW, staff, tell=tell)
        self._session.flush()
        return certificate

    def ask(self, number: str, staff: Staff, note: str, *, part: str | None = None) -> CertificateStep:
        """Ask the citizen for something.

        Args:
            part: the part of the request that it is about, where it is about one; the answer is put there.

        Raises:
            NotTheirOffice, HeldByAnother
            IllegalMove, NoteMissing
        """
        certificate = self.take_on(number, staff)
        told = self.is_told(certificate)
        return self._history.move(certificate, State.NEEDS_INFO, staff=staff, note=note, part=part, tell=told)

    def correct(self, number: str, staff: Staff, part: str, value: Any) -> CertificateStep:
        """Put a part right before it is decided; the citizen is told, and what stood there is kept.

        Args:
            value: of the form that ``parts.told_in`` returns.

        Raises:
            NotTheirOffice, HeldByAnother
            IllegalMove: it is decided already.
            NoSuchPart, KeyError
        """
        certificate = self.take_on(number, staff)
        step = self._history.correct(certificate, part, value, staff=staff)
        if self.is_told(certificate):
            self._history.tell_corrected(certificate, step)
        return step

    def reject(self, number: str, staff: Staff, reason: str) -> CertificateStep:
        """Refuse it; the citizen is told why.

        Raises:
            NotTheirOffice, HeldByAnother, TheirOwnRequest
            IllegalMove, NoteMissing
        """
        return self.move(self._to_decide(number, staff), State.REJECTED, staff, reason)

    def approve(self, number: str, staff: Staff, *, statement: str | None = None) -> Certificate:
        """Approve it and issue the paper, which goes to the citizen, and to the officer who asked for them.

        Where nobody signs for the office it stays approved until somebody does (``issue_signed``); the citizen and the
        officer's colleagues are told why.

        Args:
            statement: what the paper says, where its type has no words of its own.

        Raises:
            NotTheirOffice, HeldByAnother, TheirOwnRequest
            IllegalMove, StatementMissing
        """
        certificate = self._to_decide(number, staff)
        if catalogue().type(certificate.kind).statement is None:
            if not (statement and statement.strip()):
                raise StatementMissing(certificate.kind)
            certificate.statement = statement.strip()
        signed = self.is_signed(certificate)
        self.move(certificate, State.APPROVED, staff, tell=not signed)
        if signed:
            self._issue(certificate, staff)
        else:
            colleagues = [each for each in self._staffing.working_in(staff.office_id) if each.mobile != staff.mobile]
            self._tell(colleagues, certificate, "certificate_unsigned")
        return certificate

    def is_signed(self, certificate: Certificate) -> bool:
        """Whether somebody signs for the office, so that what it certifies can be issued."""
        return self._offices.signing(certificate.office_id) is not None

    def issue_signed(self, most: int) -> int:
        """Issue what was approved while nobody signed for its office and somebody does now; returns how many.

        Several processes may do it at once: each takes what no other has.
        """
        approved = select(Certificate).where(IS_APPROVED, self._offices.is_signed_for(Certificate.office_id))
        due = approved.order_by(Certificate.id).limit(most)
        found = list(self._session.scalars(due.with_for_update(of=Certificate, key_share=True, skip_locked=True)))
        for certificate in found:
            officer = self._session.get_one(Staff, certificate.held_by)
            self._issue(certificate, officer)
            self._tell([officer], certificate, "certificate_signed")
        return len(found)

    def _issue(self, certificate: Certificate, staff: Staff) -> None:
        issued_on = today(self._now)
        certificate.issued_on = issued_on
        certificate.valid_upto = months_after(issued_on, catalogue().valid_months)
        self.move(certificate, State.ISSUED, staff)
        filer = self._session.get(Staff, certificate.filed_by) if certificate.filed_by else None
        getting = [certificate.contact_id, *([self._contacts.at_mobile(filer.mobile)] if filer else [])]
        for contact_id in dict.fromkeys(getting):
            paper = self.paper(certificate, self._contacts.get(contact_id).language)
            self._papers.send(paper, contact_id, f"certificate:{certificate.id}")

    def _tell(self, staff: Sequence[Staff | KnownPost], certificate: Certificate, notice: str) -> None:
        params = {"notice": notice, "certificate_id": str(certificate.id)}
        self._staff_notices.tell(staff, f"{notice}:{certificate.id}", params)

    def is_for_a_colleague(self, certificate: Certificate, staff: Staff) -> bool:
        """Whether ``staff`` has asked for it themselves, and somebody else in the office can decide about it."""
        return self.phone(certificate) == staff.mobile and self._staffing.has_colleagues(staff)

    def _to_decide(self, number: str, staff: Staff) -> Certificate:
        if self.is_for_a_colleague(self.held(number, staff), staff):
            raise TheirOwnRequest
        return self.take_on(number, staff)

    # The paper

    def paper(self, certificate: Certificate, language: str) -> Paper:
        """The certificate itself, in a language.

        Raises:
            IllegalMove: it is not issued.
        """
        if not is_issued(State(certificate.state)):
            raise IllegalMove(State(certificate.state), State.ISSUED)
        return self._papers.issue(
            "certificate",
            office_id=certificate.office_id,
            subject_id=certificate.id,
            facts=self.facts(certificate),
            language=language,
            file_name=certificate.number,
            valid_upto=certificate.valid_upto,
        )

    def facts(self, certificate: Certificate) -> dict[str, Any]:
        """The JSON facts of the paper ``certificate``, signed by whoever signed it when it was issued."""
        issued = self._papers.first("certificate", office_id=certificate.office_id, subject_id=certificate.id)
        signed = {key: issued.facts[key] for key in _SIGNED} if issued else None
        return certificate_facts(
            certificate, self._offices, signed=signed or self._offices.signatory(certificate.office_id)
        )

    # The steps

    def is_told(self, certificate: Certificate) -> bool:
        """Whether somebody other than the officer hears of it; a villager without a phone does not."""
        return not self._staffing.stands_in(certificate.filed_by, certificate.contact_id)

    def move(
        self, certificate: Certificate, to: State, staff: Staff, note: str | None = None, *, tell: bool = True
    ) -> CertificateStep:
        """Enter a step, and tell the citizen where they are told at all.

        Raises:
            IllegalMove, NoteMissing
        """
        return self._history.move(certificate, to, staff=staff, note=note, tell=tell and self.is_told(certificate))

    def held(self, number: str, staff: Staff) -> Certificate:
        """The request, locked until the end of this work.

        Raises:
            NotTheirOffice
        """
        parsed = parse_number(number, prefix=Prefix.CERTIFICATE)
        certificate = self._history.held((Certificate.number == parsed) & (Certificate.office_id == staff.office_id))
        if certificate is None or not self._works(staff):
            raise NotTheirOffice
        return certificate

    # The evidence

    def show_evidence(self, number: str, staff: Staff) -> int:
        """Send the files that came with the request to the officer's registered number; returns how many.

        Those that have not arrived yet are left out.

        Raises:
            NotTheirOffice
        """
        certificate = self.held(number, staff)
        of_request = select(CertificateEvidence.media_id).where(
            CertificateEvidence.office_id == certificate.office_id, CertificateEvidence.certificate_id == certificate.id
        )
        shown = self._evidence.send(self._contacts.at_mobile(staff.mobile), certificate.number, of_request)
        if shown:
            self._history.note(certificate, "certificate.evidence_shown", staff=staff)
        return shown

    def claim_on(self, posts: Sequence[Staff], media_id: UUID) -> Claim | None:
        """To which request's office a file belongs, and whether somebody in these posts may see it."""
        of_request = select(CertificateEvidence.office_id).where(CertificateEvidence.media_id == media_id).limit(1)
        office_id = self._session.scalars(of_request).one_or_none()
        return Claim(office_id, allowed=office_id in {each.office_id for each in posts}) if office_id else None

    @staticmethod
    def _is_to_do(posts: Sequence[Staff]) -> ColumnElement[bool]:
        return and_(IS_TO_DO, Certificate.office_id.in_({each.office_id for each in posts}))

    def _works(self, staff: Staff) -> bool:
        left = staff.left_on is not None and staff.left_on <= today(self._now)
        return staff.role in ("officer", "coordinator") and not left


def post_in(posts: Sequence[Staff], office_id: UUID) -> Staff:
    """Which of somebody's posts is in this office.

    Raises:
        NotTheirOffice: none is.
    """
    for each in posts:
        if each.office_id == office_id:
            return each
    raise NotTheirOffice


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is shorter; the day before it."""
    first = months_later(day.replace(day=1), months)
    last = months_later(first, 1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last) - timedelta(days=1)
