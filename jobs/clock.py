"""Starts what is due by time alone: the sweep for whatever the queue forgot, and forgetting what is old."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import Final

from sqlalchemy import delete, select

from jobs.doorbell import Doorbell
from jobs.outages import Outage
from jobs.traces import report, where
from panchayat.core.outages import is_outage
from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging import schedule as due_work
from panchayat.models import MessageSid

log = logging.getLogger(__name__)

_SWEPT_AT_ONCE: Final = 500
#: So many that people who write at the same moment hardly wait for them.
GRIEVANCES_AT_ONCE: Final = 125
_SIGNED_AT_ONCE: Final = 100
_TOLD_AT_ONCE: Final = 100
#: So many that nobody waits for them, and three million a day as often as it is done.
SIDS_AT_ONCE: Final = 2_000
_SIDS_KEPT: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """Something to do ``every`` so often; ``name`` is its row in the database."""

    name: str
    every: timedelta
    do: Callable[[FrontOffice], None]


def sweep(office: FrontOffice) -> None:
    """Collect the papers to render and the files to fetch, in case the queue has lost a job."""
    office.wakeups.papers += office.papers.waiting(_SWEPT_AT_ONCE)
    office.wakeups.media += office.media.waiting(_SWEPT_AT_ONCE)


def forget_message_sids(office: FrontOffice) -> None:
    """Drop the channel's message ids that are too old to come a second time, the oldest first."""
    old = select(MessageSid.sid).where(MessageSid.received_at < office.now - _SIDS_KEPT)
    oldest = old.order_by(MessageSid.received_at).limit(SIDS_AT_ONCE)
    office.session.execute(delete(MessageSid).where(MessageSid.sid.in_(oldest)))


def remind_of_expiry(office: FrontOffice) -> None:
    """Tell holders of permits and NOCs that these run out."""
    office.expiry_reminders.send()


def release_pay_slips(office: FrontOffice) -> None:
    """Release the pay slips whose day has come, and tell the employees."""
    office.pay.release_due()


def erase_files(drop: Callable[[str], None], office: FrontOffice) -> None:
    """Take off the disk what people have had erased; ``drop`` is handed the hash of each file."""
    for media in office.media.erased(_SWEPT_AT_ONCE):
        if content_hash := office.media.forget(media):
            drop(content_hash)


def escalate_grievances(office: FrontOffice) -> None:
    """Send up the grievances whose target was missed, and ask once more whether what was resolved is fixed."""
    office.escalation.raise_due(GRIEVANCES_AT_ONCE)
    office.feedback.ask_again(GRIEVANCES_AT_ONCE)


def issue_certificates(office: FrontOffice) -> None:
    """Issue the certificates that were approved while nobody signed for the office, now that somebody does."""
    office.certificate_desk.issue_signed(_SIGNED_AT_ONCE)


def end_holds(office: FrontOffice) -> None:
    """Free the rooms of guest houses that were kept for a payment which has not come, and tell whoever held them."""
    office.reservations.expire_due()


def apologise_for_late_refunds(office: FrontOffice) -> None:
    """Tell people before they ask that money which is due to them is late."""
    office.cancellations.apologise(_TOLD_AT_ONCE)


def tell_of_missed_targets(office: FrontOffice) -> None:
    """Tell people, and the staff who have to decide, that nothing was decided by the day that was named."""
    office.missed_targets.tell(_TOLD_AT_ONCE)


def remind_of_arrival(office: FrontOffice) -> None:
    """Remind those who have booked rooms from tomorrow on."""
    office.reservations.remind()


TASKS: Final = (
    ScheduledTask("sweep", timedelta(seconds=5), sweep),
    ScheduledTask("escalate_grievances", timedelta(seconds=3), escalate_grievances),
    ScheduledTask("remind_of_expiry", timedelta(minutes=1), remind_of_expiry),
    ScheduledTask("release_pay_slips", timedelta(minutes=1), release_pay_slips),
    ScheduledTask("issue_certificates", timedelta(minutes=1), issue_certificates),
    ScheduledTask("end_holds", timedelta(seconds=30), end_holds),
    ScheduledTask("apologise_for_late_refunds", timedelta(minutes=1), apologise_for_late_refunds),
    ScheduledTask("tell_of_missed_targets", timedelta(minutes=1), tell_of_missed_targets),
    ScheduledTask("remind_of_arrival", timedelta(minutes=1), remind_of_arrival),
    ScheduledTask("forget_message_sids", timedelta(minutes=1), forget_message_sids),
)


def run(
    stop: Event,
    *,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    doorbell: Doorbell,
    tasks: Sequence[ScheduledTask] = TASKS,
) -> None:
    """Look every second for what is due, until ``stop`` is set; several may run, each task is done once."""
    outage = Outage(log, "keeping time")
    while not stop.wait(1):
        try:
            with open_office() as office:
                office.heartbeats.beat("clock")
            for task in tasks:
                run_if_due(task, open_office=open_office, doorbell=doorbell)
        except Unavailable as error:
            outage.goes_on(f"the database is away ({error})")
        except Exception as error:  # what is due is due however this went
            outage.goes_on(where(error))
        else:
            outage.is_over()


def run_if_due(
    task: ScheduledTask, *, open_office: Callable[[], AbstractContextManager[FrontOffice]], doorbell: Doorbell
) -> None:
    """Do the task if it is due; what fails is tried again when it is due next.

    Raises:
        Unavailable: it was not done, and is due still.
    """
    with open_office() as office:
        if not due_work.claim(office.session, office.now, task.name, task.every):
            return
        try:
            with office.savepoint():
                task.do(office)
        except Exception as error:  # one task must not keep the others from being done
            if is_outage(error):
                raise
            report(log, error, "%s failed", task.name)
    doorbell.ring(doorbell.forgotten(office.wakeups))
