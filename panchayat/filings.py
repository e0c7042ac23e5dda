"""Whatever people have filed and wait for: grievances, suggestions, applications, certificates, under one roof."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from panchayat.access.codes import AccessRule
from panchayat.certificates.requests import Certificates
from panchayat.core.clock import today
from panchayat.core.numbers import Prefix
from panchayat.core.references import keys_in
from panchayat.grievances.grievances import Grievances
from panchayat.models import Application, Certificate, Grievance
from panchayat.registers.applications import Applications

Filing = Grievance | Application | Certificate
#: What their numbers begin with.
PREFIXES: Final = (Prefix.GRIEVANCE, Prefix.APPLICATION, Prefix.CERTIFICATE)


class Filings:
    def __init__(self, grievances: Grievances, applications: Applications, certificates: Certificates) -> None:
        self._grievances = grievances
        self._applications = applications
        self._certificates = certificates

    def of(self, contact_id: UUID) -> list[Filing]:
        """What this contact has filed, and what was applied for under its phone number, newest first."""
        filed: list[Filing] = [
            *self._grievances.of(contact_id),
            *self._applications.of(contact_id),
            *self._certificates.of(contact_id),
        ]
        return sorted(filed, key=lambda each: (_filed_on(each), each.id), reverse=True)

    def by_number(self, number: str) -> Filing | None:
        """What has this number, typed in any way that ``parse_number`` reads."""
        return (
            self._grievances.by_number(number)
            or self._applications.by_number(number)
            or self._certificates.by_number(number)
        )

    def with_reference(self, typed: str) -> list[Application]:
        """The applications of the number that was typed as it stands on the offices' own lists; several may share one."""
        return next((found for key in keys_in(typed) if (found := self._applications.with_key(key))), [])

    def awaited(self, contact_id: UUID) -> Grievance | Certificate | None:
        """The newest thing that this contact has filed and about which the office has asked something here."""
        grievance, certificate = self._grievances.awaited(contact_id), self._certificates.awaited(contact_id)
        if grievance is None or certificate is None:
            return grievance or certificate
        return grievance if grievance.filed_at > certificate.filed_at else certificate

    def guarded(self, filing: Filing) -> AccessRule:
        """What guards it: it is shown to whoever filed it, and to others by a code sent to them."""
        if isinstance(filing, Grievance):
            return self._grievances.guarded(filing)
        if isinstance(filing, Certificate):
            return self._certificates.guarded(filing)
        return self._applications.guarded(filing)


def _filed_on(filing: Filing) -> date:
    return filing.applied_on if isinstance(filing, Application) else today(filing.filed_at)
