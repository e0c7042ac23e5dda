"""The number of a payment, told where it was not asked for: it goes to the booking that waits for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.matching import is_masked, normalise, spoken
from chatbot.language.spelling import as_said, without_marks
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, _
from chatbot.talk import Talk
from flows.lodging.payment import tell_payment
from flows.lodging.reading import digits_in, is_labelled, read_reference
from flows.lodging.words import listed
from panchayat.front_office import FrontOffice
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState

#: For so long after a hold was over its payment may still be told.
_STILL_TOLD: Final = timedelta(days=2)
#: The least digits of a number that nobody has called that of a payment; a phone's has as many with what stands before it.
_LONG: Final = 11
_PHONE: Final = re.compile(r"(?:0|91|0091)[6-9]\d{9}")
#: Beside a number of which only the end is left hardly anything else stands, or it belongs to something else.
_FEW: Final = 5
_WRONG, _NUMBER, _PAYMENT = "wrong", "number", "payment"
_RIGHT, _NOT, _CHANGE = "right", "not", "change"


def _folded(word: str) -> str:
    return as_said(without_marks(normalise(word)), latin=True)


_LISTED: Final[Mapping[str, frozenset[str]]] = {
    meaning: frozenset(map(_folded, said)) for meaning, said in words_under("money", "number", __package__).items()
}


@flow("told_payment", title=_("Number of a payment"), not_own_words=True, alias_of="bookings")
def told_payment(talk: Talk, office: FrontOffice) -> None:
    """Takes the number of the payment for the booking that is meant, as it was told or when it is written."""
    booking = office.bookings.by_number(talk.beforehand("which") or "")
    if booking is None or not office.access_codes.may_see(office.bookings.guarded(booking), talk.citizen):
        talk.go("menu")
    tell_payment(talk, office, booking.id)


def tells_payment(office: FrontOffice, contact_id: UUID, said: str) -> bool:
    """Whether it is the number of a payment, or says that one was wrong, and something of theirs waits for it."""
    if read_payment(said) is not None or _is_hidden(said):
        return bool(waiting_for_number(office, contact_id))
    return says_number_wrong(said) and bool(_looked_for(office, contact_id))


def lead_to_payment(talk: Talk, office: FrontOffice, said: str) -> None:
    """Go to the booking that such a number is about; which of several it is, and whether it replaces one, is asked."""
    if not tells_payment(office, talk.citizen, said):
        return
    told = read_payment(said)
    wrong = _says(said, _WRONG)
    about = waiting_for_number(office, talk.citizen) if told or not wrong else _looked_for(office, talk.citizen)
    chosen = talk.choose(
        "payment_of", _("Which booking is it about?"), [listed(office, each) for each in about], only=True
    )
    booking = next(each for each in about if each.number == chosen.id)
    if told and booking.payment_reference and not wrong and booking.payment_reference != told:
        replaces = _("For booking {number} the office has the number {before}. Is {now} the right one?").using(
            number=Reference(booking.number), before=booking.payment_reference, now=told
        )
        if not talk.confirm("replaces", replaces):
            talk.go("bookings", which=booking.number)
    talk.go("told_payment", which=booking.number, **({"payment.reference": told} if told else {}))


def read_payment(said: str) -> str | None:
    """The number of a payment that was written without being asked for: called so, or as long as one."""
    found = read_reference(said)
    if found is None:
        return None
    digits = digits_in(found)
    long = len(digits) >= _LONG and not _PHONE.fullmatch(digits)
    return found if is_labelled(said) or long else None


def waiting_for_number(office: FrontOffice, contact_id: UUID) -> list[Booking]:
    """Their bookings of which a payment may be told: first those that wait for it, else whose time was over lately."""
    own = office.bookings.of(contact_id)
    held = [each for each in own if office.bookings.state(each) is BookingState.HELD]
    if held:
        return [each for each in held if not each.payment_reference] or held
    return [each for each in own if is_lately_over(office, each)]


def is_lately_over(office: FrontOffice, booking: Booking) -> bool:
    """Whether the time for paying was over so lately that the payment may still be told."""
    over = booking.held_until if office.bookings.state(booking) is BookingState.EXPIRED else None
    return over is not None and office.now - over <= _STILL_TOLD


def says_number_wrong(said: str) -> bool:
    """Whether it says that the number of a payment was wrong, and nothing else."""
    known = frozenset[str]().union(*_LISTED.values())
    plain = all(_folded(word) in known for word in spoken(said))
    of_payment = _says(said, _PAYMENT)
    wrong = _says(said, _WRONG) or (_says(said, _RIGHT) and _says(said, _NOT)) or (of_payment and _says(said, _CHANGE))
    return plain and wrong and (of_payment or _says(said, _NUMBER))


def _says(said: str, meaning: str) -> bool:
    return any(_folded(word) in _LISTED[meaning] for word in spoken(said))


def _is_hidden(said: str) -> bool:
    """Whether it is a number of which the end alone is left, because it could be taken for one that is not kept."""
    return is_masked(said) and len(spoken(said)) <= _FEW


def _looked_for(office: FrontOffice, contact_id: UUID) -> Sequence[Booking]:
    """The bookings for which a number was told that can still be put right."""
    own = office.bookings.of(contact_id)
    waits = [each for each in own if office.bookings.state(each) is BookingState.HELD or is_lately_over(office, each)]
    return [each for each in waits if each.payment_reference is not None]
