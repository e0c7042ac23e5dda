"""Asking what has become of something that was filed: "no reply yet on my complaint", "১৫ দিন হয়ে গেল কিছু হয়নি"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final, NoReturn

from chatbot.choices import Choice
from chatbot.language.matching import normalise
from chatbot.language.number_words import number_named
from chatbot.language.spelling import without_marks
from chatbot.language.word_lists import words
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.mobiles import BESIDE, is_only_mobile, mobile_in, without_mobile
from flows.shared.phrases import Phrases, Vocabulary
from panchayat.filings import is_part, newest_open, with_part
from panchayat.front_office import FrontOffice

#: The one word that stands for all such words, where a question is given its answer beforehand.
NEWS: Final = "news"

#: Code points of somebody's words that a question repeats.
_GIST: Final = 200

#: How a number of ours looks.
EXAMPLE: Final = Reference("GRV-26-4815-3706")
NOTHING_FILED: Final = _(
    "Nothing was filed from this phone number.\n"
    "Perhaps it was filed from another phone. Then write that phone's number, or the number of what was filed, such as "
    "{number}; please look at every digit.\n"
    "To talk to a person, write: phone"
).using(number=EXAMPLE)

#: Whoever writes more words than these tells something.
_MOST_WORDS: Final = 30


def _plain(text: str) -> list[str]:
    return without_marks(normalise(text)).replace("'", "").replace("’", "").split()


def _listed(meaning: str) -> Phrases:
    return Phrases(tuple(_plain(each)) for each in words("news", __package__)[meaning])


_FILED, _HOPED, _LACKING, _NOTHING, _ASKING, _DONE, _BESIDE, _LOOKING, _LOST, _NUMBER = map(
    _listed, ("filed", "hoped", "lacking", "nothing", "asking", "done", "beside", "looking", "lost", "number")
)
_NO: Final = {word for said in (*words("intentions")["no"], "nothing") for word in _plain(said)}
_KNOWN: Final = (_FILED, _HOPED, _LACKING, _NOTHING, _ASKING, _DONE, _BESIDE, _NUMBER)
_VOCABULARY: Final = Vocabulary(_KNOWN)


def _said(text: str) -> list[str]:
    """The words of a message, those with typing errors as they are meant."""
    return [_VOCABULARY.known(word) for each in _plain(text) if (word := each.strip('.,;:!?।-()“”"'))]


class Asks(Enum):
    """How sure it is that words ask for news of what was filed."""

    SURELY = auto()
    #: They may as well tell of something else, such as an office that does not answer.
    PERHAPS = auto()


def asks_for_news(text: str) -> Asks | None:
    """Whether ``text`` asks what has become of something, and says nothing else; None if it does not."""
    said = _said(text)
    if len(said) > _MOST_WORDS:
        return None
    filed, asking, hoped, done = (each.places(said) for each in (_FILED, _ASKING, _HOPED, _DONE))
    waits = bool(_LACKING.places(said)) and bool(hoped | _NOTHING.places(said))
    if not (asking or waits or "nothing" in said or (filed and (hoped or done))):
        return None
    nothing = _NOTHING.places(said)
    if all(place in nothing or word in _NO for place, word in enumerate(said)):
        # "কিছু না" refuses.
        return None
    rest = _unknown(said)
    if not rest:
        return Asks.SURELY
    return Asks.PERHAPS if filed and (asking or waits) else None


def lead_to_status(talk: Talk, office: FrontOffice, text: str, *, is_no_verdict: bool = False) -> None:
    """Go on with how something stands, if that is what ``text`` asks for; where it may be more, that is asked.

    Until it is known that it is no verdict on what was settled, words that may be one are left for that.
    """
    if (which := text if names_phone(text) else _part_of_own(talk, office, text)) is not None:
        talk.go("status", which=which)
    if has_lost_number(text):
        talk.go("status")
    asks = asks_for_news(text)
    if asks is None:
        return
    own = office.filings.of(talk.citizen)
    if not own and asks is Asks.SURELY and not _FILED.places(_said(text)):
        _offer_to_file(talk, text)
    filing, settled = newest_open(own), office.feedback.unanswered(talk.citizen)
    if settled in own and not is_no_verdict:
        said = _said(text)
        told = _FILED.places(said) | _HOPED.places(said) | _NOTHING.places(said)
        if not told or filing in own[own.index(settled) :]:
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


def _offer_to_file(talk: Talk, text: str) -> NoReturn:
    """Where nothing was filed from this phone: perhaps it was from another, perhaps it is told for the first time."""
    talk.say(NOTHING_FILED)
    wish = talk.wish(
        "file_it",
        _("Do you want to file this as a complaint?\n“{words}”").using(words=shorten(text, _GIST)),
        [
            Option("yes", button("Yes")),
            Option("no", button("No")),
        ],
        understands=lambda said: names_phone(said) or is_part(said),
        optional=True,
    )
    if not isinstance(wish, Choice):
        talk.go("status", which=wish.text)
    if wish.id == "yes":
        talk.go("grievance", what=text)
    talk.put_aside()
    talk.go("menu")


def leads_to_status(talk: Talk, office: FrontOffice, text: str) -> bool:
    """Whether ``lead_to_status`` has anything to do."""
    told = names_phone(text) or has_lost_number(text) or asks_for_news(text) is not None
    return told or _part_of_own(talk, office, text) is not None


def names_phone(text: str) -> bool:
    """Whether it is a phone's number, with nothing beside it but that something was filed from there."""
    if mobile_in(text) is None:
        return False
    said = [word for word in _said(without_mobile(text)) if word not in BESIDE]
    return is_only_mobile(text) or (bool(_FILED.places(said) | _ASKING.places(said)) and not _unknown(said, _LOOKING))


def has_lost_number(text: str) -> bool:
    """Whether it is said that the number of what was filed is lost or forgotten, and nothing else."""
    said = _said(text)
    return bool(_NUMBER.places(said) and _LOST.places(said)) and not _unknown(said, _LOST, _LOOKING)


def offer_phone(talk: Talk, words: str) -> None:
    """Where something that was filed is shown, a phone's number may be that of another phone, or something to add."""
    if has_lost_number(words):
        talk.go("status")
    if not names_phone(words):
        return
    chosen = talk.choose(
        "of_phone",
        _("What shall I do with this number?\n“{words}”").using(words=shorten(words, _GIST)),
        [
            Option(
                "see", button("See what is filed there"), words=("show", "see", "dekhan", "dekhao", "দেখান", "दिखाइए")
            ),
            Option("add", button("Add it to this"), words=("add", "jure din", "জুড়ে দিন", "जोड़ दीजिए")),
        ],
    )
    if chosen.id == "see":
        talk.go("status", which=words)


def _part_of_own(talk: Talk, office: FrontOffice, text: str) -> str | None:
    """The part of the number of something that was filed from here, by itself or called so: "complaint no 4294"."""
    said = [word for word in _said(text) if word not in BESIDE]
    figures = [word for word in said if any(map(str.isdecimal, word))]
    called = bool(figures and _FILED.places(said)) and not _unknown(said)
    part = " ".join(figures) if called else text
    return part if is_part(part) and with_part(office.filings.of(talk.citizen), part) else None


def _unknown(said: Sequence[str], *beside: Phrases) -> list[str]:
    """The words of ``said`` that tell of something else; numbers and how long it takes are none."""
    known = set().union(*(each.places(said) for each in (*_KNOWN, *beside)))
    return [word for place, word in enumerate(said) if place not in known and not _counts(word)]


def _counts(word: str) -> bool:
    return any(map(str.isdecimal, word)) or number_named(word) is not None
