"""Takes in the bodies of requests: each within its limits, and all of them within the memory there is."""

from __future__ import annotations

from asyncio import Timeout, timeout
from dataclasses import dataclass, field
from io import BytesIO, RawIOBase
from typing import Final, NoReturn

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, RequestTimeout

from webhooks.front.limits import Limits
from webhooks.front.rsgi import Exchange, Gone

#: What is announced to be no larger is taken in one piece, which costs least, and not counted.
_SMALL: Final = 64 * 1024


class Refused(RawIOBase):
    """In place of a body that was not taken in: who reads it is told why, and can say so in words of their own."""

    def __init__(self, problem: HTTPException) -> None:
        super().__init__()
        self.problem = problem

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object, /) -> NoReturn:
        raise self.problem


@dataclass(slots=True)
class Body:
    """A body as the application reads it, and how much of the room for all bodies it takes."""

    content: BytesIO | Refused = field(default_factory=BytesIO)
    counted: int = 0


class Bodies:
    """The bodies that are on their way or being worked on.

    Args:
        room: bytes that the larger ones may hold together. When it is full, the time of the one that has been on its
            way for longest is up: those that never end make room for those that do.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._held = 0
        self._arriving: dict[Timeout, Body] = {}  # in the order of their beginning

    async def take_in(self, exchange: Exchange, announced: int | None, limits: Limits) -> Body:
        """The body; to be let go of when it was worked on.

        Args:
            announced: its size; None where only its end tells it.

        Raises:
            Gone: whoever began to speak left before the end.
        """
        if announced is not None and announced > limits.largest:
            return Body(Refused(RequestEntityTooLarge()))
        body = Body()
        try:
            async with timeout(limits.seconds) as deadline:
                if announced is not None and announced <= _SMALL:
                    body.content = BytesIO(await exchange())
                else:
                    await self._take_parts(exchange, body, limits.largest, deadline)
        except TimeoutError:
            self._refuse(body, RequestTimeout())
        except Gone:
            self.let_go(body)
            raise
        return body

    def let_go(self, body: Body) -> None:
        """Its room is free for others."""
        self._held -= body.counted
        body.counted = 0

    async def _take_parts(self, exchange: Exchange, body: Body, largest: int, deadline: Timeout) -> None:
        content = BytesIO()
        self._arriving[deadline] = body
        empty = 0
        try:
            async for part in exchange:
                empty += not part
                body.counted += len(part)
                self._held += len(part)
                if body.counted > largest:
                    self._refuse(body, RequestEntityTooLarge())
                    return
                if self._held > self._room:
                    self._make_room()
                content.write(part)
        finally:
            self._arriving.pop(deadline, None)
        # The last part is empty; another one stands where the connection ended before the body did.
        if empty > 1:
            raise Gone
        content.seek(0)
        body.content = content

    def _make_room(self) -> None:
        oldest = next(iter(self._arriving), None)
        if oldest is not None and not oldest.expired():
            self.let_go(self._arriving.pop(oldest))
            oldest.reschedule(0)

    def _refuse(self, body: Body, problem: HTTPException) -> None:
        self.let_go(body)
        body.content = Refused(problem)
