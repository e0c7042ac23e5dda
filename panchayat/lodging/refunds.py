"""Where refunds of bookings are paid: back to the account that paid, unless the guest names another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from uuid_utils.compat import uuid7

from panchayat.access.codes import AccessCodes
from panchayat.core.session import OfficeSession
from panchayat.events import Events
from panchayat.lodging.accounts import BANK, Account
from panchayat.lodging.bookings import BookingLedger, NotTheirBooking
from panchayat.messaging.contacts import SMS, Contacts
from panchayat.messaging.outbox import Outbox
from panchayat.models import Booking, RefundAccount
from panchayat.models.booking_states import BookingState
from panchayat.offices.staff_notices import StaffNotices
from panchayat.offices.staffing import Staffing
from panchayat.papers.papers import Papers

#: Of so many of somebody's bookings, the newest, it is asked whether money is to come back.
_MOST: Final = 20
#: For so long the half of an account waits for the other.
_WAITS: Final = timedelta(minutes=30)


class NothingDue(Exception):
    """Nothing is to be given back, or everything has been."""


class Refunds(BookingLedger):
    def __init__(
        self,
        session: OfficeSession,
        now: datetime,
        events: Events,
        outbox: Outbox,
        papers: Papers,
        *,
        access_codes: AccessCodes,
        contacts: Contacts,
        staffing: Staffing,
        staff_notices: StaffNotices,
        sends_sms: bool,
    ) -> None:
        super().__init__(session, now, events, outbox, papers)
        self._access_codes = access_codes
        self._contacts = contacts
        self._staffing = staffing
        self._staff_notices = staff_notices
        self._sends_sms = sends_sms

    def about_money(self, contact_id: UUID) -> list[Booking]:
        """The bookings of this contact that somebody may ask about money for, newest first.

        Those for which money is due; where there are none, those that were given up, or whose payment was told.
        """
        own = self.of(contact_id)[:_MOST]
        due = [each for each in own if self.due(each)]
        return due or [each for each in own if self._is_told(each) or self.cancellations(each)]

    def account(self, booking: Booking) -> RefundAccount | None:
        """The account that was named for it last; None while the refund goes back the way it was paid."""
        named = select(RefundAccount).where(RefundAccount.booking_id == booking.id, RefundAccount.named_at.is_not(None))
        return self._session.scalars(named.order_by(RefundAccount.id.desc()).limit(1)).first()

    def named(self, account_id: UUID) -> RefundAccount:
        """Raises ``sqlalchemy.exc.NoResultFound`` if there is no such account."""
        return self._session.get_one(RefundAccount, account_id)

    def propose(self, booking_id: UUID, contact_id: UUID, account: Account) -> UUID:
        """Keep what was typed until it is said that it is right; returns its id. What was typed before is forgotten.

        Raises:
            NotTheirBooking, NothingDue
        """
        booking = self._theirs(booking_id, contact_id)
        self._forget(booking)
        proposed = RefundAccount(
            id=uuid7(),
            office_id=booking.office_id,
            booking_id=booking.id,
            contact_id=contact_id,
            kind=account.kind,
            number=account.number,
            ifsc=account.ifsc,
            created_at=self._now,
        )
        self._session.add(proposed)
        self._session.flush()
        return proposed.id

    def proposed(self, account_id: UUID) -> RefundAccount | None:
        """What was typed, unless something else was typed since."""
        return self._session.get(RefundAccount, account_id)

    def half(self, booking: Booking) -> Account | None:
        """The half of a bank account that was typed just before, and waits for the other."""
        typed = select(RefundAccount).where(
            RefundAccount.booking_id == booking.id,
            RefundAccount.named_at.is_(None),
            RefundAccount.created_at >= self._now - _WAITS,
        )
        found = self._session.scalars(typed.order_by(RefundAccount.id.desc()).limit(1)).first()
        if found is None or found.kind != BANK or (found.number and found.ifsc):
            return None
        return whole(found)

    def name(self, account_id: UUID, contact_id: UUID) -> None:
        """The refund goes there from now on; the staff are told, and of a change every address of whoever booked.

        Raises:
            NotTheirBooking, NothingDue
        """
        account = self.named(account_id)
        booking = self._theirs(account.booking_id, contact_id)
        before = self.account(booking)
        account.named_at = self._now
        self._session.flush()
        what = "refund_account_changed" if before is not None else "refund_account_named"
        step = self._note(booking, "contact", actor_id=contact_id, what=what)
        key = f"booking:{booking.id}:{step.position}"
        told = {"booking_id": str(booking.id), "account_id": str(account.id)}
        others = self._others(booking, contact_id) if before is not None else {booking.contact_id} - {contact_id}
        for each in sorted(others):
            self._outbox.add(each, key=key, kind="notice", params={"notice": "booking_refund_account", **told})
        self._staff_notices.tell(
            self._staffing.answering(booking.office_id),
            f"{key}:office",
            {"notice": "booking_refund_account_for_staff", **told},
        )

    def forget(self, booking_id: UUID) -> None:
        """What was typed is not right: it is not kept."""
        self._forget(self.get(booking_id))

    def for_payment(self, number: str) -> tuple[Booking, Account | None]:
        """The whole account, for whoever pays now; that it was read is remembered.

        Raises:
            NoSuchBooking, NothingDue
        """
        booking = self._of_number(number)
        if not self.due(booking):
            raise NothingDue(f"nothing is to be given back for {booking.number}")
        account = self.account(booking)
        if account is None:
            return booking, None
        self._events.record(
            "booking.refund_account_read",
            office_id=booking.office_id,
            actor_kind="office",
            actor_id=booking.office_id,
            subject_kind="booking",
            subject_id=booking.id,
        )
        return booking, whole(account)

    def _theirs(self, booking_id: UUID, contact_id: UUID) -> Booking:
        booking = self._held(Booking.id == booking_id)
        if booking is None or not self._access_codes.may_see(self.guarded(booking), contact_id):
            raise NotTheirBooking
        if not self.due(booking):
            raise NothingDue(f"nothing is to be given back for {booking.number}")
        return booking

    def _is_told(self, booking: Booking) -> bool:
        """Whether a payment was told of which nobody knows yet, or will know, whether it has come."""
        lost = self.state(booking) is BookingState.EXPIRED and booking.payment_reference is not None
        return lost or self.is_under_review(booking)

    def _forget(self, booking: Booking) -> None:
        typed = delete(RefundAccount).where(RefundAccount.booking_id == booking.id, RefundAccount.named_at.is_(None))
        self._session.execute(typed.execution_options(synchronize_session=False))

    def _others(self, booking: Booking, contact_id: UUID) -> set[UUID]:
        """Everywhere that whoever booked can be reached, but for the phone that is being answered now."""
        mobiles, contacts = self._contacts.at_numbers_of(booking.contact_id)
        by_sms: Sequence[str] = mobiles if self._sends_sms else ()
        return {*contacts, *(self._contacts.at_mobile(mobile, SMS) for mobile in by_sms)} - {contact_id}


def whole(account: RefundAccount) -> Account:
    """The account as a value."""
    return Account(account.kind, account.number, account.ifsc)
