"""What is due by time alone is done once each time, however many clocks there are."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread

import pytest
import redis
from sqlalchemy import insert, select
from uuid_utils.compat import uuid7

from jobs.clock import SIDS_AT_ONCE, TASKS, ScheduledTask, forget_message_sids, run, run_if_due
from jobs.doorbell import Doorbell
from jobs.queues import MEDIA, PAPERS, job_ids
from panchayat.front_office import FrontOffice
from panchayat.messaging import schedule as due_work
from panchayat.models import MessageSid
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice, add_contact, issue_paper


@pytest.fixture
def doorbell(redis_url: str) -> Doorbell:
    return Doorbell(redis_url)


def claimed(open_office: OpenOffice) -> bool:
    with open_office() as office:
        return due_work.claim(office.session, office.now, "task", timedelta(hours=1))


def test_a_duty_is_claimed_once_until_it_is_due_again(open_office: OpenOffice, clock: SettableClock) -> None:
    assert [claimed(open_office) for _ in range(2)] == [True, False]
    clock.advance(timedelta(minutes=59))
    assert not claimed(open_office)
    clock.advance(timedelta(minutes=1))
    assert [claimed(open_office) for _ in range(2)] == [True, False]


def test_a_clock_that_was_set_back_does_not_put_duties_off(open_office: OpenOffice, clock: SettableClock) -> None:
    assert claimed(open_office)
    clock.advance(timedelta(days=-3))
    assert [claimed(open_office) for _ in range(2)] == [True, False]


def test_a_duty_that_fails_is_undone_and_tried_when_it_is_due_next(
    open_office: OpenOffice, doorbell: Doorbell, clock: SettableClock
) -> None:
    times: list[int] = []

    def fail(office: FrontOffice) -> None:
        times.append(1)
        office.heartbeats.beat("half done")
        raise ZeroDivisionError

    task = ScheduledTask("fails", timedelta(hours=1), fail)
    for _ in range(2):
        run_if_due(task, open_office=open_office, doorbell=doorbell)
    assert times == [1]
    with open_office() as office:
        assert not office.heartbeats.is_alive("half done", timedelta(days=1))
    clock.advance(timedelta(hours=1))
    run_if_due(task, open_office=open_office, doorbell=doorbell)
    assert times == [1, 1]


def test_the_sweep_finds_what_the_queue_forgot(open_office: OpenOffice, doorbell: Doorbell, redis_url: str) -> None:
    paper_id = issue_paper(open_office)
    contact_id = add_contact(open_office)
    with open_office() as office:
        media_id = office.media.add(contact_id, kind="photo", content_type="image/jpeg", source_url="https://x")
    sweep = next(task for task in TASKS if task.name == "sweep")
    run_if_due(sweep, open_office=open_office, doorbell=doorbell)
    with redis.Redis.from_url(redis_url) as client:
        assert job_ids(PAPERS, client) == {PAPERS.job_id(paper_id)}
        assert job_ids(MEDIA, client) == {MEDIA.job_id(media_id)}


def test_message_ids_are_forgotten_after_thirty_days(
    open_office: OpenOffice, doorbell: Doorbell, clock: SettableClock
) -> None:
    for sid, days in (("old", 31), ("new", 29)):
        with open_office() as office:
            received_at = office.now - timedelta(days=days)
            office.session.add(MessageSid(sid=sid, contact_id=uuid7(), received_at=received_at))
    for task in TASKS:
        run_if_due(task, open_office=open_office, doorbell=doorbell)
    with open_office() as office:
        assert office.session.scalars(select(MessageSid.sid)).all() == ["new"]


def test_of_many_message_ids_only_so_many_are_forgotten_at_once(open_office: OpenOffice) -> None:
    with open_office() as office:
        received_at = office.now - timedelta(days=31)
        old = [
            {"sid": f"SM{number}", "contact_id": uuid7(), "received_at": received_at - timedelta(seconds=number)}
            for number in range(SIDS_AT_ONCE + 2)
        ]
        office.session.execute(insert(MessageSid), old)
    with open_office() as office:
        forget_message_sids(office)
        assert set(office.session.scalars(select(MessageSid.sid))) == {"SM0", "SM1"}
        forget_message_sids(office)
        assert office.session.scalars(select(MessageSid.sid)).all() == []


def test_the_clock_runs_until_it_is_stopped(open_office: OpenOffice, doorbell: Doorbell) -> None:
    stop, done = Event(), Event()
    task = ScheduledTask("task", timedelta(hours=1), lambda _: done.set())
    thread = Thread(target=run, args=[stop], kwargs={"open_office": open_office, "doorbell": doorbell, "tasks": [task]})
    thread.start()
    assert done.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    with open_office() as office:
        assert office.heartbeats.is_alive("clock", timedelta(seconds=1))
