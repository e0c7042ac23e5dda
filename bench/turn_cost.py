"""What a message costs at the database: the same application in this process, with the drivers' own notes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from werkzeug.test import Client

from bench.contestants import Contestant
from bench.load import PATH, form_of
from tests.wire import Traffic, wire

#: Dialogues before the one that is looked at, after which the driver has prepared what comes again and again.
_BEFORE = 6


@dataclass(frozen=True, slots=True)
class TurnCost:
    """Means over the messages of a dialogue; trips and bytes (out and in) are none on SQLite."""

    statements: float
    trips: float
    sent: float
    received: float


def turn_cost(contestant: Contestant) -> TurnCost:
    """Of one who is not busy at present."""
    service, dialogue = contestant.service, contestant.dialogue
    traffic: list[Traffic] = []
    with tempfile.TemporaryDirectory() as folder, wire(Path(folder), preparing=True) as noted:
        client = Client(service.inside(noted.attach))
        for each in service.some(_BEFORE + 1):
            traffic.clear()
            for text in dialogue.messages:
                form, headers = form_of(service.port, each, text)
                noted.take()
                answer = client.post(PATH, data=form, headers=headers)
                if answer.status_code != 200:
                    raise RuntimeError(f"{contestant.name}: answered with {answer.status}")
                traffic.append(noted.take())
    return TurnCost(
        mean(len(each.statements) for each in traffic),
        mean(each.trips for each in traffic),
        mean(each.sent for each in traffic),
        mean(each.received for each in traffic),
    )
