"""Conversations as they are held, from the files in ``transcripts/``, on both databases.

``<`` they say (``[photo]``, ``[voice]``, ``[sticker]``, ``[card]`` and ``[pin 23.18,88.86 name]`` are sent along),
``>`` we say; how that is written, ``tests/flows/written.py`` says. ``@`` changes the phone, ``?`` looks at it without
writing, ``~`` lets hours pass, ``$`` has the office move a grievance (``$ {number} REJECTED why``) or the clock do its
duties (``$ clock``), ``{pin_202}`` is the PIN of a sample employee, and ``!`` counts the messages that this phone has
sent since the last count. Everything else is a remark.

``make transcripts`` writes what we say now into the files wherever it differs, to be looked through as a diff; a new
conversation may so be begun with an empty ``>``. The menu is spelt out in ``menu.txt`` and nowhere else.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from chatbot.messages import Pin
from flows.exchange import ArrivedFile
from jobs.clock import escalate_grievances
from panchayat.demo.pins import demo_pin
from panchayat.models.grievance_states import State
from tests.flows.phones import CARD, PHOTO, STICKER, VOICE, Phone, Village
from tests.flows.written import MENU, Part, brought_up_to_date, names_in, parts

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
MENU_ITSELF = FOLDER / "menu.txt"
FILES = {"photo": PHOTO, "voice": VOICE, "sticker": STICKER, "card": CARD}
_ATTACHED = re.compile(r"\[(photo|voice|sticker|card|pin ([\d.]+),([\d.]+) ?([^\]]*))\] ?")


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(transcript: Path, village: Village, pytestconfig: pytest.Config) -> None:
    rewriting = bool(pytestconfig.getoption("rewrite_transcripts"))
    written = list(parts(transcript.read_text("utf-8")))
    hold(written, village, name=transcript.name, spelt_out=transcript == MENU_ITSELF, rewriting=rewriting)
    if rewriting:
        transcript.write_text("".join(f"{part}\n" for part in written), "utf-8")


def hold(written: list[Part], village: Village, *, name: str, spelt_out: bool, rewriting: bool) -> None:
    """Hold the conversation; where it differs from what is written, that is brought up to date or an error."""
    phone, said, names = village.phone(), "", pins()
    for part in written:
        where = f"{name}:{part.begun}"
        match part.mark:
            case "@":
                phone = village.phone(part.text)
            case "?":
                said = "\n\n".join(phone.reads())
            case "~":
                village.clock.advance(timedelta(hours=float(part.text)))
            case "$":
                act(village, part.text.format(**names))
            case "!":
                assert rewriting or phone.sent == int(part.text), where
                part.lines, phone.sent = [str(phone.sent)], 0
            case "<":
                said = send(phone, part.text.format(**names))
            case ">":
                menu = [] if spelt_out else phone.menu()
                found = names_in(part.lines, said, menu)
                if found is None:
                    assert rewriting, f"{where}: we say\n{said}\ninstead of\n{part.text}"
                    part.lines = brought_up_to_date(part.lines, said, menu)
                names |= found or names_in(part.lines, said, menu) or {}


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


def test_the_menu_is_spelt_out_in_one_place_and_only_there() -> None:
    last_row = re.compile(r"^> (9|৯|९)\. .+ / .+$", re.MULTILINE)
    assert [each for each in TRANSCRIPTS if last_row.search(each.read_text("utf-8"))] == [MENU_ITSELF]
    assert MENU not in MENU_ITSELF.read_text("utf-8")
