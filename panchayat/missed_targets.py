"""Saying that a target was missed before anybody asks: to whoever waits for the decision, and to who has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from panchayat.certificates.requests import Certificates
from panchayat.core.clock import today
from panchayat.messaging.outbox import Outbox
from panchayat.models import Application, Certificate, Grievance, Staff
from panchayat.models.application_states import Stage
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.grievance_states import UNDECIDED
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.registers.applications import Applications

#: What was missed longer ago was told then, or came here with an old register: it is no news to anybody.
_NEWS_FOR: Final = timedelta(days=90)

#: Where it is the office that is waited for, and not whoever has asked.
_AT_THE_OFFICE: Final = (CertificateState.REQUESTED, CertificateState.UNDER_REVIEW)
_BEING_DECIDED: Final = (Stage.RECEIVED, Stage.SCRUTINY, Stage.INSPECTION)


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

    def tell(self) -> int:
        """Tell of every target that has passed, once; returns how many there are.

        Complaints are not among them: they go up by themselves, and that is told.
        """
        certificates = self._late(select(Certificate).where(Certificate.state.in_(_AT_THE_OFFICE)), Certificate)
        for each in certificates:
            contact_id = None if self._certificates.officer_stands_in(each) else each.contact_id
            # Whoever has it may be the one who is late: the others are told too.
            staff = [*self._certificates.concerned(each), *self._certificates.answering(each)]
            self._tell("certificate", each, contact_id, staff)
        applications = self._late(select(Application).where(Application.stage.in_(_BEING_DECIDED)), Application)
        for application in applications:
            applicant = self._applications.guarded(application).owner
            self._tell("application", application, applicant, self._staffing.answering(application.office_id))
        proposed = select(Grievance).where(Grievance.kind == "suggestion", Grievance.state.in_(UNDECIDED))
        suggestions = self._late(proposed, Grievance)
        for suggestion in suggestions:
            answering = self._staffing.answering(suggestion.office_id)
            self._tell("suggestion", suggestion, suggestion.contact_id, answering)
        return len(certificates) + len(applications) + len(suggestions)

    def _late(self, undecided: Select[F], of: type[F]) -> Sequence[F]:
        day = today(self._now)
        late = undecided.where(of.target_on < day, of.target_on >= day - _NEWS_FOR)
        return list(self._session.scalars(late.order_by(of.id)))

    def _tell(self, kind: str, filing: F, contact_id: UUID | None, staff: Sequence[Staff]) -> None:
        params = {"of": kind, "id": str(filing.id), "missed": filing.target_on.isoformat()}
        key = f"{kind}:{filing.id}:late:{filing.target_on}"
        if contact_id is not None:
            self._outbox.add(contact_id, key=key, kind="notice", params={"notice": "target_missed", **params})
        self._staff_notices.tell(staff, f"{key}:staff", {"notice": "staff_target_missed", **params})
