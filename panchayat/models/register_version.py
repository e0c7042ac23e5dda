"""Which version each register has: drawn anew by triggers whenever one of its tables is written to."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.models.base import Base, Keyword


class RegisterVersion(Base):
    """``drawn_in`` is PostgreSQL's transaction in which the version was drawn: one draws once, however much it writes."""

    __tablename__ = "register_version"

    name: Mapped[Keyword] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(36))
    drawn_in: Mapped[str] = mapped_column(String(60))
