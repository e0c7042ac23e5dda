"""A villager's phone: what is sent from it goes through real turns, and what arrives on it is read in order."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

import flows
from chatbot.catalogue import Flows
from chatbot.discovery import discover
from chatbot.messages import Pin
from chatbot.renderer import numbered
from flows.exchange import Answer, Arrived, ArrivedFile
from flows.notices import Worded, word
from flows.shared.obsolete import Obsolete
from flows.turn import Turns
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, InboundMessage, Outbox
from tests.conftest import SettableClock
from tests.waiting import PATIENCE

OpenOffice = Callable[[], AbstractContextManager[FrontOffice]]

A_WHILE = timedelta(seconds=5)
PHOTO = ArrivedFile("https://api.twilio.com/photo", "image/jpeg")
VOICE = ArrivedFile("https://api.twilio.com/voice", "audio/ogg")
STICKER = ArrivedFile("https://api.twilio.com/sticker", "image/webp")
CARD = ArrivedFile("https://api.twilio.com/card", "text/vcard")

every_flow = functools.cache(functools.partial(discover, flows))


class Village:
    """A database, its flows and its clock: what phones are connected to."""

    def __init__(
        self,
        open_office: OpenOffice,
        clock: SettableClock,
        services: Flows | None = None,
        *,
        deadline: float = PATIENCE,
    ) -> None:
        self.open_office = open_office
        self.clock = clock
        self.services = services or every_flow()
        self.turns = Turns(open_office, self.services, clock, deadline=deadline)

    def phone(self, address: str = "whatsapp:+910000000999") -> Phone:
        return Phone(self, address)


class Phone:
    """One address. Every message is counted, for the budgets."""

    def __init__(self, village: Village, address: str) -> None:
        self.village = village
        self.address = address
        self.sent = 0

    def says(
        self, text: str = "", *files: ArrivedFile, pin: Pin | None = None, after: timedelta = A_WHILE, **more: Any
    ) -> str:
        """Send a message and read everything that comes back, papers as ``[kind]`` and photographs as ``[picture]``."""
        self.village.clock.advance(after)
        answer = self.sends(text, *files, pin=pin, **more)
        return "\n\n".join([*([answer.body] if answer.body else []), *self.reads()])

    def sends(
        self,
        text: str = "",
        *files: ArrivedFile,
        pin: Pin | None = None,
        sid: str | None = None,
        received_at: datetime | None = None,
        quotes: str | None = None,
        quotes_sid: str | None = None,
        **more: Any,
    ) -> Answer:
        """Send a message at this very instant; the answer is what goes back on the request.

        Args:
            quotes: some of the words of the office's message that this one quotes, the newest of those that hold them.
            quotes_sid: instead, the channel's id of some other message; it is their own with ``quotes_own``.
        """
        self.sent += 1
        arrived = Arrived(
            sid=sid or f"SM{uuid4().hex}",
            channel="whatsapp",
            address=self.address,
            text=text,
            received_at=received_at or self.village.clock(),
            files=files,
            pin=pin,
            quotes=quotes_sid if quotes is None else self._quoted(quotes),
            **more,
        )
        return self.village.turns.take_turn(arrived)

    def is_reported(self, status: str = "delivered") -> None:
        """The channel reports of every message that was sent to this phone, those on requests among them, how far it got."""
        with self.village.open_office() as office:
            for row in self._received(office):
                office.outbox.receipt(row.id, row.attempts, status, _sid(row), None)

    def _quoted(self, words: str) -> str:
        with self.village.open_office() as office:
            got = next(row for row in reversed(self._received(office)) if words in row.words)
            office.outbox.receipt(got.id, got.attempts, "sent", _sid(got), None)
            return _sid(got)

    def _received(self, office: FrontOffice) -> list[Outbox]:
        contact = self.contact(office)
        rows = select(Outbox).where(Outbox.contact_id == contact.id, Outbox.state.not_in(("queued", "suppressed")))
        return list(office.session.scalars(rows.order_by(Outbox.id)))

    def reads(self) -> list[str]:
        """What arrived since the last look, besides answers to requests: words, and papers as ``[kind]``."""
        with self.village.open_office() as office:
            contact = self.contact(office)
            rows = office.session.scalars(
                select(Outbox).where(Outbox.contact_id == contact.id, Outbox.state == "queued").order_by(Outbox.id)
            )
            texts = []
            for row in rows:
                try:
                    worded = word(office, row.payload["kind"], row.payload["params"], contact.language)
                except Obsolete:
                    row.state = "suppressed"
                    continue
                texts.append(_shown(office, worded))
                row.state, row.offers, row.sent_at = "delivered", bool(worded.actions), self.village.clock()
                row.attempts, row.provider_id = 1, _sid(row)
                row.worded = None if row.payload["kind"] == "text" else worded.text
            return texts

    def contact(self, office: FrontOffice) -> Contact:
        found = office.contacts.at("whatsapp", self.address)
        assert found is not None, f"nobody has ever written from {self.address}"
        return found

    def menu(self) -> list[str]:
        """The rows of the menu as this phone is shown them."""
        with self.village.open_office() as office:
            contact = self.contact(office)
            rows = sorted((each.row, each) for each in self.village.services if each.row is not None)
            shown = [
                (number, each.title_for(contact.id, office))
                for number, each in rows
                if each.for_whom is None or each.for_whom(contact.id, office)
            ]
            return numbered(shown, contact.language).split("\n")

    def state(self) -> Any:
        """The conversation's JSON as it is stored."""
        with self.village.open_office() as office:
            return self.contact(office).state

    def bodies(self) -> list[str]:
        """The messages of this phone as they are stored, oldest first."""
        with self.village.open_office() as office:
            stored = select(InboundMessage).where(InboundMessage.contact_id == self.contact(office).id)
            return [each.body for each in office.session.scalars(stored.order_by(InboundMessage.id))]


def _sid(row: Outbox) -> str:
    """The channel's id of a message."""
    return f"SM{row.id.hex}"


def _shown(office: FrontOffice, worded: Worded) -> str:
    if worded.paper_id is not None:
        return f"[{office.papers.get(worded.paper_id).kind}] {worded.text}"
    return worded.text if worded.picture is None else f"[picture] {worded.text}"
