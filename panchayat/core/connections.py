"""How each kind of database is connected to, so that a transaction means the same on both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from time import monotonic, sleep
from typing import Any, Final, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext

T = TypeVar("T")

#: Seconds that a transaction waits for another's lock, and one statement may take, while a person waits.
LOCK_WAIT: Final = 2
_STATEMENT_TIME: Final = 3
#: Seconds between two attempts at what cannot be waited for.
_GLANCE: Final = 0.02
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
#: The class of PostgreSQL's errors about values, which quote them.
_ABOUT_VALUES: Final = "22"
#: Connections that a process keeps open: a thread of the web that waits for one keeps a person waiting, and one that is
#: made anew for each unit has been taught nothing. The web has eight threads for messages, four for pages, and two for
#: those who watch over it (runtime/server.py); a connection is made when it is first needed.
_KEPT: Final = 16
#: Further ones as long as they are needed: the sender has 32 threads, which mostly wait for the provider.
_MORE: Final = 16
#: Seconds after which a server that says nothing is given up; it ends statements by itself sooner.
_SILENCE: Final = 5
#: Seconds that a migration waits.
_PATIENCE: Final = 60

_TIME_LIMITS: Final = (
    f"-c lock_timeout={LOCK_WAIT}s -c statement_timeout={_STATEMENT_TIME}s -c idle_in_transaction_session_timeout=30s"
    # To compile a statement that reads a few rows takes longer than the statement.
    " -c jit=off"
)


class PostgreSQLConnection(psycopg.Connection[Any]):
    """The driver's connection, which does not wait for ever for a server that hangs.

    ``silence`` is how many seconds it waits, or ``None`` for as long as it takes.
    """

    silence: float | None = None

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, self.silence if timeout is None else timeout)
        except psycopg.OperationalError:
            if not self.closed and self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                # Its answer may come yet, and nobody would tell it from those to what comes next.
                self.close()
            raise


def connect(url: str, *, patient: bool = False, silence: float = _SILENCE) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql://…`` whose transactions begin where they are opened.

    Args:
        patient: wait for others and work as long as it takes, for migrations.
        silence: seconds after which a server that does not answer is given up.
    """
    address = make_url(url)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address, hide_parameters=True, connect_args={"timeout": _PATIENCE if patient else LOCK_WAIT}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        # A transaction that reads first and writes later would fail at the write when another wrote between.
        _begin_with(engine, "BEGIN IMMEDIATE")
        return engine
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_size=_KEPT,
        max_overflow=_MORE,
        pool_timeout=LOCK_WAIT,
        pool_recycle=1800,
        connect_args={
            "autocommit": True,
            "connect_timeout": LOCK_WAIT,
            "options": "" if patient else _TIME_LIMITS,
            # The driver would deallocate every statement with its own, those of the pipelines too.
            "prepare_threshold": None,
        },
    )
    event.listen(engine, "do_connect", _connector(None if patient else silence))
    event.listen(engine, "handle_error", _keep_values_out)
    _begin_with(engine, "BEGIN")
    return engine


def _connector(silence: float | None) -> Callable[..., PostgreSQLConnection]:
    def connect_to(
        _dialect: Dialect, _record: object, arguments: Sequence[Any], named: Mapping[str, Any]
    ) -> PostgreSQLConnection:
        connection = PostgreSQLConnection.connect(*arguments, **named)
        connection.silence = silence
        return connection

    return connect_to


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin by itself, late and deferred
    _use_wal(connection)
    for setting in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _use_wal(connection: Any) -> None:
    """Of several that open a new file at once one switches it; SQLite refuses the others at once instead of waiting."""
    deadline = monotonic() + LOCK_WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or monotonic() > deadline:
                raise
            sleep(_GLANCE)
        else:
            return


def _keep_values_out(context: ExceptionContext) -> None:
    if without_values(context.original_exception) and context.sqlalchemy_exception is not None:
        error = context.original_exception
        context.sqlalchemy_exception.args = (f"({type(error).__name__}) {error.args[0]}",)


def without_values(error: BaseException) -> bool:
    """Take out of PostgreSQL's error what it quotes of what was to be written, such as somebody's number.

    Returns:
        Whether the server has told anything; the driver's own errors quote nothing.
    """
    told = getattr(error, "diag", None)
    if told is None or told.sqlstate is None:
        return False
    error.args = (type(error).__name__ if told.sqlstate.startswith(_ABOUT_VALUES) else told.message_primary,)
    return True


def _begin_with(engine: Engine, statement: str) -> None:
    """Begin by our own statement: the driver's would hide in the first query, where a dead connection is too late."""

    def begin(connection: Connection) -> None:
        if not is_in_transaction(connection.connection.driver_connection):
            connection.exec_driver_sql(statement)

    event.listen(engine, "begin", begin)


def is_in_transaction(connection: Any) -> bool:
    """Whether one was begun on this connection of a driver, past SQLAlchemy."""
    if isinstance(connection, sqlite3.Connection):
        return connection.in_transaction
    return bool(connection.pgconn.transaction_status != TransactionStatus.IDLE)


def has_failed(connection: Any) -> bool:
    """Whether the server does nothing more in this connection's transaction, but for undoing it."""
    return (
        not isinstance(connection, sqlite3.Connection)
        and connection.pgconn.transaction_status == TransactionStatus.INERROR
    )
