"""The queues of papers and files, and the workers that empty them.

A queue is only a doorbell: the records say what is undone, so that a job may get lost or run twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from redis import Redis, RedisError
from redis.client import Pipeline
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from panchayat.messaging.wakeups import Wakeups

#: Longer than any paper takes; a job that hangs is ended and tried again.
_JOB_SECONDS: Final = 50
_FAILURES_KEPT: Final = 24 * 60 * 60


class NoQueue(Exception):
    """The queue's server cannot be reached."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A queue: its name, the function that RQ calls with an id, and which ids of the work are for it."""

    name: str
    function: str
    ids: Callable[[Wakeups], list[UUID]]

    def job_id(self, record_id: UUID) -> str:
        return f"{self.name}-{record_id}"


PAPERS: Final = Kind("papers", "jobs.papers.render", lambda wakeups: wakeups.papers)
MEDIA: Final = Kind("media", "jobs.media.fetch", lambda wakeups: wakeups.media)
KINDS: Final = {kind.name: kind for kind in (PAPERS, MEDIA)}


def enqueue(kind: Kind, record_ids: Iterable[UUID], pipeline: Pipeline, connection: Redis) -> None:
    """Put a job for each record into the pipeline."""
    jobs = [
        Queue.prepare_data(
            kind.function,
            args=[str(record_id)],
            job_id=kind.job_id(record_id),
            timeout=_JOB_SECONDS,
            result_ttl=0,
            failure_ttl=_FAILURES_KEPT,
        )
        for record_id in dict.fromkeys(record_ids)
    ]
    _queue(kind, connection).enqueue_many(jobs, pipeline=pipeline)


def job_ids(kind: Kind, connection: Redis) -> set[str]:
    """The jobs that wait in the queue."""
    return set(_queue(kind, connection).get_job_ids())


def work(kind: Kind, redis_url: str) -> None:
    """Wakeups on one queue until SIGTERM or SIGINT: only a worker with a single queue loses no job when it dies.

    Raises:
        NoQueue: its server cannot be reached, or was lost for longer than the worker waits.
    """
    try:
        connection = Redis.from_url(redis_url)
        worker = SimpleWorker(
            [_queue(kind, connection)],
            connection=connection,
            serializer=JSONSerializer,
            # The defaults notice a dead worker after a quarter of an hour.
            worker_ttl=20,
            maintenance_interval=5,
            job_monitoring_interval=5,
            log_job_description=False,
        )
        worker.work(logging_level="WARNING")
    except RedisError as error:
        raise NoQueue(type(error).__name__) from error


def _queue(kind: Kind, connection: Any) -> Queue:
    return Queue(kind.name, connection=connection, serializer=JSONSerializer)
