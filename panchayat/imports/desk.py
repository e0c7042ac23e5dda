"""Where files are entered: the offices that they name, what is wrong with them, and what they changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select
from uuid_utils.compat import uuid7

from panchayat.core.clock import IST
from panchayat.core.outcomes import Outcome
from panchayat.front_office import FrontOffice
from panchayat.imports.beside import Beside
from panchayat.imports.faults import Faults
from panchayat.imports.rows import Line, R, Row
from panchayat.models import Base, Office
from panchayat.offices.known import KnownOffice

M = TypeVar("M", bound=Base)

#: Stands for all offices where a column names an office.
EVERYWHERE: Final = "*"

_AT_ONCE: Final = 500


class Desk:
    """``beside`` keeps files that rows name; ``advance`` is called after each row that was entered."""

    def __init__(self, office: FrontOffice, faults: Faults, *, beside: Beside, advance: Callable[[], object]) -> None:
        self.office = office
        self.faults = faults
        self.beside = beside
        self.tally: Counter[Outcome] = Counter()
        self._advance = advance
        self._imported: list[tuple[Base, UUID]] = []

    @cached_property
    def offices(self) -> dict[str, KnownOffice]:
        """Every gram panchayat and ward by its code."""
        return {office.code: office for office in self.office.offices.all()}

    @cached_property
    def state(self) -> KnownOffice:
        return self.office.offices.state()

    def each(self, lines: Iterable[Line[R]]) -> Iterator[Line[R]]:
        """The lines one by one, so that it is seen how far the work has got."""
        for line in lines:
            yield line
            self._advance()

    def office_of(self, line: Line[Row], code: str, *, state: bool = False) -> KnownOffice | None:
        """The office of this code, or with ``state`` the department for ``*``; a fault of the line if there is none."""
        if state and code == EVERYWHERE:
            return self.state
        office = self.offices.get(code)
        if office is None:
            self.faults.add(line.number, "office", "there is no office of this code")
        return office

    def named(self, lines: Iterable[Line[Any]]) -> list[UUID]:
        """The ids of all offices that the column ``office`` of these lines names, and of the state's department."""
        codes = {line.row.office for line in lines}
        return [self.state.id, *(office.id for code, office in self.offices.items() if code in codes)]

    def count(self, outcome: Outcome, record: Base, office_id: UUID) -> None:
        """Remember what became of a row: a record that is new or has changed is an event of the office."""
        self.tally[outcome] += 1
        if outcome is not Outcome.UNCHANGED:
            self.record(record, office_id)

    def record(self, record: Base, office_id: UUID) -> None:
        """Remember that a record came from a file."""
        self._imported.append((record, office_id))

    def close(self) -> None:
        """Write everything to the database, the records before the memory of them."""
        self.office.session.flush()
        for record, office_id in self._imported:
            kind = record.__tablename__
            self.office.events.record(
                f"{kind}.imported",
                office_id=office_id,
                actor_kind="office",
                actor_id=office_id,
                subject_kind=kind,
                subject_id=record.id,  # type: ignore[attr-defined]  # every record has one
            )
        self.office.session.flush()


class Ledger(Generic[M]):
    """The records of one table, each known by a natural key, into which rows are put.

    ``key`` makes it of a record's columns; ``named`` are those of the file that make it, for whoever puts it twice.
    ``among`` are the offices whose records are looked at (the default: all).
    """

    def __init__(
        self,
        desk: Desk,
        model: type[M],
        key: Callable[[Mapping[str, Any]], Hashable],
        *,
        named: str,
        among: Iterable[UUID] | None = None,
    ) -> None:
        self._desk = desk
        self._model = model
        self._key = key
        self._named = named
        self._known: dict[Hashable, M] = {}
        self._lines: dict[Hashable, int] = {}
        for record in self._stored(among):
            self._known[key(record.__dict__)] = record

    @property
    def records(self) -> Iterable[M]:
        """All that are there."""
        return self._known.values()

    def find(self, **key: Any) -> M | None:
        """The record of this key, if it is there."""
        return self._known.get(self._key(key))

    def claim(self, line: Line[Row], **key: Any) -> bool:
        """Whether this line is the first that names the record of this key; else that is its fault."""
        earlier = self._lines.setdefault(self._key(key), line.number)
        if earlier != line.number:
            self._desk.faults.add(line.number, None, f"the same {self._named} as line {earlier}")
        return earlier == line.number

    def put(
        self,
        line: Line[Row],
        values: Mapping[str, Any],
        *,
        keep: Container[str] = (),
        fresh: Mapping[str, Any] | None = None,
        insert: Callable[[M], None] | None = None,
        changed_besides: bool = False,
    ) -> tuple[M, frozenset[str]] | None:
        """Have the record of this key say ``values``.

        Args:
            values: the key's columns among them.
            keep: which of them an earlier record keeps as they are, because the file does not say them.
            fresh: what a new record has besides.
            insert: inserts a new record where that takes more than adding it.
            changed_besides: something that belongs to the record has changed.

        Returns:
            The record, and which of its columns changed (none of a new one); None if the key was put before, which
            is a fault of the line.
        """
        if not self.claim(line, **values):
            return None
        key = self._key(values)
        record = self._known.get(key)
        if record is None:
            record = self._model(id=uuid7(), **values, **(fresh or {}))
            self._known[key] = record
            (insert or self._desk.office.session.add)(record)
            self._count(Outcome.ADDED, record)
            return record, frozenset()
        changed = {name: value for name, value in values.items() if name not in keep and getattr(record, name) != value}
        for name, value in changed.items():
            setattr(record, name, value)
        self._count(Outcome.CHANGED if changed or changed_besides else Outcome.UNCHANGED, record)
        return record, frozenset(changed)

    def _count(self, outcome: Outcome, record: M) -> None:
        # An office's own record is of the office itself.
        office_id = record.id if isinstance(record, Office) else record.office_id  # type: ignore[attr-defined]
        self._desk.count(outcome, record, office_id)

    def _stored(self, among: Iterable[UUID] | None) -> Iterable[M]:
        session = self._desk.office.session
        if among is None:
            yield from session.scalars(select(self._model))
            return
        ids = list(among)
        of_office: Any = self._model.office_id  # type: ignore[attr-defined]  # every record but the office's own
        for start in range(0, len(ids), _AT_ONCE):
            yield from session.scalars(select(self._model).where(of_office.in_(ids[start : start + _AT_ONCE])))


def morning(day: date) -> datetime:
    """The instant at which a day begins in India."""
    return datetime.combine(day, time(), IST)
