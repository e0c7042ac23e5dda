"""How a job of the queue ends that cannot be done: quietly, because the records say that it is undone still.

The queue itself would write down, in its server and in the log, the whole error with what people wrote in it.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from jobs.outages import Outage
from jobs.traces import report
from panchayat.database import Unavailable

log = logging.getLogger(__name__)

_outage = Outage(log, "the work of the queue")


def quiet(job: Callable[[str], None]) -> Callable[[str], None]:
    """The job, which raises nothing; the sweep brings again what was not done."""

    @functools.wraps(job)
    def run(record_id: str) -> None:
        try:
            job(record_id)
        except Unavailable as error:
            _outage.goes_on(f"the database is away ({error})")
        except Exception as error:  # the worker goes on to the next
            report(log, error, "the job for %s was not done", record_id)
        else:
            _outage.is_over()

    return run
