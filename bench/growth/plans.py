"""How everything is found, as it is written down in ``plans.toml`` and held against the database by a test."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.growth.filling import fill
from bench.growth.looks import LOOKS, Look
from bench.growth.population import NOW, Population
from bench.growth.probe import Cost, Observed
from bench.growth.subjects import Subjects
from panchayat.migrations import migrate
from tests import postgresql

FILE: Final = Path(__file__).with_name("plans.toml")
#: Among so many people, and among ten times as many, it must be the same work.
FEW: Final = 1_000
MANY: Final = 10_000
#: Each has written so often, in the plans' small worlds.
_MESSAGES: Final = 3
#: So many times as many rows may be looked at, or so many in all, which is the offices' own table.
GROWTH: Final = 1.3
NOT_MANY: Final = 40

_HEAD: Final = """\
# How the database finds everything that the service asks it for: `rows` are those that it looks at among 10,000 people
# (whether or not they are wanted), `by` the indexes that it uses and the tables of some size that it reads whole.
# tests/panchayat/test_plans.py holds it against a database. What looks at more among more people says `why` it may.
# `python -m bench.growth --plans` writes what is so now; look through the difference.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    rows: int
    by: tuple[str, ...]
    why: str | None = None


def written() -> Mapping[str, Plan]:
    """What is written down."""
    plans = tomllib.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return {name: Plan(plan["rows"], tuple(plan["by"]), plan.get("why")) for name, plan in plans.items()}


def write(costs: Mapping[str, tuple[Cost, Cost]]) -> None:
    """Write down what is so now; reasons stay as long as they are needed."""
    before = written()
    parts = [_HEAD]
    for name, (few, many) in costs.items():
        by = "".join(f'\n  "{each}",' for each in sorted(many.ways))
        parts.append(f'["{name}"]\nrows = {many.rows}\nby = [{by}{chr(10) if by else ""}]\n')
        if has_grown(few, many):
            known = before.get(name)
            parts[-1] += f'why = "{known.why if known and known.why else ""}"\n'
    FILE.write_text("\n".join(parts), "utf-8")


def has_grown(few: Cost, many: Cost) -> bool:
    """Whether more people make it more work."""
    more_rows = many.rows > max(GROWTH * few.rows, NOT_MANY)
    return more_rows or many.statements > GROWTH * few.statements


def costs(server: postgresql.Server) -> dict[str, tuple[Cost, Cost]]:
    """What everything costs among few people and among many."""
    with _world(server, FEW) as few, _world(server, MANY) as many:
        return {name: (few.cost_of(look), many.cost_of(look)) for name, look in LOOKS.items()}


class World:
    """A database that has been filled, and whose records are looked at."""

    def __init__(self, url: str) -> None:
        self._database = Observed(url, lambda: NOW)
        with self._database.open_office() as office:
            self._subjects = Subjects.of(office)

    def cost_of(self, look: Look) -> Cost:
        """What a look costs when it is not the first of its kind, so that what is remembered is known."""
        for _time in range(2):
            cost = self._database.cost_of(lambda office: look(office, self._subjects))
        return cost

    def close(self) -> None:
        self._database.close()


@contextmanager
def _world(server: postgresql.Server, people: int) -> Iterator[World]:
    with server.copy_of("template0", name=f"people{people}") as url:
        migrate(url)
        fill(url, Population.of(people, messages=_MESSAGES))
        with closing(World(url)) as world:
            yield world
