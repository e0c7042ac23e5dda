"""Lets requests in: what is to be refused is refused unread, the rest is read whole and only then given to a thread.

A connection that sends nothing, or a byte a second, costs a few kilobytes until its time is up. The threads, which
wait for the database and for nothing else, never see it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Final
from wsgiref.types import WSGIApplication

from prometheus_client import Counter

from webhooks.askers import asker
from webhooks.front.bodies import Bodies, Body, Refused
from webhooks.front.gateway import answer, environ_of, peer_of
from webhooks.front.lanes import Overloaded
from webhooks.front.limits import Limits
from webhooks.front.rsgi import Exchange, Gone, Headers, Scope

log = logging.getLogger(__name__)

REFUSED: Final = Counter(
    "panchayat_http_refused", "Requests that were refused before any thread worked for them", ["status"]
)
_HEADERS: Final = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)


class Front:
    """A WSGI application behind the limits of its paths, as granian calls it (RSGI).

    Args:
        limits: the first whose prefix fits counts; the last one fits everything.
    """

    def __init__(self, application: WSGIApplication, limits: Sequence[Limits], bodies: Bodies) -> None:
        self._application = application
        self._limits = limits
        self._bodies = bodies

    async def __call__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        headers, path = scope.headers, scope.path
        limits = next(each for each in self._limits if path.startswith(each.prefix))
        announced = _announced(headers)
        if announced == 0:
            await self._work(limits, scope, headers, Body(), exchange)
        elif limits.credential is not None and not headers.get(limits.credential, ""):
            _refuse(exchange, 403, "Forbidden")
        else:
            try:
                body = await self._bodies.take_in(exchange, announced, limits, _asker(scope, headers))
            except Gone:
                _refuse(exchange, 400, "The end is missing")
                return
            try:
                await self._work(limits, scope, headers, body, exchange)
            finally:
                self._bodies.let_go(body)

    async def _work(self, limits: Limits, scope: Scope, headers: Headers, body: Body, exchange: Exchange) -> None:
        if isinstance(body.content, Refused) and not limits.page_refuses:
            _refuse(exchange, body.content.problem.code or 400, body.content.problem.name)
            return
        environ = environ_of(scope, headers, body.content)
        try:
            await limits.lane.run(partial(answer, self._application, environ, exchange))
        except Overloaded:
            _refuse(exchange, 503, "Try again", ("Retry-After", "2"))
        except Exception:
            log.exception("a request failed")
            exchange.response_str(500, _HEADERS, "Something went wrong.\n")


def _announced(headers: Headers) -> int | None:
    """The size of the body that is to come, in bytes; None where only its end will tell."""
    if "transfer-encoding" in headers:
        return None
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else None


def _asker(scope: Scope, headers: Headers) -> str:
    forwarded_for = [value for name, value in headers.items() if name == "x-forwarded-for"]
    return asker(peer_of(scope), forwarded_for[-1] if forwarded_for else None)


def _refuse(exchange: Exchange, status: int, sentence: str, *more: tuple[str, str]) -> None:
    REFUSED.labels(status).inc()
    exchange.response_str(status, [*_HEADERS, *more], f"{sentence}.\n")
