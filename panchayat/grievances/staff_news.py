"""Telling whoever answers for a grievance that it is new, answered, open again, or has gone up undecided."""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal

from panchayat.core.clock import IST
from panchayat.grievances.readers import Readers
from panchayat.models import Grievance
from panchayat.offices.staff_notices import StaffNotices

News = Literal["new", "answered", "reopened", "raised", "corrected"]


class StaffNews:
    def __init__(self, readers: Readers, staff_notices: StaffNotices) -> None:
        self._readers = readers
        self._staff_notices = staff_notices

    def tell(self, grievance: Grievance, news: News, position: int) -> None:
        """Owe the news of its step at ``position`` to all who are told; once the next level has it, it is none any more."""
        params = {"notice": "grievance_for_staff", "news": news, "grievance_id": str(grievance.id)}
        if grievance.escalates_on is not None:
            params["until"] = datetime.combine(grievance.escalates_on, time(), IST).isoformat()
        self._staff_notices.tell(self._readers.told(grievance), f"grievance:{grievance.id}:{position}:staff", params)
