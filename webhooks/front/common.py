"""One answer for all who ask the same, so that a crowd costs no more than one of them."""

from __future__ import annotations

from asyncio import Task, create_task, shield, timeout
from time import monotonic
from typing import Final
from wsgiref.types import WSGIApplication

from webhooks.front.gateway import Answer, ask
from webhooks.front.lanes import Lane, Overloaded
from webhooks.front.rsgi import Exchange

#: Seconds after which nobody waits any more.
_PATIENCE: Final = 10


class Common:
    """What the application answers to a GET of ``path``, asked by us and for everybody.

    Args:
        seconds: how old the answer may be; those who ask while we ask get the same in any case.
    """

    def __init__(self, application: WSGIApplication, path: str, lane: Lane, *, seconds: float) -> None:
        self._application = application
        self._path = path
        self._lane = lane
        self._seconds = seconds
        self._asking: Task[Answer] | None = None
        self._until = 0.0

    async def send(self, exchange: Exchange) -> None:
        """Send the answer off; always called on the same event loop.

        Raises:
            Overloaded: it did not come.
        """
        if self._asking is None or (self._asking.done() and monotonic() >= self._until):
            self._asking = create_task(self._ask())
        try:
            async with timeout(_PATIENCE):
                answer = await shield(self._asking)
        except TimeoutError:
            raise Overloaded from None
        answer.send(exchange)

    async def _ask(self) -> Answer:
        answers: list[Answer] = []
        try:
            await self._lane.run(lambda: answers.append(ask(self._application, self._path)))
            return answers[0]
        finally:
            self._until = monotonic() + self._seconds
