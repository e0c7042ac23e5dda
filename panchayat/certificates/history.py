"""The steps of certificate requests: one request is moved by one person at a time, and every move is remembered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from panchayat.certificates.parts import put_in, told_in
from panchayat.events import Events
from panchayat.messaging.outbox import Outbox
from panchayat.models import Certificate, CertificateStep, Staff
from panchayat.models.certificate_states import IllegalMove, State, check_move, is_undecided

#: Of these moves the citizen knows already: they made them.
_NOT_TOLD = frozenset({State.REQUESTED, State.WITHDRAWN})


class CertificateHistory:
    def __init__(self, session: Session, now: datetime, events: Events, outbox: Outbox) -> None:
        self._session = session
        self._now = now
        self._events = events
        self._outbox = outbox

    def of(self, certificate: Certificate) -> list[CertificateStep]:
        """Every step since it was asked for, oldest first."""
        own = select(CertificateStep).where(
            CertificateStep.office_id == certificate.office_id, CertificateStep.certificate_id == certificate.id
        )
        return list(self._session.scalars(own.order_by(CertificateStep.position)))

    def held(self, which: ColumnElement[bool]) -> Certificate | None:
        """The one request of which this is true, as it is now; nobody else changes it until the end of this work."""
        return self._session.scalars(
            select(Certificate).where(which).with_for_update(key_share=True).execution_options(populate_existing=True)
        ).one_or_none()

    def begin(self, certificate: Certificate, contact_id: UUID, staff: Staff | None) -> None:
        """The first step: by the citizen, or by an officer for somebody."""
        self._add(certificate, None, State.REQUESTED, None, staff)
        actor = ("staff", staff.id) if staff else ("contact", contact_id)
        self._record(certificate, "certificate.requested", actor, None)

    def asked(self, certificate: Certificate) -> CertificateStep | None:
        """What the office has asked last, while it waits for the answer."""
        if certificate.state != State.NEEDS_INFO:
            return None
        return next(each for each in reversed(self.of(certificate)) if each.is_move)

    def move(
        self,
        certificate: Certificate,
        to: State,
        *,
        staff: Staff | None,
        note: str | None = None,
        part: str | None = None,
        tell: bool = True,
    ) -> CertificateStep:
        """One move, by somebody on the staff or (None) by the citizen; the citizen is told of those of the staff.

        ``part`` is the part of the request that is asked about.

        Raises:
            IllegalMove, NoteMissing: see ``certificate_states.check_move``.
        """
        before = State(certificate.state)
        check_move(before, to, note)
        certificate.state = to
        step = self._add(certificate, before, to, note, staff, part=part)
        actor = ("staff", staff.id) if staff else ("contact", certificate.contact_id)
        self._record(certificate, f"certificate.{to.lower()}", actor, note)
        if staff is not None and tell and to not in _NOT_TOLD:
            self._outbox.add(
                certificate.contact_id,
                key=f"certificate:{certificate.id}:{step.position}",
                kind="notice",
                params={
                    "notice": "certificate_moved",
                    "certificate_id": str(certificate.id),
                    "position": step.position,
                    # Whoever is on the way to a house does not wait for the morning.
                    "urgent": to is State.OUT_FOR_DELIVERY,
                },
            )
        return step

    def correct(
        self, certificate: Certificate, part: str, value: Any, *, staff: Staff | None, note: str | None = None
    ) -> CertificateStep:
        """Put something else into a part; what stood there is kept. What was asked about it is answered by that.

        Raises:
            IllegalMove: it is decided already.
            NoSuchPart, KeyError: see ``parts.put_in``.
        """
        state = State(certificate.state)
        if not is_undecided(state):
            raise IllegalMove(state, State.UNDER_REVIEW)
        asked = self.asked(certificate)
        then = State.UNDER_REVIEW if asked is not None and asked.part == part else state
        was = told_in(certificate, part)
        put_in(certificate, part, value)
        certificate.state = then
        step = self._add(certificate, state, then, note, staff, part=part, change={"was": was, "now": value})
        actor = ("staff", staff.id) if staff else ("contact", certificate.contact_id)
        self._record(certificate, "certificate.corrected", actor, None)
        return step

    def tell_corrected(self, certificate: Certificate, step: CertificateStep) -> None:
        """Tell the citizen what the office has put right."""
        self._outbox.add(
            certificate.contact_id,
            key=f"certificate:{certificate.id}:{step.position}",
            kind="notice",
            params={
                "notice": "certificate_put_right",
                "certificate_id": str(certificate.id),
                "position": step.position,
            },
        )

    def remark(self, certificate: Certificate, note: str) -> CertificateStep:
        """The citizen's words about it, kept among its steps; it stays in the state in which it is."""
        state = State(certificate.state)
        step = self._add(certificate, state, state, note, None)
        self._record(certificate, "certificate.remarked", ("contact", certificate.contact_id), None)
        return step

    def note(self, certificate: Certificate, what: str, *, staff: Staff | None) -> None:
        """Remember something that is no step, such as a code that was wrong."""
        actor = ("staff", staff.id) if staff else ("contact", certificate.contact_id)
        self._record(certificate, what, actor, None)

    def _add(
        self,
        certificate: Certificate,
        before: State | None,
        to: State,
        note: str | None,
        staff: Staff | None,
        *,
        part: str | None = None,
        change: Any = None,
    ) -> CertificateStep:
        position = self._session.scalars(
            select(func.coalesce(func.max(CertificateStep.position), 0) + 1).where(
                CertificateStep.office_id == certificate.office_id, CertificateStep.certificate_id == certificate.id
            )
        ).one()
        step = CertificateStep(
            office_id=certificate.office_id,
            certificate_id=certificate.id,
            position=position,
            from_state=before,
            to_state=to,
            at=self._now,
            staff_id=staff.id if staff else None,
            note=note,
            part=part,
            change=change,
        )
        self._session.add(step)
        self._session.flush()
        return step

    def _record(self, certificate: Certificate, what: str, actor: tuple[str, UUID], why: str | None) -> None:
        self._events.record(
            what,
            office_id=certificate.office_id,
            actor_kind=actor[0],
            actor_id=actor[1],
            subject_kind="certificate",
            subject_id=certificate.id,
            why=why,
        )
