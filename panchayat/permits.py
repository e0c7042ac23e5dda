"""Building permits: whose they are, and what their paper says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from panchayat.contacts import phone_number
from panchayat.models import Contact, Permit
from panchayat.offices import Offices


class Permits:
    def __init__(self, session: Session, offices: Offices) -> None:
        self._session = session
        self._offices = offices

    def get(self, permit_id: UUID) -> Permit:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such permit."""
        return self._session.get_one(Permit, permit_id)

    def of(self, contact_id: UUID) -> list[Permit]:
        """The permits registered under this contact's own phone number, newest first.

        A contact without a phone number has none, whatever else is known about the person.
        """
        mobile = phone_number(self._session.get_one(Contact, contact_id))
        if mobile is None:
            return []
        return list(
            self._session.scalars(
                select(Permit).where(Permit.mobile == mobile).order_by(Permit.memo_date.desc(), Permit.id.desc())
            )
        )

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
