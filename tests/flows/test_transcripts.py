"""Conversations as they are held, from the files in ``transcripts/``, on both databases.

``<`` they say (``[photo]``, ``[voice]``, ``[sticker]``, ``[card]`` and ``[pin 23.18,88.86 name]`` are sent along),
``>`` we say, with ``…`` for what differs each time. ``@`` changes the phone, ``?`` looks at it without
writing, ``~`` lets hours pass, ``$`` has the office move a grievance (``$ {number} REJECTED why``) or the clock do its
duties (``$ clock``), ``{pin_202}`` is the PIN of a sample employee, and ``!`` counts the messages that this phone has sent since the last count. Everything
else is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.messages import Pin
from flows.exchange import ArrivedFile
from jobs.clock import escalate_grievances
from panchayat.demo.pins import demo_pin
from panchayat.models.grievance_states import State
from tests.flows.phones import CARD, PHOTO, STICKER, VOICE, Phone, Village

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))
FILES = {"photo": PHOTO, "voice": VOICE, "sticker": STICKER, "card": CARD}
_ATTACHED = re.compile(r"\[(photo|voice|sticker|card|pin ([\d.]+),([\d.]+) ?([^\]]*))\] ?")


def blocks(lines: list[str]) -> Iterator[tuple[str, str, int]]:
    """What is marked alike in consecutive lines: the mark, the text, and where it begins."""
    mark, text, begun = "", list[str](), 0
    for number, line in enumerate([*lines, ""], start=1):
        if line[:1] == mark == ">":
            text.append(line[2:])
            continue
        if mark:
            yield mark, "\n".join(text), begun
        mark, text, begun = (line[0], [line[2:]], number) if line[:1] in set("<>@?~!$") else ("", [], 0)


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(transcript: Path, village: Village) -> None:
    phone, said, names = village.phone(), "", pins()
    for mark, text, number in blocks(transcript.read_text("utf-8").splitlines()):
        where = f"{transcript.name}:{number}"
        match mark:
            case "@":
                phone = village.phone(text)
            case "?":
                said = "\n\n".join(phone.reads())
            case "~":
                village.clock.advance(timedelta(hours=float(text)))
            case "$":
                act(village, text.format(**names))
            case "!":
                assert phone.sent == int(text), where
                phone.sent = 0
            case "<":
                said = send(phone, text.format(**names))
            case ">":
                pattern = re.escape(text).replace("…", ".+")
                pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", pattern)
                found = re.fullmatch(pattern, said)
                assert found, f"{where}: we say\n{said}\ninstead of\n{text}"
                names |= found.groupdict()


def act(village: Village, deed: str) -> None:
    """What happens in the office: a step that an officer makes, or the clock's daily work with grievances."""
    number, _blank, step = deed.partition(" ")
    state, _blank, note = step.partition(" ")
    with village.open_office() as office:
        if number == "clock":
            escalate_grievances(office)
        else:
            office.grievances.move(number, State(state), note=note or None)


def pins() -> dict[str, str]:
    """What the employees of the samples know, as ``{pin_202}``."""
    return {f"pin_{number}": demo_pin(f"SAMPLE-E-{number}") for number in range(202, 216)}


def send(phone: Phone, text: str) -> str:
    files: list[ArrivedFile] = []
    pin = None
    for attached in _ATTACHED.finditer(text):
        if attached[2]:
            pin = Pin(float(attached[2]), float(attached[3]), attached[4])
        else:
            files.append(FILES[attached[1]])
    return phone.says(_ATTACHED.sub("", text), *files, pin=pin)


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 10
