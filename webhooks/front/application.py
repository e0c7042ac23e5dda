"""Lets requests in: what is to be refused is refused unread, the rest is read whole and only then given to a thread.

A connection that sends nothing, or a byte a second, costs a few kilobytes until its time is up. The threads, which
wait for the database and for nothing else, never see it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import Final
from wsgiref.types import WSGIApplication

from prometheus_client import Counter
from werkzeug.exceptions import RequestEntityTooLarge

from webhooks.askers import asker
from webhooks.front.bodies import Bodies, Body, Refused
from webhooks.front.common import Common
from webhooks.front.gateway import Answer, answer, environ_of, peer_of
from webhooks.front.lanes import Overloaded
from webhooks.front.limits import Limits
from webhooks.front.rsgi import Exchange, Gone, Headers, Scope

log = logging.getLogger(__name__)

REFUSED: Final = Counter(
    "panchayat_http_refused", "Requests that were refused before any thread worked for them", ["status"]
)
#: What is asked with these says it all in its path; a body beside it is not read.
_ASKING: Final = ("GET", "HEAD")
_HEADERS: Final = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)


class Front:
    """A WSGI application behind the limits of its paths, as granian calls it (RSGI).

    Args:
        limits: the first that fits counts; the last one fits everything.
        known: answers that never change, by their paths. Nothing keeps them from being given.
        common: answers that are the same for all who ask at a time, by their paths.
    """

    def __init__(
        self,
        application: WSGIApplication,
        limits: Sequence[Limits],
        bodies: Bodies,
        *,
        known: Mapping[str, Answer],
        common: Mapping[str, Common],
    ) -> None:
        self._application = application
        self._limits = limits
        self._bodies = bodies
        self._known = known
        self._common = common

    async def __call__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        announced = _announced(scope.headers)
        path = f"/{scope.path.lstrip('/')}"  # as the application reads it
        if announced == 0 and scope.method in _ASKING:
            if known := self._known.get(path):
                known.send(exchange)
                return
            if common := self._common.get(path):
                await _try(common.send(exchange), exchange)
                return
        limits = next(each for each in self._limits if each.fit(path))
        if announced == 0:
            await self._work(limits, scope, Body(), exchange)
        elif limits.credential is not None and not scope.headers.get(limits.credential, ""):
            _refuse(exchange, 403, "Forbidden")
        elif scope.method in _ASKING or not limits.largest:
            await self._work(limits, scope, Body(Refused(RequestEntityTooLarge())), exchange)
        else:
            await self._take_in(limits, scope, announced, exchange)

    async def _take_in(self, limits: Limits, scope: Scope, announced: int | None, exchange: Exchange) -> None:
        try:
            body = await self._bodies.take_in(exchange, announced, limits, _asker(scope))
        except Gone:
            _refuse(exchange, 400, "The end is missing")
            return
        try:
            await self._work(limits, scope, body, exchange)
        finally:
            self._bodies.let_go(body)

    async def _work(self, limits: Limits, scope: Scope, body: Body, exchange: Exchange) -> None:
        if isinstance(body.content, Refused) and not limits.page_refuses:
            _refuse(exchange, body.content.problem.code or 400, body.content.problem.name)
            return
        environ = environ_of(scope, scope.headers, body.content)

        def work() -> None:
            answer(self._application, environ).send(exchange)

        await _try(limits.lane.run(work), exchange)


async def _try(work: Awaitable[None], exchange: Exchange) -> None:
    try:
        await work
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


def _asker(scope: Scope) -> str:
    forwarded_for = [value for name, value in scope.headers.items() if name == "x-forwarded-for"]
    return asker(peer_of(scope), forwarded_for[-1] if forwarded_for else None)


def _refuse(exchange: Exchange, status: int, sentence: str, *more: tuple[str, str]) -> None:
    REFUSED.labels(status).inc()
    exchange.response_str(status, [*_HEADERS, *more], f"{sentence}.\n")
