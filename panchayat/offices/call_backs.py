"""People who are to be called: one item for each, however often they ask, until somebody has called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from panchayat.core.lists import MOST_LISTED
from panchayat.events import Events
from panchayat.messaging.contacts import CHANNEL, Contacts, mobile_address
from panchayat.models import CallBack, MessageSid, Staff
from panchayat.models.call_back import IS_OPEN
from panchayat.models.inserting import insert_into
from panchayat.offices.offices import Offices
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing

Reason = Literal["asked", "called", "record"]
#: From when on, and until when if that was said.
Wanted = tuple[datetime, datetime | None]

#: So many are read at a time where all who wait are looked through.
_AT_ONCE: Final = 500

_WAITING = select(CallBack).where(IS_OPEN).order_by(CallBack.asked_at, CallBack.id)


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

    def ask(
        self,
        contact_id: UUID,
        phone: str,
        *,
        reason: Reason = "asked",
        words: str | None = None,
        wanted: Wanted | None = None,
    ) -> CallBack:
        """Have this contact called at ``phone`` (E.164) by its office, else by the state's department.

        Whoever waits already goes on waiting, at the number and the time that were named last; by an office of their
        own, once they have chosen one.

        Args:
            words: what is wrong in a record, where that is the reason, or else what it is about.
            wanted: from when on it suits them, and until when.
        """
        office = self._offices.chosen(contact_id) or self._offices.state()
        statement = insert_into(self._session, CallBack).values(
            id=uuid7(),
            office_id=office.id,
            contact_id=contact_id,
            phone=phone,
            reason=reason,
            words=words,
            state="open",
            asked_at=self._now,
            wanted_from=wanted and wanted[0],
            wanted_until=wanted and wanted[1],
        )
        added = self._session.scalar(statement.on_conflict_do_nothing().returning(CallBack.id))
        call = self._session.scalars(_of(contact_id)).one()
        if added is not None:
            self._record("call_back.asked", call, ("contact", contact_id))
            self._tell(call)
            return call
        call.phone = phone
        if office.id != call.office_id and not self._staffing.answering(call.office_id):
            self._move(call, office.id)
        if words:
            call.reason = reason if call.reason != "record" else call.reason
            call.words = f"{call.words}\n{words}" if call.words else words
        if wanted:
            call.wanted_from, call.wanted_until = wanted
        self._session.flush()
        if words or wanted:
            # Once for each time that is named, so that nobody calls at another.
            self._tell(call, f":{call.reason}:{wanted[0].isoformat()}" if wanted else f":{call.reason}")
        return call

    def awaited(self, contact_id: UUID, *, within: timedelta | None = None) -> CallBack | None:
        """The call that this contact waits for; with ``within``, if it was asked for so lately."""
        call = self._session.scalars(select(CallBack).where(CallBack.contact_id == contact_id, IS_OPEN)).one_or_none()
        late = call is not None and within is not None and self._now - call.asked_at > within
        return None if late else call

    def withdraw(self, contact_id: UUID) -> CallBack | None:
        """This contact needs no call any more: returns what was to be one, if anything was."""
        call = self._session.scalars(_of(contact_id)).one_or_none()
        if call is not None:
            call.state, call.done_at = "withdrawn", self._now
            self._record("call_back.withdrawn", call, ("contact", contact_id))
            self._session.flush()
        return call

    def move(self, contact_id: UUID, office_id: UUID) -> None:
        """The person is to be called by this office, whose staff are told; nothing if they were called meanwhile."""
        call = self._session.scalars(_of(contact_id)).one_or_none()
        if call is not None and call.office_id != office_id:
            self._move(call, office_id)

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
        """Who is to be called by the offices of these posts, whoever waits longest first, the first hundred."""
        theirs = _WAITING.where(CallBack.office_id.in_({each.office_id for each in posts}))
        return list(self._session.scalars(theirs.limit(MOST_LISTED)))

    def without_staff(self) -> int:
        """How many wait for an office in which nobody works on requests: whoever reads the list must call them."""
        unanswered = select(func.count()).where(
            CallBack.state == "open", ~self._staffing.is_staffed(CallBack.office_id)
        )
        return self._session.scalars(unanswered).one()

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
        call = self._waiting_at(phone)
        if call is None:
            raise NoSuchCall
        call.state, call.done_at = "done", self._now
        self._record("call_back.done", call, ("office", call.office_id))
        self._session.flush()

    def _waiting_at(self, phone: str) -> CallBack | None:
        """Who is to be called at this number, held until the end of this work: mostly whoever writes from it."""
        contact = self._contacts.at(CHANNEL, mobile_address(phone))
        own = self._session.scalars(_of(contact.id)).one_or_none() if contact else None
        if own is not None and own.phone == phone:
            return own
        # Numbers are encrypted, and somebody may have named another than their own.
        with self._session.scalars(_WAITING.execution_options(yield_per=_AT_ONCE)) as waiting:
            contact_id = next((each.contact_id for each in waiting if each.phone == phone), None)
        return self._session.scalars(_of(contact_id)).one_or_none() if contact_id else None

    def _move(self, call: CallBack, office_id: UUID) -> None:
        call.office_id = office_id
        self._record("call_back.moved", call, ("contact", call.contact_id))
        self._session.flush()
        self._tell(call)

    def _tell(self, call: CallBack, more: str = "") -> None:
        self._staff_notices.tell(
            self._staffing.answering(call.office_id),
            f"call_back:{call.id}{more}",
            {"notice": "call_back", "call_back_id": str(call.id)},
        )

    def _record(self, what: str, call: CallBack, actor: tuple[str, UUID]) -> None:
        self._events.record(
            what,
            office_id=call.office_id,
            actor_kind=actor[0],
            actor_id=actor[1],
            subject_kind="call_back",
            subject_id=call.id,
        )


def _of(contact_id: UUID) -> Select[CallBack]:
    """The call that this contact waits for."""
    own = select(CallBack).where(CallBack.contact_id == contact_id, IS_OPEN)
    return own.with_for_update(key_share=True)
