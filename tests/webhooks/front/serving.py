"""A server with a small application behind limits: ``python -m tests.webhooks.front.serving PORT``."""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

from flask import Flask, Response, request
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from werkzeug.exceptions import RequestEntityTooLarge, RequestTimeout

from webhooks.front.application import Front
from webhooks.front.arrivals import Arrivals
from webhooks.front.bodies import Bodies
from webhooks.front.common import Common
from webhooks.front.gateway import ask
from webhooks.front.lanes import Lane
from webhooks.front.limits import Limits

#: Of a body and of the headers, in seconds.
PATIENCE = 2
LARGEST = 100_000
ROOM = 250_000
#: Bodies on their way, of all and of one address.
MOST, MOST_OF_ONE = 8, 4
THREADS, WAITING = 2, 3


def application(gate: Path) -> Flask:
    """Answers with what it was sent; ``/sample/held`` says in a file that it began, and answers once ``gate`` is there."""
    app = Flask(__name__)

    @app.route("/sample/echo", methods=["GET", "POST"])
    @app.post("/signed/echo")
    @app.post("/page/echo")
    @app.post("/patient/echo")
    def echo() -> Response:
        return Response(request.get_data(), headers={"X-Seen-By": request.remote_addr or "nobody"})

    @app.post("/sample/headers")
    def headers() -> dict[str, str]:
        return {name: value for name, value in request.environ.items() if isinstance(value, str)}

    @app.get("/sample/held")
    def held() -> str:
        gate.with_suffix(".begun").touch()
        while not gate.exists():
            time.sleep(0.01)
        return "let go"

    @app.get("/sample/large")
    def large() -> bytes:
        return b"x" * 8_000_000

    @app.get("/sample/broken")
    def broken() -> str:
        raise RuntimeError

    numbers = itertools.count(1)

    @app.get("/shared")
    @app.get("/fresh")
    @app.get("/number")
    def number() -> str:
        return str(next(numbers))

    @app.get("/alive")
    def alive() -> str:
        return "alive"

    @app.errorhandler(RequestTimeout)
    @app.errorhandler(RequestEntityTooLarge)
    def in_own_words(error: RequestTimeout | RequestEntityTooLarge) -> tuple[str, int]:
        return f"in our own words: {error.code}", error.code

    return app


def behind_limits(gate: Path) -> Front:
    app = application(gate).wsgi_app
    work = Lane("work", threads=THREADS, waiting=WAITING, patience=600)
    limits = (
        Limits("/signed/", work, largest=LARGEST, seconds=PATIENCE, credential="X-Signature"),
        Limits("/page/", work, largest=LARGEST, seconds=PATIENCE, page_refuses=True),
        Limits("/patient/", work, largest=LARGEST, seconds=600),
        Limits("/sample/", work, largest=LARGEST, seconds=PATIENCE),
        Limits("", work, page_refuses=True),
    )
    return Front(
        app,
        limits,
        Bodies(ROOM, Arrivals(most=MOST, most_of_one=MOST_OF_ONE)),
        known={"/alive": ask(app, "/alive")},
        common={
            path: Common(app, path, Lane(path, threads=1, waiting=0), seconds=seconds)
            for path, seconds in (("/shared", 600), ("/fresh", 0))
        },
    )


def main(port: int, gate: Path) -> None:
    server = Server(
        "test",
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=PATIENCE * 1000),
        workers_kill_timeout=5,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.serve(target_loader=lambda: behind_limits(gate), wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
