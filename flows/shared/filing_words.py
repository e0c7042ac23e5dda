"""What something that was handed in is called in questions, and by which words people choose it among several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from chatbot.choices import Said
from chatbot.language.matching import is_sentence, only_named, spoken
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, Text, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
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


#: In more words nobody only names something.
_NAME: Final = 4
#: Code points of the person's words that a question repeats.
_GIST: Final = 300
_QUOTED: Final = _("{question}\n“{words}”")
#: How often further words are taken where it is asked to what they belong.
_FURTHER: Final = 10


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


def choose_filing(
    talk: Talk, office: FrontOffice, name: str, question: Text, *, found: Sequence[Open], words: str
) -> tuple[str | None, str]:
    """Which of ``found`` ``words`` belong to, by its place in the list or by what it is about.

    Returns:
        Its number, none if it is no one of them; and the words, with those that came meanwhile.
    """
    options = [*(Option(each.number, called(office, each), words=_names_of(office, each)) for each in found), _OTHER]

    def named(text: str) -> Option | None:
        said = spoken(text)
        return only_named(_bare(said), options) if len(said) <= _NAME else None

    for place in range(_FURTHER):
        step = talk.wish(
            f"{name}{place or ''}",
            _QUOTED.using(question=question, words=shorten(words, _GIST)) if words else question,
            options,
            understands=lambda text: named(text) is not None or is_sentence(text),
        )
        said, chosen = (step.text.strip(), named(step.text)) if isinstance(step, Said) else ("", step)
        if chosen is not None and chosen.id == _OTHER.id:
            return None, words
        if chosen is not None:
            talk.say(chosen.label)
            return chosen.id, words
        words = "\n".join(filter(None, (words, said)))
    return None, words


def _names_of(office: FrontOffice, filing: Open) -> tuple[str, ...]:
    if isinstance(filing, Booking):
        return ("booking", "room", "ghor", "guest house", "বুকিং", "ঘর", "গেস্ট হাউস", "बुकिंग", "कमरा")
    if isinstance(filing, Certificate):
        return ("certificate", "sarti", "সার্টিফিকেট", "কাগজ", "प्रमाण पत्र", *office.certificates.type_of(filing).words)
    return CATEGORY_WORDS.get(office.grievances.category(filing).key, ())


def _bare(said: Sequence[str]) -> list[str]:
    """Words as they are, and without what points at something."""
    return [*said, *(word.removesuffix(end) for word in said for end in _POINTING if word.endswith(end))]
