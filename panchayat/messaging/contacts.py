"""The addresses that people write from: their language, and whether they want to hear from us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.messaging.addresses import Address, find_or_add, phone_number_in
from panchayat.models import Contact, ContactAddress, Names, Person

#: The channels on which the office writes to a registered number: the conversation's, and one that carries codes.
CHANNEL: Final = "whatsapp"
SMS: Final = "sms"
#: What somebody is written in who has never written.
DEFAULT_LANGUAGE: Final = "bn"


def mobile_address(mobile: str, channel: str = CHANNEL) -> str:
    """The address of this number (E.164) on a channel."""
    return f"{channel}:{mobile}"


class Contacts:
    def __init__(self, session: OfficeSession, now: datetime, events: Events) -> None:
        self._session = session
        self._now = now
        self._events = events

    def get(self, contact_id: UUID) -> Contact:
        """Raises ``sqlalchemy.exc.NoResultFound`` if nobody has this id."""
        return self._session.get_one(Contact, contact_id)

    def names(self, contact_id: UUID) -> Names | None:
        """What the person is called who writes from there, where the office knows it."""
        person_id = self.get(contact_id).person_id
        if person_id is None:
            return None
        names: Names = self._session.get_one(Person, person_id).names
        return names

    def at(self, channel: str, address: str) -> Contact | None:
        """Whoever writes from this address, such as ``whatsapp:+91…``, if we have ever heard of them."""
        own = select(ContactAddress.contact_id).where(
            ContactAddress.channel == channel, ContactAddress.address == address
        )
        found = select(Contact).where(Contact.id == own.order_by(ContactAddress.contact_id).limit(1).scalar_subquery())
        return self._session.scalars(found).one_or_none()

    def at_mobile(self, mobile: str, channel: str = CHANNEL) -> UUID:
        """The contact at a registered number (E.164), who is added if nobody has ever written from it.

        What is owed to somebody who has never written waits until they do.
        """
        address = mobile_address(mobile, channel)
        return find_or_add(
            self._session,
            [Address(address)],
            {
                "id": uuid7(),
                "channel": channel,
                "address": address,
                "language": DEFAULT_LANGUAGE,
                "language_chosen": False,
                "state": {},
                "failures": 0,
                "created_at": self._now,
            },
        )

    def addresses(self, contact_id: UUID) -> Sequence[str]:
        """Every address that the contact has written from, or was named by beside another, the newest first."""
        own = select(ContactAddress.address).where(ContactAddress.contact_id == contact_id)
        newest_first = own.order_by(ContactAddress.created_at.desc(), ContactAddress.address)
        return list(dict.fromkeys(self._session.scalars(newest_first)))

    def phone_number(self, contact_id: UUID) -> str | None:
        """The contact's number in E.164, also while they write under an id; none if we were never told one."""
        latest = phone_number_in(self.get(contact_id).address)
        return latest or next(filter(None, map(phone_number_in, self.addresses(contact_id))), None)

    def at_numbers_of(self, contact_id: UUID) -> tuple[Sequence[str], Sequence[UUID]]:
        """The contact's phone numbers, and the contacts at them, whichever channel they write on; itself among them."""
        mobiles = list(filter(None, map(phone_number_in, self.addresses(contact_id))))
        channels = (CHANNEL, SMS)
        addresses = [mobile_address(mobile, channel) for mobile in mobiles for channel in channels]
        found = select(ContactAddress.contact_id).where(
            ContactAddress.channel.in_(channels), ContactAddress.address.in_(addresses)
        )
        return mobiles, list({contact_id, *self._session.scalars(found)})

    def set_language(self, contact_id: UUID, language: str) -> None:
        """From now on speak ``bn``, ``en`` or ``hi``, because the person said so."""
        contact = self.get(contact_id)
        contact.language, contact.language_chosen = language, True
        self._record("contact.language_set", contact)

    def stop(self, contact_id: UUID) -> None:
        """Send nothing more that was not asked for, until ``restart``."""
        contact = self.get(contact_id)
        if contact.stopped_at is None:
            contact.stopped_at = self._now
            self._record("contact.stopped", contact)

    def restart(self, contact_id: UUID) -> None:
        """The person wants to hear from us again."""
        contact = self.get(contact_id)
        if contact.stopped_at is not None:
            contact.stopped_at = None
            self._record("contact.restarted", contact)

    def _record(self, what: str, contact: Contact) -> None:
        self._events.record(
            what,
            office_id=contact.office_id,
            actor_kind="contact",
            actor_id=contact.id,
            subject_kind="contact",
            subject_id=contact.id,
        )
