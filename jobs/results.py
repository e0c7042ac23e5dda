"""What the channel has said of messages, until it stands in the records: it says so once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic, sleep
from typing import Final

from jobs.channel import Refused, Result, Sent, Unknown
from jobs.remedies import failure_after
from jobs.traces import report
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.sending import Claimed

log = logging.getLogger(__name__)

#: Seconds that what was said first waits for what is said shortly after it, to be kept in the same transaction.
_TOGETHER: Final = 0.04


@dataclass(frozen=True, slots=True)
class _Unkept:
    message: Claimed
    result: Result
    since: float


class Results:
    """Threads that call the channel put in what it said; the one that has the records keeps it, of many at a time.

    Args:
        try_for: seconds for which keeping it is tried again; the lease of the message is over then.
    """

    def __init__(self, open_office: Callable[[], AbstractContextManager[FrontOffice]], *, try_for: float) -> None:
        self._open_office = open_office
        self._try_for = try_for
        self._said: SimpleQueue[tuple[Claimed, Result | None]] = SimpleQueue()
        self._unkept: list[_Unkept] = []
        self._to_come = 0

    @property
    def in_hand(self) -> int:
        """Messages of which the result is to come, or to be kept."""
        return self._to_come + len(self._unkept)

    def expect(self, messages: int) -> None:
        """So many messages are about to be handed over."""
        self._to_come += messages

    def put(self, message: Claimed, result: Result | None) -> None:
        """The channel said this of an expected message; None if it was not handed over after all. Any thread may."""
        self._said.put((message, result))

    def wait(self, longest: float) -> None:
        """Return once something was said, and a moment later what was said with it; after ``longest`` at the latest."""
        if not self._to_come:
            return
        try:
            self._take(*self._said.get(timeout=longest))
        except Empty:
            return
        if self._to_come:
            sleep(_TOGETHER)

    def keep(self) -> None:
        """Keep what has been said until now.

        Raises:
            Unavailable: the database is away; what has been said stays here, to be kept the next time.
        """
        while not self._said.empty():
            self._take(*self._said.get())
        if not self._unkept:
            return
        try:
            self._keep(self._unkept)
        except Unavailable:
            self._give_up_what_is_late()
            raise
        except Exception:  # one that cannot be kept must not take the others with it
            for each in self._unkept:
                self._keep_alone(each)
        self._unkept = []

    def _take(self, message: Claimed, result: Result | None) -> None:
        self._to_come -= 1
        if result is not None:
            self._unkept.append(_Unkept(message, result, monotonic()))

    def _keep(self, unkept: Sequence[_Unkept]) -> None:
        with self._open_office() as office:
            sending = office.sending
            sending.sent([(each.message, each.result.provider_id) for each in unkept if isinstance(each.result, Sent)])
            for each in unkept:
                match each.result:
                    case Refused(code, remedy):
                        sending.refused(each.message, failure_after(remedy, code, each.message.attempt))
                    case Unknown():
                        sending.unknown(each.message)

    def _keep_alone(self, unkept: _Unkept) -> None:
        try:
            self._keep([unkept])
        except Unavailable:
            raise
        except Exception as error:  # its lease ends, and it is settled
            report(log, error, "message %s", unkept.message.id)

    def _give_up_what_is_late(self) -> None:
        begun = monotonic() - self._try_for
        late = [each for each in self._unkept if each.since <= begun]
        self._unkept = [each for each in self._unkept if each.since > begun]
        for each in late:
            message = each.message
            log.error("message %s, attempt %d: what the channel said was not kept", message.id, message.attempt)
