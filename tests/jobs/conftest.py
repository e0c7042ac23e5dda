"""A channel that a test can look into, and what a sender works with."""

from __future__ import annotations

from datetime import datetime
from time import sleep
from uuid import UUID

import pytest

from flows.notices import Worded
from flows.shared.obsolete import Obsolete
from jobs.channel import Outgoing, Result, Sent, Standing
from jobs.deliver import SenderTools
from tests.conftest import SettableClock
from tests.stand_in.people import OpenOffice


class Channel:
    """Takes messages, or answers as it was told to; ``listed`` is what its list has, beside when it was made."""

    def __init__(self) -> None:
        self.taken: list[Outgoing] = []
        self.results: list[Result] = []
        self.listed: dict[str, datetime] = {}
        self.reachable = True

    def send(self, message: Outgoing) -> Result:
        self.taken.append(message)
        return self.results.pop(0) if self.results else Sent(f"SM{len(self.taken)}")

    def find(self, to: str, text: str, since: datetime) -> dict[str, datetime]:
        if not self.reachable:
            raise ConnectionError
        return self.listed

    def look_up(self, provider_id: str) -> Standing | None:
        raise AssertionError(f"nobody asks for {provider_id} here")


def word(office: object, kind: str, params: object, language: str) -> Worded:
    assert isinstance(params, dict)
    if kind == "notice":
        raise Obsolete if params["notice"] == "old news" else KeyError(params["notice"])
    paper_id = UUID(params["paper_id"]) if kind == "paper" else None
    media_id = UUID(params["media_id"]) if kind == "evidence" else None
    linked = bool(params.get("linked"))
    words = params.get("body", f"a {kind} in {language}")
    return Worded(words, paper_id, media_id, params.get("picture"), linked=linked)


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def tools(open_office: OpenOffice, channel: Channel, clock: SettableClock) -> SenderTools:
    return SenderTools(
        open_office=open_office,
        messenger=channel,
        word=word,
        paper_link=lambda paper_id, outbox_id, name: f"https://a.example/{paper_id}/{outbox_id}/{name}.pdf",
        evidence_link=lambda media_id, outbox_id: f"https://a.example/{media_id}/{outbox_id}/evidence",
        picture_link=lambda digest: f"https://a.example/pictures/{digest}.jpg",
        receipt_url=lambda outbox_id, attempt: f"https://a.example/{outbox_id}?attempt={attempt}",
        listen=lambda seconds: sleep(min(seconds, 0.01)),
        clock=clock,
    )
