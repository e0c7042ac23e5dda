"""The server: how many processes, connections and threads it has, and what it lets in by which path."""

from __future__ import annotations

import gc
import os
import resource
from functools import partial
from typing import Final

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from runtime import logs
from runtime.lifeline import die_with_parent
from runtime.settings import Settings
from runtime.web import application
from runtime.wiring import Installation
from webhooks.front.application import Front
from webhooks.front.arrivals import Arrivals
from webhooks.front.bodies import Bodies
from webhooks.front.common import Common
from webhooks.front.gateway import ask
from webhooks.front.lanes import Lane
from webhooks.front.limits import Limits
from webhooks.simulator.views import LARGEST_FORM
from webhooks.twilio.signature import HEADER
from webhooks.twilio.signed import LARGEST_BODY
from webhooks.verify.upload import LARGEST

#: Connections that one process holds at a time, and the files that it needs beside them.
_CONNECTIONS: Final = 4096
_OTHER_FILES: Final = 256
#: Milliseconds for the headers of a request, and of a connection on which nothing comes.
_HEADERS: Final = 10_000
#: Bytes that the larger bodies, which are files, may hold together in one process.
_ROOM: Final = 48 * 1024 * 1024
#: Bodies that may be on their way to one process, and those of one address; each holds a connection.
_ARRIVALS: Final = 1024
_ARRIVALS_OF_ONE: Final = 64
#: A file may come over the slowest of networks, in seconds.
_FILE: Final = 120
#: How old the answer may be that the service is ready, in seconds: one look serves all who ask.
_READY: Final = 1
#: How long requests in hand may take when the server stops, in seconds.
_PATIENCE: Final = 3


def serve(settings: Settings) -> None:
    """Serve until this process is asked to stop.

    SQLite's writers take turns, so one process serves it best; PostgreSQL has two.

    Raises:
        Broken: a service cannot be used; nothing was started.
    """
    Installation(settings).flows  # noqa: B018  # loaded once for all processes of the server
    gc.freeze()  # nothing of it will ever be garbage, and a collector that looks for it would write to what is shared
    server = Server(
        "panchayat",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        workers=1 if settings.embedded_database else 2,
        backpressure=connections(),
        # Of HTTP/2, which no proxy speaks to us, granian would wait for the first bytes for ever.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADERS),
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.serve(target_loader=partial(_load, settings, os.getpid()), wrap_loader=False)


def _load(settings: Settings, parent: int) -> Front:
    """Runs in each of the server's processes, so that they share no connection."""
    die_with_parent(parent)
    logs.start("web")
    installation = Installation(settings)
    if installation.carrier is not None:
        installation.carrier.start()
    return behind_limits(application(installation, metrics_folder=settings.metrics_folder))


def behind_limits(app: Flask) -> Front:
    """The application behind what each of its paths lets in.

    Messages do not wait behind pages, nor those who watch over the service behind either.
    """
    messages, pages = Lane("messages", threads=8, waiting=1024), Lane("pages", threads=4, waiting=128)
    trial = (Limits("/simulator/", pages, largest=LARGEST_FORM, seconds=_FILE),)
    limits = (
        Limits("/webhooks/twilio/", messages, largest=LARGEST_BODY, credential=HEADER),
        Limits("/verify/file", pages, largest=LARGEST, seconds=_FILE, page_refuses=True),
        *(trial if "simulator" in app.blueprints else ()),
        Limits("", pages, page_refuses=True),
    )
    # Whoever watches over the service is not silenced by those who ask the same, or ask for something else.
    common = {
        path: Common(app.wsgi_app, path, Lane(path, threads=1, waiting=0), seconds=seconds)
        for path, seconds in (("/readyz", _READY), ("/metrics", 0))
    }
    known = {"/healthz": ask(app.wsgi_app, "/healthz")}
    bodies = Bodies(_ROOM, Arrivals(most=_ARRIVALS, most_of_one=_ARRIVALS_OF_ONE))
    return Front(app.wsgi_app, limits, bodies, known=known, common=common)


def connections() -> int:
    """How many connections a process may hold: each is a file, and the system allows only so many."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed == resource.RLIM_INFINITY:
        return _CONNECTIONS
    wanted = _CONNECTIONS + _OTHER_FILES
    if allowed < wanted:
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    return min(_CONNECTIONS, max(allowed // 2, allowed - _OTHER_FILES))
