"""Whoever watches over the service is told the truth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panchayat.database import Database
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice, add_contact, issue_paper, owe
from webhooks.health import health_blueprint


@pytest.fixture
def queue() -> list[bool]:
    """Whether the queue answers, as its last element says."""
    return [True]


@pytest.fixture
def client(open_office: OpenOffice, queue: list[bool]) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(
        health_blueprint(open_office=open_office, queue_answers=lambda: queue[-1], metrics_folder=None)
    )
    return app.test_client()


def beat(open_office: OpenOffice) -> None:
    with open_office() as office:
        office.heartbeats.beat("sender")


def test_the_process_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_ready_means_database_queue_and_sender(client: FlaskClient, open_office: OpenOffice) -> None:
    assert client.get("/readyz").json == {"ready": False, "not_ready": ["sender"]}
    beat(open_office)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"ready": True, "not_ready": []})


def test_a_silent_sender_makes_the_service_unready(
    client: FlaskClient, open_office: OpenOffice, clock: SettableClock
) -> None:
    beat(open_office)
    clock.advance(timedelta(seconds=16))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False, "not_ready": ["sender"]})
    beat(open_office)
    assert client.get("/readyz").status_code == 200


def test_a_sign_of_life_from_the_future_is_none(
    client: FlaskClient, open_office: OpenOffice, clock: SettableClock
) -> None:
    beat(open_office)
    clock.advance(timedelta(seconds=-5))  # two machines' clocks are never quite the same
    assert client.get("/readyz").status_code == 200
    clock.advance(timedelta(seconds=-1))
    assert client.get("/readyz").json == {"ready": False, "not_ready": ["sender"]}


def test_a_queue_that_does_not_answer_makes_the_service_unready(
    client: FlaskClient, open_office: OpenOffice, queue: list[bool]
) -> None:
    beat(open_office)
    queue.append(False)
    assert client.get("/readyz").json == {"ready": False, "not_ready": ["queue"]}


def test_without_a_database_health_is_still_answered(clock: SettableClock) -> None:
    nowhere = Database("postgresql://nobody@127.0.0.1:1/none", clock, public_url="")
    app = Flask(__name__)
    app.register_blueprint(
        health_blueprint(open_office=nowhere.open_office, queue_answers=lambda: True, metrics_folder=None)
    )
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json == {"ready": False, "not_ready": ["database", "sender"]}
    assert "panchayat_database_up 0.0" in client.get("/metrics").text
    nowhere.dispose()


def test_metrics_count_what_is_left_to_do(client: FlaskClient, open_office: OpenOffice, clock: SettableClock) -> None:
    contact_id = add_contact(open_office)
    owe(open_office, contact_id, "one")
    owe(open_office, contact_id, "two")
    issue_paper(open_office)
    beat(open_office)
    clock.advance(timedelta(seconds=7))
    client.get("/healthz")
    client.get("/readyz")
    metrics = client.get("/metrics").text
    assert 'panchayat_outbox_messages{state="queued"} 2.0' in metrics
    assert "panchayat_outbox_overdue_seconds 7.0" in metrics
    assert "panchayat_papers_waiting 1.0" in metrics
    assert 'panchayat_heartbeat_age_seconds{process="sender"} 7.0' in metrics
    assert "probe" not in metrics
    assert 'panchayat_http_seconds_count{endpoint="health.healthz",status="200"}' in metrics
