"""How what a turn led to goes out: words on the request itself or through the outbox, pictures, and papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from chatbot.conversation import Turn
from chatbot.language.wording import Words
from chatbot.messages import Paper, Picture, Say
from chatbot.renderer import render
from flows.shared.paper_kinds import issue
from panchayat.front_office import FrontOffice
from panchayat.messaging.inbox import TURN, Inbound

#: A paper that is ready already waits this long, so that the words before it arrive first.
WORDS_FIRST: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Said:
    """What goes back on the request, if anything does, and the outbox row of what was said last, if anything was.

    A question stands at the end, so that row holds it.
    """

    body: str | None
    last: UUID | None


def deliver(office: FrontOffice, inbound: Inbound, turn: Turn, notices: Sequence[Words]) -> Said:
    """Send all that the turn led to, with ``notices`` before it."""
    _send_pictures(office, inbound, turn)
    said = answer(office, inbound, render((*map(Say, notices), *turn.replies), turn.language))
    send_papers(office, inbound, turn)
    return said


def answer(office: FrontOffice, inbound: Inbound, bodies: Sequence[str]) -> Said:
    """Say ``bodies`` one way or the other: on the request itself, or through the outbox behind what is on its way.

    Without a sender the first goes back on the request whatever else waits: the talk goes on.
    """
    on_request = bodies[0] if bodies and not (inbound.sender_alive and (inbound.behind or len(bodies) > 1)) else None
    if on_request is not None:
        office.inbox.answer(inbound, on_request)
    owed = owe(office, inbound, bodies[1:] if on_request is not None else bodies)
    return Said(on_request, owed or (inbound.answer_id if on_request is not None else None))


def owe(office: FrontOffice, inbound: Inbound, bodies: Sequence[str]) -> UUID | None:
    """Say ``bodies`` through the outbox, whatever stands there before them; returns the row of the last."""
    last = None
    for place, body in enumerate(bodies):
        last, key = uuid7(), f"{TURN}{inbound.answer_id}:{place}"
        office.outbox.add(inbound.contact_id, key, "text", {"body": body}, outbox_id=last)
    return last


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
