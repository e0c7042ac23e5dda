"""Telling holders in good time that a permit or a NOC runs out."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final, Literal

from panchayat.core.clock import IST
from panchayat.messaging.contacts import Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import Permit, TradeNoc
from panchayat.registers.applications import Applications
from panchayat.registers.permits import Permits
from panchayat.registers.trade_nocs import TradeNocs

#: So many days before the end, the latest first; whoever was told that late is not told what is earlier.
DAYS_BEFORE: Final = (1, 7, 30)
_AT_ONCE: Final = 500


class ExpiryReminders:
    def __init__(
        self,
        now: datetime,
        *,
        permits: Permits,
        trade_nocs: TradeNocs,
        applications: Applications,
        contacts: Contacts,
        outbox: Outbox,
    ) -> None:
        self._now = now
        self._permits = permits
        self._trade_nocs = trade_nocs
        self._applications = applications
        self._contacts = contacts
        self._outbox = outbox

    def send(self) -> int:
        """Remind the holders of what ends within 30, 7 and 1 days, each once; returns how many were.

        Whose NOC has been renewed, or waits for that, has nothing to be reminded of.
        """
        reminded = 0
        for following, days in pairwise((0, *DAYS_BEFORE)):
            earlier = [each for each in DAYS_BEFORE if each > days]
            for permit in self._permits.running_out(days, _AT_ONCE, earlier=earlier):
                self._remind("permit", permit, days, following)
                reminded += 1
            for noc in self._trade_nocs.running_out(days, _AT_ONCE, earlier=earlier):
                if self._is_seen_to(noc):
                    # Or it would be looked at every time until then; should it come to nothing, the next one is sent.
                    noc.reminded = days
                    continue
                self._remind("trade_noc", noc, days, following)
                reminded += 1
        return reminded

    def _is_seen_to(self, noc: TradeNoc) -> bool:
        renewed = self._trade_nocs.continued_by(noc) is not None
        return renewed or self._applications.pending_renewal(noc) is not None

    def _remind(
        self, kind: Literal["permit", "trade_noc"], record: Permit | TradeNoc, days: int, following: int
    ) -> None:
        """A reminder that could not leave by the time of the ``following`` one, or of the end, is not sent any more."""
        record.reminded = days
        last = record.valid_upto - timedelta(days=following) if following else record.valid_upto + timedelta(days=1)
        over = datetime.combine(last, time(), IST)
        self._outbox.add(
            self._contacts.at_mobile(record.mobile),
            key=f"expiry:{record.id}:{record.valid_upto}:{days}",
            kind="notice",
            params={"notice": "expiry", "of": kind, "id": str(record.id), "until": over.isoformat()},
        )
