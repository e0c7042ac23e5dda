"""The office's database: opening the office is one transaction, and leaving it is the only commit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from panchayat.core.clock import Clock
from panchayat.core.connections import LOCK_WAIT, connect
from panchayat.core.outages import is_outage
from panchayat.core.remembered import Memory, Remembered
from panchayat.core.session import OfficeSession
from panchayat.front_office import FrontOffice


class Unavailable(Exception):
    """The database cannot be reached or written to, is locked, or is too slow: the same work may be tried again.

    Nothing of it was kept, unless the connection was lost during the commit itself: then it may have been.
    """


class Database:
    """Where the records are kept.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``.
        clock: tells the instant at which a unit of work happens.
        public_url: where papers are checked by anyone, without a slash at the end.
        sends_sms: whether messages can leave as SMS too.
    """

    def __init__(self, url: str, clock: Clock, *, public_url: str, sends_sms: bool = False) -> None:
        self._engine = connect(url)
        self._memory = Memory()
        self._clock = clock
        self._public_url = public_url
        self._sends_sms = sends_sms
        # SQLite's waiters poll and starve each other; those of one process queue here instead.
        self._turn_to_write = threading.Lock() if self._engine.dialect.name == "sqlite" else None

    @contextmanager
    def open_office(self) -> Iterator[FrontOffice]:
        """One unit of work: committed when the block ends, rolled back when it raises.

        Raises:
            Unavailable: instead of whatever the driver says about a database that cannot do its work at present.
        """
        try:
            with self._queue(), OfficeSession(self._engine) as session:
                yield FrontOffice(
                    session,
                    self._clock(),
                    public_url=self._public_url,
                    sends_sms=self._sends_sms,
                    remembered=Remembered(self._memory, session),
                )
                session.commit()
        except SQLAlchemyError as error:
            if is_outage(error):
                raise Unavailable(type(error.__cause__ or error).__name__) from error
            raise

    def dispose(self) -> None:
        """Close the connections that are kept open."""
        self._engine.dispose()

    @contextmanager
    def _queue(self) -> Iterator[None]:
        if self._turn_to_write is None:
            yield
        elif not self._turn_to_write.acquire(timeout=LOCK_WAIT):
            raise Unavailable("another transaction of this process takes too long")
        else:
            try:
                yield
            finally:
                self._turn_to_write.release()
