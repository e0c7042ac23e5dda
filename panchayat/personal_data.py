"""What is kept about a person, and erasing what the office need not keep (DPDP Act 2023, sections 11 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, delete, func, select, union, update
from sqlalchemy.orm import Session

from panchayat.events import Events
from panchayat.filings import Filings
from panchayat.lodging.bookings import BookingLedger
from panchayat.messaging.contacts import Contacts
from panchayat.models import (
    CertificateEvidence,
    GrievanceEvidence,
    InboundMessage,
    Media,
    Names,
    Office,
    Outbox,
    PaperRequest,
)

#: Messages to a person that have yet to leave.
_LEAVING: Final = ("queued", "sending")
#: Files that belong to a record of the office, which must be kept with it.
_EVIDENCE: Final = (GrievanceEvidence, CertificateEvidence)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept about a person: since when they write to us, and how much of what.

    ``records`` are the numbers of what they filed, applied for and booked, which the law has the office keep.
    """

    since: datetime
    name: str | None
    office: Names | None
    messages: int
    files: int
    papers: int
    records: Sequence[str]


class PersonalData:
    def __init__(
        self, session: Session, contacts: Contacts, filings: Filings, bookings: BookingLedger, events: Events
    ) -> None:
        self._session = session
        self._contacts = contacts
        self._filings = filings
        self._bookings = bookings
        self._events = events

    def kept(self, contact_id: UUID) -> Kept:
        """What is kept about this contact, at this instant."""
        contact = self._contacts.get(contact_id)
        office = self._session.get(Office, contact.office_id) if contact.office_id else None
        return Kept(
            since=contact.created_at,
            name=contact.profile_name,
            office=office.names if office else None,
            messages=self._count(select(InboundMessage).where(InboundMessage.contact_id == contact_id)),
            files=self._count(select(Media).where(Media.contact_id == contact_id, Media.state != "erased")),
            papers=self._count(select(PaperRequest).where(PaperRequest.contact_id == contact_id)),
            records=[each.number for each in (*self._filings.of(contact_id), *self._bookings.of(contact_id))],
        )

    def erase(self, contact_id: UUID) -> None:
        """Erase what the office need not keep: messages in both directions, files that belong to no record, the name
        that the channel told, and which office was chosen. Records and who did what with them stay.

        Files are taken off the disk a little later.
        """
        contact = self._contacts.get(contact_id)
        self._session.execute(delete(InboundMessage).where(InboundMessage.contact_id == contact_id))
        self._session.execute(delete(Outbox).where(Outbox.contact_id == contact_id, Outbox.state.not_in(_LEAVING)))
        evidence = union(*(select(each.media_id) for each in _EVIDENCE))
        self._session.execute(
            update(Media)
            .where(Media.contact_id == contact_id, Media.id.not_in(evidence))
            .values(state="erased", source_url="")
        )
        contact.profile_name, contact.office_id = None, None
        self._events.record(
            "contact.erased", actor_kind="contact", actor_id=contact_id, subject_kind="contact", subject_id=contact_id
        )

    def _count(self, rows: Select[Any]) -> int:
        return self._session.scalar(select(func.count()).select_from(rows.subquery())) or 0
