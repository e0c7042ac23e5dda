"""Grievances and suggestions, their history and their evidence."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Encrypted, Id, Keyword, OfficeId, Secret, one_of
from panchayat.models.grievance_states import BEST_RATING, MOST_REOPENINGS, OPEN, UNDECIDED, State
from panchayat.models.personal import Personal

#: Conditions as their indexes have them: only a query with the very words is answered by such an index.
IS_OPEN: Final = text(f"state IN ({', '.join(repr(str(state)) for state in OPEN)})")
#: The citizen is asked something.
IS_ASKED: Final = text(f"state = '{State.NEEDS_INFO}'")
HAS_GONE_UP: Final = text(f"{IS_OPEN} AND level > 0")
#: A suggestion for which the office is waited for, and of this target it has not been told that it was missed.
MAY_BE_LATE: Final = text(
    f"kind = 'suggestion' AND state IN ({', '.join(sorted(repr(str(state)) for state in UNDECIDED))})"
    " AND (late_told_on IS NULL OR late_told_on < target_on)"
)


class Grievance(Base):
    """A grievance or suggestion. ``kind`` is ``grievance`` or ``suggestion``; ``state`` see ``panchayat.models.grievance_states``."""

    __tablename__ = "grievance"
    personal: ClassVar = Personal(
        shown="records", kept="a public office keeps what was brought before it, and how it acted"
    )
    __table_args__ = (
        UniqueConstraint("office_id", "id"),
        ForeignKeyConstraint(["office_id", "category_id"], ["category.office_id", "category.id"]),
        ForeignKeyConstraint(["office_id", "department_id"], ["department.office_id", "department.id"]),
        one_of("kind", ("grievance", "suggestion")),
        one_of("state", State),
        CheckConstraint(f"reopened BETWEEN 0 AND {MOST_REOPENINGS}", name="reopened"),
        Index(None, "escalates_on"),
        Index(None, "ask_again_on"),
        Index(None, "contact_id", "filed_at", "id"),
        Index(None, "contact_id", "state", "resolved_at", "id"),
        Index("ix_grievance_asked", "contact_id", "filed_at", "id", sqlite_where=IS_ASKED, postgresql_where=IS_ASKED),
        Index("ix_grievance_open", "office_id", "target_on", sqlite_where=IS_OPEN, postgresql_where=IS_OPEN),
        Index("ix_grievance_gone_up", "level", "target_on", sqlite_where=HAS_GONE_UP, postgresql_where=HAS_GONE_UP),
        Index("ix_grievance_late", "target_on", sqlite_where=MAY_BE_LATE, postgresql_where=MAY_BE_LATE),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[Keyword]
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id"))
    category_id: Mapped[UUID]
    department_id: Mapped[UUID]
    description: Mapped[Secret]
    #: Whether what has happened is said in a voice message, and the description only says so.
    by_voice: Mapped[bool] = mapped_column(default=False)
    place: Mapped[Secret]
    #: "latitude,longitude" in degrees, when a pin was sent.
    pin: Mapped[str | None] = mapped_column(Encrypted)
    state: Mapped[Keyword]
    #: How often it has been reopened, and since when it is resolved.
    reopened: Mapped[int] = mapped_column(default=0)
    resolved_at: Mapped[datetime | None]
    #: Who has it: 0 is the office, 1 the first of the offices above it, and so on.
    level: Mapped[int] = mapped_column(default=0)
    #: Whether it is about the office or somebody of it, so that the office is not shown it.
    bypasses_office: Mapped[bool] = mapped_column("past_office", default=False)
    #: The last day on which whoever has it aims to act.
    target_on: Mapped[date]
    #: The target of which it was told that it was missed, where it never goes up.
    late_told_on: Mapped[date | None]
    #: The day on which it goes up by itself; none while no target is running.
    escalates_on: Mapped[date | None]
    #: Since when the citizen is asked something, and the target does not run.
    waiting_since: Mapped[date | None]
    #: The day on which the citizen is asked once more whether it has been fixed.
    ask_again_on: Mapped[date | None]
    filed_at: Mapped[datetime]


class GrievanceStep(Base):
    """One move in a grievance's life: from which state to which, when, by whom, and what is told about it."""

    __tablename__ = "grievance_step"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "grievance_id"], ["grievance.office_id", "grievance.id"]),
        ForeignKeyConstraint(["office_id", "staff_id"], ["staff.office_id", "staff.id"]),
        ForeignKeyConstraint(["office_id", "department_id"], ["department.office_id", "department.id"]),
        UniqueConstraint("office_id", "grievance_id", "position"),
        one_of("from_state", State),
        one_of("to_state", State),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    grievance_id: Mapped[UUID]
    #: Position in the history, from 1; of two moves made at once, one cannot have it.
    position: Mapped[int]
    from_state: Mapped[Keyword | None]
    to_state: Mapped[Keyword]
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None]
    #: Who answers for it from this step on, where that changed.
    department_id: Mapped[UUID | None]
    #: To which level it went, and until when it is to be acted on there, where that changed.
    level: Mapped[int | None]
    target_on: Mapped[date | None]
    #: What the citizen is told: the reason of a rejection, the action that was taken.
    note: Mapped[str | None] = mapped_column(Encrypted)
    #: What the office says about its work: see ``panchayat.grievances.work_report``. The photos are hashes.
    inspected_on: Mapped[date | None]
    findings: Mapped[str | None] = mapped_column(Encrypted)
    order_no: Mapped[str | None] = mapped_column(Encrypted)
    spent_paise: Mapped[int | None]
    photos: Mapped[list[str]] = mapped_column(default=list)


class GrievanceEvidence(Base):
    """A photo, voice note or document that belongs to a grievance; ``media_id`` names the file."""

    __tablename__ = "grievance_evidence"
    personal: ClassVar = Personal(
        hidden="its file is counted among the files", kept="belongs to the grievance", evidence=True
    )
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "grievance_id"], ["grievance.office_id", "grievance.id"]),
        UniqueConstraint("office_id", "grievance_id", "media_id"),
        Index(None, "media_id"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    grievance_id: Mapped[UUID]
    media_id: Mapped[UUID]


class GrievanceVerdict(Base):
    """What the citizen says about a resolution: whether it is ``fixed``, how good it was from 1 to 5, and more words.

    ``resolution`` counts the resolutions of the grievance, from 0; each is answered once.
    """

    __tablename__ = "grievance_verdict"
    __table_args__ = (
        ForeignKeyConstraint(["office_id", "grievance_id"], ["grievance.office_id", "grievance.id"]),
        UniqueConstraint("office_id", "grievance_id", "resolution"),
        CheckConstraint(f"rating BETWEEN 1 AND {BEST_RATING}", name="rating"),
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    grievance_id: Mapped[UUID]
    resolution: Mapped[int]
    fixed: Mapped[bool]
    rating: Mapped[int | None]
    words: Mapped[str | None] = mapped_column(Encrypted)
    at: Mapped[datetime]
