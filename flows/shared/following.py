"""What is told or sent soon after something was handed in: it may belong to that, which is asked by its name and number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NoReturn

from chatbot.language.intentions import asks, is_bare
from chatbot.language.matching import normalise, spoken, tokens
from chatbot.language.word_lists import words as word_list
from chatbot.language.wording import _, button
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.filing_words import called, choose_filing
from flows.shared.news import asks_for_news
from panchayat.core.numbers import Prefix
from panchayat.filings import Open
from panchayat.front_office import FrontOffice
from panchayat.models import Booking
from panchayat.models.booking_states import BookingState

#: Code points of the person's words that a question repeats.
_GIST: Final = 300
#: Longer ones tell something.
_QUESTION: Final = 5
_LISTS: Final = word_list("afterwards", __package__)
_NEWS: Final = tuple(map(normalise, _LISTS["news"]))
_COURTESY: Final = tuple(map(normalise, _LISTS["courtesy"]))
_HAPPENED: Final = tuple(map(normalise, _LISTS["happened"]))
_GIVES_UP: Final = tuple(map(normalise, _LISTS["gives_up"]))


def may_follow(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether what was said or sent may belong to something that was handed in just before."""
    return bool(_open_to(talk, office, words))


def offer_to_join(talk: Talk, office: FrontOffice, words: str) -> str:
    """Ask whether it belongs to what was handed in, or to which of several, and add it there; else go on.

    Returns:
        The words, with those that came meanwhile.
    """
    # What was found stays, however long the answer takes.
    numbers = talk.find_out("joins_to", lambda: [each.number for each in _open_to(talk, office, words)])
    found = [each for number in numbers if (each := _known(office, number)) is not None]
    if not found:
        return words
    if len(found) == 1 and asks_about_it(words) and not talk.kept:
        # Who has just handed something in and asks when, or who, asks about that.
        _show(talk, found[0].number)
    if len(found) == 1:
        if _gives_up(words) and not talk.kept:
            _give_up(talk, found[0].number)
        question = _("{what}: shall I add this to it?\n“{words}”") if words else _("{what}: shall I add this to it?")
        if talk.confirm(
            "joins",
            question.using(what=called(office, found[0]), words=shorten(words, _GIST)),
            yes=button("Yes, add it"),
            no=button("No, something else"),
            adds_to="service",
        ):
            _join(talk, found[0].number, words)
        return words
    if not talk.kept and (asks_about_it(words) or _gives_up(words)):
        question = _("About which of these is this?")
    else:
        question = _("To which of these shall I add this?")
    chosen, words = choose_filing(talk, office, "joins_one", question, found=found, words=words)
    if chosen is None:
        return words
    if not talk.kept and asks_about_it(words):
        _show(talk, chosen)
    if not talk.kept and _gives_up(words):
        _give_up(talk, chosen)
    _join(talk, chosen, words)


def asks_about_it(words: str) -> bool:
    """Whether it is a short question about what was handed in: when, who, what has become of it, whether it was added."""
    said = spoken(words)
    if len(said) > _QUESTION:
        # Beside an "all right" the question is still short.
        said = [word for word in said if word not in _COURTESY]
    text = f" {' '.join(said)} "
    if len(said) > _QUESTION:
        return False
    if any(f" {each} " in text for each in _NEWS) or asks_for_news(words) is not None:
        return True
    return asks(words) and any(word.startswith(_HAPPENED) for word in said)


def _gives_up(words: str) -> bool:
    """Whether it is said in few words that it is needed no longer."""
    said = spoken(words)
    return len(said) <= _QUESTION and any(f" {each} " in f" {' '.join(said)} " for each in _GIVES_UP)


def _open_to(talk: Talk, office: FrontOffice, words: str) -> Sequence[Open]:
    """Where it may belong; a bare word, a yes or a no tells nothing more of anything."""
    if not talk.kept and (
        (len(tokens(words)) <= 1 and not asks_about_it(words)) or (is_bare(words) and not _gives_up(words))
    ):
        return ()
    return [each for each in office.filings.just_filed(talk.citizen) if _takes(talk, each, words)]


def _takes(talk: Talk, filing: Open, words: str) -> bool:
    """Of rooms the office is told by files alone; whether those are of a payment has been asked before."""
    if not isinstance(filing, Booking) or _gives_up(words):
        return True
    return bool(talk.kept) and (filing.state != BookingState.HELD or filing.payment_reference is None)


def _known(office: FrontOffice, number: str) -> Open | None:
    if number.startswith(Prefix.BOOKING):
        return office.bookings.by_number(number)
    found = office.filings.by_number(number)
    return found if isinstance(found, Open) else None


def _show(talk: Talk, number: str) -> NoReturn:
    talk.go("bookings" if number.startswith(Prefix.BOOKING) else "status", which=number)


def _give_up(talk: Talk, number: str) -> NoReturn:
    """Go where it is asked whether it shall be taken back, or what it costs to give rooms up."""
    if number.startswith(Prefix.BOOKING):
        talk.go("bookings", which=number, wish="cancel")
    talk.go("status", which=number, next="withdraw")


def _join(talk: Talk, number: str, words: str) -> NoReturn:
    if number.startswith(Prefix.BOOKING) and talk.kept and not talk.has_voice:
        talk.go("payment_proof", which=number, files=",".join(talk.kept))
    if number.startswith(Prefix.BOOKING):
        talk.go("bookings", which=number, said=words)
    talk.go("status", which=number, next="add", more=words, with_files="yes")
