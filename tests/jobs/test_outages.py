"""While the database is away, or may only be read, nobody ends; it is said once, and afterwards everything goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import make_url, text

from jobs import clock as clock_job
from jobs import deliver
from jobs.clock import ScheduledTask
from jobs.doorbell import Doorbell
from jobs.outages import Outage
from jobs.quiet import quiet
from panchayat.front_office import FrontOffice
from tests.postgresql import Server
from tests.stand_in.people import OpenOffice, add_contact, message, owe
from tests.waiting import eventually
from webhooks.health import health_blueprint

pytestmark = pytest.mark.slow

on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


class Operator:
    """Whoever runs the database server."""

    def __init__(self, server: Server, url: str) -> None:
        self._server = server
        self._name = make_url(url).database

    def forbid_writing(self) -> None:
        self._server.execute(f"ALTER DATABASE {self._name} SET default_transaction_read_only = on")
        self._cut_off()

    def lock_out(self) -> None:
        self._server.execute(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS false")
        self._cut_off()

    def mend(self) -> None:
        self._server.execute(f"ALTER DATABASE {self._name} ALLOW_CONNECTIONS true")
        self._server.execute(f"ALTER DATABASE {self._name} RESET ALL")
        self._cut_off()

    def _cut_off(self) -> None:
        self._server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'office%'")


@pytest.fixture
def operator(postgresql_server: Server, database_url: str) -> Operator:
    return Operator(postgresql_server, database_url)


@contextmanager
def running(target: Callable[..., None], *arguments: object, **named: object) -> Iterator[Thread]:
    stop = Event()
    thread = Thread(target=target, args=[stop, *arguments], kwargs=named)
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(30)


def said(caplog: pytest.LogCaptureFixture, words: str) -> list[str]:
    return [record.getMessage() for record in caplog.records if words in record.getMessage()]


@on_postgresql
@pytest.mark.parametrize("trouble", [Operator.forbid_writing, Operator.lock_out])
def test_a_sender_outlives_a_database_that_cannot_be_written(
    open_office: OpenOffice,
    tools: deliver.SenderTools,
    operator: Operator,
    trouble: Callable[[Operator], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    outbox_id = owe(open_office, add_contact(open_office), "hello")
    rounds: list[float] = []
    trouble(operator)
    with running(deliver.run, replace(tools, listen=rounds.append)) as run:
        assert eventually(lambda: len(rounds) > 5)
        assert run.is_alive()
        operator.mend()
        assert eventually(lambda: message(open_office, outbox_id).state == "sent")
    assert 1 <= len(said(caplog, "again and again")) <= 3
    # Mending cuts the connections once more, which may be an outage of its own.
    assert 1 <= len(said(caplog, "works again")) <= 3


@on_postgresql
@pytest.mark.parametrize("trouble", [Operator.forbid_writing, Operator.lock_out])
def test_a_clock_outlives_a_database_that_cannot_be_written(
    open_office: OpenOffice,
    redis_url: str,
    operator: Operator,
    trouble: Callable[[Operator], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    done = Event()
    task = ScheduledTask("task", timedelta(hours=1), lambda _: done.set())
    trouble(operator)
    with running(clock_job.run, open_office=open_office, doorbell=Doorbell(redis_url), tasks=[task]) as run:
        assert eventually(lambda: said(caplog, "again and again"))
        assert run.is_alive()
        operator.mend()
        assert done.wait(20)
        assert eventually(lambda: said(caplog, "works again"))


@on_postgresql
@pytest.mark.parametrize("function", ["pg_cancel_backend", "pg_terminate_backend"])
def test_a_duty_that_is_interrupted_is_due_still(open_office: OpenOffice, redis_url: str, function: str) -> None:
    times: list[int] = []

    def interrupted(office: FrontOffice) -> None:
        times.append(1)
        if len(times) == 1:
            office.session.execute(text(f"SELECT {function}(pg_backend_pid())"))

    task = ScheduledTask("task", timedelta(hours=1), interrupted)
    with running(clock_job.run, open_office=open_office, doorbell=Doorbell(redis_url), tasks=[task]):
        assert eventually(lambda: len(times) == 2)


def test_a_clock_outlives_what_nobody_foresaw(open_office: OpenOffice, caplog: pytest.LogCaptureFixture) -> None:
    rounds: list[int] = []

    class Broken(Doorbell):
        def forgotten(self, work: object) -> object:  # type: ignore[override]
            rounds.append(1)
            raise ZeroDivisionError

    task = ScheduledTask("task", timedelta(0), lambda _: None)
    with running(clock_job.run, open_office=open_office, doorbell=Broken("redis://127.0.0.1:1"), tasks=[task]):
        assert eventually(lambda: len(rounds) > 1)
    assert len(said(caplog, "ZeroDivisionError at forgotten")) == 1


@on_postgresql
@pytest.mark.parametrize("trouble", [Operator.forbid_writing, Operator.lock_out])
def test_the_service_is_not_ready_while_the_database_cannot_be_written(
    open_office: OpenOffice, operator: Operator, trouble: Callable[[Operator], None]
) -> None:
    app = Flask(__name__)
    app.register_blueprint(health_blueprint(open_office=open_office, queue_answers=lambda: True, metrics_folder=None))
    with open_office() as office:
        office.heartbeats.beat("sender")
    client = app.test_client()
    assert client.get("/readyz").status_code == 200
    trouble(operator)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert "database" in answer.json["not_ready"]
    operator.mend()
    assert client.get("/readyz").status_code == 200


@on_postgresql
def test_a_job_of_the_queue_ends_quietly_while_the_database_is_away(
    open_office: OpenOffice, operator: Operator, caplog: pytest.LogCaptureFixture
) -> None:
    add_contact(open_office)

    @quiet
    def job(record_id: str) -> None:
        with open_office() as office:
            office.heartbeats.beat(record_id)

    operator.forbid_writing()
    for _ in range(3):
        job("1")
    assert len(said(caplog, "again and again")) == 1
    operator.mend()
    job("1")
    with open_office() as office:
        assert office.heartbeats.is_alive("1", timedelta(seconds=1))


def test_a_job_of_the_queue_tells_nothing_of_what_was_in_it(caplog: pytest.LogCaptureFixture) -> None:
    @quiet
    def job(record_id: str) -> None:
        raise KeyError("+919830012345", record_id)

    job("1")
    assert len(said(caplog, "the job for 1 was not done: KeyError at ")) == 1
    assert "+919830012345" not in caplog.text


def test_each_reason_of_an_outage_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    outage = Outage(logging.getLogger(__name__), "the queue")
    outage.is_over()
    for reason in ("AdminShutdown", "AdminShutdown", "OperationalError", "AdminShutdown"):
        outage.goes_on(reason)
    outage.is_over()
    outage.is_over()
    outage.goes_on("AdminShutdown")
    assert len(caplog.records) == 4
