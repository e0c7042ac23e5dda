"""The sender: takes messages out of the outbox in batches and hands them to the channel from many threads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from threading import Event
from time import monotonic, sleep
from typing import Any, Final
from uuid import UUID

from prometheus_client import Counter

from flows.notices import Worded
from flows.shared.obsolete import Obsolete
from jobs.channel import Messenger, Outgoing, Refused, Remedy, Result, Unknown
from jobs.outages import Outage
from jobs.pace import Pace
from jobs.results import Results
from jobs.traces import report, where
from panchayat.core.clock import Clock
from panchayat.core.outages import is_outage
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.outbox import Failure
from panchayat.messaging.sending import Claimed, Unconfirmed
from panchayat.models import Paper

log = logging.getLogger(__name__)

#: How many messages may leave in a second: what the channel takes from one number.
PER_SECOND: Final = 80
#: Seconds that a message may take, from its claim until what the channel said is kept, for that many to leave: of
#: these the call takes half when the channel is well.
_ON_ITS_WAY: Final = 0.4
#: Longer than a call with all its time-outs, so that a lease ends only when its process is dead.
_LEASE: Final = timedelta(seconds=60)
#: How long a call may take with all its time-outs.
_CALL: Final = timedelta(seconds=25)
_HOUSEKEEPING: Final = 2.0
_DOUBTS_AT_ONCE: Final = 16
#: Threads that settle what is in doubt; each has the database for itself, and these are all that it is asked for.
_SETTLERS: Final = 3
_IDLE: Final = 1.0
#: Between two attempts at what the database is needed for.
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


def threads_for(per_second: float) -> int:
    """How many threads have to call the channel for so many messages to leave in a second (Little's law)."""
    return max(ceil(per_second * _ON_ITS_WAY), 1)


def run(stop: Event, tools: SenderTools, *, threads: int | None = None, per_second: float = PER_SECOND) -> None:
    """Send what there is to send until ``stop`` is set, then finish what is in hand.

    This thread alone claims messages and keeps what the channel said of them, of many at a time; those that call the
    channel have nothing to do with the database, so that they need no connections to it.
    """
    threads = threads or threads_for(per_second)
    # What is claimed beyond what the threads have: they go on with it while results are kept and others are claimed.
    ahead = ceil(threads / 4)
    sender = Sender(tools, per_second=per_second)
    next_housekeeping = 0.0
    outage = Outage(log, "sending")
    settling: set[Future[None]] = set()
    with (
        ThreadPoolExecutor(threads, thread_name_prefix="send") as pool,
        ThreadPoolExecutor(_SETTLERS, thread_name_prefix="settle") as settlers,
    ):
        while sender.in_hand or not stop.is_set():
            try:
                sender.keep_results()
                if not stop.is_set() and monotonic() >= next_housekeeping:
                    next_housekeeping = monotonic() + _HOUSEKEEPING
                    settling = {each for each in settling if not each.done()}
                    doubts = sender.keep_house(_DOUBTS_AT_ONCE - len(settling))
                    settling.update(settlers.submit(sender.settle, doubt) for doubt in doubts)
                for ready in () if stop.is_set() else sender.claim(threads + ahead - sender.in_hand):
                    pool.submit(sender.hand_over, *ready)
            except Unavailable as error:
                outage.goes_on(f"the database is away ({error})")
                sleep(_PAUSE)
            except Exception as error:  # while there is no other sender, this one must not end
                outage.goes_on(where(error))
            else:
                outage.is_over()
            if sender.in_hand:
                sender.wait_for_results(_BUSY)
            elif not stop.is_set():
                tools.listen(_IDLE)


class Sender:
    """The steps of sending; each opens the office for as short as it can, and none while it calls the channel."""

    def __init__(self, tools: SenderTools, *, per_second: float = PER_SECOND) -> None:
        self._tools = tools
        self._all = Pace(every=1 / per_second, burst=int(per_second) or 1)
        # WhatsApp allows one person about a message in six seconds, with bursts.
        self._each = Pace(every=6, burst=40)
        #: Until when each contact who has had a burst is left alone.
        self._left_alone: dict[UUID, float] = {}
        self._results = Results(tools.open_office, try_for=_LEASE.total_seconds())

    @property
    def in_hand(self) -> int:
        """How many messages were claimed, and are not done with."""
        return self._results.in_hand

    def keep_house(self, doubts: int = _DOUBTS_AT_ONCE) -> list[Unconfirmed]:
        """Give a sign of life, move on what waits, and return at most so many that are in doubt."""
        with self._tools.open_office() as office:
            office.heartbeats.beat("sender")
            office.sending.sort_out()
            return office.sending.unconfirmed(doubts) if doubts else []

    def claim(self, limit: int) -> list[tuple[Claimed, Outgoing]]:
        """Messages that are committed to be sent now, in their words; whoever gets them must hand them over."""
        if limit <= 0:
            return []
        now = monotonic()
        self._left_alone = {contact: until for contact, until in self._left_alone.items() if until > now}
        ready: list[tuple[Claimed, Outgoing]] = []
        words: list[tuple[Claimed, str, bool]] = []
        with self._tools.open_office() as office:
            for message in office.sending.claim(limit, _LEASE, self._left_alone):
                if pause := self._each.take(message.contact_id):
                    self._left_alone[message.contact_id] = now + pause
                    office.sending.put_back(message, timedelta(seconds=pause))
                elif worded := self._worded(office, message):
                    outgoing, offers = worded
                    ready.append((message, outgoing))
                    words.append((message, outgoing.text, offers))
            office.sending.worded(words)
        self._results.expect(len(ready))
        return ready

    def hand_over(self, message: Claimed, outgoing: Outgoing) -> None:
        """Call the channel, and put down what it said."""
        result: Result | None = None
        try:
            while pause := self._all.take("everyone"):
                sleep(pause)
            if self._tools.clock() >= message.lease_until - _CALL:
                # This process stood still for a while; others settle what it had in hand.
                log.warning("message %s, attempt %d was not sent: its time is over", message.id, message.attempt)
                return
            result = self._tools.messenger.send(outgoing)
            SENDS.labels(type(result).__name__.lower()).inc()
            _tell(message, result)
        except Exception as error:  # a thread's error would vanish; the lease ends, and the message is settled
            report(log, error, "message %s", message.id)
        finally:
            self._results.put(message, result)

    def wait_for_results(self, longest: float) -> None:
        """Return when the channel has said something of messages in hand, or after so many seconds."""
        self._results.wait(longest)

    def keep_results(self) -> None:
        """Keep what the channel has said until now.

        Raises:
            Unavailable: it is kept the next time; the channel says it once.
        """
        self._results.keep()

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

    def _worded(self, office: FrontOffice, message: Claimed) -> tuple[Outgoing, bool] | None:
        """The message as it leaves, and whether it ends with ways on; None if it does not leave."""
        try:
            # A text asks nothing of the database, so that there is nothing to go back on.
            with nullcontext() if message.kind == "text" else office.savepoint():
                worded = self._tools.word(office, message.kind, message.params, message.language)
                paper = office.papers.get(worded.paper_id) if worded.paper_id else None
                file_url = self._file_url(message, worded, paper)
        except Obsolete:
            office.sending.refused(message, Failure(None, "suppressed"))
            return None
        except Exception as error:  # one message must not keep the others from leaving
            if is_outage(error):
                raise
            report(log, error, "message %s has no words", message.id)
            office.sending.refused(message, Failure(None, "failed"))
            return None
        outgoing = Outgoing(
            to=message.address,
            text=f"{worded.text}\n{file_url}" if worded.linked else worded.text,
            receipt_url=self._tools.receipt_url(message.id, message.attempt),
            media_url=None if worded.linked else file_url,
        )
        return outgoing, bool(worded.actions)

    def _file_url(self, message: Claimed, worded: Worded, paper: Paper | None) -> str | None:
        if worded.media_id is not None:
            return self._tools.evidence_link(worded.media_id, message.id)
        if worded.picture is not None:
            return self._tools.picture_link(worded.picture)
        return self._tools.paper_link(paper.id, message.id, paper.file_name) if paper else None


def _tell(message: Claimed, result: Result) -> None:
    """Say in the log what was not taken."""
    match result:
        case Refused(code, remedy):
            level = logging.ERROR if remedy is Remedy.ALERT else logging.WARNING
            log.log(level, "message %s, attempt %d: error %d (%s)", message.id, message.attempt, code, remedy)
        case Unknown(reason):
            log.warning("message %s, attempt %d may have left: %s", message.id, message.attempt, reason)
