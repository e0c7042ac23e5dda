"""What every record shares: its id, its types, and names for its constraints."""

# ruff: noqa: ARG002  (the dialect is handed to every type, and none of these needs it)
from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from uuid_utils.compat import uuid7

from panchayat.core.encryption import decrypt, encrypt
from panchayat.core.remembered import Register
from panchayat.models.personal import Personal

#: A stored name in every language that the office has it in: ``{"bn": …, "en": …, "hi": …}``.
Names = dict[str, str]


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps no zone; PostgreSQL answers in the zone of the connection.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Encrypted(TypeDecorator[str]):
    """Text of or about a person, encrypted at rest under the key that its first bytes name."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else decrypt(value).decode()


class EncryptedJSON(TypeDecorator[Any]):
    """A JSON value encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(decrypt(value))


PlainJSON = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """The office's tables; every constraint has a name that says what it guards."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: Instant,
        Names: PlainJSON,
        dict[str, Any]: PlainJSON,
        list[str]: PlainJSON,
    }
    #: What becomes of it when somebody wants to see or erase what is kept about them, where it is about people.
    personal: ClassVar[Personal | None] = None
    #: The register of which the process remembers it; triggers of its table raise that register's version.
    register: ClassVar[Register | None] = None


#: An id of our own making, known before the insert and ordered by time.
Id = Annotated[UUID, mapped_column(primary_key=True, default=uuid7)]
OfficeId = Annotated[UUID, mapped_column(ForeignKey("office.id"))]
Secret = Annotated[str, mapped_column(Encrypted)]
Keyword = Annotated[str, mapped_column(String(40))]


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """The constraint that ``column`` holds one of these words; it is named after the column."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(value)) for value in values)})", name=column)
