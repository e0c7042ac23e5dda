"""The whole service in processes of its own, and people who write to it through a stand-in of the provider."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree

import requests

from panchayat.core.clock import IST
from tests.programs import ROOT
from tests.runtime.prepared import prepared
from tests.runtime.processes import family_of, is_alive
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN, Message, TwilioStandIn, signed
from tests.waiting import PATIENCE, eventually

#: Nothing of this machine's own environment but the way to its programs.
CLEAN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def panchayat(*arguments: str, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end, with ``given`` on its standard input."""
    return prepared(tuple(CLEAN.items())).run(arguments, variables, given)


def in_the_morning(folder: Path) -> Path:
    """A ``NOW_FILE`` that says eleven in the morning: at night, what is told unasked waits for the day."""
    now_file = folder / "now"
    now_file.write_text(f"{datetime.now(IST):%Y-%m-%d}T11:00:00+05:30")
    return now_file


class Service:
    """A run of ``panchayat run`` on ``port`` with the data in ``data``."""

    def __init__(self, data: Path, port: int, stand_in: TwilioStandIn, variables: Mapping[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._stand_in = stand_in
        self._log = (data.parent / "log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "runtime", "run", "--data", str(data), "--port", str(port)],
            cwd=ROOT,
            env={
                **CLEAN,
                "TWILIO_ACCOUNT_SID": ACCOUNT,
                "TWILIO_AUTH_TOKEN": TOKEN,
                "TWILIO_WHATSAPP_FROM": SENDER,
                "TWILIO_API_URL": stand_in.url,
                **variables,
            },
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self.log = data.parent / "log"
        self.pid = self._process.pid

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.url}/readyz", timeout=2).ok
        except requests.ConnectionError:
            return False

    def wait_until_ready(self) -> None:
        assert eventually(lambda: self._process.poll() is not None or self.is_ready())
        assert self._process.poll() is None, self.log.read_text()

    def kill(self) -> list[int]:
        """kill -9; returns what was below the process."""
        below = list(family_of(self._process.pid))
        self._process.kill()
        self._process.wait()
        self._log.close()
        return below

    def stop(self) -> int:
        """Ctrl-C; returns the exit status. Nothing must be left."""
        below = family_of(self._process.pid)
        self._process.send_signal(signal.SIGINT)
        status = self._process.wait(PATIENCE)
        self._log.close()
        assert not {pid: command for pid, command in below.items() if is_alive(pid)}
        return status

    def below(self, command: str) -> int:
        """The process below this one with ``command`` in its command line."""
        return next(pid for pid, line in family_of(self._process.pid).items() if command in line)

    def end(self) -> None:
        if self._process.poll() is None:
            self.kill()


@contextmanager
def service(data: Path, stand_in: TwilioStandIn, *, port: int | None = None, **variables: str) -> Iterator[Service]:
    """A run that is ready, and gone when the block ends."""
    running = Service(data, port or free_port(), stand_in, variables)
    try:
        running.wait_until_ready()
        yield running
    finally:
        running.end()


def _delivered(url: str, form: Mapping[str, str]) -> requests.Response:
    """The answer to a message; what was not taken because it took too long is delivered once more, as it is."""
    answers: list[requests.Response] = []

    def taken() -> bool:
        answers.append(requests.post(url, data=form, headers=signed(url, form), timeout=PATIENCE))
        return answers[-1].status_code != HTTPStatus.SERVICE_UNAVAILABLE

    assert eventually(taken)
    answers[-1].raise_for_status()
    return answers[-1]


class Person:
    """Somebody who writes, reads the answers and picks from lists as a person would."""

    def __init__(self, address: str, stand_in: TwilioStandIn) -> None:
        self.address = address
        self.heard = ""
        self._stand_in = stand_in
        self._read = 0

    def write(self, service: Service, text: str, *, sid: str | None = None, **fields: str) -> str:
        """Send a message and return what comes back, on the request or after it."""
        url = f"{service.url}/webhooks/twilio/whatsapp"
        form = {
            "MessageSid": sid or f"SM{uuid4().hex}",
            "AccountSid": ACCOUNT,
            "From": self.address,
            "To": SENDER,
            "Body": text,
            "NumMedia": "0",
            **fields,
        }
        answer = _delivered(url, form)
        body = ElementTree.fromstring(answer.content).findtext("Message/Body")
        self.heard = body if body is not None else self.read().fields.get("Body", "")
        return self.heard

    def choose(self, service: Service, label: str) -> str:
        """Answer with the number that stands before ``label`` in the list heard last."""
        option = re.search(rf"^(\S+)\. {label}", self.heard, re.MULTILINE)
        assert option, f"no {label!r} in {self.heard!r}"
        return self.write(service, option[1])

    def read(self) -> Message:
        """The next message that came by itself."""
        # What a killed sender had in hand for this person keeps the rest back until its lease ends, a minute later.
        assert eventually(lambda: len(self._own()) > self._read), "nothing came"
        self._read += 1
        return self._own()[self._read - 1]

    def _own(self) -> list[Message]:
        return [message for message in self._stand_in.messages if message.fields["To"] == self.address]
