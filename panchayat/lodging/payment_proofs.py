"""Pictures and documents that guests send about a booking, such as of a payment: kept for the office, shown to its staff."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from panchayat.events import Events
from panchayat.messaging.evidence import Claim, Evidence
from panchayat.models import Booking, BookingEvidence, Staff
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing


class PaymentProofs:
    def __init__(
        self, session: Session, events: Events, evidence: Evidence, staffing: Staffing, staff_notices: StaffNotices
    ) -> None:
        self._session = session
        self._events = events
        self._evidence = evidence
        self._staffing = staffing
        self._staff_notices = staff_notices

    def add(self, booking: Booking, contact_id: UUID, media_ids: Sequence[UUID], *, tell: bool) -> int:
        """Keep these files with the booking; returns how many are new. The same file twice is kept once.

        With ``tell`` the staff hear of them, once for all that come to one booking in the same state.
        """
        new = [each for each in dict.fromkeys(media_ids) if not self._is_kept(booking, each)]
        for media_id in new:
            self._session.add(BookingEvidence(office_id=booking.office_id, booking_id=booking.id, media_id=media_id))
        if new:
            self._session.flush()
            self._record("booking.proof_sent", booking, "contact", contact_id)
        if new and tell:
            self._staff_notices.tell(
                self._staffing.answering(booking.office_id),
                f"booking:{booking.id}:{booking.state}:pictures",
                {"notice": "booking_pictures", "booking_id": str(booking.id)},
            )
        return len(new)

    def count(self, booking: Booking) -> int:
        """How many files came with it."""
        own = select(func.count()).select_from(BookingEvidence).where(*_of(booking))
        return self._session.scalars(own).one()

    def show(self, booking: Booking, contact_id: UUID, posts: Sequence[Staff]) -> int:
        """Send the files that have arrived to somebody on the staff of its office; returns how many, none to others."""
        if booking.office_id not in {each.office_id for each in posts}:
            return 0
        shown = self._evidence.send(contact_id, booking.number, select(BookingEvidence.media_id).where(*_of(booking)))
        if shown:
            self._record("booking.proof_shown", booking, "staff", contact_id)
        return shown

    def claim_on(self, posts: Sequence[Staff], media_id: UUID) -> Claim | None:
        """To which booking's office a file belongs, and whether somebody in these posts may see it."""
        of_booking = select(BookingEvidence.office_id).where(BookingEvidence.media_id == media_id).limit(1)
        office_id = self._session.scalars(of_booking).one_or_none()
        return Claim(office_id, allowed=office_id in {each.office_id for each in posts}) if office_id else None

    def _is_kept(self, booking: Booking, media_id: UUID) -> bool:
        kept = exists().where(*_of(booking), BookingEvidence.media_id == media_id)
        return bool(self._session.scalar(select(kept)))

    def _record(self, what: str, booking: Booking, actor_kind: str, actor_id: UUID) -> None:
        self._events.record(
            what,
            office_id=booking.office_id,
            actor_kind=actor_kind,
            actor_id=actor_id,
            subject_kind="booking",
            subject_id=booking.id,
        )


def _of(booking: Booking) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return BookingEvidence.office_id == booking.office_id, BookingEvidence.booking_id == booking.id
