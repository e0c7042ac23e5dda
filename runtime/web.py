"""The web application, put together from its parts."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from flask import Flask, Response, request

from runtime.wiring import Installation
from webhooks.evidence import evidence_blueprint
from webhooks.files import files_blueprint
from webhooks.health import health_blueprint
from webhooks.pictures import pictures_blueprint
from webhooks.simulator.carrier import Carrier
from webhooks.simulator.views import media_blueprint, simulator_blueprint
from webhooks.twilio.receipts import receipts_blueprint
from webhooks.twilio.receive import Messages
from webhooks.twilio.voice import voice_blueprint
from webhooks.verify.guesses import Guesses
from webhooks.verify.page import verify_blueprint

log = logging.getLogger(__name__)

#: Asked for again and again by those who watch over the service; nobody wants to read it.
_UNLOGGED: Final = frozenset({"health.healthz", "health.readyz", "health.metrics", "simulator.changes"})


def application(installation: Installation, *, metrics_folder: Path | None = None) -> Flask:
    """Everything that is served.

    Args:
        metrics_folder: where the processes of the installation leave their counts; None for a process alone.
    """
    settings, twilio = installation.settings, installation.settings.twilio
    open_office, ring = installation.database.open_office, installation.doorbell.ring
    app = Flask("panchayat", static_folder=None)
    app.register_blueprint(
        receipts_blueprint(
            public_url=settings.public_url, auth_token=twilio.auth_token, open_office=open_office, ring=ring
        )
    )
    app.register_blueprint(
        voice_blueprint(
            public_url=settings.public_url, auth_token=twilio.auth_token, open_office=open_office, ring=ring
        )
    )
    app.register_blueprint(
        files_blueprint(links=installation.links, open_office=open_office, store=installation.papers)
    )
    app.register_blueprint(
        evidence_blueprint(links=installation.evidence_links, open_office=open_office, store=installation.media)
    )
    app.register_blueprint(pictures_blueprint(store=installation.pictures))
    app.register_blueprint(verify_blueprint(open_office=open_office, guesses=Guesses()))
    app.register_blueprint(
        health_blueprint(
            open_office=open_office, queue_answers=installation.doorbell.answers, metrics_folder=metrics_folder
        )
    )
    if installation.carrier is not None:
        _add_simulator(app, installation, installation.carrier)
    app.after_request(_log)
    app.wsgi_app = Messages(  # type: ignore[method-assign, assignment]  # as Flask wants to be wrapped
        app.wsgi_app,
        public_url=settings.public_url,
        auth_token=twilio.auth_token,
        clock=installation.clock,
        take_turn=installation.turns.take_turn,
        ring=ring,
    )
    return app


def _add_simulator(app: Flask, installation: Installation, carrier: Carrier) -> None:
    app.register_blueprint(
        simulator_blueprint(
            phones=installation.phones,
            open_office=installation.database.open_office,
            own_url=carrier.own_url,
            carry=carrier.wake,
        )
    )
    app.register_blueprint(
        media_blueprint(phones=installation.phones, account=carrier.account, own_url=carrier.own_url)
    )


def _log(response: Response) -> Response:
    """One line for a request, by its rule: the path itself may hold what opens a paper."""
    if request.endpoint not in _UNLOGGED:
        log.info("%s %s %d", request.method, request.url_rule or "(nothing there)", response.status_code)
    return response
