"""Answers to what the office has asked about something that was filed: each is shown with what it answers before it is passed on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NoReturn

from chatbot.language.matching import is_sentence
from chatbot.language.wording import Text, _, button
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.filing_words import called, choose_filing
from flows.shared.meaning import meant_by
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, Grievance
from panchayat.models.grievance_states import State

#: Where a number is an answer, what else can be done is said in words.
LATER_OR_BACK: Final = _("To answer later, write: later\nTo take it back, write: take back")

#: Code points of the person's words that a question repeats.
_GIST: Final = 300
_IS_IT: Final = _("{what}: is this your answer?\n“{words}”")
_YES: Final = button("Yes, pass it on")
_NO: Final = button("No, something else")


def awaited(talk: Talk, office: FrontOffice) -> Sequence[Grievance | Certificate]:
    """What this person has filed and the office has asked something about, the newest first."""
    if office.filings.awaited(talk.citizen) is None:
        return ()
    own = office.filings.of(talk.citizen)
    return [each for each in own if isinstance(each, Grievance | Certificate) and each.state == State.NEEDS_INFO]


def offer_as_answer(talk: Talk, office: FrontOffice, words: str) -> str:
    """Ask whether this is the answer that the office waits for, and to which of several; else go on.

    Returns:
        The words, with those that came meanwhile.
    """
    waiting = talk.find_out("awaited", lambda: [each.number for each in awaited(talk, office)])
    found = [
        each for number in waiting if isinstance(each := office.filings.by_number(number), Grievance | Certificate)
    ]
    if len(found) == 1:
        question = _IS_IT if words else _("{what}: is this your answer?")
        asking = question.using(what=called(office, found[0]), words=shorten(words, _GIST))
        if talk.confirm("is_answer", asking, yes=_YES, no=_NO, adds_to="service"):
            _take(talk, found[0].number, words)
    elif found:
        question = _("Which of these does this answer?")
        chosen, words = choose_filing(talk, office, "answers", question, found=found, words=words)
        if chosen is not None:
            _take(talk, chosen, words)
    if found and words and not any(map(str.isalpha, words)):
        # A number that answers nothing tells of nothing else.
        talk.put_aside()
        talk.go("menu")
    return words


def _take(talk: Talk, number: str, words: str) -> NoReturn:
    talk.go("status", which=number, next=words, with_files="yes", pass_on="yes")  # noqa: S106  # a question


def is_the_answer(talk: Talk, what: Text, words: str) -> bool:
    """Whether words where an answer is wanted are the answer; what comes meanwhile joins them.

    What is none goes where it is heard, or may become a complaint.
    """
    question = _IS_IT.using(what=what, words=shorten(words, _GIST))
    if talk.confirm("pass_on", question, yes=_YES, no=_NO, adds_to="next"):
        return True
    meant, sure = meant_by(talk.called, words)
    if sure:
        talk.go(meant[0].name, said=words)
    if is_sentence(words) and talk.confirm(
        "as_grievance",
        _("Do you want to file this as a complaint?\n“{words}”").using(words=shorten(words, _GIST)),
    ):
        talk.go("grievance", what=words)
    talk.say(_("I have not passed it on. To answer, write: status"))
    return False
