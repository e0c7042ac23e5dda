from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, delete, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from panchayat import migrations
from panchayat.core.connections import connect
from panchayat.migrations import migrate, pending
from panchayat.models import Base, Contact, ContactAddress
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


def to(url: str, revision: str, change: Callable[..., None]) -> None:
    """Bring the tables of ``url`` to a revision, by upgrading or downgrading."""
    engine = connect(url, patient=True)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(VERSIONS.parent))
        change(config, revision)
    engine.dispose()


def test_everybody_is_known_by_their_address_before_and_after_there_were_several(empty_url: str) -> None:
    number, another, nameless = (uuid7() for _ in range(3))
    where = {number: "whatsapp:+910000000001", another: "whatsapp:+910000000002", nameless: "whatsapp:IN.1a"}
    to(empty_url, "0019", command.upgrade)
    engine = connect(empty_url)
    contact, own = Contact.__table__, ContactAddress.__table__
    told = {"channel": "whatsapp", "language": "bn", "language_chosen": False, "state": {}, "failures": 0}
    at = datetime(2026, 11, 18, tzinfo=UTC)
    rows = [{"id": each, "address": address, "created_at": at, **told} for each, address in where.items()]
    with engine.begin() as connection:
        connection.execute(insert(Contact).values(rows))

    to(empty_url, "0020", command.upgrade)
    with engine.begin() as connection:
        assert dict(connection.execute(select(own.c.contact_id, own.c.address)).all()) == where
        assert set(connection.scalars(select(own.c.scope))) == {""}
        # One is given an id and writes from it, and so does a stranger to another sender.
        for scope, contact_id in (("whatsapp:+91", number), ("whatsapp:+92", another)):
            row = {"channel": "whatsapp", "address": "whatsapp:IN.2b", "scope": scope, "contact_id": contact_id}
            connection.execute(insert(ContactAddress).values({**row, "created_at": at}))
            connection.execute(
                update(Contact).where(contact.c.id == contact_id).values(address="whatsapp:IN.2b"),
            )
        connection.execute(delete(ContactAddress).where(own.c.address == where[another]))

    to(empty_url, "0019", command.downgrade)
    with engine.begin() as connection:
        found = dict(connection.execute(select(contact.c.id, contact.c.address)).all())
        assert found == {**where, another: "whatsapp:IN.2b"}
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(update(Contact).values(address="whatsapp:+91"))
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    to(empty_url, "0020", command.upgrade)
    with engine.begin() as connection:
        connection.execute(update(Contact).values(address="whatsapp:+91"))
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    engine.dispose()
