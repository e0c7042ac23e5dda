"""Telling the staff of an office, on their registered numbers, that something waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from panchayat.messaging.contacts import Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import Staff
from panchayat.offices.known import KnownPost


class StaffNotices:
    def __init__(self, contacts: Contacts, outbox: Outbox) -> None:
        self._contacts = contacts
        self._outbox = outbox
        self._known: dict[str, UUID] = {}

    def tell(self, staff: Sequence[Staff | KnownPost], key: str, params: dict[str, Any]) -> None:
        """Owe each of them this notice; one person with two posts is told once.

        To whom is among the ``params``, as ``staff``: who has left before it leaves is not told any more.
        """
        for mobile in dict.fromkeys(each.mobile for each in staff):
            # Of hundreds of notices at once most are for the same few.
            if mobile not in self._known:
                self._known[mobile] = self._contacts.at_mobile(mobile)
            contact_id = self._known[mobile]
            self._outbox.add(contact_id, key=key, kind="notice", params={**params, "staff": str(contact_id)})
