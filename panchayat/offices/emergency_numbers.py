"""Whom to call in danger: the numbers that hold today, an office's own before those of the state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.core.fixed_names import FixedNames
from panchayat.core.remembered import Register, Remembered
from panchayat.models import EmergencyNumber, Names
from panchayat.models.information import HELPERS
from panchayat.offices.offices import Offices


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """The numbers of one helper from a day on (``EmergencyNumber``)."""

    helper: str
    names: Names
    phones: tuple[str, ...]
    valid_from: date


class EmergencyNumbers:
    def __init__(self, session: Session, today: date, *, offices: Offices, remembered: Remembered) -> None:
        self._session = session
        self._today = today
        self._offices = offices
        self._remembered = remembered

    def current(self, contact_id: UUID) -> Mapping[str, KnownNumbers]:
        """By their helpers the numbers that this person is to call today."""
        state, chosen = self._offices.state().id, self._offices.chosen(contact_id)
        # The later of two replaces the earlier, and an office's own those of the state.
        listed = [*self.listed(state), *(self.listed(chosen.id) if chosen else ())]
        current = {each.helper: each for each in listed if each.valid_from <= self._today}
        return {helper: current[helper] for helper in HELPERS if helper in current}

    def listed(self, office_id: UUID) -> Sequence[KnownNumbers]:
        """Every number of this office alone, the earliest first."""
        return self._remembered.get(
            Register.INFORMATION, ("emergency numbers", office_id), lambda: self._look_up(office_id)
        )

    def _look_up(self, office_id: UUID) -> tuple[KnownNumbers, ...]:
        found = self._session.execute(
            select(EmergencyNumber.helper, EmergencyNumber.names, EmergencyNumber.phones, EmergencyNumber.valid_from)
            .where(EmergencyNumber.office_id == office_id)
            .order_by(EmergencyNumber.valid_from)
        )
        return tuple(
            KnownNumbers(helper, FixedNames(names), tuple(phones), valid_from)
            for helper, names, phones, valid_from in found
        )
