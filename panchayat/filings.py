"""Whatever people have filed and wait for: grievances, suggestions and applications, under one roof."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from panchayat.access_codes import Guarded
from panchayat.applications import Applications
from panchayat.clock import today
from panchayat.grievances import Grievances
from panchayat.models import Application, Grievance

Filing = Grievance | Application


class Filings:
    def __init__(self, grievances: Grievances, applications: Applications) -> None:
        self._grievances = grievances
        self._applications = applications

    def of(self, contact_id: UUID) -> list[Filing]:
        """What this contact has filed, and what was applied for under its phone number, newest first."""
        filed: list[Filing] = [*self._grievances.of(contact_id), *self._applications.of(contact_id)]
        return sorted(filed, key=lambda each: (_filed_on(each), each.id), reverse=True)

    def by_number(self, number: str) -> Filing | None:
        """What has this number, typed in any way that ``parse_number`` reads."""
        return self._grievances.by_number(number) or self._applications.by_number(number)

    def guarded(self, filing: Filing) -> Guarded:
        """What guards it: it is shown to whoever filed it, and to others by a code sent to them."""
        if isinstance(filing, Grievance):
            return self._grievances.guarded(filing)
        return self._applications.guarded(filing)


def _filed_on(filing: Filing) -> date:
    return today(filing.filed_at) if isinstance(filing, Grievance) else filing.applied_on
