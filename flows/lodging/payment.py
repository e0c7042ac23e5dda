"""Telling the office how rooms were paid for that are only kept for a while."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.language.wording import _, button
from chatbot.messages import Option
from chatbot.state import Figures
from chatbot.talk import Talk
from flows.lodging.reading import read_reference
from flows.lodging.words import how_to_pay
from panchayat.front_office import FrontOffice
from panchayat.lodging.reservations import HoldOver
from panchayat.models.booking_states import BookingState, IllegalBookingMove

_LATER: Final = Option(
    "later", button("Later"), words=("later", "pore", "pore debo", "পরে", "পরে দেব", "बाद में", "baad mein")
)

_OVER: Final = _(
    "The time for paying was over, and the rooms are no longer kept for you. If you have paid, tell the office the number"
    " of the payment. Write: phone"
)


def tell_payment(talk: Talk, office: FrontOffice, booking_id: UUID) -> None:
    """Ask for the payment's reference and keep it with the booking; it can be told later too."""

    def reads(text: str) -> list[str | None]:
        found = read_reference(text)
        return [found] if found else []

    with talk.part("payment"):
        if office.bookings.state(office.bookings.get(booking_id)) is BookingState.EXPIRED:
            return talk.say(_OVER)
        reference = talk.parse(
            "reference",
            _("When you have paid, write here the number of the payment (UTR or transaction number)."),
            reads,
            missing=_(
                "Please write only the number of the payment, as your bank or app shows it. It mostly has twelve digits.\n"
                "If you have not paid yet, write: later"
            ),
            formerly=str,
            options=[_LATER],
            figures=Figures.REFERENCE,
        )
        if reference is None:
            return talk.say(_("All right. When you have paid, write: my booking"))

        def tell() -> str:
            try:
                with office.savepoint():
                    office.reservations.tell_payment(booking_id, talk.citizen, reference)
            except HoldOver:
                return "over"
            except IllegalBookingMove:
                return "settled"
            return "told"

        became = talk.once("tell", tell)
        if became == "told":
            return talk.say(_("Thank you. {review}").using(review=how_to_pay(office, office.bookings.get(booking_id))))
        if became == "settled":
            return talk.say(_("Nothing is to be paid for this booking. To see it, write: my booking"))
        talk.say(_OVER)
