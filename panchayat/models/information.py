"""What an office tells whoever asks: the numbers to call in danger."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
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
