"""What is written beside a question about one complaint, and may be about another thing: where it belongs is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.subjects import is_about, may_be_about
from flows.grievances.verdicts import Verdict, read_verdict
from flows.grievances.words import subject
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

#: Whoever writes so much later than the question was asked may speak of something else.
IN_TIME: Final = timedelta(minutes=15)
#: Code points of the person's words that a question repeats.
_GIST: Final = 300
_NEW: Final = Option(
    "grievance", button("File this as a complaint"), words=("notun obhijog", "নতুন অভিযোগ", "new complaint")
)
_OTHER: Final = Option("other", button("Something else"), words=("other", "onno kichu", "অন্য কিছু", "कुछ और"))
_NOT_SO: Final = (Verdict.NOT_FIXED, Verdict.PARTLY)


def when_asked(talk: Talk, question: str) -> datetime:
    """When this question was put for the first time."""
    return datetime.fromisoformat(talk.find_out(f"{question}_asked_at", talk.now.isoformat))


@dataclass(frozen=True, slots=True)
class Beside:
    """What was written at a question: its name, the words, when it was put, and what would undo the deed before it."""

    asked: str
    words: str
    asked_at: datetime
    undo: Option


def ask_where(talk: Talk, office: FrontOffice, grievance: Grievance, beside: Beside) -> None:
    """Return where the words belong to ``grievance``; else go where they do.

    It is asked where they contradict what has just been done, which ``undo`` can undo, name another subject, or come late.
    A verdict on another resolution goes there at once.
    """
    asked, words, undo = beside.asked, beside.words, beside.undo
    late = talk.find_out(f"{asked}_late", lambda: talk.now - beside.asked_at > IN_TIME)
    said = read_verdict(words)
    contradicts = said.verdict in _NOT_SO if undo.id == "not_after_all" else said.verdict is Verdict.FIXED
    elsewhere = bool(words) and not may_be_about(office, grievance, words)
    if not words.strip() or not (late or elsewhere or contradicts):
        return
    others = [each for each in office.feedback.all_unanswered(talk.citizen) if each.id != grievance.id]
    if said.verdict is not Verdict.UNCLEAR and any(is_about(office, each, words) for each in others):
        talk.go("is_it_fixed", said=words)
    here = Option("here", _("Keep it with {number}").using(number=Reference(grievance.number)))
    chosen = talk.choose(
        f"{asked}_belongs",
        _("{subject} is what we spoke of. You wrote: “{words}”\nWhat shall I do with it?").using(
            subject=subject(office, grievance), words=shorten(words, _GIST)
        ),
        [*([undo] if contradicts else []), here, _NEW, _OTHER],
        optional=True,
    )
    if chosen.id == here.id:
        return
    if chosen.id == undo.id and undo.id == "not_after_all":
        talk.go("status", which=grievance.number, next=undo.id, more=words, again="yes")
    if chosen.id == undo.id:
        talk.go("take_back", said=words, which=grievance.number)
    if chosen.id == _NEW.id:
        talk.go("grievance", what=words)
    talk.put_aside()
    talk.go("menu")
