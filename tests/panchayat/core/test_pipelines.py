"""What is sent by statements made once is in the database as SQLAlchemy would have written it, and is read the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from panchayat.core.connections import connect
from panchayat.core.pipelines import Call
from panchayat.core.prepared import insertion, prepare
from panchayat.core.session import OfficeSession
from panchayat.models import Base, Heartbeat
from panchayat.models.base import Encrypted, EncryptedJSON, Instant, PlainJSON

NOW = datetime(2026, 11, 18, 4, 30, tzinfo=UTC)
MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__tablename__)


class Word(StrEnum):
    """One of a few words."""

    NEW = "new"


KINDS = Table(
    "kinds",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("words", Text),
    Column("secret", Encrypted),
    Column("hidden", EncryptedJSON),
    Column("json", PlainJSON),
    Column("amount", Numeric(12, 2)),
    Column("day", Date),
    Column("hour", Time),
    Column("at", Instant),
    Column("uuid", Uuid),
    Column("number", Integer),
    Column("ratio", Float),
    Column("yes", Boolean),
    Column("content", LargeBinary),
    Column("word", String(20)),
)
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from(
    ["ঘাটতলা গ্রাম পঞ্চায়েত", "ক্ষ\u200dমা 'q' \\ %s $1 ?", "👩🏽‍🌾"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | LETTERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS, inner, max_size=3),
    max_leaves=5,
)
ROWS = st.fixed_dictionaries(
    {
        "words": st.none() | LETTERS,
        "secret": st.none() | LETTERS,
        "hidden": VALUES,
        "json": VALUES,
        "amount": st.none() | st.decimals(-(10**9), 10**9, places=2),
        "day": st.none() | st.dates(date(1900, 1, 1)),
        "hour": st.none() | st.times(),
        "at": st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2999, 1, 1), timezones=st.timezones()),  # noqa: DTZ001
        "uuid": st.none() | st.uuids(),
        "number": st.none() | st.integers(-(2**31), 2**31 - 1),
        "ratio": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "yes": st.none() | st.booleans(),
        "content": st.none() | st.binary(),
        "word": st.sampled_from(Word) | st.none(),
    }
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = connect(database_url)
    yield engine
    engine.dispose()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=60)
@given(row=ROWS)
@example(row=dict.fromkeys(column.key for column in KINDS.columns if column.key != "id"))
@example(row={**dict.fromkeys(c.key for c in KINDS.columns if c.key != "id"), "words": "অ" * 3_000_000})
def test_a_value_of_any_kind_goes_out_and_comes_back_as_by_sqlalchemys_way(engine: Engine, row: dict[str, Any]) -> None:
    with engine.begin() as connection:
        KINDS.create(connection, checkfirst=True)
        connection.execute(KINDS.delete())
        connection.execute(insert(KINDS), {"id": 1, **row})
    ours, read = prepare(insertion(KINDS, engine.dialect), engine.dialect), prepare(select(KINDS), engine.dialect)
    with OfficeSession(engine) as session:
        _sent, found = session.send(Call(ours, ours.values({"id": 2, **row})), Call(read))
        theirs = session.connection().execute(select(KINDS)).all()
        session.commit()
    assert [tuple(each) for each in theirs] == found
    assert found[0][1:] == found[1][1:]
    assert [[type(value) for value in each] for each in theirs] == [[type(value) for value in each] for each in found]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_text_that_the_database_cannot_hold_is_refused_and_never_cut_off(engine: Engine) -> None:
    for refused in ("before\0behind", "\ud800"):
        with pytest.raises(Exception), OfficeSession(engine) as session:  # noqa: B017, PT011  # each has its own error
            session.insert_later(Heartbeat, process=refused, at=NOW)
            session.commit()
    with OfficeSession(engine) as session:
        assert session.scalars(select(Heartbeat)).all() == []


def as_stored(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """Every row, with what is encrypted in clear: no two of its kind are the same bytes."""
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def valued(table: Table) -> dict[str, Any]:
    """A value for every column that must have one and would have none."""
    made: dict[str, Any] = {}
    for column in table.columns:
        if column.default is not None or (column.nullable and not column.primary_key):
            continue
        made[column.key] = _example(column)
    return made


def _example(column: Column[Any]) -> Any:
    if isinstance(column.type, JSON):
        return {"bn": "নাম"}
    if isinstance(column.type, EncryptedJSON):
        return [1, "এক"]
    kinds = {str: "x", int: 3, UUID: UUID(int=7), datetime: NOW, date: NOW.date(), time: time(9), bool: True}
    kinds |= {Decimal: Decimal("2.50"), float: 1.5, bytes: b"\0\xff"}
    return "কথা" if isinstance(column.type, Encrypted) else kinds[_kind(column)]


def _kind(column: Column[Any]) -> type[Any]:
    return datetime if isinstance(column.type, Instant) else column.type.python_type


@pytest.mark.parametrize("unset", ["left out", "none"])
@pytest.mark.parametrize("model", [pytest.param(model, id=model.__tablename__) for model in MODELS])
def test_a_new_record_of_every_kind_is_inserted_as_by_plain_sqlalchemy(
    engine: Engine, model: type[Base], unset: str
) -> None:
    """With nothing else in the database, and without its rules: it is about the row alone."""
    table: Table = model.__table__  # type: ignore[assignment]
    bare = MetaData()
    copied = table.to_metadata(bare)
    copied.constraints = {each for each in copied.constraints if each is copied.primary_key}
    copied.indexes.clear()
    # Rows are made by fixed values, ids and instants too, so that two of them can be the same.
    fixed = {c.key: UUID(int=9) for c in table.columns if c.default is not None and _kind_or_none(c) is UUID}
    given = {**valued(table), **fixed}
    if unset == "none":
        given = {**{column.key: None for column in table.columns}, **given}
    values = {name_of(model, key): value for key, value in given.items()}
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        # Every installation has these, and they name an office.
        connection.execute(text("DELETE FROM emergency_number"))
        connection.execute(text(f"DROP TABLE {table.name}{'' if engine.dialect.name == 'sqlite' else ' CASCADE'}"))
        for each in copied.columns:
            each.foreign_keys = set()
        connection.execute(text(bare_definition(copied, engine)))
    rows = []
    for own in (False, True):
        with OfficeSession(engine) if own else Session(engine) as session:
            session.add(model(**values))
            session.flush()
            rows.append(as_stored(session.connection(), table))
            session.rollback()
    assert len(rows[0]) == 1
    assert rows[0] == rows[1]


def _kind_or_none(column: Column[Any]) -> type[Any] | None:
    with suppress(NotImplementedError):
        return _kind(column)
    return None


def name_of(model: type[Base], column: str) -> str:
    return model.__mapper__.get_property_by_column(model.__table__.c[column]).key


def bare_definition(table: Table, engine: Engine) -> str:
    columns = ", ".join(
        f'"{c.key}" {c.type.dialect_impl(engine.dialect).compile(engine.dialect)}' for c in table.columns
    )
    return f'CREATE TABLE "{table.name}" ({columns})'


def test_an_error_is_sqlalchemys_names_the_constraint_and_tells_no_value(engine: Engine) -> None:
    secret = "+919876543210"
    table = Table(
        "strict",
        MetaData(),
        Column("id", String, primary_key=True),
        UniqueConstraint("id", name="uq_strict"),
        CheckConstraint("length(id) < 20", name="ck_strict"),
    )
    with engine.begin() as connection:
        table.create(connection)
    ours = prepare(insertion(table, engine.dialect), engine.dialect)
    for ids, name in (([secret, secret], "strict"), ([secret * 3], "ck_strict")):
        with pytest.raises(IntegrityError) as told, OfficeSession(engine) as session:
            session.send(*(Call(ours, ours.values({"id": each})) for each in ids))
        assert name in str(told.value)
        assert secret not in "".join(map(str, (told.value, told.value.orig, told.value.args, told.value.params)))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(table)) == 0
