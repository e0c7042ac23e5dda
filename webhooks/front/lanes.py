"""Threads that work for requests: a few for each kind, so that no kind takes those of another."""

from __future__ import annotations

from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic


class Overloaded(Exception):
    """So many came before that nobody would wait for the answer."""


@dataclass(frozen=True, slots=True)
class _Call:
    work: Callable[[], None]
    done: Future[None]
    loop: AbstractEventLoop
    latest: float


class Lane:
    """At most ``threads`` of them, each started when it is first needed, and a queue before them that has an end.

    Args:
        waiting: how many may queue.
        patience: seconds after which nobody waits any more; what has queued for longer is not begun.
    """

    def __init__(self, name: str, *, threads: int, waiting: int, patience: float = 10) -> None:
        self._name = name
        self._threads = threads
        self._waiting = waiting
        self._patience = patience
        self._started = 0
        self._in_hand = 0
        self._calls: SimpleQueue[_Call] = SimpleQueue()

    async def run(self, work: Callable[[], None]) -> None:
        """Have a thread do it; always called on the same event loop, so that nothing here needs a lock.

        Raises:
            Overloaded: it was not done.
        """
        if self._in_hand >= self._threads + self._waiting:
            raise Overloaded
        loop = get_running_loop()
        call = _Call(work, loop.create_future(), loop, monotonic() + self._patience)
        self._in_hand += 1
        try:
            if self._started < min(self._in_hand, self._threads):
                self._started += 1
                Thread(target=self._work_for_ever, name=f"{self._name} {self._started}", daemon=True).start()
            self._calls.put(call)
            await call.done
        finally:
            self._in_hand -= 1

    def _work_for_ever(self) -> None:
        while True:
            _do(self._calls.get())


def _do(call: _Call) -> None:
    problem: BaseException | None = None
    if monotonic() > call.latest:
        problem = Overloaded()
    else:
        try:
            call.work()
        except BaseException as error:  # told to whoever waits
            problem = error
    call.loop.call_soon_threadsafe(_settle, call.done, problem)


def _settle(done: Future[None], problem: BaseException | None) -> None:
    if done.cancelled():
        return
    if problem is None:
        done.set_result(None)
    else:
        done.set_exception(problem)
