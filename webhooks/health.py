"""Tells those who watch over the service whether it lives, whether it is ready, and how it is doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from time import perf_counter
from typing import Final

from flask import Blueprint, Response, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from panchayat.database import Unavailable
from panchayat.front_office import FrontOffice
from panchayat.messaging.backlog import Backlog, backlog
from panchayat.messaging.heartbeats import SENDER_SILENT

ANSWERS: Final = Histogram(
    "panchayat_http_seconds",
    "How long requests took; of twilio.whatsapp, a person's whole turn",
    ["endpoint", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5),
)


def health_blueprint(
    *,
    open_office: Callable[[], AbstractContextManager[FrontOffice]],
    queue_answers: Callable[[], bool],
    metrics_folder: Path | None,
) -> Blueprint:
    """``/healthz`` (the process), ``/readyz`` (everything that it needs) and ``/metrics``.

    Args:
        queue_answers: whether the queue's server does; it must not wait for long.
        metrics_folder: where several processes leave their counts (``PROMETHEUS_MULTIPROC_DIR``);
            None when this process is the only one.
    """
    blueprint = Blueprint("health", __name__)

    @blueprint.before_app_request
    def start_watch() -> None:
        g.started = perf_counter()

    @blueprint.after_app_request
    def stop_watch(response: Response) -> Response:
        if "started" in g:
            ANSWERS.labels(request.endpoint or "none", response.status_code).observe(perf_counter() - g.started)
        return response

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        not_ready = []
        try:
            with open_office() as office:
                office.heartbeats.probe()
                sender = office.heartbeats.is_alive("sender", within=SENDER_SILENT)
        except Unavailable:
            not_ready.append("database")
            sender = False
        if not queue_answers():
            not_ready.append("queue")
        if not sender:
            not_ready.append("sender")
        return jsonify(ready=not not_ready, not_ready=not_ready), 503 if not_ready else 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        registry = CollectorRegistry()
        if metrics_folder is None:
            registry.register(REGISTRY)
        else:
            MultiProcessCollector(registry, str(metrics_folder))  # type: ignore[no-untyped-call]
        registry.register(_FromTheDatabase(open_office))
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return blueprint


class _FromTheDatabase(Collector):
    """What is left to do, asked of the database, because no process knows it by itself."""

    def __init__(self, open_office: Callable[[], AbstractContextManager[FrontOffice]]) -> None:
        self._open_office = open_office

    def collect(self) -> Iterator[Metric]:
        try:
            with self._open_office() as office:
                left = backlog(office.session, office.now)
        except Unavailable:
            yield GaugeMetricFamily("panchayat_database_up", "Whether the database answers", 0)
            return
        yield GaugeMetricFamily("panchayat_database_up", "Whether the database answers", 1)
        yield from _gauges(left)


def _gauges(left: Backlog) -> Iterator[Metric]:
    messages = GaugeMetricFamily("panchayat_outbox_messages", "Messages not delivered yet, by state", labels=["state"])
    for state, count in left.messages.items():
        messages.add_metric([state], count)
    yield messages
    beats = GaugeMetricFamily(
        "panchayat_heartbeat_age_seconds", "Since a process gave a sign of life", labels=["process"]
    )
    for process, age in left.heartbeats.items():
        beats.add_metric([process], age.total_seconds())
    yield beats
    overdue = left.overdue.total_seconds()
    yield GaugeMetricFamily(
        "panchayat_outbox_overdue_seconds", "How long the oldest queued message is overdue", overdue
    )
    yield GaugeMetricFamily("panchayat_papers_waiting", "Papers to be rendered", left.papers)
    yield GaugeMetricFamily("panchayat_media_waiting", "Files to be fetched", left.media)
