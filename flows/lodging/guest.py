"""In whose name rooms are booked, and by which identity card the guest will be known; only its last digits are kept."""

from __future__ import annotations

from typing import Final

from chatbot.language.names import read_name
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, _
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.cards import WHICH, read_card, read_last_four
from flows.lodging.counting import counts_only
from flows.lodging.words import ID_WORDS, offered
from panchayat.front_office import FrontOffice
from panchayat.lodging.offers import Offer
from panchayat.lodging.reservations import Guest

_ID_TYPES: Final = tuple(
    Option(card, called, words=words_under("cards", "card", __package__)[card], carries={"card": card})
    for card, called in ID_WORDS.items()
)
_LONGEST_NAME: Final = 80


def choose_guest(talk: Talk, office: FrontOffice, offer: Offer) -> Guest:
    """Who comes; the question says back which rooms were chosen."""
    names = office.contacts.names(talk.citizen)
    own = (names.get(talk.language) or next(iter(names.values()), "")) if names else ""

    def reads(text: str) -> list[str]:
        name = read_name(text)
        return [name] if name and len(name) <= _LONGEST_NAME and not counts_only(text) else []

    name = talk.parse(
        "name",
        _("{rooms}\nIn whose name? Write the name as it stands on the identity card.").using(rooms=offered(offer)),
        reads,
        missing=_("Please write the name in letters."),
        formerly=str,
        options=[Option(own, own, carries=own)] if own else [],
    )

    def card(text: str) -> list[dict[str, str]]:
        told = read_card(text)
        return [told] if told else []

    shown = talk.parse(
        "id_type",
        _("Which identity card will the guest show?"),
        card,
        missing=WHICH,
        formerly=lambda id_: {"card": id_},
        options=_ID_TYPES,
    )

    def last_four(text: str) -> list[str]:
        digits = read_last_four(text, shown["card"])
        return [digits] if digits else []

    digits = talk.parse(
        "last_four",
        _("Please write only the last four digits of that card, not the whole number."),
        last_four,
        missing=_("I need the last four digits, such as {example}.").using(example=Reference("4567")),
        formerly=str,
        default=shown.get("last"),
        ends=True,
    )
    return Guest(name, shown["card"], digits)
