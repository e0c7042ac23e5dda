"""What an office tells whoever asks: the numbers to call in danger, and what is needed for which paper or scheme."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from panchayat.core.remembered import Register
from panchayat.models.base import Base, Id, Keyword, Names, OfficeId, PlainJSON, one_of

#: Who comes when somebody is in danger.
HELPERS = ("all", "police", "fire", "ambulance", "women", "children", "disaster", "distress")


class EmergencyNumber(Base):
    """The numbers of one ``helper`` from a day on: the state's for everybody, an office's own for its people."""

    __tablename__ = "emergency_number"
    register: ClassVar = Register.INFORMATION
    __table_args__ = (UniqueConstraint("office_id", "helper", "valid_from"), one_of("helper", HELPERS))

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    helper: Mapped[Keyword]
    names: Mapped[Names]
    #: As they are dialled and shown.
    phones: Mapped[list[str]] = mapped_column(PlainJSON)
    valid_from: Mapped[date]


class Guide(Base):
    """What is needed for a paper or a scheme, where, what it costs and how long it takes.

    The state's are for everybody, and an office's own of the same ``key`` stands in place of it for its people. ``called``
    are words by which people ask for it, separated by commas. ``service`` names the dialogue in which we do it ourselves, if
    there is one; ``applied_here`` says whether it can be applied for there, or only be had once it is granted elsewhere.
    What was reviewed on one day holds until another.
    """

    __tablename__ = "guide"
    register: ClassVar = Register.INFORMATION
    __table_args__ = (UniqueConstraint("office_id", "key"),)

    id: Mapped[Id]
    office_id: Mapped[OfficeId]
    key: Mapped[Keyword]
    titles: Mapped[Names]
    called: Mapped[Names]
    needed: Mapped[Names]
    place: Mapped[Names]
    fee: Mapped[Names]
    days: Mapped[Names]
    how: Mapped[Names]
    service: Mapped[str | None] = mapped_column(String(40))
    applied_here: Mapped[bool]
    reviewed_on: Mapped[date]
    review_by: Mapped[date]
