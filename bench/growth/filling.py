"""Fills a database with a state's people and records, by whole sets: a million people and ten million messages in minutes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import Connection, sql

from bench.growth.population import Population
from panchayat.core.encryption import encrypt

_STATEMENTS: Final = Path(__file__).with_name("sql")
_PLACEHOLDER: Final = re.compile(r"\$\{(\w+)\}")
_TABLE: Final = re.compile(r"^INSERT INTO (\w+)", re.MULTILINE)
#: How many different values there are of everything that is encrypted: encrypting each row's own would take longer than
#: all the rest.
_DIFFERENT: Final = 8
_WORDS: Final = "রাস্তায় গর্ত হয়েছে, জল জমে থাকে, সন্ধ্যার পর আলো নেই। "

_NAMES: Final = {"bn": "অরুণা মণ্ডল", "en": "Aruna Mondal", "hi": "अरुणा मंडल"}
_ENCRYPTED: Final[Mapping[str, Callable[[int], object]]] = {
    "names": lambda _n: _NAMES,
    "name": lambda n: f"Aruna {n}",
    "account": lambda n: f"1234567890{n}",
    "born": lambda n: f"198{n}-02-03",
    "amounts": lambda n: {
        "earnings": [{"kind": "basic", "paise": 3_000_000 + n, "percent": None}],
        "deductions": [{"kind": "gpf", "paise": 200_000, "percent": None}],
    },
    "state": lambda n: {"v": 1, "flow": "grievance", "answers": {"category": ["category1", "Roads"], "where": n}},
    "body": lambda n: _WORDS[: 10 + 6 * n],
    "payload": lambda n: {"v": 1, "kind": "text", "params": {"body": _WORDS * 2 + str(n)}},
    "url": lambda n: f"https://api.twilio.com/2010-04-01/Accounts/AC/Messages/MM/Media/ME{n}",
    "phone": lambda n: f"+91600000000{n}",
    "description": lambda n: _WORDS * 2 + str(n),
    "place": lambda n: f"বটতলা {n}",
    "note": lambda n: f"কাজ হয়েছে {n}",
    "details": lambda n: {
        **dict.fromkeys(("name", "parent", "address", "purpose"), f"অরুণা মণ্ডল {n}"),
        **dict.fromkeys(("kin", "relation", "identity", "identity_ends")),
        "fields": {},
    },
    "delivery": lambda n: {"address": f"বটতলা {n}", "landmark": "স্কুল", "slot": "morning"},
    "guest": lambda _n: _NAMES,
    "last_four": lambda n: f"123{n}",
    "facts": lambda n: {"number": f"GRV-{n}", "issued_on": "2026-01-02", "text": _WORDS * 5},
}


def fill(url: str, population: Population, say: Callable[[str], None] = lambda _table: None) -> None:
    """Put so many people and all that they have into a migrated, empty PostgreSQL database; the same on every run.

    Args:
        say: is told of each table that is about to be filled.
    """
    given = population.placeholders()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET timezone = 'UTC'")
        connection.execute("SET maintenance_work_mem = '512MB'")
        # What refers to what is right by how it is made, and need not be looked up row by row.
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET jit = off")
        for file in sorted(_STATEMENTS.glob("*.sql")):
            written = _PLACEHOLDER.sub(lambda found: given[found[1]], file.read_text("utf-8"))
            if file.name.startswith("0"):
                connection.execute(written.encode())
                connection.execute(_sealed().encode())
                continue
            for table, inserts in _by_table(written).items():
                say(table)
                with connection.transaction(), _without_indexes(connection, table):
                    for insert in inserts:
                        connection.execute(insert.encode())
        connection.execute("DROP SCHEMA growth CASCADE")
        say("VACUUM")
        # All is looked at, so that the figures by which the database chooses its way are the same on every run.
        connection.execute("SET default_statistics_target = 1000")
        connection.execute("VACUUM (ANALYZE)")


def _by_table(written: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for statement in written.split(";\n"):
        if table := _TABLE.search(statement):
            found.setdefault(table[1], []).append(statement)
    return found


def _sealed() -> str:
    """The function that gives the encrypted value of a kind for a row."""
    kinds = (
        f"WHEN '{kind}' THEN CASE n % {_DIFFERENT} "
        + " ".join(f"WHEN {n} THEN '\\x{_seal(value(n)).hex()}'::bytea" for n in range(_DIFFERENT))
        + " END"
        for kind, value in _ENCRYPTED.items()
    )
    return (
        "CREATE FUNCTION growth.sealed(kind text, n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS "
        f"$$ SELECT CASE kind {' '.join(kinds)} END $$"
    )


def _seal(value: Any) -> bytes:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return encrypt(text.encode())


@contextmanager
def _without_indexes(connection: Connection[Any], table: str) -> Iterator[None]:
    """Take the table's indexes away and make them anew when it is full, which is quicker and leaves them in order.

    Those that other tables refer to stay. What is emptied and filled by the same transaction is not logged.
    """
    name = sql.Identifier(table)
    # What refers to it is filled later.
    connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(name))
    constraints = connection.execute(
        """SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint c WHERE conrelid = %s::regclass AND
           contype IN ('p', 'u') AND NOT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND conindid = c.conindid)
           ORDER BY conname""",
        [table],
    ).fetchall()
    for constraint, _definition in constraints:
        connection.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(constraint)))
    indexes = connection.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i WHERE indrelid = %s::regclass
           AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY 1""",
        [table],
    ).fetchall()
    for index, _definition in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    yield
    for _index, definition in indexes:
        connection.execute(definition.encode())
    for constraint, definition in constraints:
        connection.execute(
            sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}").format(name, sql.Identifier(constraint), sql.SQL(definition))
        )
