"""Wakes the sender and the workers after a commit; whoever does not hear it finds the work in the database."""

from __future__ import annotations

import logging
from time import monotonic, sleep
from typing import Final
from uuid import UUID

from prometheus_client import Counter
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from jobs.outages import Outage
from jobs.queues import KINDS, MEDIA, PAPERS, Kind, enqueue, job_ids
from panchayat.messaging.wakeups import Wakeups

log = logging.getLogger(__name__)

_BELL: Final = "panchayat:deliver"
#: After a failure the queue is left alone for so long, in seconds: people should not wait for a server that is down.
_REST: Final = 1.0

UNHEARD: Final = Counter("panchayat_doorbell_failures_total", "Rings that the queue's server did not take")


class Doorbell:
    """Rings and listens; the calls that ring take at most 0.3 s, and none of them raises."""

    def __init__(self, redis_url: str) -> None:
        # The library's own settings wait for seconds, and try again.
        self._redis = Redis.from_url(
            redis_url, socket_connect_timeout=0.1, socket_timeout=0.2, retry=Retry(NoBackoff(), 0)
        )
        self._listener = Redis.from_url(
            redis_url, socket_connect_timeout=1, socket_timeout=5, retry=Retry(NoBackoff(), 0)
        )
        self._rests_until = 0.0
        self._outage = Outage(log, "the queue")

    def ring(self, wakeups: Wakeups) -> None:
        """Wake whoever has something to do: one trip to the server, none when there is nothing."""
        if not (wakeups.deliver or wakeups.papers or wakeups.media) or monotonic() < self._rests_until:
            return
        try:
            with self._redis.pipeline(transaction=False) as pipeline:
                if wakeups.deliver:
                    # However often it rings, the sender needs to come but once.
                    pipeline.lpush(_BELL, 1)
                    pipeline.ltrim(_BELL, 0, 0)
                for kind in KINDS.values():
                    if ids := kind.ids(wakeups):
                        enqueue(kind, ids, pipeline, self._redis)
                pipeline.execute()
        except (RedisError, OSError) as error:
            UNHEARD.inc()
            self._outage.goes_on(type(error).__name__)
            self._rests_until = monotonic() + _REST
        else:
            self._outage.is_over()

    def wait(self, seconds: float) -> None:
        """Return when the sender is rung for, or after ``seconds`` at the latest."""
        try:
            self._listener.blpop([_BELL], timeout=seconds)
        except (RedisError, OSError) as error:
            self._outage.goes_on(type(error).__name__)
            sleep(seconds)
        else:
            self._outage.is_over()

    def answers(self) -> bool:
        """Whether the queue's server does."""
        try:
            return bool(self._redis.ping())
        except (RedisError, OSError):
            return False

    def forgotten(self, wakeups: Wakeups) -> Wakeups:
        """The part of the work that is not in the queues: those that wait there need no second job."""

        def absent(kind: Kind) -> list[UUID]:
            waiting = job_ids(kind, self._redis)
            return [record_id for record_id in kind.ids(wakeups) if kind.job_id(record_id) not in waiting]

        try:
            return Wakeups(wakeups.deliver, absent(PAPERS), absent(MEDIA))
        except (RedisError, OSError):
            return wakeups
