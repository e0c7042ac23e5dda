"""Papers that the office has issued, and who waits for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, EncryptedJSON, Id, Keyword, OfficeId, one_of
from panchayat.models.personal import Personal


class Paper(Base):
    """An issued paper: its facts are frozen, its file is kept under the hash of its bytes.

    ``state`` is ``waiting`` (to be rendered), ``ready`` or ``failed``; ``facts_digest`` (hex SHA-256 of
    kind, language and facts) makes a second issue of the same paper the same row.
    """

    __tablename__ = "paper"
    personal: ClassVar = Personal(
        hidden="what stands on it is in the record that it is about",
        kept="anybody may check a paper that was handed out",
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        UniqueConstraint("office_id", "kind", "subject_id", "facts_digest"),
        one_of("state", ("waiting", "ready", "failed")),
        Index(None, "state", "not_before"),
        Index(None, "subject_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    kind: Mapped[Keyword]
    subject_id: Mapped[UUID]
    #: The short code by which anybody can check the paper; random.
    code: Mapped[str] = mapped_column(String(20), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    facts: Mapped[Any] = mapped_column(EncryptedJSON)
    facts_digest: Mapped[str] = mapped_column(String(64))
    #: The name that the file is sent under, ASCII, without its ending.
    file_name: Mapped[str] = mapped_column(String(20))
    issued_at: Mapped[datetime]
    valid_upto: Mapped[date | None]
    revoked_at: Mapped[datetime | None]
    state: Mapped[Keyword]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime]
    #: Hex SHA-256 of the paper before it was sealed: any rendering of the same facts has it again.
    content_hash: Mapped[str | None] = mapped_column(String(64))
    #: Hex SHA-256 of the sealed file, which is what is kept and sent, and its size in bytes.
    file_hash: Mapped[str | None] = mapped_column(String(64), index=True)
    size: Mapped[int | None]


class PaperRequest(Base):
    """Somebody waits for a paper: it goes to the outbox once the paper is ready, and only once."""

    __tablename__ = "paper_request"
    personal: ClassVar = Personal(shown="papers", kept="to whom a paper was handed is part of its record")
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "paper_id"], ["paper.office_id", "paper.id"]),
        UniqueConstraint("contact_id", "key"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    paper_id: Mapped[UUID] = mapped_column(index=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    #: What the request is for, so that asking again in the same turn is the same request.
    key: Mapped[str] = mapped_column(String(120))
    outbox_id: Mapped[UUID | None]
    #: Whether the office sends it by itself, so that it keeps to the hours of a notice.
    unasked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
