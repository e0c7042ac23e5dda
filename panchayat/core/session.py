"""One transaction on one connection: a session, and beside it statements that are sent together or put off."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar, cast

import psycopg
from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    inspect,
)
from sqlalchemy.exc import DBAPIError, InvalidRequestError, PendingRollbackError
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached, object_mapper
from sqlalchemy.orm.attributes import set_committed_value

from panchayat.core.connections import has_failed, is_in_transaction, without_values
from panchayat.core.outages import LOST_BEFORE, is_outage
from panchayat.core.pipelines import Call, Rows, pipeline_of
from panchayat.core.remembered import note_written
from panchayat.core.rows import columns_of, completed, insert_of, look_for, names_of, place_of, value_or_default

T = TypeVar("T")


class OfficeSession(Session):
    """A session whose connection is taken, and whose transaction begun, when something is first wanted of it.

    What is put off is sent with whatever is sent next, at the latest with the COMMIT: its errors are those of that
    moment. New records are inserted by statements that are made once for each table; what was changed or is to be
    deleted goes SQLAlchemy's way.

    What has failed is undone by its savepoint or with the whole unit: until then nothing else is done, and whoever
    goes on all the same is told again.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(expire_on_commit=False)
        self._engine = engine
        self._line: Connection | None = None
        #: What was put off and what was inserted, for each savepoint that is open: one that fails takes its part along.
        self._later: list[list[Call]] = [[]]
        self._inserted: list[list[object]] = [[]]
        #: Whether the database has not been told yet of the savepoint that is open.
        self._secret = False
        self._begins_savepoint = False
        self._has_begun = False
        #: What has failed, and the savepoint that undoes it; with none (0) only all of the unit does.
        self._failure: tuple[int, BaseException] | None = None
        #: What statements of our own have read, until somebody asks for it; and then its records, which the session
        #: itself would let go of as soon as nobody else holds them.
        self._met: list[tuple[type[object], Mapping[str, Any]]] = []
        self._introduced: list[object] = []

    @property
    def dialect(self) -> Dialect:
        """The kind of database; no connection is needed to know it."""
        return self._engine.dialect

    def get_bind(self, *_of: Any, **_how: Any) -> Connection:
        """The connection, for statements of SQLAlchemy's own: all that was put off is done before them."""
        self._refuse_after_failure()
        self._introduce()
        if self._secret or any(self._later) or not self._has_begun:
            self.send()
        assert self._line is not None  # noqa: S101  # what is sent needs one
        return self._line

    def send(self, *calls: Call) -> list[Rows]:
        """Send what was put off and then ``calls``, in one round trip.

        Returns:
            The rows of each of the ``calls``.

        Raises:
            sqlalchemy.exc.DBAPIError: one of them failed; those after it were not carried out.
        """
        if self._secret:
            self._open_savepoint()
        put_off = self._take_put_off()
        return self._run([*put_off, *calls])[len(put_off) :]

    def put_off(self, call: Call) -> None:
        """Send ``call`` with whatever is sent next, after the records that were added before it."""
        if self.new:
            self._settle()
        self._later[-1].append(call)

    def insert_later(self, model: type[object], *, unless_taken: bool = False, **values: Any) -> None:
        """Insert a row that nobody here needs as a record, with whatever is sent next.

        Args:
            unless_taken: without an error where another row has what no two can have.
        """
        mapper: Mapper[Any] = inspect(model)
        if not values.keys() <= names_of(mapper):
            raise TypeError(f"{mapper.local_table} has no column {', '.join(values.keys() - names_of(mapper))}")
        insert = insert_of(self.dialect, mapper.local_table, or_not=unless_taken)
        row = {
            column: value_or_default(values.get(name), make, unset) for column, name, make, unset in columns_of(mapper)
        }
        self.put_off(Call(insert, insert.values(row)))

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write what is new or changed; the database has it when this returns."""
        if self._begins_savepoint:
            return
        self._put_off_inserts()
        if any(self._later):
            self.send()
        if self.dirty or self.deleted or self.new:
            with self._noting_failure(self._part):
                super().flush(objects)

    def has_any(self, model: type[object], **columns: Any) -> bool:
        """Whether any row has these values: a look that costs little where mostly there is nothing to load."""
        look = look_for(self.dialect, inspect(model), tuple(columns))
        [[(found,)]] = self.send(Call(look, look.values(columns)))
        return bool(found)

    def insert_unless_taken(self, record: object) -> bool:
        """Insert a new record now; false if another one has what no two can have."""
        self._settle()
        insert = insert_of(self.dialect, object_mapper(record).local_table, or_not=True)
        row, made = completed(record)
        [rows] = self.send(Call(insert, insert.values(row)))
        if rows:
            self._have(record, made)
        return bool(rows)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the work that can fail by itself: if the block raises, only the block is undone.

        The database is told of it when the block first sends something; what is only put off needs no savepoint.
        """
        if self._secret:
            self.get_bind()
        self._settle()
        self._begins_savepoint = True
        savepoint = self.begin_nested()
        self._begins_savepoint = False
        self._secret = True
        self._later.append([])
        self._inserted.append([])
        try:
            with savepoint:
                yield
                if self.new or self.dirty or self.deleted:
                    self.flush()
                self._refuse_after_failure()
        except BaseException:
            if self._failure is not None and self._failure[0] == self._part:
                self._failure = None
            self._later.pop()
            for record in self._inserted.pop():
                if record in self:
                    self.expunge(record)
            raise
        else:
            later, inserted = self._later.pop(), self._inserted.pop()
            self._later[-1].extend(later)
            self._inserted[-1].extend(inserted)
        finally:
            self._secret = False

    def commit(self) -> None:
        """Keep all that was done, with the last round trip."""
        self._refuse_after_failure()
        self._put_off_inserts()
        if self.dirty or self.deleted or self.new:
            with self._noting_failure(self._part):
                super().flush()
        if any(self._later) or self._has_begun:
            if not self._has_begun:
                self._run([])
            self._run(self._take_put_off(), commits=True)
        self._inserted = [[]]
        if self.in_transaction():
            super().commit()

    def rollback(self) -> None:
        """Undo all that was done."""
        self._forget()
        super().rollback()
        if self._line is not None and self._is_in_transaction():
            with self._sqlalchemys_errors(self._line):
                self._line.connection.rollback()

    def close(self) -> None:
        """Give the connection back; what was not committed is undone."""
        self._forget()
        line, self._line = self._line, None
        try:
            if self.in_transaction():
                super().close()
        finally:
            if line is not None:
                line.close()

    def _forget(self) -> None:
        """All that was put off, inserted and met is undone, or is about to be."""
        for record in (record for part in self._inserted for record in part if record in self):
            self.expunge(record)
        self._later, self._inserted = [[]], [[]]
        self._met.clear()
        self._has_begun = self._secret = False
        self._failure = None

    def _settle(self) -> None:
        """What is new or changed comes before what follows now."""
        if self.dirty or self.deleted:
            self.flush()
        else:
            self._put_off_inserts()

    def _put_off_inserts(self) -> None:
        """Insert all new records later, unless something else has changed too: SQLAlchemy knows what goes first."""
        if not self.new or self.dirty or self.deleted:
            return
        note_written(self)
        for record in sorted(self.new, key=place_of):
            insert = insert_of(self.dialect, object_mapper(record).local_table)
            row, made = completed(record)
            self._later[-1].append(Call(insert, insert.values(row)))
            self.expunge(record)
            self._have(record, made)

    def meet(self, model: type[object], values: Mapping[str, Any]) -> None:
        """A record is there, with these columns, all it has: whoever asks for it by its id gets it without a look."""
        self._met.append((model, values))

    def get(self, entity: type[T], ident: Any, **how: Any) -> T | None:  # type: ignore[override]
        """As SQLAlchemy's; what the turn has met is among what was loaded."""
        self._introduce()
        return super().get(entity, ident, **how)

    def get_one(self, entity: type[T], ident: Any, **how: Any) -> T:  # type: ignore[override]
        """As SQLAlchemy's; what the turn has met is among what was loaded."""
        self._introduce()
        return super().get_one(entity, ident, **how)

    def _introduce(self) -> None:
        while self._met:
            model, values = self._met.pop()
            record = model(**values)
            if inspect(model).identity_key_from_instance(record) in self.identity_map:
                continue  # the same person's message before this one
            make_transient_to_detached(record)
            # Who is known already stays as they are, with what was changed of them.
            with suppress(InvalidRequestError):
                self.add(record)
            self._introduced.append(record)

    def _have(self, record: object, made: Mapping[str, Any]) -> None:
        """The record has a row from now on, and what was ``made`` for it is its own."""
        for name, value in made.items():
            set_committed_value(record, name, value)
        make_transient_to_detached(record)
        # Of two with the same key the second is refused by the database, when its turn comes.
        with suppress(InvalidRequestError):
            self.add(record)
        self._inserted[-1].append(record)

    def _open_savepoint(self) -> None:
        """Tell the database of the savepoint, after what was put off before it."""
        self._secret = False
        inner = self._later.pop()
        try:
            with self._noting_failure(self._part):
                if any(self._later) or not self._has_begun:
                    self._run(self._take_put_off())
                self.connection(bind_arguments={"bind": self._line})
        finally:
            self._later.append(inner)

    def _take_put_off(self) -> list[Call]:
        calls = [call for part in self._later for call in part]
        for part in self._later:
            part.clear()
        return calls

    @property
    def _part(self) -> int:
        """How many savepoints are open."""
        return len(self._later) - 1

    def _refuse_after_failure(self) -> None:
        if self._failure is not None:
            _part, error = self._failure
            code = LOST_BEFORE if is_outage(error) else None
            raise PendingRollbackError("what failed before was not undone", code=code) from error
        if self._line is not None and not self._line.invalidated and has_failed(_driver_connection(self._line)):
            raise PendingRollbackError("what failed before was not undone")

    @contextmanager
    def _noting_failure(self, part: int) -> Iterator[None]:
        """Whatever fails in the block is undone by the savepoint ``part``, and by nothing less."""
        try:
            yield
        except BaseException as error:
            if self._failure is None:
                self._failure = part, error
            raise

    def _run(self, calls: Sequence[Call], *, commits: bool = False) -> list[Rows]:
        """A connection found dead at the beginning is replaced once, nothing being lost yet."""
        self._refuse_after_failure()
        begins = not self._has_begun
        with self._noting_failure(self._part):
            if not begins and not self._is_in_transaction():
                lost = self._line is None or self._line.invalidated
                raise PendingRollbackError("the transaction has ended already", code=LOST_BEFORE if lost else None)
            try:
                found = self._run_once(calls, begins=begins, commits=commits)
            except DBAPIError as error:
                if not (begins and error.connection_invalidated):
                    raise
                # Whatever cut it off has mostly cut off the others too that are not in use.
                self._engine.dispose()
                self._line = None
                found = self._run_once(calls, begins=begins, commits=commits)
        self._has_begun = not commits
        return found

    def _run_once(self, calls: Sequence[Call], *, begins: bool, commits: bool) -> list[Rows]:
        if self._line is None:
            self._line = self._engine.connect()
        line = self._line.connection
        with self._sqlalchemys_errors(self._line):
            return pipeline_of(line.driver_connection, line.info).run(calls, begins=begins, commits=commits)

    @contextmanager
    def _sqlalchemys_errors(self, line: Connection) -> Iterator[None]:
        """The driver's errors as they are known everywhere else; a connection that is lost is not used again."""
        connection = _driver_connection(line)
        try:
            yield
        except (psycopg.Error, sqlite3.Error) as error:
            without_values(error)
            lost = self.dialect.is_disconnect(cast("Any", error), connection, None)
            if lost:
                line.invalidate(error)
            raise _as_sqlalchemys(error, self.dialect, lost=lost) from error
        except BaseException:
            # Of a thread that is interrupted in the middle.
            if getattr(connection, "closed", False):
                line.invalidate()
            raise

    def _is_in_transaction(self) -> bool:
        if self._line is None or self._line.invalidated:
            return False
        return is_in_transaction(_driver_connection(self._line))


def _driver_connection(line: Connection) -> Any:
    return line.connection.driver_connection


def _as_sqlalchemys(error: Exception, dialect: Dialect, *, lost: bool) -> BaseException:
    """A driver's error as it is known everywhere else."""
    return DBAPIError.instance(
        None,
        None,
        error,
        psycopg.Error if isinstance(error, psycopg.Error) else sqlite3.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
