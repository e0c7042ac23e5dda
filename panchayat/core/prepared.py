"""A statement that is made once, of the tables, and sent again and again: its text, and the ways of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Dialect, Float, FromClause, Numeric, bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.selectable import SelectBase
from sqlalchemy.types import TypeEngine

#: Makes of a value what the driver takes, or of what the driver gives a value.
Way = Callable[[Any], Any]
#: PostgreSQL's own numbers for its types ``float8`` and ``numeric``.
_NUMBERS: Final[Mapping[type[TypeEngine[Any]], int]] = {Float: 701, Numeric: 1700}
#: PostgreSQL's own form of parameters, since what is sent here passes by the driver's.
_POSTGRESQL: Final = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A statement for one kind of database.

    ``parameters`` are its parameters in order, with what is to be done to a value, and ``constants`` those of them that
    never change. ``columns`` says the same of each column of its answer.
    """

    sql: str
    parameters: tuple[tuple[str, Way | None], ...]
    constants: Mapping[str, Any]
    columns: tuple[Way | None, ...]

    def values(self, given: Mapping[str, Any]) -> list[Any]:
        """The values in order as the driver takes them; raises ``KeyError`` for one that is missing."""
        constants = self.constants
        return [
            constants[name] if name in constants else given[name] if way is None else way(given[name])
            for name, way in self.parameters
        ]

    def row(self, found: Sequence[Any]) -> tuple[Any, ...]:
        """An answer's row as values."""
        return tuple(value if way is None else way(value) for value, way in zip(found, self.columns, strict=True))


def prepare(statement: UpdateBase | SelectBase, dialect: Dialect) -> Prepared:
    """Compile ``statement`` for the kind of database that ``dialect`` is of.

    Every parameter without a value of its own is given by its name each time.
    """
    dialect = _POSTGRESQL if dialect.name == "postgresql" else dialect
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101  # what has a text of SQL
    names = compiled.positiontup or []
    ways = {name: compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
    fixed = {name: compiled.binds[name].value for name in names if compiled.binds[name].value is not None}
    return Prepared(
        compiled.string,
        tuple((name, ways[name]) for name in names),
        {name: value if (way := ways[name]) is None else way(value) for name, value in fixed.items()},
        tuple(_reading(each.type.dialect_impl(dialect), dialect) for each in statement.exported_columns),
    )


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> Way | None:
    """What makes a value of what the driver gives; of numbers the way depends on how the server calls their type."""
    number = next((number for each, number in _NUMBERS.items() if isinstance(kind, each)), None)
    return kind.result_processor(dialect, number)


def insertion(table: FromClause, dialect: Dialect) -> postgresql.Insert | sqlite.Insert:
    """An INSERT of one record with all of its columns, to which can be added what becomes of a conflict."""
    values = {each.key: bindparam(each.key, type_=each.type) for each in table.columns}
    insert: Any = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    made: postgresql.Insert | sqlite.Insert = insert(table).values(values)
    return made
