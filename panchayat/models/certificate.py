"""Requests for certificates with their history and evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, EncryptedJSON, Id, Keyword, OfficeId, one_of
from panchayat.models.certificate_states import AT_WORK, State
from panchayat.models.personal import Personal

#: Conditions as their indexes have them: only a query with the very words is answered by such an index.
#: The office has something to do: to decide, or to bring home what is issued.
IS_TO_DO: Final = text(
    f"(state IN ({', '.join(repr(str(state)) for state in AT_WORK)})"
    f" OR (state = '{State.ISSUED}' AND delivery IS NOT NULL))"
)
IS_APPROVED: Final = text(f"state = '{State.APPROVED}'")
#: The citizen is asked something.
IS_ASKED: Final = text(f"state = '{State.NEEDS_INFO}'")
#: The office is waited for, and of this target it has not been told that it was missed.
MAY_BE_LATE: Final = text(
    f"state IN ('{State.REQUESTED}', '{State.UNDER_REVIEW}') AND (late_told_on IS NULL OR late_told_on < target_on)"
)


class Certificate(Base):
    """A request. ``kind`` see ``panchayat.certificates.types``, ``state`` ``panchayat.models.certificate_states``.

    ``contact_id`` is who is told about it: whoever asked, or where an officer did so for somebody, that person's
    number, or the officer. ``filed_by`` is that officer; ``held_by`` whoever works on it now.
    """

    __tablename__ = "certificate"
    personal: ClassVar = Personal(
        shown="records", kept="what was certified must be provable as long as the paper is used"
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        ForeignKeyConstraint(["office_id", "filed_by"], ["staff.office_id", "staff.id"]),
        ForeignKeyConstraint(["office_id", "held_by"], ["staff.office_id", "staff.id"]),
        one_of("state", State),
        Index("ix_certificate_to_do", "office_id", "target_on", sqlite_where=IS_TO_DO, postgresql_where=IS_TO_DO),
        Index("ix_certificate_approved", "id", sqlite_where=IS_APPROVED, postgresql_where=IS_APPROVED),
        Index("ix_certificate_late", "target_on", sqlite_where=MAY_BE_LATE, postgresql_where=MAY_BE_LATE),
        Index(None, "contact_id", "filed_at", "id"),
        Index("ix_certificate_asked", "contact_id", "filed_at", "id", sqlite_where=IS_ASKED, postgresql_where=IS_ASKED),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[Keyword]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    filed_by: Mapped[UUID | None]
    held_by: Mapped[UUID | None]
    #: ``name``, ``parent`` and ``kin`` (who that is; where it was not said, None or not there), ``address``,
    #: ``purpose``, ``relation`` (of whoever asks for a relative), ``identity`` and ``identity_ends`` (the last four
    #: signs, never more), and the type's own ``fields``.
    details: Mapped[Any] = mapped_column(EncryptedJSON)
    #: ``address``, ``landmark`` and ``slot``, where it is to be brought home.
    delivery: Mapped[Any | None] = mapped_column(EncryptedJSON)
    state: Mapped[Keyword]
    target_on: Mapped[date]
    #: The target of which it was told that it was missed.
    late_told_on: Mapped[date | None]
    filed_at: Mapped[datetime]
    issued_on: Mapped[date | None]
    valid_upto: Mapped[date | None]
    #: What the officer has worded, where the type has no words of its own.
    statement: Mapped[str | None] = mapped_column(Encrypted)
    #: What the citizen says at the door. Encrypted, not hashed: it is shown to them again, days after it was drawn.
    code: Mapped[str | None] = mapped_column(Encrypted)
    code_attempts: Mapped[int] = mapped_column(default=0)
    code_right_at: Mapped[datetime | None]


class CertificateStep(Base):
    """One move of a request: from which state to which, when, by whom, and what is told about it.

    Where the state is the same before and after, it is no move: its person has told more, or a part was put right.
    """

    __tablename__ = "certificate_step"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "certificate_id"], ["certificate.office_id", "certificate.id"]),
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        UniqueConstraint("office_id", "certificate_id", "position"),
        one_of("from_state", State),
        one_of("to_state", State),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    certificate_id: Mapped[UUID]
    #: Position in the history, from 1.
    position: Mapped[int]
    from_state: Mapped[Keyword | None]
    to_state: Mapped[Keyword]
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None]
    note: Mapped[str | None] = mapped_column(Encrypted)
    #: The part of the request that is asked about, or that was changed (see ``panchayat.certificates.parts``).
    part: Mapped[Keyword | None]
    #: What stood there, ``was``, and what stands there since, ``now``.
    change: Mapped[Any | None] = mapped_column(EncryptedJSON)

    @property
    def is_move(self) -> bool:
        """Whether the request stood elsewhere before it."""
        return self.from_state != self.to_state


class CertificateEvidence(Base):
    """A photo or document that belongs to a request; ``media_id`` names the file."""

    __tablename__ = "certificate_evidence"
    personal: ClassVar = Personal(
        hidden="its file is counted among the files", kept="belongs to the request", evidence=True
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "certificate_id"], ["certificate.office_id", "certificate.id"]),
        UniqueConstraint("office_id", "certificate_id", "media_id"),
        Index(None, "media_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    certificate_id: Mapped[UUID]
    media_id: Mapped[UUID]
