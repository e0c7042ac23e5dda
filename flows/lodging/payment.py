"""Telling the office how rooms were paid for that are only kept for a while: by the payment's number, or by a picture of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Option
from chatbot.state import Figures
from chatbot.talk import Talk
from flows.lodging.reading import digits_in, is_odd, read_reference
from flows.lodging.words import how_to_pay
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.lodging.reservations import HoldOver
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState, IllegalBookingMove

_LATER: Final = Option(
    "later", button("Later"), words=("later", "pore", "pore debo", "পরে", "পরে দেব", "बाद में", "baad mein")
)

_OVER: Final = _(
    "The time for paying was over, and the rooms are no longer kept for you.\nIf you have paid, write here the number of the"
    " payment (UTR), or send a screenshot of it. The office gets it."
)
_NOT_PAID: Final = Option(
    "not_paid",
    button("I have not paid"),
    words=("no", "na", "not paid", "taka diini", "dei ni", "না", "দিইনি", "টাকা দিইনি", "नहीं", "नहीं दिया"),
)
_AS_IT_STANDS: Final = (
    "yes",
    "ha",
    "haan",
    "hyan",
    "thik",
    "thik ache",
    "হ্যাঁ",
    "ঠিক",
    "ঠিক আছে",
    "हाँ",
    "ठीक है",
    "सही है",
)
_WHOLE_NUMBER: Final = _("Please write the whole number of the payment once more.")
#: How people say that a booking shall be given up.
CANCEL_WORDS: Final = (
    *("cancel", "cancel booking", "cancel it", "cancel korun", "cancel kore din", "cancel korbo", "cancel karo"),
    *(
        "batil",
        "batil korun",
        "batil koro",
        "batil kore din",
        "batil kore dao",
        "batil korbo",
        "batil korte chai",
        "booking batil",
    ),
    *(
        "বাতিল",
        "বাতিল করুন",
        "বাতিল করো",
        "বাতিল করে দিন",
        "বাতিল করে দাও",
        "বাতিল করব",
        "বাতিল করতে চাই",
        "বুকিং বাতিল",
        "বাতিল হোক",
    ),
    *("ক্যানসেল", "ক্যানসেল করুন", "ক্যানসেল করে দিন"),
    *("रद्द", "रद्द करें", "रद्द करो", "रद्द कीजिए", "रद्द कर दीजिए", "रद्द कर दो", "कैंसल", "कैंसल कर दीजिए"),
)
_CANCEL: Final = "cancel"
_GIVE_UP: Final = {"wish": _CANCEL}
#: What stands in the number's place where only a picture of the payment was sent.
BY_PICTURE: Final = ""


def tell_payment(talk: Talk, office: FrontOffice, booking_id: UUID) -> None:
    """Ask for the payment's reference and keep it with the booking; it can be told or corrected later too."""

    def reads(text: str) -> list[str]:
        found = read_reference(text)
        return [found] if found else []

    def files(ids: Sequence[str], words: str) -> Any:
        return {"files": list(ids), "reference": read_reference(words)}

    booking = office.bookings.get(booking_id)
    with talk.part("payment"):
        over = office.bookings.state(booking) is BookingState.EXPIRED
        told: Any = talk.parse(
            "reference",
            _OVER if over else _asking(booking),
            reads,
            missing=_(
                "Please write only the number of the payment, as your bank or app shows it. It mostly has twelve digits.\n"
                "If you have not paid yet, write: later"
            ),
            formerly=str,
            options=_beside(office, booking, over=over),
            files=files,
            figures=Figures.REFERENCE,
        )
        if told is None:
            return talk.say(_("To book rooms, write: guest house") if over else _later(booking))
        if told == _GIVE_UP:
            talk.go("bookings", which=booking.number, wish=_CANCEL)
        sent, reference = (told["files"], told["reference"]) if isinstance(told, dict) else ([], told)
        if reference is not None and is_odd(reference):
            reference = _as_it_stands(talk, reference, reads)

        def tell() -> str:
            return keep_payment(office, booking_id, talk.citizen, reference, [UUID(each) for each in sent])

        say_what_became(talk, office, booking_id, talk.once("tell", tell), pictures=bool(sent))


def _beside(office: FrontOffice, booking: Booking, *, over: bool) -> list[Option]:
    """What can be answered but a payment; who writes "cancel" there means the booking."""
    if over:
        return [_NOT_PAID]
    give_up = Option(_CANCEL, button("Cancel the booking"), words=CANCEL_WORDS, carries=_GIVE_UP)
    return [_LATER, give_up] if office.cancellations.can_cancel(booking) else [_LATER]


def _later(booking: Booking) -> Text:
    if booking.held_until is None:
        return _("All right. When you have paid, write: my booking")
    return _(
        "All right. The rooms are kept for you until {until}.\nWhen you have paid, or to cancel it, write: my booking"
    ).using(until=booking.held_until.astimezone(IST))


def _as_it_stands(talk: Talk, reference: str, reads: Callable[[str], Sequence[str]]) -> str:
    """The number once more, or that it is right, where it has not as many digits as such a number mostly has."""
    return talk.parse(
        "again",
        _(
            "{reference}: this number has {count} digits. The number of a payment (UTR) mostly has twelve.\n"
            "Is it right? If not, write the whole number once more."
        ).using(reference=reference, count=len(digits_in(reference))),
        reads,
        missing=_WHOLE_NUMBER,
        formerly=str,
        options=[Option("right", button("Yes, that is the number"), words=_AS_IT_STANDS, carries=reference)],
        figures=Figures.REFERENCE,
    )


def keep_payment(
    office: FrontOffice, booking_id: UUID, contact_id: UUID, reference: str | None, sent: Sequence[UUID]
) -> str:
    """Keep a payment's number or pictures of it with the booking; returns what became of that, in a word."""
    booking = office.bookings.get(booking_id)
    waits = booking.state in (BookingState.HELD, BookingState.EXPIRED)
    known = waits and booking.payment_reference is not None
    if sent:
        office.payment_proofs.add(booking, contact_id, sent, tell=known or not waits)
    if sent and known and reference is None:
        return "kept"
    try:
        with office.savepoint():
            office.reservations.tell_payment(booking_id, contact_id, reference or BY_PICTURE)
    except HoldOver:
        office.reservations.tell_late_payment(booking_id, contact_id, reference or BY_PICTURE)
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
        talk.say(_kept_all_the_same(booking))
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


def _kept_all_the_same(booking: Booking) -> Text:
    """What was told too late keeps no rooms, but the office has it."""
    looked_for = _(
        "The time for paying was over, and the rooms are no longer kept for you. The office will look whether the money has"
        " come.\nTo talk to a person, write: phone"
    )
    if booking.payment_reference:
        return _("Noted for the office, with booking {number}. Number of the payment: {reference}\n{looked_for}").using(
            number=Reference(booking.number), reference=booking.payment_reference, looked_for=looked_for
        )
    return looked_for


def _thanks(booking: Booking) -> Text:
    if booking.payment_reference:
        return _("Thank you. Number of the payment: {reference}\n{review}").using(reference=booking.payment_reference)
    return _("Thank you. {review}")
