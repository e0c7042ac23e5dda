"""The refund of a booking: when and where it comes, and naming another account for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, Final
from uuid import UUID

from chatbot.answers import NotUnderstood
from chatbot.declaration import flow
from chatbot.language.intentions import Intention, intention
from chatbot.language.wording import Paise, Reference, Words, _, button
from chatbot.messages import Option
from chatbot.state import Figures
from chatbot.talk import Talk
from flows.lodging.reading import digits_in
from flows.lodging.refund_words import NOT_FOUND, called, given_back, where_to
from flows.lodging.words import how_to_pay, listed
from panchayat.front_office import FrontOffice
from panchayat.lodging.accounts import BANK, accounts_in, half_of, joined, lacks
from panchayat.lodging.refunds import NothingDue
from panchayat.models import Booking

REFUND: Final = Option(
    "refund",
    button("Refund: when and where"),
    words=(
        *(
            "refund",
            "refund account",
            "money back",
            "account",
            "bank account",
            "other account",
            "taka ferot",
            "onno account",
        ),
        *("টাকা ফেরত", "ফেরত", "রিফান্ড", "অ্যাকাউন্ট", "অন্য অ্যাকাউন্ট", "रिफंड", "पैसे वापस", "खाता", "दूसरा खाता"),
    ),
)
_LEAVE: Final = Option(
    "leave",
    button("Leave it as it is"),
    words=("no", "na", "leave", "leave it", "thak", "না", "থাক", "ঠিক আছে", "नहीं", "रहने दें", "later", "pore", "পরে"),
)
_WRITE: Final = _(
    "Write the UPI id, such as {upi}, or the account number and its IFSC in one message. Only the person who pays sees"
    " the whole of it."
).using(upi=Reference("name@bank"))
_LACKS: Final[dict[str, Words]] = {
    "parted": _("Please write the UPI id in one word, without a blank, such as {upi}.").using(
        upi=Reference("name@bank")
    ),
    "email": _("That is an e-mail address. A UPI id looks like {upi}.").using(upi=Reference("name@bank")),
    "ifsc": _("An account number alone is not enough, and neither is a phone number: its IFSC belongs to it."),
    "number": _(
        "The number of the account is missing, of 9 to 18 digits. Please write it with the IFSC in one message."
    ),
}
_RIGHT, _NOT = "yes", "no"
_MEANWHILE: Final = _("Meanwhile the money has been given back.")


@flow(
    "refund",
    title=_("Refund of a booking"),
    words="refund account, refund akaunt, ferot account, রিফান্ড অ্যাকাউন্ট, ফেরতের অ্যাকাউন্ট, रिफंड खाता",
    anywhere="refund account, refund akaunt, রিফান্ড অ্যাকাউন্ট, ফেরতের অ্যাকাউন্ট, रिफंड खाता",
    alias_of="bookings",
)
def refund(talk: Talk, office: FrontOffice) -> None:
    """Leads to the booking for which money is to come back, and says of others what became of it."""
    about = office.refunds.about_money(talk.citizen)
    if not about:
        return talk.say(
            _("No booking of yours is waiting for a refund. If it was booked from another phone, write: my booking")
        )
    chosen = talk.choose(
        "about",
        _("Which booking do you mean?"),
        [listed(office, each) for each in about],
        only=True,
    )
    booking = next(each for each in about if each.number == chosen.id)
    if office.refunds.due(booking):
        talk.go("bookings", which=booking.number, wish=REFUND.id)
    talk.say(_numbered(booking, _told(office, booking)))


def about_refund(talk: Talk, office: FrontOffice, booking: Booking) -> None:
    """Say what becomes of the money, and take another account for it while it is still to come."""
    told = _told(office, booking)
    if not office.refunds.due(booking):
        return talk.say(_numbered(booking, told))
    with talk.part("refund"):
        asking = _numbered(booking, told)
        if office.refunds.account(booking) is not None:
            if not _writes_number(talk, booking, told):
                return talk.say(_("All right. The money goes {where}.").using(where=where_to(office, booking)))
            asking = _("The number is right.")
        proposed = talk.entrust(
            "account",
            _("{told}\nTo have it paid elsewhere: {write}").using(told=asking, write=_WRITE),
            lambda text: _propose(talk, office, booking, text),
            missing=_WRITE,
            options=[_LEAVE],
            figures=Figures.ACCOUNT,
        )
        if proposed is None:
            return talk.say(_("All right. The money goes {where}.").using(where=where_to(office, booking)))
        account_id = _checked(talk, office, booking, UUID(proposed))
        if account_id is None:
            talk.once("forgotten", lambda: office.refunds.forget(booking.id))
            return talk.say(_("Nothing was changed. The money goes {where}.").using(where=where_to(office, booking)))
        talk.once(
            "named",
            lambda: office.refunds.name(account_id, talk.citizen),
            refused={NothingDue: ("account", _MEANWHILE)},
        )
        talk.say(
            _("Noted. The money for booking {number} goes to {account}. To change it: my booking").using(
                number=Reference(booking.number), account=called(office.refunds.named(account_id))
            )
        )


def _checked(talk: Talk, office: FrontOffice, booking: Booking, proposed: UUID) -> UUID | None:
    """The account that is said to be right; None where it shall stay as it was.

    Another account that is written instead is shown in its turn.
    """
    for turn in count(1):
        said: str = talk.entrust(
            "right" if turn == 1 else f"right.{turn}",
            _is_it_right(office, booking, proposed),
            lambda text: _verdict(text) or _propose(talk, office, booking, text),
            missing=_("Is it right? If not, write the whole account once more."),
            options=[
                Option(_RIGHT, button("Yes, it is right"), carries=_RIGHT),
                Option(_NOT, button("No, leave it"), carries=_NOT),
            ],
            figures=Figures.ACCOUNT,
        )
        if said in (_RIGHT, _NOT):
            return proposed if said == _RIGHT else None
        proposed = UUID(said)
    return None


def _is_it_right(office: FrontOffice, booking: Booking, proposed: UUID) -> Words:
    account = office.refunds.proposed(proposed)
    if account is None:
        # Another one has been written since, and is shown instead.
        return _WRITE
    return _(
        "{paise} for booking {number} goes to {account}.\nPlease compare it with what you wrote. Is it right?"
    ).using(
        paise=Paise(sum(each.refund_paise for each in office.refunds.due(booking))),
        number=Reference(booking.number),
        account=called(account),
    )


def _verdict(text: str) -> str | None:
    """Whether the whole message says yes or no."""
    meant = intention(text)
    return _RIGHT if meant is Intention.YES else _NOT if meant is Intention.NO else None


def _told(office: FrontOffice, booking: Booking) -> Words:
    """What becomes of the money of everything that was given up; or how a payment stands."""
    cancelled = office.bookings.cancellations(booking)
    if not cancelled:
        return how_to_pay(office, booking) if office.bookings.is_under_review(booking) else NOT_FOUND
    first, *others = (given_back(office, each) for each in cancelled)
    for other in others:
        first = _("{first}\n{second}").using(first=first, second=other)
    return first


def _numbered(booking: Booking, told: Words) -> Words:
    return _("Booking no.: {number}\n{refund}").using(number=Reference(booking.number), refund=told)


def _writes_number(talk: Talk, booking: Booking, told: Words) -> bool:
    """Who changes an account that was named must know the booking's number."""

    def reads(text: str) -> Sequence[bool]:
        return [True] if digits_in(text) == digits_in(booking.number) else []

    return talk.parse(
        "number",
        _("{told}\nTo change the account, write the number of this booking, as it stands on your paper.").using(
            told=told
        ),
        reads,
        missing=_("That is not the number of this booking."),
        formerly=bool,
        options=[_LEAVE],
        figures=Figures.OWN_NUMBER,
    )


def _propose(talk: Talk, office: FrontOffice, booking: Booking, text: str) -> Any:
    """The id under which what was typed is kept; raises ``NotUnderstood`` with what is missing of it."""
    found = accounts_in(text)
    if len(found) > 1:
        raise NotUnderstood(_("I found more than one account. Please write only the one that you mean."))
    part = None if found else half_of(text)
    if part is not None:
        before = office.refunds.half(booking)
        whole_one = None if before is None else joined(before, part)
        found = [part if whole_one is None else whole_one]
    if found:
        try:
            proposed = office.refunds.propose(booking.id, talk.citizen, found[0])
        except NothingDue as error:
            raise NotUnderstood(_MEANWHILE) from error
        if not found[0].number:
            raise NotUnderstood(
                _("I have the IFSC {ifsc}. Now write the account number.").using(ifsc=found[0].ifsc or "")
            )
        if found[0].kind == BANK and found[0].ifsc is None:
            raise NotUnderstood(
                _("I have the account number {end}. Now write its IFSC.").using(end=Reference(found[0].shown))
            )
        return str(proposed)
    missing = lacks(text)
    if missing is not None:
        raise NotUnderstood(_LACKS[missing])
    return None
