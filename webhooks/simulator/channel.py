"""The trial's phones as a channel: what the sender hands over lies on them at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from jobs.channel import Fetched, MediaSource, NotToBeHad, Outgoing, Result, Sent, Standing, Unknown
from webhooks.simulator.carrier import NOT_TO_BE_HAD
from webhooks.simulator.phones import Phones
from webhooks.simulator.store import NoSuchFile
from webhooks.twilio.errors import meaning_of

_TERMINAL: Final = "simulated:"


class PhonesMessenger:
    """The phones as a ``Messenger``."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    def send(self, message: Outgoing) -> Result:
        """Put one message on its phone; its file is fetched, and its receipts are posted, by the web's process."""
        try:
            sid = self._phones.arrive(message.to, message.text, message.receipt_url, media_url=message.media_url)
        except (sqlite3.Error, OSError) as error:
            return Unknown(type(error).__name__)
        return Sent(sid)

    def find(self, to: str, text: str, since: datetime) -> dict[str, datetime]:
        """The SIDs of the messages with these words on the phone, and when each came.

        Raises:
            ConnectionError: what the phones hold cannot be read now.
        """
        with _reading():
            return self._phones.find(to, text, since)

    def look_up(self, provider_id: str) -> Standing | None:
        """How far a message has got.

        Raises:
            ConnectionError: what the phones hold cannot be read now.
        """
        with _reading():
            status = self._phones.standing(provider_id)
        code = NOT_TO_BE_HAD if status == "failed" else 0
        return Standing(status, code, meaning_of(code).remedy) if status else None


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise ConnectionError(type(error).__name__) from error


class PhonesMedia:
    """The files that people send: a phone in the browser has them where Twilio would, one in the terminal here.

    Args:
        twilio: fetches from the addresses that Twilio gives to files; None where there are only terminals.
    """

    def __init__(self, phones: Phones, twilio: MediaSource | None) -> None:
        self._phones = phones
        self._twilio = twilio

    def attach(self, content: bytes, content_type: str) -> str:
        """Put a file beside a message from the terminal; returns its address."""
        return _TERMINAL + self._phones.attach(content, content_type)

    def fetch(self, url: str) -> Fetched:
        """The file at ``url``.

        Raises:
            NotToBeHad: it is not there.
            ConnectionError: the server did not answer.
        """
        if not url.startswith(_TERMINAL):
            if self._twilio is None:
                raise NotToBeHad("there is no simulator to fetch it from")
            return self._twilio.fetch(url)
        try:
            file, content = self._phones.file(url.removeprefix(_TERMINAL))
        except (NoSuchFile, OSError) as error:
            raise NotToBeHad("the file is gone") from error
        return Fetched(content, file.type)
