from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect

from panchayat import migrations
from panchayat.core.connections import connect
from panchayat.migrations import migrate, pending
from panchayat.models import Base
from tests.postgresql import Server

VERSIONS = Path(migrations.__file__).parent / "versions"


def test_the_migrations_make_exactly_the_tables_that_the_records_describe(database_url: str) -> None:
    engine = connect(database_url)
    try:
        with engine.begin() as connection:
            differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    finally:
        engine.dispose()
    assert not differences, "the migrations do not make what the models say:\n" + "\n".join(map(str, differences))


def test_the_migrations_guard_the_same_words_as_the_records(database_url: str) -> None:
    """PostgreSQL rewrites a condition, but not the words that it allows."""
    described = {
        f"{table.name}.{constraint.name}": allowed(str(constraint.sqltext))
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    engine = connect(database_url)
    with engine.begin() as connection:
        made = {
            f"{table}.{constraint['name']}": allowed(constraint["sqltext"])
            for (_, table), constraints in inspect(connection).get_multi_check_constraints().items()
            for constraint in constraints
        }
    engine.dispose()
    assert made == described


def allowed(condition: str) -> list[str]:
    return condition.split("'")[1::2]


def test_every_constraint_has_a_name(database_url: str) -> None:
    engine = connect(database_url)
    with engine.begin() as connection:
        inspector = inspect(connection)
        for table in Base.metadata.tables:
            named = [
                inspector.get_pk_constraint(table),
                *inspector.get_foreign_keys(table),
                *inspector.get_unique_constraints(table),
            ]
            assert all(constraint["name"] for constraint in named), table
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    """A database in which there is nothing at all."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgresql_server")
    with server.copy_of("template0", name="empty") as url:
        yield url


def test_migrating_a_second_time_has_nothing_left_to_do(empty_url: str) -> None:
    assert pending(empty_url) == sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))
    migrate(empty_url)
    assert pending(empty_url) == []
    migrate(empty_url)


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as processes:
        list(processes.map(migrate, [empty_url] * 4))
    assert pending(empty_url) == []
