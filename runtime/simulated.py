"""A phone that exists only here, for trials without a provider's account: nothing leaves the machine."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from chatbot.messenger import Outgoing, Result, Sent
from jobs.media_source import Fetched, NotToBeHad

_URL: Final = re.compile(r"simulated:([0-9a-f]{32}):([\w.+/-]+)")


class SimulatedPhone:
    """The channel's ``Messenger`` and ``MediaSource`` at once: what is sent has arrived.

    Args:
        folder: where the files lie that the phone's owner sends and gets.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: Outgoing) -> Result:  # noqa: ARG002  # the protocol's
        """Nothing can go wrong on the way to a phone that is here; the outbox holds what it shows."""
        return Sent(_new_id())

    def find(self, to: str, text: str, since: datetime) -> str | None:  # noqa: ARG002  # the protocol's
        """Whatever went back on a request has arrived too."""
        return _new_id()

    def attach(self, content: bytes, content_type: str) -> str:
        """Put a file beside a message; returns its address."""
        name = uuid4().hex
        self.save(name, content)
        return f"simulated:{name}:{content_type}"

    def save(self, name: str, content: bytes) -> Path:
        """Keep what came with a message, for the phone's owner to open."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / name
        path.write_bytes(content)
        return path

    def fetch(self, url: str) -> Fetched:
        """The file at an address that ``attach`` gave.

        Raises:
            NotToBeHad: it is not there, or the address is another kind of address.
        """
        attached = _URL.fullmatch(url)
        if attached is None:
            raise NotToBeHad("not a file of the simulated phone")
        try:
            return Fetched((self._folder / attached[1]).read_bytes(), attached[2])
        except OSError as error:
            raise NotToBeHad("the file is gone") from error


def _new_id() -> str:
    return f"SM{uuid4().hex}"
