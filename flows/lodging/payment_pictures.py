"""Pictures of payments: sent by guests after the payment was told or with what they ask, and looked at by the staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.payment import keep_payment, say_what_became
from flows.lodging.told_payments import waiting_for_number
from flows.lodging.words import listed
from panchayat.front_office import FrontOffice
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState

#: For so long after a payment was told, a picture without words is one of it.
_AFTERWARDS: Final = timedelta(hours=1)
_LEAVE: Final = Option("leave", button("Leave it as it is"), words=("no", "na", "না", "থাক", "नहीं", "रहने दें"))


@flow(
    "payment_proof",
    title=_("Picture of a payment"),
    words="payment screenshot, payment er chobi, taka dewar chobi, পেমেন্টের ছবি, টাকা দেওয়ার ছবি, পেমেন্ট স্ক্রিনশট, भुगतान का स्क्रीनशॉट",
    alias_of="bookings",
)
def payment_proof(talk: Talk, office: FrontOffice) -> None:
    """Keeps what was sent with the booking that it is about."""
    known = talk.beforehand("which")
    mine = [office.bookings.by_number(known)] if known else waiting_for_money(office, talk.citizen)
    about = {each.number: each for each in mine if each is not None}
    about = {
        number: each
        for number, each in about.items()
        if office.access_codes.may_see(office.bookings.guarded(each), talk.citizen)
    }
    if not about:
        return talk.say(_("No booking of yours waits for a payment. To see what you have booked, write: my booking"))
    chosen = talk.choose(
        "which",
        _("Which booking is it about?"),
        [listed(office, each) for each in about.values()],
        only=True,
    )
    booking = about[chosen.id]
    asking = _("Please send the picture or the PDF of the payment for booking {number}.").using(
        number=Reference(booking.number)
    )
    sent: str | None = talk.beforehand("files") or talk.parse(
        "picture",
        asking,
        _no_words,
        missing=asking,
        formerly=str,
        options=[_LEAVE],
        files=lambda ids, _words: ",".join(ids),
    )
    if sent is None:
        return talk.say(_("All right. To see it again, write: my booking"))
    became = talk.once(
        "keep", lambda: keep_payment(office, booking.id, talk.citizen, None, list(map(UUID, sent.split(","))))
    )
    return say_what_became(talk, office, booking.id, became, pictures=True)


def _no_words(_text: str) -> Sequence[str | None]:
    """Words are no picture."""
    return ()


def waiting_for_money(office: FrontOffice, contact_id: UUID) -> list[Booking]:
    """This contact's bookings that are to be paid, or whose payment the office looks for, newest first."""
    return [each for each in office.bookings.of(contact_id) if office.bookings.state(each) is BookingState.HELD]


def awaits_picture(office: FrontOffice, contact_id: UUID) -> tuple[Booking, bool] | None:
    """The one booking that waits for a picture of its payment, and whether one that comes now is surely of it.

    That is so within the hour after the payment was told, if nothing else was filed meanwhile.
    """
    told = [each for each in waiting_for_money(office, contact_id) if each.payment_reference is not None]
    about = told or waiting_for_number(office, contact_id)
    if len(about) != 1:
        return None
    fresh = bool(told) and office.now - office.bookings.history(told[0])[-1].at <= _AFTERWARDS
    others = [each for each in office.filings.just_filed(contact_id) if not isinstance(each, Booking)]
    return about[0], fresh and not others


@flow("payment_pictures", title=_("Pictures of a payment"), not_own_words=True)
def payment_pictures(talk: Talk, office: FrontOffice) -> None:
    """Shows the staff of the house's office what was sent about a payment; it is opened from the notice about it."""
    booking = office.bookings.by_number(talk.beforehand("which") or "")
    posts = office.staffing.at_work(talk.citizen)
    if booking is None or booking.office_id not in {each.office_id for each in posts}:
        return talk.say(_("Only the staff of that office can see this."))
    shown = talk.once("shown", lambda: office.payment_proofs.show(booking, talk.citizen, posts))
    if not shown:
        return talk.say(_("The pictures have not arrived here yet. Please look once more in a minute."))
    return talk.say(_("Pictures of booking {number}: {count}").using(number=Reference(booking.number), count=shown))
