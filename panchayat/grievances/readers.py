"""Who on the staff may read a grievance and is told of it: whoever answers for it, and never those whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from panchayat.grievances.hierarchy import Hierarchy
from panchayat.messaging.contacts import Contacts
from panchayat.models import Grievance, Staff
from panchayat.offices.known import KnownPost
from panchayat.offices.staffing import Staffing


class Readers:
    """The staff of the office where it was filed, also once it has gone up; and that of the office above which has it
    now, where that is in the records. What is about an office is kept from all of that office, for good.
    """

    def __init__(self, session: Session, *, hierarchy: Hierarchy, staffing: Staffing, contacts: Contacts) -> None:
        self._session = session
        self._hierarchy = hierarchy
        self._staffing = staffing
        self._contacts = contacts

    def reading(self, posts: Sequence[Staff], grievance: Grievance) -> Staff | None:
        """In which of these posts somebody may read it."""
        own = [each for each in posts if each.office_id == grievance.office_id]
        if own:
            return None if grievance.bypasses_office else own[0]
        above = self._hierarchy.office_above(grievance)
        return next((each for each in posts if each.office_id == above), None)

    def may_read(self, posts: Sequence[Staff]) -> ColumnElement[bool]:
        """The same as a condition on grievances."""
        offices = {each.office_id for each in posts}
        own = Grievance.office_id.in_(offices)
        return or_(and_(own, ~Grievance.bypasses_office), and_(~own, self._hierarchy.gone_up_to(offices)))

    def kept_from(self, contact_id: UUID, grievance: Grievance) -> bool:
        """Whether it is about the office in which this contact works, whatever they do there."""
        mobile = self._contacts.phone_number(contact_id)
        return grievance.bypasses_office and mobile in self._mobiles_in(grievance.office_id)

    def told(self, grievance: Grievance) -> list[KnownPost]:
        """Who is told of it, each once; not whoever has filed it, where a colleague can be."""
        filed_by = self._contacts.phone_number(grievance.contact_id)
        above = self._hierarchy.office_above(grievance)
        offices = [*([] if grievance.bypasses_office else [grievance.office_id]), *([above] if above else [])]
        staff = [each for office_id in offices for each in self._staffing.answering(office_id, about=filed_by)]
        concerned = self._mobiles_in(grievance.office_id) if grievance.bypasses_office else frozenset()
        return [each for each in staff if each.mobile not in concerned]

    def _mobiles_in(self, office_id: UUID) -> frozenset[str]:
        return frozenset(self._session.scalars(select(Staff.mobile).where(Staff.office_id == office_id)))
