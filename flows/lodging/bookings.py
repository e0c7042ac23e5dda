"""My bookings: how each stands, its voucher, paying for it, and giving rooms up for a charge that is shown first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.matching import find_option, numeral
from chatbot.language.wording import Paise, Reference, Words, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.lodging.money import names_money
from flows.lodging.other_days import OTHER_DAYS, come_on_other_days
from flows.lodging.payment import CANCEL_WORDS, tell_payment
from flows.lodging.reading import read_reference
from flows.lodging.refund_words import where_to, why_nothing
from flows.lodging.refunds import REFUND, about_refund
from flows.lodging.words import UNDER_REVIEW, at_what_cost, details, listed, what_stays
from flows.shared.meaning import meant_by
from flows.shared.proof import prove
from panchayat.core.numbers import Prefix, number_form
from panchayat.front_office import FrontOffice
from panchayat.lodging.cancellations import ChargeChanged, PaymentUnderReview
from panchayat.models import Booking
from panchayat.models.booking_states import CANCELLABLE, BookingState, IllegalBookingMove

_BOOKED_ELSEWHERE: Final = _("It was booked from another phone number. Shall I send a code to that number?")
_VOUCHER, _PAY, _CANCEL, _PAPER, _NAME, _NOTHING = "voucher", "pay", "cancel", "paper", "name", "nothing"
_ALL: Final = "all"
_PAYMENT_WORDS: Final = (
    *(
        _PAY,
        "utr",
        "payment",
        "payment number",
        "correct payment",
        "utr vul",
        "utr bhul",
        "vul number",
        "bhul number",
        "number vul",
    ),
    *("ইউটিআর", "ভুল নম্বর", "নম্বর ভুল", "টাকার নম্বর", "यूटीआर", "गलत नंबर", "नंबर गलत"),
)
_NAME_WORDS: Final = (
    *("name", "card", "correct name", "name correction", "naam", "naam vul", "nam vul", "naam bhul", "guest name"),
    *("নাম", "নাম ভুল", "নাম ঠিক", "নাম বদল", "কার্ড", "পরিচয়পত্র", "नाम", "नाम गलत", "कार्ड"),
)


def books(contact_id: UUID, office: FrontOffice) -> bool:
    """Whether this person has booked anything, or could."""
    return office.lodging.is_let() or office.bookings.has_any(contact_id)


@flow(
    "bookings",
    title=_("My bookings and cancellation"),
    row=7,
    words=(
        "booking, my booking, amar booking, booking batil, batil booking, cancel booking, booking cancel, ghor batil,"
        " booking baad, batil, voucher, bhaucher, refund, taka ferot kobe, taka ferot pabo, tarikh bodol, din bodol, reschedule,"
        " বুকিং, আমার বুকিং, বুকিং বাতিল, বাতিল, ভাউচার, টাকা ফেরত কবে, টাকা ফেরত পাব, তারিখ বদল, बुकिंग, मेरी बुकिंग, बुकिंग रद्द, रद्द, वाउचर, रिफंड"
    ),
    anywhere="my booking, my bookings, amar booking, আমার বুকিং, मेरी बुकिंग",
    recognises=number_form(Prefix.BOOKING),
    first_question="which",
    before_greeting=True,
    self_contained=True,
    for_whom=books,
)
def bookings(talk: Talk, office: FrontOffice) -> None:
    own = office.bookings.of(talk.citizen)

    def search(said: Incoming) -> Sequence[Option]:
        found = office.bookings.by_number(said.text)
        if found is None and not own:
            _open_service(talk, office, said.text)
        return [listed(office, found)] if found else []

    def known(number: str) -> Option | None:
        found = office.bookings.by_number(number)
        return listed(office, found) if found else None

    which = talk.look_up(
        "which",
        _("These were booked from your number, the newest first. Write a number from the list for more.")
        if own
        else _(
            "Nothing was booked from this phone number.\n"
            "If it was booked from another phone, write the number of the booking, such as {number}.\n"
            "To book rooms, write: guest house"
        ).using(number=Reference("BK-26-4821-0938")),
        search,
        known,
        missing=_("I found no booking of that number. Please look at it once more: a digit may be wrong."),
        offered=[each.number for each in own],
        only=True,
    )
    booking = office.bookings.by_number(which.id)
    if booking is None:
        talk.go("menu")
    prove(talk, office, office.bookings.guarded(booking), _BOOKED_ELSEWHERE)
    if talk.beforehand("wish") is None:
        talk.say(details(office, booking, talk.language))
    wishes = [replace(each, carries=each.id) for each in _wishes(office, booking)]

    def reads(text: str) -> list[Any]:
        return [{"said": text}] if names_money(text) or _is_payment(office, booking, text) else []

    # Where there is nothing to choose, nothing is asked.
    wish: Any = (
        _NOTHING
        if len(wishes) == 1
        else talk.parse(
            "wish",
            _("What do you need?"),
            reads,
            missing=_(
                "Sorry, I did not quite understand.\nPlease write a number from the list below, like {one}."
            ).using(one=1),
            formerly=str,
            options=wishes,
            files=lambda ids, _words: {"files": ",".join(ids)},
        )
    )
    if isinstance(wish, str):
        return _DEEDS.get(wish, _leave)(talk, office, booking)
    if "files" in wish:
        talk.go("payment_proof", which=booking.number, files=wish["files"])
    if _is_payment(office, booking, wish["said"]):
        talk.go("bookings", which=booking.number, wish=_PAY, **{"payment.reference": wish["said"]})
    return about_refund(talk, office, booking)


def _is_payment(office: FrontOffice, booking: Booking, said: str) -> bool:
    """Whether this is the number of a payment for it, told before it was asked for."""
    return office.bookings.state(booking) is BookingState.HELD and read_reference(said) is not None


def _send_voucher(talk: Talk, _office: FrontOffice, booking: Booking) -> None:
    talk.say(_("I am sending the voucher (PDF) in a moment."))
    talk.paper("booking_voucher", booking.id)


def _send_cancellations(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    talk.say(_("I am sending the paper (PDF) in a moment."))
    for cancellation in office.bookings.cancellations(booking):
        talk.paper("booking_cancellation", cancellation.id)


def _pay(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    tell_payment(talk, office, booking.id)


def _correct_name(talk: Talk, _office: FrontOffice, _booking: Booking) -> None:
    talk.say(
        _("The name and the identity card of the guest can be corrected by the office, until check-in. Write: phone")
    )


def _leave(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    if office.bookings.state(booking) is BookingState.EXPIRED:
        if booking.payment_reference is not None:
            talk.say(_("If you have paid, write: phone"))
        talk.say(_("To book rooms, write: guest house"))
    elif len(_wishes(office, booking)) > 1:
        talk.say(_("All right. To see it again, write: my booking"))
    else:
        talk.say(_("To talk to a person, write: phone"))


def _open_service(talk: Talk, office: FrontOffice, said: str) -> None:
    """Where nothing is listed, a row of the menu or a service's name is taken for what it is."""
    row = numeral(said)
    found, sure = meant_by(talk.called, said)
    meant = [each for each in talk.offered(office) if each.row == row] if row is not None else found[:1] if sure else []
    if meant and meant[0].name != "bookings":
        talk.go(meant[0].name)


def _wishes(office: FrontOffice, booking: Booking) -> list[Option]:
    wishes = []
    if office.booking_facts.has_voucher(booking):
        wishes.append(
            Option(_VOUCHER, button("Voucher (PDF)"), words=("voucher", "kagoj", "কাগজ", "ভাউচার", "वाउचर", "काग़ज़"))
        )
    if office.bookings.is_under_review(booking):
        wishes.append(Option(_PAY, button("Correct the payment no."), words=_PAYMENT_WORDS))
    elif office.bookings.state(booking) is BookingState.HELD:
        wishes.append(Option(_PAY, button("I have paid"), words=(_PAY, "paid", "taka diyechi", "টাকা দিয়েছি", "भुगतान")))
    if office.cancellations.can_cancel(booking):
        wishes.append(
            Option(
                _CANCEL,
                button("Cancel the booking"),
                words=CANCEL_WORDS,
            )
        )
    if office.bookings.cancellations(booking):
        wishes.append(Option(_PAPER, button("Cancellation (PDF)"), words=("paper", "কাগজ", "काग़ज़")))
    if office.refunds.due(booking):
        wishes.append(REFUND)
    if office.bookings.state(booking) is BookingState.BOOKED:
        wishes.append(OTHER_DAYS)
    if office.bookings.state(booking) in CANCELLABLE:
        wishes.append(Option(_NAME, button("Correct name or card"), words=_NAME_WORDS))
    return [*wishes, Option(_NOTHING, button("Nothing more"), words=("no", "na", "না", "नहीं", "kichu na"))]


def _give_up(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    options = _rooms(office, booking)

    def search(said: Incoming) -> Sequence[Option]:
        named = find_option(said.text, options)
        return [named] if named else []

    def known(id_: str) -> Option | None:
        which, _charge = _formerly(id_)
        return next((each for each in options if each.id == which), None)

    # What is chosen carries its charge: what was shown is what is charged, or it is asked once more.
    rooms = talk.look_up(
        "rooms",
        _("Which rooms do you want to give up?"),
        search,
        known,
        missing=_("Please write a number from the list below."),
        offered=[each.id for each in options],
        only=True,
    )
    which, charged = _formerly(rooms.id)
    position, charge_paise = None if which == _ALL else int(which), charged if rooms.carries is None else rooms.carries
    if not talk.confirm(
        "sure",
        _("{rooms}\n{cost}\n\nShall I cancel this? It cannot be undone.").using(
            rooms=rooms.label, cost=_meaning(office, booking, position, charge_paise)
        ),
        yes=button("Yes, give it up"),
        no=button("No, keep it"),
        final=True,
        yes_words=CANCEL_WORDS,
    ):
        return talk.say(_("Nothing was cancelled. Your booking holds."))

    def cancel() -> str:
        given_up = office.cancellations.cancel(booking.id, talk.citizen, position=position, charge_paise=charge_paise)
        return str(given_up.id)

    made = talk.once(
        "cancel",
        cancel,
        refused={
            ChargeChanged: ("rooms", _("Meanwhile it costs something else. Please look at it once more.")),
            IllegalBookingMove: ("wish", _("Meanwhile this booking can no longer be cancelled.")),
            PaymentUnderReview: ("rooms", UNDER_REVIEW),
        },
    )
    cancellation = office.bookings.cancellation(UUID(made))
    talk.say(_("Cancelled: {rooms}\nBooking no.: {number}").using(rooms=rooms.label, number=Reference(booking.number)))
    if cancellation.refund_paise and cancellation.target_on:
        talk.say(
            _(
                "Given back to you: {refund}, {where}. Target: by {date}. We will tell you here when it is done.\n"
                "To have it paid to another account, write: refund account"
            ).using(
                refund=Paise(cancellation.refund_paise), date=cancellation.target_on, where=where_to(office, booking)
            )
        )
    else:
        talk.say(why_nothing(office, cancellation))
    talk.say(_("I am sending the paper (PDF) in a moment."))
    talk.paper("booking_cancellation", cancellation.id)
    if position is not None and office.booking_facts.has_voucher(booking):
        talk.say(_("The earlier voucher no longer holds. I am sending the new one (PDF) too."))
        talk.paper("booking_voucher", booking.id)


def _meaning(office: FrontOffice, booking: Booking, position: int | None, charge_paise: int) -> Words:
    """What it costs to give this up, and what stays."""
    cost = at_what_cost(office.cancellations.quote(booking, position), charge_paise)
    if position is None:
        return cost
    return _("{cost}\n{stays}").using(cost=cost, stays=what_stays(office, booking, position))


def _rooms(office: FrontOffice, booking: Booking) -> list[Option]:
    def option(which: str, position: int | None, label: Words, words: tuple[str, ...]) -> Option:
        charge = office.cancellations.quote(booking, position).charge_paise
        return Option(which, label, words=words, carries=charge)

    rooms = [
        option(str(booked.position), booked.position, room.names, (room.key, *room.names.values()))
        for booked, room in office.bookings.kept_rooms(booking)
    ]
    # What was told was paid for all of them.
    rooms = [] if office.bookings.is_under_review(booking) else rooms
    every = option(_ALL, None, button("The whole booking"), ("all", "sob", "সব", "সবগুলো", "सब", "पूरी"))
    return [every, *rooms] if len(rooms) > 1 else [every]


def _formerly(id_: str) -> tuple[str, int]:
    """What is given up, and its charge where it was stored in one word, as the release before did."""
    which, _between, charge = id_.partition("/")
    return which, int(charge or 0)


_DEEDS: Final[Mapping[str, Callable[[Talk, FrontOffice, Booking], None]]] = {
    _VOUCHER: _send_voucher,
    _PAY: _pay,
    REFUND.id: about_refund,
    _NAME: _correct_name,
    OTHER_DAYS.id: come_on_other_days,
    _CANCEL: _give_up,
    _PAPER: _send_cancellations,
}
