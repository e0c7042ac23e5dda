"""What is said of money that comes back for a booking: how much, until when, where to; or that nothing does, and why."""

from __future__ import annotations

from typing import Final

from chatbot.language.wording import Paise, Reference, Text, Words, _
from panchayat.core.clock import today
from panchayat.front_office import FrontOffice
from panchayat.lodging.accounts import BANK
from panchayat.lodging.refunds import whole
from panchayat.models import Booking, Cancellation, RefundAccount

MAY_HAVE_BEEN_PAID: Final = _(
    "Your payment had not been found yet. The office has been asked to give back whatever has come. To ask about it,"
    " write: phone"
)
NOT_FOUND: Final = _("The office could not find your payment. If you have paid, write: phone")
NOTHING_LEFT: Final = _("Nothing is given back: so short before the arrival, the rules keep the whole price.")
NOTHING_PAID: Final = _("Nothing had been paid, so nothing is kept and nothing is given back.")
THE_WAY_IT_CAME: Final = _("to the account that paid")


def given_back(office: FrontOffice, cancellation: Cancellation) -> Words:
    """What comes back, came back, or why nothing does."""
    if not cancellation.refund_paise:
        return why_nothing(office, cancellation)
    refund, booking = Paise(cancellation.refund_paise), office.bookings.get(cancellation.booking_id)
    if cancellation.refunded_at is not None:
        return _("Given back: {refund}, on {date}").using(refund=refund, date=today(cancellation.refunded_at))
    if cancellation.target_on is not None and cancellation.target_on < office.today:
        return _(
            "To be given back: {refund}, {where}. The target was {date}. It has not been kept; we are sorry."
        ).using(refund=refund, date=cancellation.target_on, where=where_to(office, booking))
    return _("To be given back: {refund}, {where}. Target: by {date}").using(
        refund=refund, date=cancellation.target_on, where=where_to(office, booking)
    )


def why_nothing(office: FrontOffice, cancellation: Cancellation) -> Words:
    """Why nothing comes back of this."""
    if office.bookings.may_have_been_paid(cancellation):
        return MAY_HAVE_BEEN_PAID
    return NOTHING_LEFT if cancellation.charge_paise else NOTHING_PAID


def where_to(office: FrontOffice, booking: Booking) -> Text:
    """Where the money goes, by the end of the account if one was named."""
    account = office.refunds.account(booking)
    return THE_WAY_IT_CAME if account is None else _("to {account}").using(account=called(account))


def called(account: RefundAccount) -> Text:
    """``অ্যাকাউন্ট …৪৫৬৭ (IFSC SBIN0001234)``, ``UPI …bibi@ybl``."""
    known = whole(account)
    if known.kind == BANK:
        return _("account {end} (IFSC {ifsc})").using(end=Reference(known.shown), ifsc=known.ifsc or "")
    return _("UPI {end}").using(end=known.shown)
