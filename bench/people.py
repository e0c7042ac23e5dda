"""Letting the people of a measurement be known by their phone numbers."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import insert

from panchayat.front_office import FrontOffice
from panchayat.models import ContactAddress


def add_addresses(office: FrontOffice, addresses: Mapping[UUID, str]) -> None:
    """Let each of these contacts be known by its address, such as ``whatsapp:+91…``."""
    office.session.execute(
        insert(ContactAddress),
        [
            {"channel": "whatsapp", "address": address, "contact_id": contact_id, "created_at": office.now}
            for contact_id, address in addresses.items()
        ],
    )
