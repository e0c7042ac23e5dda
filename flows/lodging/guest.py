"""In whose name rooms are booked, and by which identity card the guest will be known; only its last digits are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from chatbot.bursts import BURST
from chatbot.language.matching import find_option
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, _
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.lodging.cards import WHICH, read_card, read_last_four
from flows.lodging.guest_names import read_guest, read_rest
from flows.lodging.rooms import RoomSearch
from flows.lodging.words import ID_WORDS, offered
from panchayat.front_office import FrontOffice
from panchayat.lodging.offers import Offer
from panchayat.lodging.reservations import Guest

_ID_TYPES: Final = tuple(
    Option(card, called, words=words_under("cards", "card", __package__)[card], carries={"card": card})
    for card, called in ID_WORDS.items()
)


def choose_guest(talk: Talk, office: FrontOffice, wish: RoomSearch, offer: Offer) -> Guest:
    """Who comes; the question says back which rooms were chosen."""
    names = office.contacts.names(talk.citizen)
    own = (names.get(talk.language) or next(iter(names.values()), "")) if names else ""

    def reads(text: str) -> list[dict[str, str]]:
        return [{"name": name, "at": talk.now.isoformat()} for name in read_guest(text, own)]

    told: Any = talk.parse(
        "name",
        _("{rooms}\nIn whose name? Write the name as it stands on the identity card.").using(rooms=offered(offer)),
        reads,
        missing=_("Please write the name in letters."),
        formerly=lambda id_: {"name": id_},
        options=[Option(own, own, carries={"name": own})] if own else [],
    )
    # The release before stored the name alone.
    name: str = told if isinstance(told, str) else told["name"]

    def card(text: str) -> list[dict[str, str]]:
        if (card_told := read_card(text)) is not None:
            return [card_told]
        rest = read_rest(text) if _goes_on(told, talk.now) else None
        return [{"rest": rest}] if rest and find_option(text, _ID_TYPES) is None else []

    shown = talk.parse(
        "id_type",
        _("Which identity card will the guest show?"),
        card,
        missing=WHICH,
        formerly=lambda id_: {"card": id_},
        options=_ID_TYPES,
    )
    if "rest" in shown:
        whole = f"{name} {shown['rest']}"
        talk.say(_("Name of the guest: {name}").using(name=whole))
        talk.go("guest_house", **wish.given(), room=offer.id, name=whole)

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


def _goes_on(told: Any, now: datetime) -> bool:
    """Whether a word that comes now may be the rest of the name: that has only one, and was written just before."""
    if isinstance(told, str) or "at" not in told or len(told["name"].split()) != 1:
        return False
    return now - datetime.fromisoformat(told["at"]) <= BURST
