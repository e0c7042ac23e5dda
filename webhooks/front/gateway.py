"""Speaks WSGI with the application for a request that was taken in whole."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from wsgiref.types import WSGIApplication, WSGIEnvironment

from werkzeug.test import create_environ

from webhooks.front.bodies import Refused
from webhooks.front.rsgi import Exchange, Headers, Scope


def environ_of(scope: Scope, headers: Headers, content: BytesIO | Refused) -> WSGIEnvironment:
    """The request as WSGI has it (PEP 3333)."""
    server, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": peer_of(scope),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": content,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        if "_" in name:
            continue  # it would pass for the header that a proxy writes with hyphens
        variable = name.upper().replace("-", "_")
        key = variable if variable in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{variable}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ


def peer_of(scope: Scope) -> str:
    """The address at the other end of the connection."""
    return scope.client.rpartition(":")[0].strip("[]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answers."""

    status: int
    headers: Sequence[tuple[str, str]]
    content: bytes

    def send(self, exchange: Exchange) -> None:
        """Send it off; a client that reads slowly keeps nobody here."""
        exchange.response_bytes(self.status, self.headers, self.content)


def answer(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Have the application answer."""
    begun: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None, /) -> Callable[[bytes], object]:
        begun[:] = [(status, headers)]
        return written.append

    parts = application(environ, start)
    try:
        written.extend(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    status, headers = begun[0]
    return Answer(int(status[:3]), headers, b"".join(written))


def ask(application: WSGIApplication, path: str) -> Answer:
    """What the application answers to a GET of ``path`` that nobody sent."""
    return answer(application, create_environ(path))
