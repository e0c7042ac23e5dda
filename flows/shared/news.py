"""Asking what has become of something that was filed: "no reply yet on my complaint", "১৫ দিন হয়ে গেল কিছু হয়নি"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from chatbot.language.matching import LONG_ENOUGH, normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import ALIKE, likeness, without_marks
from chatbot.language.word_lists import words
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.shared.mobiles import is_only_mobile
from panchayat.filings import is_part, newest_open, with_part
from panchayat.front_office import FrontOffice

#: The one word that stands for all such words, where a question is given its answer beforehand.
NEWS: Final = "news"

Phrases = Sequence[Sequence[str]]


def _plain(text: str) -> list[str]:
    return without_marks(normalise(text)).replace("'", "").replace("’", "").split()


def _listed(meaning: str) -> Phrases:
    return sorted(map(_plain, words("news", __package__)[meaning]), key=len, reverse=True)


_FILED, _HOPED, _LACKING, _NOTHING, _ASKING, _BESIDE = map(
    _listed, ("filed", "hoped", "lacking", "nothing", "asking", "beside")
)


class Asks(Enum):
    """How sure it is that words ask for news of what was filed."""

    SURELY = auto()
    #: They may as well tell of something else, such as an office that does not answer.
    PERHAPS = auto()


def asks_for_news(text: str) -> Asks | None:
    """Whether ``text`` asks what has become of something, and says nothing else; None if it does not."""
    said = [word.strip('.,;:!?।-()“”"') for word in _plain(text)]
    said = [word for word in said if word]
    filed, asking, hoped = _places(said, _FILED), _places(said, _ASKING), _places(said, _HOPED)
    nothing, lacking = _places(said, _NOTHING), _places(said, _LACKING)
    waits = (bool(lacking) and bool(hoped | nothing)) or "nothing" in said
    if not (asking or waits or (filed and hoped)):
        return None
    rest = [
        word
        for place, word in enumerate(said)
        if place not in filed | asking | hoped | nothing | lacking | _places(said, _BESIDE) and not _counts(word)
    ]
    if not rest:
        return Asks.SURELY
    return Asks.PERHAPS if filed else None


def lead_to_status(talk: Talk, office: FrontOffice, text: str) -> None:
    """Go on with how something stands, if that is what ``text`` asks for; where it may be more, that is asked."""
    if is_only_mobile(text) or _is_part_of_own(talk, office, text):
        talk.go("status", which=text)
    asks = asks_for_news(text)
    if asks is None:
        return
    own = office.filings.of(talk.citizen)
    filing, settled = newest_open(own), office.feedback.unanswered(talk.citizen)
    if settled in own and filing in own[own.index(settled) :]:
        # What was settled last is spoken of, and whether it is fixed was asked.
        return
    if asks is Asks.SURELY:
        talk.go("status", which=NEWS)
    if filing is None:
        return
    chosen = talk.choose(
        "news",
        _("Do you want to know how {number} stands, or is this a new complaint?").using(
            number=Reference(filing.number)
        ),
        [
            Option("stands", button("How it stands"), words=("status", "obostha", "অবস্থা", "स्थिति")),
            Option("new", button("A new complaint"), words=("new", "notun", "নতুন", "नया", "नई")),
        ],
    )
    if chosen.id == "stands":
        talk.go("status", which=filing.number)
    talk.go("grievance", what=text)


def leads_to_status(talk: Talk, office: FrontOffice, text: str) -> bool:
    """Whether ``lead_to_status`` has anything to do."""
    return is_only_mobile(text) or asks_for_news(text) is not None or _is_part_of_own(talk, office, text)


def _is_part_of_own(talk: Talk, office: FrontOffice, text: str) -> bool:
    """Whether it is a part of the number of something that was filed from here."""
    return is_part(text) and bool(with_part(office.filings.of(talk.citizen), text))


def _places(said: Sequence[str], phrases: Phrases) -> set[int]:
    """Where in ``said`` these phrases stand, typing errors in their longer words forgiven."""
    found: set[int] = set()
    for phrase in phrases:
        for begin in range(len(said) - len(phrase) + 1):
            if all(map(_same, said[begin : begin + len(phrase)], phrase)):
                found |= set(range(begin, begin + len(phrase)))
    return found


def _same(spoken: str, written: str) -> bool:
    if spoken == written:
        return True
    long = min(len(spoken), len(written)) > LONG_ENOUGH
    return long and spoken[0] == written[0] and likeness(spoken, written) >= ALIKE


def _counts(word: str) -> bool:
    return any(map(str.isdecimal, word)) or number_named(word) is not None
