"""What something that was handed in is called in questions, and by which words people choose it among several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from chatbot.language.matching import only_named, spoken
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from panchayat.filings import Open
from panchayat.front_office import FrontOffice
from panchayat.models import Booking, Certificate

#: What people type for the subject of a complaint, by the key of its category.
CATEGORY_WORDS: Final[Mapping[str, tuple[str, ...]]] = words_under("subjects", "category", __package__)

_OTHER: Final = Option(
    "other",
    button("Something else"),
    words=("other", "onno kichu", "konotai na", "none", "অন্য কিছু", "কোনোটাই না", "कुछ और", "कोई नहीं", "kuch aur"),
)
#: What is put behind a name to point at it, before which another ending may stand: "রাস্তারটা", "jolerta".
_POINTING: Final = ("টাতে", "টা", "টি", "tate", "ta", "ti")


def called(office: FrontOffice, filing: Open) -> Text:
    """What it is called, with its number."""
    number = Reference(filing.number)
    if isinstance(filing, Booking):
        house = office.bookings.house(filing).names
        return _("Booking {number} ({house}, {arrival})").using(number=number, house=house, arrival=filing.arrival)
    if isinstance(filing, Certificate):
        return _("{paper} {number}").using(paper=office.certificates.type_of(filing).names, number=number)
    kind = (
        _("Suggestion {number} ({category})") if filing.kind == "suggestion" else _("Complaint {number} ({category})")
    )
    return kind.using(number=number, category=office.grievances.category(filing).names)


def choose_filing(talk: Talk, office: FrontOffice, name: str, prompt: Words, found: Sequence[Open]) -> str | None:
    """The number of the one of ``found`` that is meant, by its place in the list or by what it is about; none if no one is."""
    options = [*(Option(each.number, called(office, each), words=_names_of(office, each)) for each in found), _OTHER]

    def search(said: Incoming) -> Sequence[Option]:
        named = only_named(_bare(said.text), options)
        return [named] if named is not None else []

    chosen = talk.look_up(
        name,
        prompt,
        search,
        lambda number: next((each for each in options if each.id == number), None),
        missing=_("Please write a number from the list below."),
        offered=[each.id for each in options],
    )
    return None if chosen.id == _OTHER.id else chosen.id


def _names_of(office: FrontOffice, filing: Open) -> tuple[str, ...]:
    if isinstance(filing, Booking):
        return ("booking", "room", "ghor", "guest house", "বুকিং", "ঘর", "গেস্ট হাউস", "बुकिंग", "कमरा")
    if isinstance(filing, Certificate):
        return ("certificate", "sarti", "সার্টিফিকেট", "কাগজ", "प्रमाण पत्र", *office.certificates.type_of(filing).words)
    return CATEGORY_WORDS.get(office.grievances.category(filing).key, ())


def _bare(text: str) -> list[str]:
    """The words of ``text`` as they are, and without what points at something."""
    said = spoken(text)
    return [*said, *(word.removesuffix(end) for word in said for end in _POINTING if word.endswith(end))]
