"""Sample requests for certificates, at whichever point of their life each stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final

from panchayat.certificates.desk import months_after
from panchayat.certificates.requests import Delivery, Request
from panchayat.certificates.types import catalogue
from panchayat.core.clock import IST
from panchayat.core.numbers import Prefix, new_number
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, CertificateStep, Contact
from panchayat.models.certificate_states import State
from panchayat.models.inserting import insert_unique

#: On sample days everything happens late in the morning.
_HOUR: Final = time(11, 0, tzinfo=IST)


def add_certificate(office: FrontOffice, contact: Contact, entry: Mapping[str, Any]) -> None:
    """One request with all its steps, as if each had been made on its day; nobody is told of the past."""
    at = office.offices.chosen(contact.id)
    if at is None:
        raise LookupError(f"the sample citizen at {contact.address} has no office")
    told = {name: value for name, value in entry.items() if name not in ("citizen", "steps", "delivery")}
    delivery = Delivery(**entry["delivery"]) if "delivery" in entry else None
    request = Request(**told, delivery=delivery)
    steps = entry["steps"]
    filed_on = _day(office, steps[0]["days_ago"])
    issued = next((step["days_ago"] for step in steps if step["state"] == State.ISSUED), None)
    issued_on = None if issued is None else _day(office, issued)
    officer = office.staffing.answering(at.id)[0]
    certificate = Certificate(
        office_id=at.id,
        kind=request.kind,
        contact_id=contact.id,
        held_by=officer.id if len(steps) > 1 else None,
        details=request.details(),
        delivery=entry.get("delivery"),
        state=steps[-1]["state"],
        target_on=office.offices.working_days(at.id).after(filed_on, catalogue().target_working_days),
        filed_at=_instant(filed_on),
        issued_on=issued_on,
        valid_upto=issued_on and months_after(issued_on, catalogue().valid_months),
    )

    def draw_number() -> None:
        certificate.number = new_number(Prefix.CERTIFICATE, filed_on.year)

    insert_unique(office.session, certificate, draw_number)
    office.session.add_all(
        CertificateStep(
            office_id=at.id,
            certificate_id=certificate.id,
            position=position,
            from_state=before and before["state"],
            to_state=step["state"],
            at=_instant(_day(office, step["days_ago"])),
            staff_id=officer.id if before else None,
            note=step.get("note"),
        )
        for position, (before, step) in enumerate(pairwise([None, *steps]), start=1)
    )


def _day(office: FrontOffice, days_ago: int) -> date:
    return office.today - timedelta(days=days_ago)


def _instant(day: date) -> datetime:
    return datetime.combine(day, _HOUR).astimezone(UTC)
