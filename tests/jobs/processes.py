"""Processes of the service that a test can kill: a worker whose papers take for ever, or none; and a sender."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from documents.store import PaperStore
from flows.notices import word
from jobs import deliver, queues, tools
from jobs.doorbell import Doorbell
from panchayat.core.encryption import use_keys
from panchayat.database import Database
from tests.conftest import KEYS, PUBLIC_URL
from tests.stand_in.twilio import ACCOUNT, SENDER, TOKEN
from webhooks.paper_links import EvidenceLinks, PaperLinks
from webhooks.pictures import picture_url
from webhooks.twilio.media import TwilioMedia
from webhooks.twilio.receipts import receipt_url
from webhooks.twilio.send import TwilioMessenger

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def running(role: str, *arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """One of the processes below; it is killed at the end if it still runs."""
    command = [sys.executable, "-m", __name__, role, *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def unsealed(content: bytes, facts: Mapping[str, Any], *, language: str) -> bytes:
    """The paper as it is: what these tests ask about is not its seal."""
    del facts, language
    return content


def worker(database_url: str, redis_url: str, now: str, folder: str, pace: str) -> None:
    """Renders papers; one that is ``slow`` leaves a file called ``began`` in the folder and never comes to an end."""

    def render(kind: str, facts: Mapping[str, Any], *, language: str) -> bytes:
        if pace == "slow":
            (Path(folder) / "began").touch()
            time.sleep(60)
        return f"{kind} {language} {facts['of']}".encode()

    store = PaperStore(Path(folder) / "papers")
    database = Database(database_url, lambda: datetime.fromisoformat(now), public_url=PUBLIC_URL)
    tools.use(
        tools.Tools(
            open_office=database.open_office,
            render=render,
            seal=unsealed,
            keep_paper=store.keep,
            keep_media=store.keep,
            media_source=TwilioMedia(ACCOUNT, TOKEN),
            ring=Doorbell(redis_url).ring,
        )
    )
    queues.work(queues.PAPERS, redis_url)


def sender(database_url: str, redis_url: str, now: str, api_url: str) -> None:
    """Sends to the stand-in at ``api_url``."""

    def clock() -> datetime:
        return datetime.fromisoformat(now)

    deliver.run(
        Event(),
        deliver.SenderTools(
            open_office=Database(database_url, clock, public_url=PUBLIC_URL).open_office,
            messenger=TwilioMessenger(ACCOUNT, TOKEN, SENDER, api_url=api_url),
            word=word,
            paper_link=PaperLinks(PUBLIC_URL, KEYS, clock).make,
            evidence_link=EvidenceLinks(PUBLIC_URL, KEYS, clock).make,
            picture_link=lambda digest: picture_url(PUBLIC_URL, digest),
            receipt_url=lambda outbox_id, attempt: receipt_url(PUBLIC_URL, outbox_id, attempt),
            listen=Doorbell(redis_url).wait,
            clock=clock,
        ),
    )


if __name__ == "__main__":
    use_keys(KEYS)
    role, *arguments = sys.argv[1:]
    (worker if role == "worker" else sender)(*arguments)
