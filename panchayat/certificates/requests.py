"""Certificates as the people who ask for them know them: asked for, followed, answered, and taken at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, TextClause, func, select

from panchayat.access.codes import AccessRule
from panchayat.certificates.history import CertificateHistory
from panchayat.certificates.types import CertificateType, catalogue
from panchayat.core.clock import today
from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import Prefix, new_number, parse_number
from panchayat.core.session import OfficeSession
from panchayat.messaging.contacts import Contacts
from panchayat.models import Certificate, CertificateEvidence, CertificateStep, Contact, Media, Names, Staff
from panchayat.models.certificate import IS_ASKED
from panchayat.models.certificate_states import IN_VAIN, IllegalMove, State, is_undecided
from panchayat.models.inserting import insert_unique
from panchayat.offices.known import KnownPost
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing

_SHOWN_OF_IDENTITY: Final = 4


class NoSuchCertificate(Exception):
    """Nobody has asked for a certificate of this number, or not this contact."""

    def __init__(self, number: str) -> None:
        super().__init__(f"there is no certificate request {number}")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where and when it is to be brought home; ``slot`` is one of the catalogue's."""

    address: str
    landmark: str
    slot: str


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. ``fields`` are the type's own: text, whole numbers, or ISO dates, by key.

    ``kin`` is the catalogue's word for who ``parent`` is. ``relation`` is who it is for, where that is not the person who asks; of an identity card's number the last four
    signs are kept, whatever is handed in.
    """

    kind: str
    name: str
    parent: str
    address: str
    purpose: str
    kin: str | None = None
    relation: str | None = None
    identity: str | None = None
    identity_ends: str | None = None
    fields: Mapping[str, str | int] = field(default_factory=dict)
    delivery: Delivery | None = None

    def details(self) -> dict[str, object]:
        """What is kept of it, without the delivery."""
        kept = {name: value for name, value in asdict(self).items() if name not in ("kind", "delivery")}
        return kept | {"identity_ends": self.identity_ends and self.identity_ends[-_SHOWN_OF_IDENTITY:]}


class Certificates:
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        *,
        contacts: Contacts,
        offices: Offices,
        staffing: Staffing,
        history: CertificateHistory,
        staff_notices: StaffNotices,
    ) -> None:
        self._session = session
        self._now = now
        self._contacts = contacts
        self._offices = offices
        self._staffing = staffing
        self._history = history
        self._staff_notices = staff_notices

    def file(
        self,
        office_id: UUID,
        contact_id: UUID,
        request: Request,
        media_ids: Sequence[UUID] = (),
        *,
        filed_by: Staff | None = None,
        sent_by: UUID | None = None,
    ) -> Certificate:
        """Take a request in: it gets a number and a target date, and the office's staff are told.

        Args:
            contact_id: who is told how it goes.
            media_ids: files that ``sent_by`` (else the contact) has sent; what somebody else sent is not attached.
            filed_by: the officer who does it for somebody.

        Raises:
            KeyError: there is no such type, slot or kin.
        """
        catalogue().type(request.kind)
        if request.kin is not None:
            catalogue().kin_of(request.kin)
        if request.delivery is not None:
            catalogue().slot(request.delivery.slot)
        filed_on = today(self._now)
        certificate = Certificate(
            office_id=office_id,
            kind=request.kind,
            contact_id=contact_id,
            filed_by=filed_by.id if filed_by else None,
            details=request.details(),
            delivery=asdict(request.delivery) if request.delivery else None,
            state=State.REQUESTED,
            target_on=self._offices.working_days(office_id).after(filed_on, catalogue().target_working_days),
            filed_at=self._now,
        )

        def draw_number() -> None:
            certificate.number = new_number(Prefix.CERTIFICATE, filed_on.year)

        insert_unique(self._session, certificate, draw_number)
        self._attach(certificate, media_ids, sent_by or contact_id)
        self._history.begin(certificate, contact_id, filed_by)
        others = [each for each in self.answering(certificate) if filed_by is None or each.id != filed_by.id]
        self._tell(others, certificate, "certificate_filed")
        return certificate

    def get(self, certificate_id: UUID) -> Certificate:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such request."""
        return self._session.get_one(Certificate, certificate_id)

    def by_number(self, number: str) -> Certificate | None:
        """The request of this number, typed in any way that ``parse_number`` reads."""
        parsed = parse_number(number, prefix=Prefix.CERTIFICATE)
        return self._session.scalars(select(Certificate).where(Certificate.number == parsed)).one_or_none()

    def of(self, contact_id: UUID) -> list[Certificate]:
        """What this contact has asked for, or an officer for it, newest first, the newest hundred; not what it filed for
        others."""
        return self._newest_of(contact_id, MOST_LISTED)

    def last_for_oneself(self, contact_id: UUID) -> Certificate | None:
        """The newest request that this contact made for itself: what it says need not be asked again."""
        if not self._session.has_any(Certificate, contact_id=contact_id):
            return None
        by_themselves = self._newest_of(contact_id, MOST_LISTED, Certificate.filed_by.is_(None))
        return next((each for each in by_themselves if not each.details["relation"]), None)

    def awaited(self, contact_id: UUID) -> Certificate | None:
        """The newest of this contact's requests about which the office has asked something."""
        return next(iter(self._newest_of(contact_id, 1, IS_ASKED)), None)

    def type_of(self, certificate: Certificate) -> CertificateType:
        """What is asked for."""
        return catalogue().type(certificate.kind)

    def names_of(self, certificate: Certificate) -> Names:
        """What the paper that is asked for is called."""
        return self.type_of(certificate).called(certificate.details["fields"])

    def holder(self, certificate: Certificate) -> Staff | None:
        """Who in the office works on it."""
        return self._session.get(Staff, certificate.held_by) if certificate.held_by else None

    def answering(self, certificate: Certificate) -> list[KnownPost]:
        """Who in the office is told of it while nobody works on it; where they can be, not those who ask themselves."""
        applicant = None if self.officer_stands_in(certificate) else self._contacts.phone_number(certificate.contact_id)
        return self._staffing.answering(certificate.office_id, about=applicant)

    def officer_stands_in(self, certificate: Certificate) -> bool:
        """Whether the officer who handed it in is told about it themselves, for somebody without a phone."""
        return self._staffing.stands_in(certificate.filed_by, certificate.contact_id)

    def concerned(self, certificate: Certificate) -> Sequence[Staff | KnownPost]:
        """Whoever works on it; while nobody does, whoever is told of it."""
        holder = self.holder(certificate)
        return [holder] if holder else self.answering(certificate)

    def history(self, certificate: Certificate) -> list[CertificateStep]:
        """Every step since it was asked for, oldest first."""
        return self._history.of(certificate)

    def step(self, certificate: Certificate, position: int) -> CertificateStep:
        """The step of this position, from 1."""
        return self.history(certificate)[position - 1]

    def evidence_count(self, certificate: Certificate) -> int:
        """How many photos and other files belong to it."""
        count = select(func.count()).select_from(CertificateEvidence)
        own = count.where(
            CertificateEvidence.office_id == certificate.office_id, CertificateEvidence.certificate_id == certificate.id
        )
        return self._session.scalars(own).one()

    def guarded(self, certificate: Certificate) -> AccessRule:
        """What guards it: it is shown to whoever asked for it, and to others by a code sent there."""
        return AccessRule(
            "certificate", certificate.id, certificate.office_id, certificate.number, certificate.contact_id
        )

    def contact(self, certificate: Certificate) -> Contact:
        """Who is told about it."""
        return self._session.get_one(Contact, certificate.contact_id)

    def code_for(self, certificate: Certificate, contact_id: UUID) -> str | None:
        """What this contact says at the door, while the paper is on its way; None for anybody else."""
        if certificate.contact_id != contact_id or certificate.state != State.OUT_FOR_DELIVERY:
            return None
        return certificate.code

    def supply(self, number: str, contact_id: UUID, *, words: str, media_ids: Sequence[UUID]) -> None:
        """The citizen answers what the office asked, and the request goes on; whoever works on it is told.

        Raises:
            NoSuchCertificate: this contact has asked for none of this number.
            IllegalMove: nothing is asked of the citizen.
        """
        certificate = self._own(number, contact_id)
        if certificate.state != State.NEEDS_INFO:
            raise IllegalMove(State(certificate.state), State.UNDER_REVIEW)
        self._attach(certificate, media_ids, contact_id)
        step = self._history.move(certificate, State.UNDER_REVIEW, staff=None, note=words or None)
        self._tell(self.concerned(certificate), certificate, "certificate_answered", step.position)

    def asked(self, certificate: Certificate) -> CertificateStep | None:
        """What the office has asked last, while it waits for the answer; it may name a part of the request."""
        return self._history.asked(certificate)

    def correct(
        self,
        number: str,
        contact_id: UUID,
        part: str,
        value: Any,
        *,
        words: str | None = None,
        media_ids: Sequence[UUID] = (),
    ) -> CertificateStep:
        """The citizen puts a part right while nobody has decided; what stood there is kept, and the office is told.

        What the office has asked about this part is answered by it.

        Args:
            value: of the form that ``parts.told_in`` returns.
            words: what they wrote besides.

        Raises:
            NoSuchCertificate
            IllegalMove: it is decided already.
            NoSuchPart, KeyError
        """
        certificate = self._own(number, contact_id)
        self._attach(certificate, media_ids, contact_id)
        step = self._history.correct(certificate, part, value, staff=None, note=words)
        self._tell(self.concerned(certificate), certificate, "certificate_corrected", step.position)
        return step

    def add_remark(self, number: str, contact_id: UUID, *, words: str, media_ids: Sequence[UUID]) -> None:
        """The citizen tells more about it, or sends what was not at hand before; whoever works on it is told.

        It stays where it is: what the office has asked for is answered by ``supply`` alone.

        Args:
            words: kept among the steps; nothing, where only files were sent.
            media_ids: files that this contact sent; what somebody else sent is not attached.

        Raises:
            NoSuchCertificate
            IllegalMove: it is decided already.
        """
        certificate = self._own(number, contact_id)
        if not is_undecided(State(certificate.state)):
            raise IllegalMove(State(certificate.state), State.UNDER_REVIEW)
        self._attach(certificate, media_ids, contact_id)
        self._session.flush()
        params = {"notice": "certificate_added", "certificate_id": str(certificate.id)}
        if words:
            position = self._history.remark(certificate, words).position
            key = f"certificate_added:{certificate.id}:{position}"
            self._staff_notices.tell(self.concerned(certificate), key, params | {"position": position})
        else:
            self._history.note(certificate, "certificate.evidence_added", staff=None)
            key = f"certificate_evidence:{certificate.id}:{self.evidence_count(certificate)}"
            self._staff_notices.tell(self.concerned(certificate), key, params)

    def withdraw(self, number: str, contact_id: UUID) -> None:
        """The citizen does not need it any more.

        Raises:
            NoSuchCertificate
            IllegalMove: it is decided already.
        """
        certificate = self._own(number, contact_id)
        step = self._history.move(certificate, State.WITHDRAWN, staff=None)
        self._tell(self.concerned(certificate), certificate, "certificate_withdrawn", step.position)

    def choose_slot(self, number: str, contact_id: UUID, slot: str) -> None:
        """After a visit that was in vain, say when to come again; whoever brings it is told.

        Raises:
            NoSuchCertificate
            IllegalMove: no visit was in vain.
            KeyError: there is no such slot.
        """
        certificate = self._own(number, contact_id)
        if certificate.state not in IN_VAIN or certificate.delivery is None:
            raise IllegalMove(State(certificate.state), State.OUT_FOR_DELIVERY)
        catalogue().slot(slot)
        certificate.delivery = {**certificate.delivery, "slot": slot}
        self._history.note(certificate, "certificate.slot_chosen", staff=None)
        self._tell(self.concerned(certificate), certificate, "certificate_slot", len(self.history(certificate)))

    def _newest_of(self, contact_id: UUID, limit: int, *further: ColumnElement[bool] | TextClause) -> list[Certificate]:
        own = select(Certificate).where(Certificate.contact_id == contact_id, *further)
        newest = own.order_by(Certificate.filed_at.desc(), Certificate.id.desc()).limit(limit)
        return list(self._session.scalars(newest))

    def _own(self, number: str, contact_id: UUID) -> Certificate:
        parsed = parse_number(number, prefix=Prefix.CERTIFICATE)
        certificate = self._history.held((Certificate.number == parsed) & (Certificate.contact_id == contact_id))
        if certificate is None:
            raise NoSuchCertificate(number)
        return certificate

    def _tell(
        self, staff: Sequence[Staff | KnownPost], certificate: Certificate, notice: str, position: int = 1
    ) -> None:
        key = f"{notice}:{certificate.id}:{position}"
        params = {"notice": notice, "certificate_id": str(certificate.id), "position": position}
        self._staff_notices.tell(staff, key, params)

    def _attach(self, certificate: Certificate, media_ids: Sequence[UUID], sent_by: UUID) -> None:
        own = select(Media.id).where(Media.id.in_(media_ids), Media.contact_id == sent_by)
        for media_id in self._session.scalars(own.order_by(Media.id)):
            self._session.add(
                CertificateEvidence(office_id=certificate.office_id, certificate_id=certificate.id, media_id=media_id)
            )
