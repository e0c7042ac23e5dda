"""What hardly ever changes, remembered by the process: offices, calendars, staff, houses, as values that nobody alters.

The tables of a register have one *version*, a token that the database itself draws anew, by triggers, in the very
transaction that changes one of them. A unit of work reads the versions once, and what the process remembers under the
version that it read is true for it: nothing is ever older than the unit's own look at the database.

Why this holds, whoever does what at the same time:

* What changes the records changes the token in the same transaction. So whoever sees a token sees at least the records
  of that token, and records newer than it only if they were changed after the token was read.
* Such newer records may be kept under the older token, where a unit looks something up while another commits. They are
  used by those alone who read that token before the commit, and to whom their own look-up would have said the same;
  everybody after them reads another token.
* What a unit has written itself is known to nobody else before it commits. So a unit that has written to a register
  neither uses nor adds to what is remembered of it, but asks the database each time.
* Tokens are drawn, not counted: one that was drawn in a transaction that was undone, or before a copy of the database
  was brought back, never comes again for other records.

A unit that changes a register by a statement of its own, and not by records of the session, says so (``wrote``).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

from sqlalchemy import String, column, event, extract, func, select, table
from sqlalchemy.orm import Session, UOWTransaction

T = TypeVar("T")

#: So many values are kept of one database; the offices of a state are more, but not all of them are asked for at once.
MOST: Final = 4096
#: Seconds that one thread waits for another that is looking something up, which it may want itself.
_PATIENCE: Final = 2.0
_WRITTEN: Final = "registers written"
_NOTHING: Final = object()


class Register(StrEnum):
    """Tables that have one version."""

    OFFICES = "offices"
    CALENDAR = "calendar"
    STAFF = "staff"
    LODGING = "lodging"
    INFORMATION = "information"


_version = table("register_version", column("name"), column("version"), column("drawn_in"))
#: The version of every register. Any statement of a unit's that comes before all its writing may read them as well.
VERSIONS: Final = select(_version.c.name, _version.c.version)
#: PostgreSQL's transaction of this unit, as the triggers note it; none as long as the unit has written nothing at all.
_THIS_UNIT: Final = func.concat(
    func.pg_current_xact_id_if_assigned().cast(String) + "@", extract("epoch", func.transaction_timestamp())
)
#: The same where the unit may have written already, by statements that the session does not know of. SQLite has no word
#: for it, and needs none: its triggers draw a token for every row.
_OF_OTHERS: Final = VERSIONS.where(_version.c.drawn_in != _THIS_UNIT)


class Memory:
    """What one process remembers of one database: at most so many values, those that were not used longest going first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Register, Hashable], tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._looking_up = threading.RLock()

    def recall(self, register: Register, key: Hashable, version: str) -> Any:
        """What is remembered under this version, or ``_NOTHING``."""
        with self._lock:
            kept, value = self._kept.get((register, key), ("", _NOTHING))
            if kept != version:
                return _NOTHING
            self._kept.move_to_end((register, key))
            return value

    def keep(self, register: Register, key: Hashable, version: str, value: Any) -> None:
        with self._lock:
            self._kept[register, key] = version, value
            self._kept.move_to_end((register, key))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """What takes long to look up is looked up by one thread, and the others find it; none waits for ever."""
        mine = self._looking_up.acquire(timeout=_PATIENCE)
        try:
            yield
        finally:
            if mine:
                self._looking_up.release()


class Remembered:
    """How one unit of work sees what the process remembers.

    ``versions`` may be set by whoever has read them for the unit, before it wrote anything; else they are read when
    something is asked for first. A register that has none there is asked of the database each time.
    """

    def __init__(self, memory: Memory, session: Session) -> None:
        self.versions: Mapping[str, str] | None = None
        self._memory = memory
        self._session = session

    def get(self, register: Register, key: Hashable, look_up: Callable[[], T]) -> T:
        """What ``look_up`` finds in the tables of the register: remembered if it is still true, else looked up.

        Args:
            key: tells it from everything else of the register; whatever ``look_up`` depends on is in it.
            look_up: must give a value that nobody can alter, of this register's tables alone.
        """
        version = None if self._has_written(register) else self._versions().get(register)
        if version is None:
            return look_up()
        value = self._memory.recall(register, key, version)
        if value is _NOTHING:
            with self._memory.one_at_a_time():
                value = self._memory.recall(register, key, version)
                if value is _NOTHING:
                    # What waits to be written is none of this register's, and must not wait for locks while others wait.
                    with self._session.no_autoflush:
                        value = look_up()
                    self._memory.keep(register, key, version, value)
        return cast(T, value)

    def wrote(self, register: Register) -> None:
        """This unit has changed the register by a statement of its own."""
        _written(self._session).add(register)

    def _versions(self) -> Mapping[str, str]:
        if self.versions is None:
            knows_own = self._session.get_bind().dialect.name == "postgresql"
            read = self._session.execute(_OF_OTHERS if knows_own else VERSIONS)
            self.versions = dict(read.all())
        return self.versions

    def _has_written(self, register: Register) -> bool:
        session = self._session
        return register in _written(session) or register in _registers(session)


def _written(session: Session) -> set[Register]:
    written: set[Register] = session.info.setdefault(_WRITTEN, set())
    return written


def _registers(session: Session) -> set[Register]:
    """Those whose records are changed in the session, and not written yet."""
    changed = (*session.new, *session.dirty, *session.deleted)
    return {register for record in changed if (register := getattr(record, "register", None)) is not None}


@event.listens_for(Session, "before_flush")
def _note_flushed(session: Session, _unit: UOWTransaction, _instances: object) -> None:
    note_written(session)


def note_written(session: Session) -> None:
    """What is changed in the session is about to be written."""
    _written(session).update(_registers(session))
