"""A trial: phones, and an office that either answers as a test tells it to, or is the real one."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from runtime.records import prepare
from runtime.settings import load
from runtime.web import application
from runtime.wiring import Installation
from tests.conftest import KEYS, SettableClock
from webhooks.simulator.carrier import Carrier
from webhooks.simulator.errands import Errands
from webhooks.simulator.forms import Account
from webhooks.simulator.phones import Phone, Phones
from webhooks.simulator.store import Store

OFFICE = "http://127.0.0.1:8000"
ACCOUNT = Account("AC" + "1" * 32, "a token of a trial", "whatsapp:+910000000000")
RAHIMA = Phone("whatsapp:+910000000101", "নমুনা রহিমা বিবি", "bn")


@dataclass
class Trial:
    """Phones with a carrier that runs an errand when it is told to, by a clock that a test sets."""

    store: Store
    clock: SettableClock
    seconds: list[float] = field(default_factory=lambda: [2_000_000_000.0])

    def __post_init__(self) -> None:
        self.phones = Phones(self.store, self.clock)
        self.errands = Errands(self.store, self.clock, lambda: self.seconds[-1])
        self.carrier = Carrier(self.errands, ACCOUNT, public_url=OFFICE, own_url=OFFICE)

    def carry_all(self) -> None:
        """Run what is due now."""
        while self.carrier.carry():
            pass

    def states(self) -> list[str]:
        """The state of every message, the oldest first."""
        return [message["state"] for message in self.phones.changes(0)[1]]


@pytest.fixture
def trial(tmp_path: Path, clock: SettableClock) -> Trial:
    return Trial(Store(tmp_path / "phones"), clock)


class Browser:
    """Asks as the page at ``url`` does; a header that is None is left out."""

    def __init__(self, app: Flask, url: str) -> None:
        self._client = app.test_client()
        self._url = url

    def get(self, path: str, **headers: str | None) -> TestResponse:
        return self._client.get(path, base_url=self._url, headers=_named(headers), buffered=True)

    def post(self, path: str, data: Mapping[str, Any], **headers: str | None) -> TestResponse:
        named = _named({"origin": self._url, **headers})
        return self._client.post(path, base_url=self._url, data=data, headers=named)


def _named(headers: Mapping[str, str | None]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items() if value is not None}


@dataclass
class Service:
    """The whole web application of a trial with the samples, listening on ``url``."""

    installation: Installation
    browser: Browser
    url: str

    def carry_all(self) -> None:
        assert self.installation.carrier is not None
        while self.installation.carrier.carry():
            pass


@pytest.fixture
def service(tmp_path: Path, sqlite_template: Path) -> Iterator[Service]:
    with _service(tmp_path / "data", sqlite_template) as running:
        yield running


@pytest.fixture(scope="module")
def quiet_service(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Service]:
    """One that several tests share, because they do nothing to it."""
    with _service(tmp_path_factory.mktemp("quiet") / "data", sqlite_template) as running:
        yield running


@contextmanager
def _service(data: Path, sqlite_template: Path) -> Iterator[Service]:
    data.mkdir()
    shutil.copy(sqlite_template, data / "office.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The keys are the process's: other tests' records must still be readable after these.
    settings = load(port=port, data=data, environment={"SECRET_KEY": KEYS[0]})
    prepare(settings, demo=True)
    installation = Installation(settings)
    app = application(installation)
    url = f"http://127.0.0.1:{port}"
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield Service(installation, Browser(app, url), url)
    server.shutdown()
    thread.join()
    server.server_close()
    installation.database.dispose()
