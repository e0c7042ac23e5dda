"""What was asked by earlier code can still be answered: stored conversations go on after a change of the code.

``stored_states/`` holds conversations of the release before. Each line is one step: ``says`` is sent while the
conversation stands where ``state``, as that release stored it, has left it, and leads to the flow and the question
``then``; ``reads`` are parts of the reply by which one sees that the answers were understood. ``as`` changes the phone,
``look`` reads without writing, ``hours`` pass, ``office`` is a step of the office; ``catch`` are lines of the reply that
hold what is used later. In states, ``<<table 3>>`` is the id of the sample record in that place, ``<<table.number +0>>`` the
number of the first record that is no sample, ``<<name>>`` what was caught.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from panchayat.models.base import Base
from tests.flows.held import act, pins, send
from tests.flows.phones import Phone, Village

pytestmark = pytest.mark.slow

STORED = sorted((Path(__file__).parent / "stored_states").glob("*.jsonl"))
_RECORD = re.compile(r"<<([^>]+)>>")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_a_conversation_begun_on_earlier_code_goes_on(stored: Path, village: Village) -> None:
    phone, said, names, samples = village.phone(), "", pins(), sizes(village)
    for number, line in enumerate(stored.read_text("utf-8").splitlines(), start=1):
        step, where = json.loads(line), f"{stored.name}:{number}"
        match step:
            case {"as": address}:
                phone = village.phone(address)
            case {"look": _}:
                said = "\n\n".join(phone.reads())
            case {"hours": hours}:
                village.clock.advance(timedelta(hours=hours))
            case {"office": deed}:
                act(village, deed.format(**names))
            case {"says": text, "then": then}:
                if "state" in step:
                    leave(phone, step["state"], records(village, samples) | names)
                said = send(phone, text.format(**names))
                assert standing(phone) == then, f"{where}: {text!r} leads elsewhere, and we say\n{said}"
                for part in step.get("reads", ()):
                    assert part in said, f"{where}: we say\n{said}\nwithout {part!r}"
        for words in step.get("catch", ()):
            pattern = re.escape(words).replace("…", ".+")
            found = re.search(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", pattern), said)
            assert found, f"{where}: we say\n{said}\nwithout {words!r}"
            names |= found.groupdict()


def leave(phone: Phone, state: Mapping[str, Any], known: Mapping[str, str]) -> None:
    """Put the conversation of this phone where earlier code has left it."""
    resolved = _RECORD.sub(lambda found: known[found[1]], json.dumps(state, ensure_ascii=False))
    with phone.village.open_office() as office:
        phone.contact(office).state = json.loads(resolved)


def standing(phone: Phone) -> str:
    """The flow and the question that stand, with those of the conversations that wait."""
    state, waiting = phone.state(), []
    while state:
        waiting.append(f"{state.get('flow')}/{state.get('asked', {}).get('name')}")
        state = state.get("paused")
    return " < ".join(waiting)


def sizes(village: Village) -> dict[str, int]:
    """How many records each table has."""
    with village.open_office() as office:
        tables = [table for table in Base.metadata.sorted_tables if "id" in table.c]
        return {t.name: office.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def records(village: Village, samples: Mapping[str, int]) -> dict[str, str]:
    """The ids and numbers of all records, by what the stored states call them."""
    found: dict[str, str] = {}
    with village.open_office() as office:
        for name, sampled in samples.items():
            table = Base.metadata.tables[name]
            numbered = "number" in table.c
            columns = [table.c.id, table.c.number] if numbered else [table.c.id]
            for place, row in enumerate(office.session.execute(select(*columns).order_by(table.c.id))):
                called = str(place) if place < sampled else f"+{place - sampled}"
                found[f"{name} {called}"] = str(row[0])
                if numbered:
                    found[f"{name}.number {called}"] = row[1]
    return found


def test_states_of_every_kind_are_stored() -> None:
    assert len(STORED) >= 20
