"""Saying that a target was missed before anybody asks: to whoever waits for the decision, and to who has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import TextClause, select
from sqlalchemy.orm import Session

from panchayat.certificates.requests import Certificates
from panchayat.core.clock import today
from panchayat.messaging.outbox import Outbox
from panchayat.models import Application, Certificate, Grievance, Staff
from panchayat.models.application import MAY_BE_LATE as APPLICATION_MAY_BE_LATE
from panchayat.models.certificate import MAY_BE_LATE as CERTIFICATE_MAY_BE_LATE
from panchayat.models.grievance import MAY_BE_LATE as SUGGESTION_MAY_BE_LATE
from panchayat.offices.known import KnownPost
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.registers.applications import Applications

#: What was missed longer ago was told then, or came here with an old register: it is no news to anybody.
_NEWS_FOR: Final = timedelta(days=90)

F = TypeVar("F", Certificate, Application, Grievance)


class MissedTargets:
    def __init__(
        self,
        session: Session,
        now: datetime,
        *,
        certificates: Certificates,
        applications: Applications,
        staffing: Staffing,
        outbox: Outbox,
        staff_notices: StaffNotices,
    ) -> None:
        self._session = session
        self._now = now
        self._certificates = certificates
        self._applications = applications
        self._staffing = staffing
        self._outbox = outbox
        self._staff_notices = staff_notices

    def tell(self, most: int) -> int:
        """Tell of targets that have passed, each once, and ``most`` of a kind at a time; returns how many these were.

        Complaints are not among them: they go up by themselves, and that is told. Several processes may do it at once:
        each takes what no other has.
        """
        certificates = self._late(Certificate, CERTIFICATE_MAY_BE_LATE, most)
        for each in certificates:
            contact_id = None if self._certificates.officer_stands_in(each) else each.contact_id
            # Whoever has it may be the one who is late: the others are told too.
            staff = [*self._certificates.concerned(each), *self._certificates.answering(each)]
            self._tell("certificate", each, contact_id, staff)
        applications = self._late(Application, APPLICATION_MAY_BE_LATE, most)
        for application in applications:
            applicant = self._applications.guarded(application).owner
            self._tell("application", application, applicant, self._staffing.answering(application.office_id))
        suggestions = self._late(Grievance, SUGGESTION_MAY_BE_LATE, most)
        for suggestion in suggestions:
            answering = self._staffing.answering(suggestion.office_id)
            self._tell("suggestion", suggestion, suggestion.contact_id, answering)
        self._session.flush()
        return len(certificates) + len(applications) + len(suggestions)

    def _late(self, of: type[F], may_be: TextClause, most: int) -> Sequence[F]:
        day = today(self._now)
        late = select(of).where(may_be, of.target_on < day, of.target_on >= day - _NEWS_FOR)
        due = late.order_by(of.target_on, of.id).limit(most)
        return list(
            self._session.scalars(
                due.with_for_update(key_share=True, skip_locked=True).execution_options(populate_existing=True)
            )
        )

    def _tell(self, kind: str, filing: F, contact_id: UUID | None, staff: Sequence[Staff | KnownPost]) -> None:
        filing.late_told_on = filing.target_on
        params = {"of": kind, "id": str(filing.id), "missed": filing.target_on.isoformat()}
        key = f"{kind}:{filing.id}:late:{filing.target_on}"
        if contact_id is not None:
            self._outbox.add(contact_id, key=key, kind="notice", params={"notice": "target_missed", **params})
        self._staff_notices.tell(staff, f"{key}:staff", {"notice": "staff_target_missed", **params})
