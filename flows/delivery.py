"""How what a turn led to goes out: words on the request itself or through the outbox, pictures, and papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from chatbot.conversation import Turn
from chatbot.language.wording import Words
from chatbot.messages import Paper, Picture, Say
from chatbot.renderer import render
from flows.shared.paper_kinds import issue
from panchayat.front_office import FrontOffice
from panchayat.messaging.inbox import Inbound

#: A paper that is ready already waits this long, so that the words before it arrive first.
WORDS_FIRST: Final = timedelta(seconds=2)


def deliver(office: FrontOffice, inbound: Inbound, turn: Turn, notices: Sequence[Words]) -> str | None:
    """Send all that the turn led to, with ``notices`` before it; returns the words that go back on the request."""
    _send_pictures(office, inbound, turn)
    body = answer(office, inbound, render((*map(Say, notices), *turn.replies), turn.language))
    send_papers(office, inbound, turn)
    return body


def answer(office: FrontOffice, inbound: Inbound, bodies: Sequence[str]) -> str | None:
    """Say ``bodies`` one way or the other: on the request itself, or through the outbox behind what is on its way.

    Without a sender the first goes back on the request whatever else waits: the talk goes on.
    """
    on_request = bodies[0] if bodies and not (inbound.sender_alive and (inbound.behind or len(bodies) > 1)) else None
    if on_request is not None:
        office.inbox.answer(inbound, on_request)
    owe(office, inbound, bodies[1:] if on_request is not None else bodies)
    return on_request


def owe(office: FrontOffice, inbound: Inbound, bodies: Sequence[str]) -> None:
    """Say ``bodies`` through the outbox, whatever stands there before them."""
    for place, body in enumerate(bodies):
        office.outbox.add(inbound.contact_id, f"turn:{inbound.answer_id}:{place}", "text", {"body": body})


def send_papers(office: FrontOffice, inbound: Inbound, turn: Turn) -> None:
    """Issue the papers that the turn promised; each follows as soon as it is rendered."""
    for place, paper in enumerate(reply for reply in turn.replies if isinstance(reply, Paper)):
        issued = issue(office, paper.kind, UUID(paper.subject), turn.language, inbound.contact_id)
        office.papers.send(
            issued, inbound.contact_id, f"{inbound.answer_id}:{place}", not_before=office.now + WORDS_FIRST
        )


def _send_pictures(office: FrontOffice, inbound: Inbound, turn: Turn) -> None:
    for place, picture in enumerate(reply for reply in turn.replies if isinstance(reply, Picture)):
        params = {"of": picture.kind, "id": picture.subject}
        office.outbox.add(inbound.contact_id, f"turn:{inbound.answer_id}:picture:{place}", "picture", params)
