"""What the database does for a piece of work: rows and blocks of every statement are counted, as they were looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Engine, event

from panchayat.core.clock import Clock
from panchayat.database import Database
from panchayat.front_office import FrontOffice

#: Rows from which on it matters that a table is read whole.
_OF_SOME_SIZE: Final = 500
_TELLING: Final = (
    "LOAD 'auto_explain'",
    "SET auto_explain.log_min_duration = 0",
    "SET auto_explain.log_analyze = on",
    "SET auto_explain.log_buffers = on",
    "SET auto_explain.log_timing = off",
    "SET auto_explain.log_format = json",
    "SET auto_explain.log_level = notice",
    "SET jit = off",
)


@dataclass(frozen=True, slots=True)
class Explained:
    """A statement, the plan by which it was done, and how many milliseconds it took."""

    statement: str
    plan: dict[str, Any]
    milliseconds: float

    def shown(self) -> str:
        """The statement in short, and the plan step by step."""
        words = " ".join(self.statement.split())
        beginning, _, rest = words.partition(" FROM ")
        steps = "\n".join(_steps(self.plan, "    ")) if self.plan else ""
        return f"    {self.milliseconds:.2f} ms: {beginning[:60]} … FROM {rest[:600]}\n{steps}"


@dataclass(slots=True)
class Cost:
    """Of all statements of a piece of work: rows that were looked at, whether or not they were wanted; blocks of 8 kB;
    and milliseconds at the database, planning left out.

    ``ways`` are the indexes that were used, and the tables of some size that were read whole.
    """

    statements: int = 0
    rows: int = 0
    blocks: int = 0
    milliseconds: float = 0
    ways: set[str] = field(default_factory=set)
    costliest: Explained = field(default_factory=lambda: Explained("", {}, 0))


class _Undone(Exception):
    """Nothing of what was tried is kept."""


class Observed:
    """A PostgreSQL database that says of every statement how it was done, on whatever way it came (``auto_explain``)."""

    def __init__(self, url: str, clock: Clock) -> None:
        self._notes: list[str] = []
        event.listen(Engine, "connect", self._attach)
        self._database = Database(url, clock, public_url="http://127.0.0.1:8000")

    def close(self) -> None:
        event.remove(Engine, "connect", self._attach)
        self._database.dispose()

    def open_office(self) -> AbstractContextManager[FrontOffice]:
        return self._database.open_office()

    def cost_of(self, work: Callable[[FrontOffice], object]) -> Cost:
        """What the work costs; it is done and undone."""
        with suppress(_Undone), self._database.open_office() as office:
            office.session.connection()
            self._notes.clear()
            work(office)
            office.session.flush()
            office.session.send()
            raise _Undone
        cost = Cost()
        for note in self._notes:
            duration, _, told = note.partition(" ms  plan:")
            if told:
                _add(cost, json.loads(told), float(duration.removeprefix("duration: ")))
        return cost

    def _attach(self, connection: Any, _record: object) -> None:
        for setting in _TELLING:
            connection.execute(setting)
        connection.add_notice_handler(lambda note: self._notes.append(note.message_primary))


def _add(cost: Cost, told: dict[str, Any], milliseconds: float) -> None:
    plan = told["Plan"]
    cost.statements += 1
    cost.blocks += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    cost.milliseconds += milliseconds
    if milliseconds > cost.costliest.milliseconds:
        cost.costliest = Explained(told["Query Text"], plan, milliseconds)
    for node in _nodes(plan):
        _look_at(cost, node)


def _look_at(cost: Cost, node: dict[str, Any]) -> None:
    kind, times = node["Node Type"], node["Actual Loops"]
    if not times:
        return
    removed = sum(
        node.get(why, 0)
        for why in ("Rows Removed by Filter", "Rows Removed by Index Recheck", "Rows Removed by Join Filter")
    )
    if kind in ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan", "Tid Scan"):
        cost.rows += round((node["Actual Rows"] + removed) * times)
    elif "Rows Removed by Filter" in node or kind == "Bitmap Heap Scan":
        cost.rows += round(removed * times)
    if kind == "Bitmap Index Scan" or kind.startswith("Index"):
        cost.ways.add(node["Index Name"])
    elif kind == "Seq Scan" and node["Actual Rows"] + removed >= _OF_SOME_SIZE:
        cost.ways.add(f"{node['Relation Name']} whole")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _steps(plan: dict[str, Any], margin: str) -> Iterator[str]:
    where = plan.get("Index Name") or plan.get("Relation Name") or ""
    conditions = "; ".join(str(plan[name])[:160] for name in ("Index Cond", "Recheck Cond", "Filter") if name in plan)
    removed = plan.get("Rows Removed by Filter", 0)
    yield (
        f"{margin}{plan['Node Type']} {where}: {plan['Actual Rows']} rows (of {plan['Plan Rows']} expected, {removed} in"
        f" vain) x {plan['Actual Loops']} {conditions}"
    )
    for below in plan.get("Plans", ()):
        yield from _steps(below, f"{margin}  ")
