"""What each message of some conversations costs at the database, against ``budget.toml``, on both databases.

The figures there are exact. What takes more fails with the statements that it made; what takes less fails too, until
the lower figure is written (``--lower-budget`` does it), so that what was gained is not lost again unseen.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from flows.exchange import Answer, Arrived
from flows.turn import Turns
from panchayat.front_office import FrontOffice
from panchayat.models import Base
from tests.conftest import SettableClock
from tests.flows.held import hold
from tests.flows.phones import OpenOffice, Village, every_flow
from tests.flows.written import Part, parts
from tests.waiting import PATIENCE
from tests.wire import Traffic, Wire, wire

FILE: Final = Path(__file__).with_name("budget.toml")
TRANSCRIPTS: Final = Path(__file__).with_name("transcripts")
BUDGET: Final[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))
GOAL: Final[int] = BUDGET.pop("goal")
#: What the process remembers.
REGISTERS: Final = {mapper.class_.__tablename__ for mapper in Base.registry.mappers if mapper.class_.register}
#: Rooms are locked before they are booked, and their house is read with the booking; who an employee is, is asked anew.
READ_ALL_THE_SAME: Final = {"room", "guest_house", "staff", "person"}


class CountedTurns(Turns):
    """Turns of which each is looked at alone: what tests read and write between them does not count."""

    def __init__(self, open_office: OpenOffice, clock: SettableClock, noted: Wire) -> None:
        super().__init__(open_office, every_flow(), clock, deadline=PATIENCE)
        self._noted = noted
        self.traffic: list[Traffic] = []

    def take_turn(self, arrived: Arrived) -> Answer:
        self._noted.take()
        answer = super().take_turn(arrived)
        self.traffic.append(self._noted.take())
        return answer


@pytest.fixture
def noted(tmp_path: Path) -> Iterator[Wire]:
    with wire(tmp_path) as noted:
        yield noted


@pytest.mark.skipif(sys.platform != "linux", reason="psycopg notes what passes over the line on Linux alone")
@pytest.mark.parametrize("transcript", BUDGET)
def test_a_message_takes_as_many_statements_and_trips_as_the_budget_says(
    transcript: str, noted: Wire, village: Village, database_url: str, pytestconfig: pytest.Config
) -> None:
    turns = CountedTurns(village.open_office, village.clock, noted)
    village.turns = turns
    for said in ("hi", "english"):  # whatever is done only once is done
        village.phone("whatsapp:+910000000998").sends(said)
    with village.open_office() as office:
        _remember(office)
    turns.traffic.clear()
    budgeted = BUDGET[transcript]["turns"]
    hold(_beginning(transcript, budgeted), village, name=transcript)
    problems = []
    for place, (budget, traffic) in enumerate(zip(budgeted, turns.traffic, strict=True)):
        found = _figures(traffic, on_sqlite=database_url.startswith("sqlite"))
        written = {name: budget[name] for name in found}
        if found == written:
            continue
        if pytestconfig.getoption("lower_budget") and all(found[name] <= written[name] for name in found):
            _write(transcript, place, found)
        else:
            problems.append(f"{budget['says']!r} {_compared(written, found)}\n    {', '.join(traffic.statements)}")
    assert not problems, f"{transcript}:\n" + "\n".join(problems)
    made = {statement for traffic in turns.traffic for statement in traffic.statements}
    assert made.isdisjoint(f"SELECT {table}" for table in REGISTERS - READ_ALL_THE_SAME)
    # Who writes to a register waits for everybody else who does.
    assert made.isdisjoint(f"{writing} {table}" for writing in ("INSERT", "UPDATE", "DELETE") for table in REGISTERS)


def test_what_takes_more_trips_than_the_goal_says_why() -> None:
    unexplained = [
        f"{transcript}: {turn['says']}"
        for transcript, dialogue in BUDGET.items()
        for turn in dialogue["turns"]
        if turn["trips"] > GOAL and not (turn.get("because") or dialogue.get("because"))
    ]
    assert not unexplained


def _remember(office: FrontOffice) -> None:
    """Have the process remember what it does after a while, whatever other tests have left it with."""
    for at in [*office.offices.all(), office.offices.state()]:
        office.offices.get(at.id)
        office.offices.shares_name(at)
        office.offices.categories(at.id)
        office.offices.departments(at.id)
        office.offices.working_days(at.id)
        office.offices.posts(at.id)
        office.guides.listed(at.id)
    office.offices.find("somewhere")
    office.offices.few(1)
    office.offices.post_codes([])
    office.staffing.is_registered(office.contacts.at_mobile("+910000000998"))
    office.lodging.is_let()
    for house in office.lodging.houses():
        office.lodging.house(house.id)
        office.lodging.rooms(house)


def _beginning(transcript: str, budgeted: list[dict[str, Any]]) -> list[Part]:
    """The conversation as far as the budget goes."""
    written = list(parts((TRANSCRIPTS / f"{transcript}.txt").read_text("utf-8")))
    said = [place for place, part in enumerate(written) if part.mark == "<"]
    assert [written[place].text for place in said[: len(budgeted)]] == [turn["says"] for turn in budgeted], (
        f"{transcript}.txt has other messages than {FILE.name}: write its messages there"
    )
    return written[: [*said, len(written)][len(budgeted)]]


def _figures(traffic: Traffic, *, on_sqlite: bool) -> dict[str, int]:
    statements = len(traffic.statements)
    return {"on_sqlite": statements} if on_sqlite else {"statements": statements, "trips": traffic.trips}


def _compared(written: dict[str, int], found: dict[str, int]) -> str:
    told = ", ".join(f"{name} = {found[name]} instead of {written[name]}" for name in found)
    if all(found[name] <= written[name] for name in found):
        return f"takes less: {told}. Write the lower figure (--lower-budget does it)."
    return f"takes more: {told}. It makes these statements:"


def _write(transcript: str, place: int, found: dict[str, int]) -> None:
    """Put the figures into the line of the message at ``place``."""
    lines = FILE.read_text("utf-8").split("\n")
    begun = lines.index(f"[{transcript}]")
    its = [number for number, line in enumerate(lines) if number > begun and line.lstrip().startswith("{")][place]
    for name, value in found.items():
        lines[its] = re.sub(rf"\b{name} = \d+", f"{name} = {value}", lines[its])
    FILE.write_text("\n".join(lines), "utf-8")
