"""What all papers in a register of the office have: to whom they were given, how long they hold, and in which file."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Id, OfficeId
from panchayat.models.personal import Personal


class Registered:
    """Columns of a paper in a register.

    ``mobile`` is the registered number in E.164, the key by which its holder finds it. The validity is the document's
    own, never computed.
    """

    personal: ClassVar[Personal | None] = Personal(
        shown="registers", kept="the register of what was sanctioned is a record of the office"
    )

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    number: Mapped[str] = mapped_column(String(20), unique=True)
    #: The number that stands in the office's own register, as ``panchayat.core.references`` compares it.
    reference_key: Mapped[str] = mapped_column(String(60), index=True)
    mobile: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_upto: Mapped[date]
    revoked_at: Mapped[datetime | None]
    #: For how many days before the end the holder was reminded last, or had no need to be.
    reminded: Mapped[int | None]
    #: Hex SHA-256 and size in bytes of the PDF that the office has signed itself, which then is the paper.
    signed_file_hash: Mapped[str | None] = mapped_column(String(64))
    signed_file_size: Mapped[int | None]
    created_at: Mapped[datetime]

    @property
    def reference(self) -> str:
        """The number that stands in the office's own register."""
        raise NotImplementedError


def indexes() -> tuple[Index, ...]:
    """By whom a paper is found, and when its end is near: all NOCs begin on one day, and end on one."""
    return Index(None, "mobile", "valid_from", "id"), Index(None, "reminded", "valid_upto")
