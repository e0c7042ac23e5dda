"""The addresses that people write from: their language, and whether they want to hear from us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.events import Events
from panchayat.models import Contact, Names, Person
from panchayat.models.inserting import insert_into

#: The channels on which the office writes to a registered number: the conversation's, and one that carries codes.
CHANNEL: Final = "whatsapp"
SMS: Final = "sms"
#: What somebody is written in who has never written.
DEFAULT_LANGUAGE: Final = "bn"

_PHONE_NUMBER: Final = re.compile(r"\w+:(\+[1-9]\d{7,14})")


def phone_number(contact: Contact) -> str | None:
    """The contact's number in E.164; a person who writes under a user name (``whatsapp:CC.…``) has none."""
    found = _PHONE_NUMBER.fullmatch(contact.address)
    return found[1] if found else None


def mobile_address(mobile: str, channel: str = CHANNEL) -> str:
    """The address of this number (E.164) on a channel."""
    return f"{channel}:{mobile}"


class Contacts:
    def __init__(self, session: Session, now: datetime, events: Events) -> None:
        self._session = session
        self._now = now
        self._events = events

    def get(self, contact_id: UUID) -> Contact:
        """Raises ``sqlalchemy.exc.NoResultFound`` if nobody has this id."""
        return self._session.get_one(Contact, contact_id)

    def names(self, contact_id: UUID) -> Names | None:
        """What the person is called who writes from there, where the office knows it."""
        found = select(Person.names).join(Contact, Contact.person_id == Person.id).where(Contact.id == contact_id)
        return self._session.scalars(found).one_or_none()

    def at(self, channel: str, address: str) -> Contact | None:
        """Whoever writes from this address, such as ``whatsapp:+91…``, if we have ever heard of them."""
        return self._session.scalars(
            select(Contact).where(Contact.channel == channel, Contact.address == address)
        ).one_or_none()

    def at_mobile(self, mobile: str, channel: str = CHANNEL) -> UUID:
        """The contact at a registered number (E.164), who is added if nobody has ever written from it.

        What is owed to somebody who has never written waits until they do.
        """
        added = insert_into(self._session, Contact).values(
            id=uuid7(),
            channel=channel,
            address=mobile_address(mobile, channel),
            language=DEFAULT_LANGUAGE,
            language_chosen=False,
            state={},
            failures=0,
            created_at=self._now,
        )
        self._session.execute(added.on_conflict_do_nothing())
        address = mobile_address(mobile, channel)
        found = select(Contact.id).where(Contact.channel == channel, Contact.address == address)
        return self._session.scalars(found).one()

    def at_number_of(self, contact: Contact) -> Sequence[UUID]:
        """The contacts at the phone number of this one, whichever channel they write on; itself where it has none."""
        mobile = phone_number(contact)
        if mobile is None:
            return [contact.id]
        channels = (CHANNEL, SMS)
        addresses = [mobile_address(mobile, channel) for channel in channels]
        found = select(Contact.id).where(Contact.channel.in_(channels), Contact.address.in_(addresses))
        return self._session.scalars(found).all()

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
