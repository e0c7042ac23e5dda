"""What the front costs: ``python -m bench.front`` prints requests a second and processor time a request.

The same application twice, straight on granian (WSGI) and behind the front, taking turns: a menu asked for by a signed
message on SQLite, four connections at a time; and once more behind the front while 200 bodies never come.
The figures of one machine compare only with other figures of the same run.
"""

from __future__ import annotations

import os
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from runtime.records import prepare
from runtime.server import behind_limits
from runtime.settings import Settings, load
from runtime.web import application
from runtime.wiring import Installation
from webhooks.twilio.signature import HEADER, sign

ROUNDS = 5
MESSAGES = 400
CONNECTIONS = 4
CROWD = 200
PATH = "/webhooks/twilio/whatsapp"


def loaded(settings: Settings, front: bool) -> Callable[..., Any]:
    app = application(Installation(settings))
    return behind_limits(app) if front else app


def serve(settings: Settings, front: bool) -> None:
    server = Server(
        "bench",
        port=settings.port,
        interface=Interfaces.RSGI if front else Interfaces.WSGI,
        blocking_threads=1 if front else 8,
        http=HTTPModes.http1,
        log_level=LogLevels.error,
        websockets=False,
    )
    server.serve(target_loader=partial(loaded, settings, front), wrap_loader=False)


@contextmanager
def running(folder: Path, port: int, front: bool) -> Iterator[tuple[Settings, int]]:
    """A server and the number of its process."""
    settings = load(data=folder, port=port, environment={})
    prepare(settings, demo=False)
    process = get_context("fork").Process(target=serve, args=(settings, front))
    process.start()
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield settings, process.pid or 0
    finally:
        process.terminate()
        process.join()


def processor_seconds(parent: int) -> float:
    """Of the processes that ``parent`` started."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def write(settings: Settings, sender: int) -> None:
    """One connection's share of the messages."""
    connection = HTTPConnection("127.0.0.1", settings.port)
    for _ in range(MESSAGES // CONNECTIONS):
        form = {
            "MessageSid": f"SM{uuid4().hex}",
            "AccountSid": settings.twilio.account_sid,
            "From": f"whatsapp:+9100000009{sender:02}",
            "To": settings.twilio.whatsapp_from,
            "Body": "menu",
            "NumMedia": "0",
        }
        signature = sign(settings.twilio.auth_token, f"{settings.public_url}{PATH}", form.items())
        headers = {HEADER: signature, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", PATH, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"answered {answer.status}")


def measure(settings: Settings, process: int) -> tuple[float, float]:
    """Messages a second, and milliseconds of the processor a message."""
    before, began = processor_seconds(process), perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as people:
        list(people.map(lambda sender: write(settings, sender), range(CONNECTIONS)))
    took = perf_counter() - began
    return MESSAGES / took, (processor_seconds(process) - before) / MESSAGES * 1000


def crowd(settings: Settings, stack: ExitStack) -> None:
    """Announce bodies that never come."""
    for _ in range(CROWD):
        connection = stack.enter_context(socket.create_connection(("127.0.0.1", settings.port)))
        connection.sendall(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{HEADER}: x\r\nContent-Length: 600\r\n\r\n".encode())


def main() -> None:
    with ExitStack() as stack:
        servers = {}
        for port, front in ((8471, False), (8472, True)):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            servers[front] = stack.enter_context(running(folder, port, front))
            measure(*servers[front])
        found: dict[str, list[tuple[float, float]]] = {"straight": [], "front": [], "front, crowd": []}
        for _ in range(ROUNDS):
            found["straight"].append(measure(*servers[False]))
            found["front"].append(measure(*servers[True]))
            with ExitStack() as unfinished:
                crowd(servers[True][0], unfinished)
                found["front, crowd"].append(measure(*servers[True]))
        for kind, rounds in found.items():
            rate, cost = (median(each) for each in zip(*rounds, strict=True))
            print(f"{kind:<13} {rate:6.0f} messages/s  {cost:5.2f} ms of the processor each (median of {ROUNDS})")


if __name__ == "__main__":
    main()
