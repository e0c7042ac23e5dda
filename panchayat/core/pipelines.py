"""Sends several prepared statements to a database together: PostgreSQL takes them in one round trip.

The drivers' own ways cost several times as much of the processor; a message of a conversation is little but this.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from select import POLLIN, POLLOUT, poll
from typing import Any, Final, Protocol
from uuid import UUID, uuid4

import psycopg
from psycopg.abc import Transformer as TransformerType
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format

from panchayat.core.connections import PostgreSQLConnection
from panchayat.core.prepared import Prepared

#: Rows of one statement's answer, as values.
Rows = list[tuple[Any, ...]]
#: What is shorter in binary, and as easily told from text.
_BINARY: Final = {UUID: PyFormat.BINARY, bytes: PyFormat.BINARY}
#: The server does not know what a connection was taught: a pooler has put another in its place, or made it forget.
_UNKNOWN: Final = "26000"
#: Where the server finds that what it was taught no longer fits its tables. It has no state of its own for it.
_NO_LONGER_FITS: Final = "RevalidateCachedQuery"
_DONE: Final = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


@dataclass(frozen=True, slots=True)
class Call:
    """A statement to be sent, and the values of its parameters."""

    statement: Prepared
    values: Sequence[Any] = ()


_BEGIN: Final = Call(Prepared("BEGIN", (), {}, ()))
_COMMIT: Final = Call(Prepared("COMMIT", (), {}, ()))


class Pipeline(Protocol):
    """One connection, as statements are sent over it together."""

    def run(self, calls: Sequence[Call], *, begins: bool = False, commits: bool = False) -> list[Rows]:
        """What each of them answers; after one that fails none is carried out.

        Args:
            begins: with BEGIN before them.
            commits: with COMMIT after them.

        Raises:
            psycopg.Error, sqlite3.Error: as the driver's own.
        """


class SQLitePipeline:
    """A file has no round trips: one statement after the other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, calls: Sequence[Call], *, begins: bool = False, commits: bool = False) -> list[Rows]:
        execute = self._connection.execute
        if begins:
            # A transaction that reads first and writes later would fail at the write when another wrote between.
            execute("BEGIN IMMEDIATE")
        found = [
            [each.statement.row(row) for row in execute(each.statement.sql, each.values).fetchall()] for each in calls
        ]
        if commits:
            execute("COMMIT")
        return found


class PostgreSQLPipeline:
    """libpq's pipeline mode (https://www.postgresql.org/docs/current/libpq-pipeline-mode.html), all in binary.

    Args:
        names: what this connection calls the statements that it has been taught.
    """

    def __init__(self, connection: PostgreSQLConnection, names: dict[Prepared, bytes]) -> None:
        self._connection = connection
        self._line = connection.pgconn
        self._silence = None if connection.silence is None else connection.silence * 1000
        self._names = names

    def run(self, calls: Sequence[Call], *, begins: bool = False, commits: bool = False) -> list[Rows]:
        calls = [*([_BEGIN] if begins else []), *calls, *([_COMMIT] if commits else [])]
        transformer = Transformer(self._connection)
        sent = [_written(call.values, transformer) for call in calls]
        try:
            results = self._exchange(calls, sent)
        except BaseException:
            # Answers may still be on their way, which nobody would tell from those to what comes next.
            self._connection.close()
            raise
        for result in results:
            if result.status == ExecStatus.FATAL_ERROR:
                raise self._error(result)
        if commits and results[-1].command_status != b"COMMIT":
            raise psycopg.errors.InFailedSqlTransaction("what failed before cannot be committed")
        found = [_read(call.statement, result, transformer) for call, result in zip(calls, results, strict=True)]
        return found[begins : len(found) - commits]

    def _error(self, result: Any) -> psycopg.Error:
        """What has failed; a connection that has to be taught anew is lost, since only its own end can be relied on."""
        error = error_from_result(result)
        if error.sqlstate != _UNKNOWN and error.diag.source_function != _NO_LONGER_FITS:
            return error
        self._connection.close()
        return psycopg.OperationalError("what the connection was taught no longer holds")

    def _exchange(self, calls: Sequence[Call], sent: Sequence[tuple[Sequence[Any], Sequence[int]]]) -> list[Any]:
        """The results of the calls, in order; a statement that is not known yet is taught on the way."""
        line, names = self._line, self._names
        taught: dict[Prepared, bytes] = {}
        wanted: list[bool] = []
        line.enter_pipeline_mode()
        for call, (values, forms) in zip(calls, sent, strict=True):
            statement = call.statement
            name = names.get(statement) or taught.get(statement)
            if name is None:
                # Behind a pooler others teach the same connection: no two names are ever the same, anywhere.
                name = taught[statement] = f"own_{uuid4().hex}".encode()
                line.send_prepare(name, statement.sql.encode())
                wanted.append(False)
            line.send_query_prepared(name, values, forms, result_format=Format.BINARY)
            wanted.append(True)
        line.pipeline_sync()
        results = self._results()
        line.exit_pipeline_mode()
        if all(result.status in _DONE for result in results):
            names |= taught
            return [result for result, its in zip(results, wanted, strict=True) if its]
        return results

    def _results(self) -> list[Any]:
        line, silence = self._line, self._silence
        while line.flush():
            self._wait(POLLIN | POLLOUT)
        waiter = poll()
        waiter.register(line.socket, POLLIN)
        found: list[Any] = []
        while True:
            while line.is_busy():
                if not waiter.poll(silence):
                    self._give_up()
                line.consume_input()
            result = line.get_result()
            if result is None:
                continue
            if result.status == ExecStatus.PIPELINE_SYNC:
                return found
            found.append(result)

    def _wait(self, what: int) -> None:
        waiter = poll()
        waiter.register(self._line.socket, what)
        if not waiter.poll(self._silence):
            self._give_up()
        self._line.consume_input()

    def _give_up(self) -> None:
        self._connection.close()
        raise psycopg.OperationalError("the server does not answer")


def pipeline_of(connection: Any, info: dict[str, Any]) -> Pipeline:
    """The pipeline of a driver's connection; what it has been taught is kept in ``info``, which lasts as long."""
    if isinstance(connection, PostgreSQLConnection):
        return PostgreSQLPipeline(connection, info.setdefault("taught", {}))
    return SQLitePipeline(connection)


def _written(values: Sequence[Any], transformer: TransformerType) -> tuple[Sequence[Any], Sequence[int]]:
    """The values as they are sent, and which of them in binary."""
    if not values:
        return (), ()
    forms = [_BINARY.get(type(value), PyFormat.TEXT) for value in values]
    return transformer.dump_sequence(values, forms), transformer.formats or ()


def _read(statement: Prepared, result: Any, transformer: TransformerType) -> Rows:
    if not statement.columns:
        return []
    transformer.set_pgresult(result, format=Format.BINARY)
    return [statement.row(row) for row in transformer.load_rows(0, result.ntuples, tuple)]
