"""Records as rows: the statements that insert them and look for them, made once for each table, and their defaults."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import JSON, Dialect, FromClause, bindparam, exists, inspect, literal_column, null, select
from sqlalchemy.orm import Mapper, object_mapper
from sqlalchemy.orm.attributes import instance_dict

from panchayat.core.prepared import Prepared, insertion, prepare


@cache
def insert_of(dialect: Dialect, table: FromClause, *, or_not: bool = False) -> Prepared:
    """The INSERT of a record into ``table``; if it may be refused (``or_not``), its id comes back when it was not."""
    insert = insertion(table, dialect)
    return prepare(insert.on_conflict_do_nothing().returning(*table.primary_key) if or_not else insert, dialect)


@cache
def look_for(dialect: Dialect, mapper: Mapper[Any], columns: tuple[str, ...]) -> Prepared:
    table = mapper.local_table
    wanted = (table.c[name] == bindparam(name, type_=table.c[name].type) for name in columns)
    return prepare(select(exists(select(literal_column("1")).select_from(table).where(*wanted))), dialect)


def place_of(record: object) -> tuple[int, int]:
    """Where it stands among new records: after those that it can refer to."""
    state: Any = inspect(record)
    return _rank(state.mapper), state.insert_order


@cache
def _rank(mapper: Mapper[Any]) -> int:
    tables: list[FromClause] = list(mapper.registry.metadata.sorted_tables)
    return tables.index(mapper.local_table)


def completed(record: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a record's row, and by its name in the model whatever nobody has set and was made now."""
    values = instance_dict(record)
    row, made = {}, {}
    for column, name, make, unset in columns_of(object_mapper(record)):
        value = values.get(name)
        # Of JSON none is a value too, if somebody has set it.
        if value is None and make is not None and (unset is None or name not in values):
            value = make()
        if name not in values or values[name] is not value:
            made[name] = value
            row[column] = unset if value is None else value
        else:
            row[column] = value
    return row, made


def value_or_default(given: Any, make: Callable[[], Any] | None, unset: Any) -> Any:
    if given is not None:
        return given
    return unset if make is None else make()


@cache
def columns_of(mapper: Mapper[Any]) -> tuple[tuple[str, str, Callable[[], Any] | None, Any], ...]:
    """Each column, its name in the model, what makes its value where nobody has set one, and what stands for none."""
    return tuple(
        (
            each.key,
            mapper.get_property_by_column(each).key,
            _default(each),
            null() if isinstance(each.type, JSON) else None,
        )
        for each in mapper.local_table.columns
    )


@cache
def names_of(mapper: Mapper[Any]) -> frozenset[str]:
    """The columns by their names in the model."""
    return frozenset(name for _column, name, _make, _unset in columns_of(mapper))


def _default(column: Any) -> Callable[[], Any] | None:
    default = column.default
    if default is None:
        return None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)
