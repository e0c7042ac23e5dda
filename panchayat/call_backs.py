"""People who are to be called: one item for each, however often they ask, until somebody has called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.contacts import Contacts
from panchayat.events import Events
from panchayat.models import CallBack, MessageSid, Staff
from panchayat.offices import Offices
from panchayat.staff_notices import StaffNotices
from panchayat.staffing import Staffing
from panchayat.upsert import insert_into

Reason = Literal["asked", "called"]

_WAITING = select(CallBack).where(CallBack.state == "open").order_by(CallBack.asked_at, CallBack.id)


class NoSuchCall(Exception):
    """There is no open item of this id in the office of whoever closes it."""


class CallBacks:
    def __init__(
        self,
        session: Session,
        now: datetime,
        *,
        offices: Offices,
        contacts: Contacts,
        events: Events,
        staffing: Staffing,
        staff_notices: StaffNotices,
    ) -> None:
        self._session = session
        self._now = now
        self._offices = offices
        self._contacts = contacts
        self._events = events
        self._staffing = staffing
        self._staff_notices = staff_notices

    def ask(self, contact_id: UUID, phone: str, *, reason: Reason = "asked") -> CallBack:
        """Have this contact called at ``phone`` (E.164) by its office, else by the state's department.

        Whoever waits already goes on waiting, at the number that was named last.
        """
        office = self._offices.chosen(contact_id) or self._offices.state()
        statement = insert_into(self._session, CallBack).values(
            id=uuid7(),
            office_id=office.id,
            contact_id=contact_id,
            phone=phone,
            reason=reason,
            state="open",
            asked_at=self._now,
        )
        added = self._session.scalar(statement.on_conflict_do_nothing().returning(CallBack.id))
        call = self._session.scalars(
            select(CallBack)
            .where(CallBack.contact_id == contact_id, CallBack.state == "open")
            .with_for_update(key_share=True)
        ).one()
        if added is None:
            call.phone = phone
            return call
        self._record("call_back.asked", call, ("contact", contact_id))
        self._staff_notices.tell(
            self._staffing.answering(office.id),
            f"call_back:{call.id}",
            {"notice": "call_back", "call_back_id": str(call.id)},
        )
        return call

    def called(self, phone: str, call_id: str) -> None:
        """Somebody has called the number that answers no calls; the same call twice is the same.

        Args:
            phone: E.164.
            call_id: the provider's own id of the call.
        """
        contact_id = self._contacts.at_mobile(phone)
        heard = insert_into(self._session, MessageSid).values(sid=call_id, contact_id=contact_id, received_at=self._now)
        if self._session.scalar(heard.on_conflict_do_nothing().returning(MessageSid.sid)) is not None:
            self.ask(contact_id, phone, reason="called")

    def get(self, call_back_id: UUID) -> CallBack:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is none of this id."""
        return self._session.get_one(CallBack, call_back_id)

    def open(self, posts: Sequence[Staff]) -> list[CallBack]:
        """Who is to be called by the offices of these posts, whoever waits longest first."""
        return list(self._session.scalars(_WAITING.where(CallBack.office_id.in_({each.office_id for each in posts}))))

    def waiting(self, *, limit: int, office_id: UUID | None = None) -> list[CallBack]:
        """Who is to be called by all offices, or by this one, whoever waits longest first."""
        of_office = _WAITING if office_id is None else _WAITING.where(CallBack.office_id == office_id)
        return list(self._session.scalars(of_office.limit(limit)))

    def close(self, call_back_id: UUID, staff: Staff) -> None:
        """The call has been made.

        Raises:
            NoSuchCall: it is another office's, or somebody has made it already.
        """
        call = self._session.scalars(
            select(CallBack)
            .where(CallBack.id == call_back_id, CallBack.office_id == staff.office_id, CallBack.state == "open")
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if call is None:
            raise NoSuchCall
        call.state, call.done_by, call.done_at = "done", staff.id, self._now
        self._record("call_back.done", call, ("staff", staff.id))
        self._session.flush()

    def close_for(self, phone: str) -> None:
        """The call to this number (E.164) has been made, by somebody whom the records do not know: the helpline.

        Raises:
            NoSuchCall: nobody waits to be called there.
        """
        call = next(
            (each for each in self._session.scalars(_WAITING.with_for_update(key_share=True)) if each.phone == phone),
            None,
        )
        if call is None:
            raise NoSuchCall
        call.state, call.done_at = "done", self._now
        self._record("call_back.done", call, ("office", call.office_id))
        self._session.flush()

    def _record(self, what: str, call: CallBack, actor: tuple[str, UUID]) -> None:
        self._events.record(
            what,
            office_id=call.office_id,
            actor_kind=actor[0],
            actor_id=actor[1],
            subject_kind="call_back",
            subject_id=call.id,
        )
