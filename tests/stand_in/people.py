"""Somebody to send messages to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from panchayat.front_office import FrontOffice
from panchayat.models import Contact, ContactAddress, Office, Outbox, Paper

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]
ADDRESS = "whatsapp:+910000000001"


def known(office: FrontOffice, address: str, **values: Any) -> Contact:
    """A person who has written from this address before."""
    contact = Contact(
        channel="whatsapp", address=address, **{"language": "bn", "state": {}, "created_at": office.now, **values}
    )
    office.session.add(contact)
    office.session.flush()
    office.session.add(
        ContactAddress(channel="whatsapp", address=address, contact_id=contact.id, created_at=office.now)
    )
    office.session.flush()
    return contact


def add_contact(open_office: OpenOffice, address: str = ADDRESS, **values: Any) -> UUID:
    """A person who has just written, unless ``values`` say otherwise."""
    with open_office() as office:
        return known(office, address, **{"last_message_at": office.now, **values}).id


def owe(open_office: OpenOffice, contact_id: UUID, key: str, kind: str = "text", **params: Any) -> UUID:
    """A message to the contact that waits in the outbox."""
    with open_office() as office:
        office.outbox.add(contact_id, key, kind, params or {"body": key})
        return office.outbox.owed(contact_id, key)


def message(open_office: OpenOffice, outbox_id: UUID) -> Outbox:
    """The message as it is in the database now."""
    with open_office() as office:
        return office.session.get_one(Outbox, outbox_id)


def issue_paper(open_office: OpenOffice, **facts: Any) -> UUID:
    """A paper that waits to be rendered, from an office of its own."""
    with open_office() as office:
        names = {"bn": "নমুনা", "en": "Sample"}
        own = Office(
            kind="gp",
            code=f"TEST-{facts.get('n', 1)}",
            code_type="sample",
            names=names,
            district=names,
            block=names,
            address=names,
            pin_codes=[],
            helpline_phone="",
            helpline_hours=names,
            escalation=[],
            saturdays_off=[],
        )
        office.session.add(own)
        office.session.flush()
        paper: Paper = office.papers.issue(
            "permit",
            office_id=own.id,
            subject_id=own.id,
            facts={"of": "a test", **facts},
            language="bn",
            file_name="permit",
        )
        return paper.id
