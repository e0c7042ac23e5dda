"""What is said at the menu and belongs to the money of a booking: asking for a refund, or a picture of a payment."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.language.matching import normalise, tokens
from chatbot.language.spelling import as_said, without_marks
from chatbot.language.word_lists import words
from chatbot.language.wording import Reference, _
from chatbot.talk import Talk
from flows.lodging.coming import lead_to_stay, speaks_of_stay
from flows.lodging.payment_pictures import awaits_picture
from flows.lodging.told_payments import lead_to_payment, tells_payment
from panchayat.front_office import FrontOffice
from panchayat.lodging.accounts import accounts_in, beside_accounts


def _folded(word: str) -> str:
    return as_said(without_marks(normalise(word)), latin=True)


_WORDS: Final = {
    group: frozenset(map(_folded, listed))
    for group, listed in words("money", __package__).items()
    if not group.startswith("number.")
}


def about_money(talk: Talk, office: FrontOffice, said: str) -> None:
    """Go to where what was said or sent at the menu belongs, if that is the money of a booking; else nothing."""
    if not talk.kept:
        lead_to_payment(talk, office, said)
    if _asks_for_refund(office, talk.citizen, said):
        talk.go("refund")
    if not talk.kept:
        lead_to_stay(talk, office, said)
    awaited = awaits_picture(office, talk.citizen) if talk.kept else None
    if awaited is None:
        return
    booking, surely = awaited
    if (surely and not said.strip()) or talk.confirm(
        "of_payment",
        _("Is this about the payment for booking {number}?").using(number=Reference(booking.number)),
    ):
        talk.go("payment_proof", which=booking.number, files=",".join(talk.kept))


def asks_about_money(office: FrontOffice, contact_id: UUID, said: str) -> bool:
    """Whether these words ask for the money of a booking of theirs, tell how it was paid for, or are about the stay."""
    reads = (tells_payment, _asks_for_refund, speaks_of_stay)
    return any(each(office, contact_id, said) for each in reads)


def _asks_for_refund(office: FrontOffice, contact_id: UUID, said: str) -> bool:
    """Whether these words ask for the refund of something that this person has booked, or say where it should go.

    What is typed of an account then is asked for once more, and not kept.
    """
    return (names_money(said) or _names_account(said)) and bool(office.refunds.about_money(contact_id))


def names_money(said: str) -> bool:
    """Whether these words ask for money that is to come back.

    Where any word is about another matter, such as an allowance, they do not.
    """
    groups = _groups(said)
    said_of = {group for found in groups for group in found}
    asks = "refund" in said_of or ("money" in said_of and bool(said_of & {"when", "back"}))
    return asks and all(groups)


def _names_account(said: str) -> bool:
    """Whether it is an account and nothing else but what it is for."""
    return bool(accounts_in(said)) and all(_groups(beside_accounts(said)))


def _groups(said: str) -> list[set[str]]:
    """To which of the lists each word belongs."""
    return [{group for group, listed in _WORDS.items() if _folded(word) in listed} for word in tokens(said)]
