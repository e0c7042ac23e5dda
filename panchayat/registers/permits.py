"""Building permits: whose they are, and what their paper says."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from panchayat.core.numbers import Prefix
from panchayat.messaging.contacts import Contacts
from panchayat.models import Permit
from panchayat.offices.offices import Offices
from panchayat.registers.register import Register


class Permits(Register[Permit]):
    kind: ClassVar = "permit"
    prefix: ClassVar = Prefix.PERMIT

    def __init__(self, session: Session, now: datetime, offices: Offices, contacts: Contacts) -> None:
        super().__init__(Permit, session, now, offices, contacts)

    def facts(self, permit: Permit) -> dict[str, Any]:
        """The JSON facts of the paper ``permit``: dates in ISO, areas in m² and height in m as decimal strings."""
        return {
            **self._offices.letterhead(permit.office_id),
            "number": permit.number,
            "issued_on": permit.memo_date.isoformat(),
            "signatory": permit.signatory,
            "signatory_post": permit.signatory_post,
            "memo_no": permit.memo_no,
            "memo_date": permit.memo_date.isoformat(),
            "tier": permit.tier,
            "applicant": permit.applicant,
            "parent": permit.parent,
            "mouza": permit.mouza,
            "jl_no": permit.jl_no,
            "dag_no": permit.dag_no,
            "khatian_no": permit.khatian_no,
            "land_area": str(permit.land_area),
            "building_use": permit.building_use,
            "floors": permit.floors,
            "plinth_area": str(permit.plinth_area),
            "height": str(permit.height),
            "fee_paise": permit.fee_paise,
            "receipt_no": permit.receipt_no,
            "surveyor": permit.surveyor,
            "surveyor_licence": permit.surveyor_licence,
            "valid_from": permit.valid_from.isoformat(),
            "valid_upto": permit.valid_upto.isoformat(),
            "conditions": permit.conditions,
        }
