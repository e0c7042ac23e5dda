"""Takes in the bodies of requests: each within its limits, and all of them within the memory there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO, RawIOBase
from typing import Final, NoReturn

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, RequestTimeout

from webhooks.front.arrivals import Arrival, Arrivals
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
        arrivals: how many may be on their way.
    """

    def __init__(self, room: int, arrivals: Arrivals) -> None:
        self._room = room
        self._arrivals = arrivals
        self._held = 0
        self._large: dict[Arrival, Body] = {}  # in the order of their beginning

    async def take_in(self, exchange: Exchange, announced: int | None, limits: Limits, asker: str) -> Body:
        """The body; to be let go of when it was worked on.

        Args:
            announced: its size; None where only its end tells it.
            asker: whom to count it for.

        Raises:
            Gone: whoever began to speak left before the end.
        """
        if announced is not None and announced > limits.largest:
            return Body(Refused(RequestEntityTooLarge()))
        body, arrival = Body(), Arrival(asker, limits.seconds)
        try:
            async with arrival.deadline:
                with self._arrivals.counted(arrival):
                    if announced is not None and announced <= _SMALL:
                        body.content = BytesIO(await exchange())
                    else:
                        await self._take_parts(exchange, body, limits.largest, arrival)
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

    async def _take_parts(self, exchange: Exchange, body: Body, largest: int, arrival: Arrival) -> None:
        content = BytesIO()
        self._large[arrival] = body
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
                arrival.progressed(content.tell())
        finally:
            self._large.pop(arrival, None)
        # The last part is empty; another one stands where the connection ended before the body did.
        if empty > 1:
            raise Gone
        content.seek(0)
        body.content = content

    def _make_room(self) -> None:
        for arrival, body in self._large.items():
            if body.counted:
                del self._large[arrival]
                self.let_go(body)
                arrival.end()
                return

    def _refuse(self, body: Body, problem: HTTPException) -> None:
        self.let_go(body)
        body.content = Refused(problem)
