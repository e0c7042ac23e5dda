"""Who takes part in a run, each in processes of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Final
from wsgiref.types import WSGIApplication

import requests

from bench.dialogues import ANYTHING, FORM, GRIEVANCE, Dialogue
from bench.load import PATH
from bench.processes import Family
from bench.services import ceiling, flask_ceiling, naive, ours
from bench.services.serving import Connected
from runtime.lifeline import tied
from tests.programs import ROOT
from tests.runtime.service import free_port
from tests.waiting import PATIENCE, eventually

#: SQLite's writers take turns, so that one process serves it best: it is so in the service itself.
PROCESSES: Final = {"PostgreSQL": 2, "SQLite": 1}
NEWCOMERS: Final = 500
#: What the service is compared with: first the two ceilings, which all ratios are to.
COMPARISONS: Final[dict[str, Callable[[str, str, Connected], WSGIApplication]]] = {
    "ceiling": ceiling.application,
    "flask_ceiling": flask_ceiling.application,
    "naive": naive.application,
}
OWN: Final = "ours"


@dataclass(slots=True)
class Service:
    """A server that runs; ``inside`` makes the same application in this process, to be looked into."""

    port: int
    family: Family
    people: Iterator[str]
    inside: Callable[[Connected], WSGIApplication]

    def some(self, count: int) -> list[str]:
        """The next people to write."""
        return list(islice(self.people, count))


@dataclass(slots=True)
class Round:
    """What one round has shown, each a message, but for the rate."""

    processor: float
    database: float
    per_second: float


@dataclass(slots=True)
class Contestant:
    """One line of the table: a service and what is written to it."""

    name: str
    database: str
    service: Service
    dialogue: Dialogue
    rounds: list[Round] = field(default_factory=list)
    pace: float = 0


@contextmanager
def comparison(name: str, database: str, address: str, port: int) -> Iterator[Service]:
    """One of those that the service is compared with."""
    url = f"http://127.0.0.1:{port}{PATH}"
    arguments = ["-m", f"bench.services.{name}", str(port), address, str(PROCESSES[database])]
    with _running(arguments, port, {}) as family:
        yield Service(port, family, cycle(people(NEWCOMERS)), partial(COMPARISONS[name], address, url))


@contextmanager
def own(database: str, queue: str, folder: Path, population: int) -> Iterator[Service]:
    """The service itself, with so many people who have written before."""
    port = free_port()
    known = people(population)
    settings = ours.made_ready(database, queue, folder, port=port, people=known)
    arguments = ["-m", "runtime", "web", "--port", str(port), "--data", str(folder)]
    with _running(arguments, port, ours.environment(database, queue)) as family:
        yield Service(port, family, cycle(known), lambda _connected: ours.application(settings))


def lines(database: str, services: dict[str, Service]) -> list[Contestant]:
    """The lines of the table for one kind of database."""
    return [
        Contestant(name.replace("_", " "), database, service, dialogue)
        for name, service in services.items()
        for dialogue in ((GRIEVANCE, FORM) if name.startswith(OWN) else (ANYTHING,))
    ]


def people(count: int) -> list[str]:
    """Addresses of nobody."""
    return [f"whatsapp:+91002{number:07}" for number in range(count)]


@contextmanager
def _running(arguments: list[str], port: int, environment: dict[str, str]) -> Iterator[Family]:
    process = subprocess.Popen(
        tied([sys.executable, *arguments]),
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        if not eventually(lambda: process.poll() is not None or _answers(port)) or process.poll() is not None:
            raise RuntimeError(f"it did not start: {' '.join(arguments)}")
        yield Family(process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(port: int) -> bool:
    try:
        requests.get(f"http://127.0.0.1:{port}/healthz", timeout=1)
    except requests.RequestException:
        return False
    return True
