"""People who write, in a process of their own, so that what they cost is not counted with what they measure."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http import HTTPStatus
from time import perf_counter, sleep
from typing import Final, Self
from urllib.parse import urlencode
from uuid import uuid4

from bench.dialogues import Dialogue
from tests.stand_in.twilio import ACCOUNT, SENDER, signed

PATH: Final = "/webhooks/twilio/whatsapp"
#: Seconds until a message that was not taken comes again, and how often it does.
_AGAIN: Final = 0.05
_ATTEMPTS: Final = 200


class WentWrong(Exception):
    """An answer that was not to be expected: figures would mean nothing."""


@dataclass(slots=True)
class Load:
    """Messages that were taken, how often one was not (503), the seconds of it all, and of each answer."""

    messages: int = 0
    busy: int = 0
    seconds: float = 0
    waited: list[float] = field(default_factory=list)

    def __add__(self, other: Load) -> Load:
        return Load(self.messages + other.messages, self.busy + other.busy, 0, self.waited + other.waited)


def press(port: int, people: Sequence[str], dialogue: Dialogue, connections: int) -> Load:
    """Have all of these people hold the dialogue, as fast as they are answered, so many at a time."""
    shares = [people[each::connections] for each in range(connections)]
    return _together(lambda share: _hurry(port, share, dialogue), shares)


def trickle(port: int, people: Sequence[str], dialogue: Dialogue, connections: int, rate: float) -> Load:
    """The same with messages that come by chance, so many a second, whether answers come or not."""
    pause = connections / rate
    shares = [people[each::connections] for each in range(connections)]
    return _together(lambda share: _saunter(port, share, dialogue, pause), shares)


def _together(work: Callable[[Sequence[str]], Load], shares: Sequence[Sequence[str]]) -> Load:
    began = perf_counter()
    with ThreadPoolExecutor(len(shares)) as threads:
        done = sum(threads.map(work, shares), Load())
    done.seconds = perf_counter() - began
    return done


def _hurry(port: int, people: Sequence[str], dialogue: Dialogue) -> Load:
    load = Load()
    with Line(port) as line:
        for each in people:
            for text, last in _messages(dialogue):
                _say(line, each, text, load, expected=dialogue.ends if last else "", since=perf_counter())
    return load


def _saunter(port: int, people: Sequence[str], dialogue: Dialogue, pause: float) -> Load:
    load = Load()
    chance = random.Random(people[0])  # noqa: S311  # the same in every run
    due = perf_counter() + chance.expovariate(1 / pause)
    with Line(port) as line:
        for each in people:
            for text, last in _messages(dialogue):
                sleep(max(0, due - perf_counter()))
                # It counts from when the message was due: who waits behind a slow answer waits too.
                _say(line, each, text, load, expected=dialogue.ends if last else "", since=due)
                due += chance.expovariate(1 / pause)
    return load


def _messages(dialogue: Dialogue) -> Iterator[tuple[str, bool]]:
    for place, text in enumerate(dialogue.messages, start=1):
        yield text, place == len(dialogue.messages)


def _say(line: Line, address: str, text: str, load: Load, *, expected: str, since: float) -> None:
    request = _request(line.port, address, text)
    for _attempt in range(_ATTEMPTS):
        status, body = line.ask(request)
        if status == HTTPStatus.OK and expected in body:
            load.messages += 1
            load.waited.append(perf_counter() - since)
            return
        if status != HTTPStatus.SERVICE_UNAVAILABLE:
            break
        load.busy += 1
        sleep(_AGAIN)
    raise WentWrong(f"{text!r} was answered with {status}: {body}")


def form_of(port: int, address: str, text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The fields of a message as the provider posts them, and the headers that go with them."""
    form = {
        "MessageSid": f"SM{uuid4().hex}",
        "AccountSid": ACCOUNT,
        "From": address,
        "To": SENDER,
        "Body": text,
        "NumMedia": "0",
        "ProfileName": "Sample",
    }
    return form, signed(f"http://127.0.0.1:{port}{PATH}", form)


def _request(port: int, address: str, text: str) -> bytes:
    form, headers = form_of(port, address, text)
    body = urlencode(form)
    lines = (
        f"POST {PATH} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        *(f"{name}: {value}" for name, value in headers.items()),
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", body)).encode()


class Line:
    """A connection that stays; the standard library's client takes longer for a request than some of the servers."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, str]:
        """The status and the body of the answer."""
        self._socket.sendall(request)
        head, _, body = self._more().partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
        while len(body) < int(headers["content-length"]):
            body += self._more()
        return int(lines[0].split()[1]), body.decode()

    def _more(self) -> bytes:
        if not (came := self._socket.recv(1 << 16)):
            raise WentWrong("the connection was closed")
        return came

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
