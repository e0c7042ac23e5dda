"""Signs of life: the processes of the service say again and again that they are there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.models import Heartbeat
from panchayat.models.inserting import insert_into

#: A sender process that has given no sign of life for this long is not there.
SENDER_SILENT: Final = timedelta(seconds=15)
#: How far the clocks of two machines may be apart. What comes from further off in the future proves nothing.
CLOCK_SKEW: Final = timedelta(seconds=5)

#: What is written only to see that something can be.
PROBE: Final = "probe"


class Heartbeats:
    def __init__(self, session: Session, now: datetime) -> None:
        self._session = session
        self._now = now

    def beat(self, process: str) -> None:
        """The process is alive."""
        statement = insert_into(self._session, Heartbeat).values(process=process, at=self._now)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["process"], set_={"at": statement.excluded.at})
        )

    def probe(self) -> None:
        """Write something: a database that can only be read serves nobody, though it answers."""
        self.beat(PROBE)

    def is_alive(self, process: str, within: timedelta) -> bool:
        """Whether the process has given a sign of life ``within`` this time; one from the future is none."""
        at = self._session.scalar(select(Heartbeat.at).where(Heartbeat.process == process))
        return at is not None and -CLOCK_SKEW <= self._now - at <= within
