"""How fast turns are taken: ``python -m bench.turns`` prints turns a second and statements a turn, on both databases.

One process, one thread, a menu each time: the cost of the hot path without any domain work. The figures of one
machine compare only with other figures of the same run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, event

import flows
from chatbot.discovery import discover
from flows.exchange import Arrived
from flows.turn import Turns
from panchayat.core.encryption import use_keys
from panchayat.database import Database
from panchayat.migrations import migrate
from tests import postgresql

PEOPLE = 50
TURNS = 500
ROUNDS = 5


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """The addresses of an empty, migrated database of each kind."""
    with tempfile.TemporaryDirectory() as folder, postgresql.server() as server:
        server.execute("CREATE DATABASE bench")
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'bench.db'}", "PostgreSQL": server.url("bench")}
        for url in urls.values():
            migrate(url)
        yield urls


def take(turns: Turns, count: int, start: int) -> float:
    """Turns a second over ``count`` messages."""
    began = perf_counter()
    for each in range(start, start + count):
        address = f"whatsapp:+9100000010{each % PEOPLE:02}"
        turns.take_turn(Arrived(f"SM{each}", "whatsapp", address, "menu", now()))
    return count / (perf_counter() - began)


def statements_of_a_turn(turns: Turns, number: int) -> int:
    """Statements of one turn, with BEGIN and without COMMIT."""
    seen: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    take(turns, 1, number)
    event.remove(Engine, "before_cursor_execute", count)
    return len(seen)


def main() -> None:
    use_keys(["a secret of the bench"])
    with databases() as urls:
        for kind, url in urls.items():
            database = Database(url, now, public_url="http://127.0.0.1:8000")
            turns = Turns(database.open_office, discover(flows), now)
            take(turns, PEOPLE, 0)
            rates = [take(turns, TURNS, PEOPLE + TURNS * each) for each in range(ROUNDS)]
            statements = statements_of_a_turn(turns, PEOPLE + TURNS * ROUNDS)
            print(f"{kind:<11} {median(rates):6.0f} turns/s (median of {ROUNDS}), {statements} statements a turn")
            database.dispose()


if __name__ == "__main__":
    main()
