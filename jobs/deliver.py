"""The sender: takes messages out of the outbox in batches and hands them to the channel from many threads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event
from time import monotonic, sleep
from typing import Any, Final
from uuid import UUID

from prometheus_client import Counter

from flows.notices import Worded
from flows.shared.obsolete import Obsolete
from jobs.channel import Messenger, Outgoing, Refused, Remedy, Result, Sent, Unknown
from jobs.outages import Outage
from jobs.pace import Pace
from jobs.remedies import failure_after
from jobs.traces import report, where
from panchayat.core.clock import Clock
from panchayat.core.outages import is_outage
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.outbox import Failure
from panchayat.messaging.sending import Claimed, Unconfirmed
from panchayat.models import Paper

log = logging.getLogger(__name__)

#: Longer than a call with all its time-outs, so that a lease ends only when its process is dead.
_LEASE: Final = timedelta(seconds=60)
#: How long a call may take with all its time-outs.
_CALL: Final = timedelta(seconds=25)
_HOUSEKEEPING: Final = 2.0
_DOUBTS_AT_ONCE: Final = 16
_IDLE: Final = 1.0
#: Between two attempts to keep what the channel said.
_PAUSE: Final = 0.5
#: While messages are in hand, how long to wait at most before looking for others.
_BUSY: Final = 0.05

SENDS: Final = Counter("panchayat_sends_total", "Messages handed to the channel, by what it said", ["result"])


@dataclass(frozen=True, slots=True)
class SenderTools:
    """What the sender works with.

    ``word(office, kind, params, language)`` words a message; ``paper_link(paper_id, outbox_id, file_name)``,
    ``evidence_link(media_id, outbox_id)``, ``picture_link(hash)`` and ``receipt_url(outbox_id, attempt)`` make addresses; ``listen(seconds)`` returns when there is something to send.
    """

    open_office: Callable[[], AbstractContextManager[FrontOffice]]
    messenger: Messenger
    word: Callable[[FrontOffice, str, Mapping[str, Any], str], Worded]
    paper_link: Callable[[UUID, UUID, str], str]
    evidence_link: Callable[[UUID, UUID], str]
    picture_link: Callable[[str], str]
    receipt_url: Callable[[UUID, int], str]
    listen: Callable[[float], None]
    clock: Clock


def run(stop: Event, tools: SenderTools, *, threads: int = 32, per_second: float = 60) -> None:
    """Send what there is to send until ``stop`` is set, then finish what is in hand."""
    sender = Sender(tools, per_second=per_second)
    in_hand: set[Future[None]] = set()
    next_housekeeping = 0.0
    outage = Outage(log, "sending")
    with ThreadPoolExecutor(threads, thread_name_prefix="send") as pool:
        while not stop.is_set():
            try:
                if monotonic() >= next_housekeeping:
                    next_housekeeping = monotonic() + _HOUSEKEEPING
                    in_hand.update(pool.submit(sender.settle, doubt) for doubt in sender.keep_house())
                in_hand.update(pool.submit(sender.hand_over, *ready) for ready in sender.claim(threads - len(in_hand)))
            except Unavailable as error:
                outage.goes_on(f"the database is away ({error})")
            except Exception as error:  # while there is no other sender, this one must not end
                outage.goes_on(where(error))
            else:
                outage.is_over()
            if in_hand:
                in_hand = wait(in_hand, timeout=_BUSY, return_when=FIRST_COMPLETED).not_done
            else:
                tools.listen(_IDLE)


class Sender:
    """The steps of sending; each opens the office for as short as it can, and none while it calls the channel."""

    def __init__(self, tools: SenderTools, *, per_second: float = 60) -> None:
        self._tools = tools
        self._all = Pace(every=1 / per_second, burst=int(per_second) or 1)
        # WhatsApp allows one person about a message in six seconds, with bursts.
        self._each = Pace(every=6, burst=40)

    def keep_house(self) -> list[Unconfirmed]:
        """Give a sign of life, move on what waits, and return what is in doubt."""
        with self._tools.open_office() as office:
            office.heartbeats.beat("sender")
            office.sending.sort_out()
            return office.sending.unconfirmed(_DOUBTS_AT_ONCE)

    def claim(self, limit: int) -> list[tuple[Claimed, Outgoing]]:
        """Messages that are committed to be sent now, in their words; whoever gets them must hand them over."""
        if limit <= 0:
            return []
        ready = []
        with self._tools.open_office() as office:
            for message in office.sending.claim(limit, _LEASE):
                if pause := self._each.take(message.contact_id):
                    office.sending.put_back(message, timedelta(seconds=pause))
                elif outgoing := self._worded(office, message):
                    ready.append((message, outgoing))
        return ready

    def hand_over(self, message: Claimed, outgoing: Outgoing) -> None:
        """Call the channel, and note what it said."""
        try:
            while pause := self._all.take("everyone"):
                sleep(pause)
            if self._tools.clock() >= message.lease_until - _CALL:
                # This process stood still for a while; others settle what it had in hand.
                log.warning("message %s, attempt %d was not sent: its time is over", message.id, message.attempt)
                return
            result = self._tools.messenger.send(outgoing)
            SENDS.labels(type(result).__name__.lower()).inc()
            self._note(message, result)
        except Exception as error:  # a thread's error would vanish; the lease ends, and the message is settled
            report(log, error, "message %s", message.id)

    def _note(self, message: Claimed, result: Result) -> None:
        """Keep what the channel said, which it says once: a database that is busy is tried again while the lease lasts."""
        end = monotonic() + _LEASE.total_seconds()
        while True:
            try:
                with self._tools.open_office() as office:
                    _keep(office, message, result)
            except Unavailable:
                if monotonic() >= end:
                    raise
                sleep(_PAUSE)
            else:
                return

    def settle(self, doubt: Unconfirmed) -> None:
        """Look for a message in the channel's list, and settle whether it left."""
        # On a trial our clock may be shifted, the channel's never is.
        ahead = self._tools.clock() - datetime.now(UTC)
        try:
            listed: dict[str, datetime] = {}
            for address in doubt.addresses:
                listed |= self._tools.messenger.find(address, doubt.worded, doubt.since - ahead)
            with self._tools.open_office() as office:
                office.sending.settle(doubt, {entry: made + ahead for entry, made in listed.items()})
        except ConnectionError as error:
            log.warning("the channel could not be asked about message %s: %s", doubt.id, error)
        except Exception as error:  # a thread's error would vanish; it is looked for again
            report(log, error, "message %s in doubt", doubt.id)

    def _worded(self, office: FrontOffice, message: Claimed) -> Outgoing | None:
        try:
            with office.savepoint():
                worded = self._tools.word(office, message.kind, message.params, message.language)
                paper = office.papers.get(worded.paper_id) if worded.paper_id else None
                file_url = self._file_url(message, worded, paper)
                text = f"{worded.text}\n{file_url}" if worded.linked else worded.text
                office.sending.worded(message, text, offers=bool(worded.actions))
        except Obsolete:
            office.sending.refused(message, Failure(None, "suppressed"))
            return None
        except Exception as error:  # one message must not keep the others from leaving
            if is_outage(error):
                raise
            report(log, error, "message %s has no words", message.id)
            office.sending.refused(message, Failure(None, "failed"))
            return None
        return Outgoing(
            to=message.address,
            text=text,
            receipt_url=self._tools.receipt_url(message.id, message.attempt),
            media_url=None if worded.linked else file_url,
        )

    def _file_url(self, message: Claimed, worded: Worded, paper: Paper | None) -> str | None:
        if worded.media_id is not None:
            return self._tools.evidence_link(worded.media_id, message.id)
        if worded.picture is not None:
            return self._tools.picture_link(worded.picture)
        return self._tools.paper_link(paper.id, message.id, paper.file_name) if paper else None


def _keep(office: FrontOffice, message: Claimed, result: Result) -> None:
    match result:
        case Sent(provider_id):
            office.sending.sent(message, provider_id)
        case Refused(code, remedy):
            log.log(
                logging.ERROR if remedy is Remedy.ALERT else logging.WARNING,
                "message %s, attempt %d: error %d (%s)",
                *(message.id, message.attempt, code, remedy),
            )
            office.sending.refused(message, failure_after(remedy, code, message.attempt))
        case Unknown(reason):
            log.warning("message %s, attempt %d may have left: %s", message.id, message.attempt, reason)
            office.sending.unknown(message)
