"""A conversation that is written down, held on the phones of a village.

``<`` they say (``[photo]``, ``[voice]``, ``[sticker]``, ``[card]`` and ``[pin 23.18,88.86 name]`` are sent along), ``>``
we say. ``@`` changes the phone, ``?`` looks at it without writing, ``~`` lets hours pass, ``$`` has the office move a
grievance (``$ {number} REJECTED why``) or the clock do its duties (``$ clock``), ``{pin_202}`` is the PIN of a sample
employee, and ``!`` counts the messages that this phone has sent since the last count. Everything else is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from chatbot.messages import Pin
from flows.exchange import ArrivedFile
from jobs.clock import escalate_grievances
from panchayat.demo.pins import demo_pin
from panchayat.models.grievance_states import State
from tests.flows.phones import CARD, PHOTO, STICKER, VOICE, Phone, Village
from tests.flows.written import Part, brought_up_to_date, names_in

FILES = {"photo": PHOTO, "voice": VOICE, "sticker": STICKER, "card": CARD}
_ATTACHED = re.compile(r"\[(photo|voice|sticker|card|pin ([\d.]+),([\d.]+) ?([^\]]*))\] ?")


def hold(
    written: Sequence[Part], village: Village, *, name: str, spelt_out: bool = False, rewriting: bool = False
) -> None:
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
