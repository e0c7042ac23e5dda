"""Carries messages and receipts between the phones of a trial and the office, over HTTP and signed, as Twilio does."""

from __future__ import annotations

import logging
import threading
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Final
from urllib.parse import urldefrag, urlsplit
from uuid import uuid4

import requests

from webhooks.simulator.errands import Errands, Reply, Row, next_status
from webhooks.simulator.forms import Account, message_form, receipt_form
from webhooks.simulator.store import File
from webhooks.twilio.host import at
from webhooks.twilio.signature import HEADER, sign

log = logging.getLogger(__name__)

_THREADS: Final = 3
#: How often to look for what other processes have left to carry.
_GLANCE: Final = 0.2
_SECONDS: Final = 15
_LARGEST: Final = 16 * 1024 * 1024
NOT_TO_BE_HAD: Final = 63019


class NotTaken(Exception):
    """The office did not answer a request as it should; ``status`` is what HTTP says, or 0 for nothing at all."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class Carrier:
    """Twilio's part, played by a few threads of the web's process.

    Args:
        public_url: the office's own address, which signatures cover and receipts are asked for at.
        own_url: where this machine reaches the same server.
    """

    def __init__(self, errands: Errands, account: Account, *, public_url: str, own_url: str) -> None:
        self._errands = errands
        self.account = account
        self.own_url = own_url
        self._public_url = public_url
        self._something = threading.Event()

    def start(self) -> None:
        """Carry from now on, until the process ends."""
        for number in range(_THREADS):
            threading.Thread(target=self._carry_for_ever, name=f"carrier {number}", daemon=True).start()

    def wake(self) -> None:
        """There is something to carry now."""
        self._something.set()

    def carry(self) -> bool:
        """Run one errand; returns whether there was any."""
        claimed = self._errands.claim()
        if claimed is None:
            return False
        row, file = claimed
        try:
            if row["mine"]:
                self._errands.accepted(row, self._bring(row, file))
            else:
                self._report(row)
        except NotTaken as error:
            self._errands.not_taken(row, error.status)
        return True

    def _carry_for_ever(self) -> None:
        while True:
            try:
                if self.carry():
                    continue
            except Exception:  # an errand is begun again when its lease ends
                log.exception("an errand for the simulated phones went wrong")
            self._something.wait(_GLANCE)
            self._something.clear()

    def _bring(self, row: Row, file: File | None) -> list[Reply]:
        """Bring a person's message to the office, and take its answer along."""
        answer = self._post(f"{self._public_url}/webhooks/twilio/whatsapp", message_form(self.account, row, file))
        return replies_in(answer)

    def _report(self, row: Row) -> None:
        """Fetch the file of the office's message, if it has one, and report how far the message has got."""
        if row["media_url"] and row["reach"] != "failed" and not self._fetch(row):
            self._errands.failed(row)
            row = {**row, "reach": "failed"}
        status = next_status(row["state"], row["reach"], row["reports"])
        error = NOT_TO_BE_HAD if status == "failed" else None
        if status is None:
            self._errands.done(row)
        while status:
            if row["receipt_url"]:
                self._post(row["receipt_url"], receipt_form(self.account, row, status, error))
            status = self._errands.reported(row, status, error)

    def _fetch(self, row: Row) -> bool:
        """Asks for the file's head first, as Twilio does."""
        url = row["media_url"]
        try:
            with _session() as session:
                for method in ("HEAD", "GET"):
                    answer = session.request(method, self._reachable(url), timeout=_SECONDS, allow_redirects=False)
                    answer.raise_for_status()
                content = answer.content
        except requests.RequestException as error:
            log.warning("the file of message %s was not fetched: %s", row["sid"], type(error).__name__)
            return False
        if answer.status_code != requests.codes.ok or len(content) > _LARGEST:
            return False
        content_type = answer.headers.get("Content-Type", "application/octet-stream")
        self._errands.fetched(row, content, name=urlsplit(url).path.rsplit("/", 1)[-1], content_type=content_type)
        return True

    def _post(self, url: str, form: Mapping[str, str]) -> str:
        url = urldefrag(url).url  # what stands behind it is for us, and is neither sent nor signed
        headers = {HEADER: sign(self.account.token, url, form.items()), "I-Twilio-Idempotency-Token": str(uuid4())}
        try:
            with _session() as session:
                answer = session.post(
                    self._reachable(url), data=form, headers=headers, timeout=_SECONDS, allow_redirects=False
                )
        except requests.RequestException as error:
            raise NotTaken(0) from error
        if not 200 <= answer.status_code < 300:
            raise NotTaken(answer.status_code)
        return answer.text

    def _reachable(self, url: str) -> str:
        return at(self.own_url, url) if url.startswith(f"{self._public_url}/") else url


def replies_in(document: str) -> list[Reply]:
    """The messages of a TwiML document, in their order."""
    if not document.strip():
        return []
    return [
        Reply(
            body=message.findtext("Body", default=message.text or ""),
            receipt_url=message.get("statusCallback"),
            media_url=message.findtext("Media"),
        )
        for message in ET.fromstring(document).iter("Message")  # noqa: S314  # the office's own
    ]


def _session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False  # no proxy stands between the parts of one machine
    return session
