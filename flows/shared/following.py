"""What is told or sent soon after something was handed in: it may belong to that, which is asked by its name and number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.language.intentions import is_bare
from chatbot.language.matching import normalise, spoken, tokens
from chatbot.language.word_lists import words as word_list
from chatbot.language.wording import Reference, Text, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from panchayat.core.numbers import Prefix
from panchayat.filings import Open
from panchayat.front_office import FrontOffice
from panchayat.models import Booking, Certificate
from panchayat.models.booking_states import BookingState

#: Code points of the person's words that a question repeats.
_GIST: Final = 300
#: Longer ones tell something.
_QUESTION: Final = 5
_NEWS: Final = tuple(map(normalise, word_list("afterwards", __package__)["news"]))
_OTHER: Final = Option("other", button("Something else"), words=("other", "onno kichu", "অন্য কিছু", "कुछ और", "kuch aur"))


def may_follow(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether what was said or sent may belong to something that was handed in just before."""
    return bool(_open_to(talk, office, words))


def offer_to_join(talk: Talk, office: FrontOffice, words: str) -> None:
    """Ask whether it belongs to what was handed in, or to which of several, and add it there; else go on."""
    found = _open_to(talk, office, words)
    if not found:
        return
    if len(found) == 1 and _asks(words) and not talk.kept:
        # Who has just handed something in and asks when, or who, asks about that.
        _show(talk, found[0].number)
    said = shorten(words, _GIST)
    if len(found) == 1:
        question = _("{what}: shall I add this to it?\n“{words}”") if words else _("{what}: shall I add this to it?")
        if talk.confirm(
            "joins",
            question.using(what=_called(office, found[0]), words=said),
            yes=button("Yes, add it"),
            no=button("No, something else"),
            adds_to="service",
        ):
            _join(talk, found[0].number, words)
        return
    question = (
        _("To which of these shall I add this?\n“{words}”") if words else _("To which of these shall I add this?")
    )
    chosen = talk.choose(
        "joins_one",
        question.using(words=said),
        [*(Option(each.number, _called(office, each)) for each in found), _OTHER],
    )
    if chosen.id != _OTHER.id:
        _join(talk, chosen.id, words)


def _open_to(talk: Talk, office: FrontOffice, words: str) -> Sequence[Open]:
    """Where it may belong; a bare word, a yes or a no tells nothing more of anything."""
    if not talk.kept and ((len(tokens(words)) <= 1 and not _asks(words)) or is_bare(words)):
        return ()
    return [each for each in office.filings.just_filed(talk.citizen) if _takes(talk, each)]


def _takes(talk: Talk, filing: Open) -> bool:
    """Of rooms the office is told by files alone; whether those are of a payment has been asked before."""
    return not isinstance(filing, Booking) or (bool(talk.kept) and filing.state != BookingState.HELD)


def _asks(words: str) -> bool:
    """Whether it is a short question of when, or who."""
    said = " ".join(spoken(words))
    return len(said.split()) <= _QUESTION and any(f" {each} " in f" {said} " for each in _NEWS)


def _show(talk: Talk, number: str) -> None:
    talk.go("bookings" if number.startswith(Prefix.BOOKING) else "status", which=number)


def _join(talk: Talk, number: str, words: str) -> None:
    if number.startswith(Prefix.BOOKING):
        talk.go("bookings", which=number, said=words)
    talk.go("status", which=number, next="add", more=words, with_files="yes")


def _called(office: FrontOffice, filing: Open) -> Text:
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
