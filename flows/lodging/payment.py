"""Telling the office how rooms were paid for that are only kept for a while: by the payment's number, or by a picture of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Option
from chatbot.state import Figures
from chatbot.talk import Talk
from flows.lodging.reading import read_reference
from flows.lodging.words import how_to_pay
from panchayat.front_office import FrontOffice
from panchayat.lodging.reservations import HoldOver
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState, IllegalBookingMove

_LATER: Final = Option(
    "later", button("Later"), words=("later", "pore", "pore debo", "পরে", "পরে দেব", "बाद में", "baad mein")
)

_OVER: Final = _(
    "The time for paying was over, and the rooms are no longer kept for you. If you have paid, tell the office the number"
    " of the payment. Write: phone"
)
#: What stands in the number's place where only a picture of the payment was sent.
BY_PICTURE: Final = ""


def tell_payment(talk: Talk, office: FrontOffice, booking_id: UUID) -> None:
    """Ask for the payment's reference and keep it with the booking; it can be told or corrected later too."""

    def reads(text: str) -> list[str | None]:
        found = read_reference(text)
        return [found] if found else []

    def files(ids: Sequence[str], words: str) -> Any:
        return {"files": list(ids), "reference": read_reference(words)}

    booking = office.bookings.get(booking_id)
    with talk.part("payment"):
        if office.bookings.state(booking) is BookingState.EXPIRED:
            return talk.say(_OVER)
        told: Any = talk.parse(
            "reference",
            _asking(booking),
            reads,
            missing=_(
                "Please write only the number of the payment, as your bank or app shows it. It mostly has twelve digits.\n"
                "If you have not paid yet, write: later"
            ),
            formerly=str,
            options=[_LATER],
            files=files,
            figures=Figures.REFERENCE,
        )
        if told is None:
            return talk.say(_("All right. When you have paid, write: my booking"))
        sent, reference = (told["files"], told["reference"]) if isinstance(told, dict) else ([], told)

        def tell() -> str:
            return keep_payment(office, booking_id, talk.citizen, reference, [UUID(each) for each in sent])

        say_what_became(talk, office, booking_id, talk.once("tell", tell), pictures=bool(sent))


def keep_payment(
    office: FrontOffice, booking_id: UUID, contact_id: UUID, reference: str | None, sent: Sequence[UUID]
) -> str:
    """Keep a payment's number or pictures of it with the booking; returns what became of that, in a word."""
    booking = office.bookings.get(booking_id)
    known = office.bookings.is_under_review(booking)
    if sent:
        office.payment_proofs.add(booking, contact_id, sent, tell=known or booking.state != BookingState.HELD)
    if sent and known and reference is None:
        return "kept"
    try:
        with office.savepoint():
            office.reservations.tell_payment(booking_id, contact_id, reference or BY_PICTURE)
    except HoldOver:
        return "over"
    except IllegalBookingMove:
        return "kept" if sent else "settled"
    return "told"


def say_what_became(talk: Talk, office: FrontOffice, booking_id: UUID, became: str, *, pictures: bool) -> None:
    """Whether the office looks at it now; ``pictures`` says that some were kept."""
    booking = office.bookings.get(booking_id)
    if pictures:
        talk.say(_("The office has your picture now, with booking {number}.").using(number=Reference(booking.number)))
    if became == "told":
        talk.say(_thanks(booking).using(review=how_to_pay(office, booking)))
    elif became == "over":
        talk.say(_OVER)
    elif became == "settled":
        talk.say(_("Nothing is to be paid for this booking. To see it, write: my booking"))


def _asking(booking: Booking) -> Words:
    if booking.payment_reference:
        return _("The office has the number {reference}. Write the right number of the payment (UTR).").using(
            reference=booking.payment_reference
        )
    return _(
        "When you have paid, write here the number of the payment (UTR or transaction number), or send a screenshot of it."
    )


def _thanks(booking: Booking) -> Text:
    if booking.payment_reference:
        return _("Thank you. Number of the payment: {reference}\n{review}").using(reference=booking.payment_reference)
    return _("Thank you. {review}")
