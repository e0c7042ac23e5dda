"""A verdict on both of two resolutions at once, or on neither: both are named, and it is asked one time."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from chatbot.language.wording import _
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.verdicts import Said, Verdict
from flows.grievances.words import subject
from panchayat.front_office import FrontOffice
from panchayat.models.grievance_states import IllegalMove

#: "Both" are two.
_BOTH: Final = 2
#: Code points of the person's words that a question repeats.
_GIST: Final = 300


def take_all(talk: Talk, office: FrontOffice, said: Said, words: str) -> bool:
    """Where it is said of both, ask whether it is meant for the two that wait for a word; returns whether it was noted."""
    unanswered = office.feedback.all_unanswered
    waiting = talk.find_out(
        "of_all", lambda: {each.number: talk.plain(subject(office, each)) for each in unanswered(talk.citizen)}
    )
    if not said.count or len(waiting) != _BOTH or said.verdict not in (Verdict.FIXED, Verdict.NOT_FIXED):
        return False
    fixed = said.verdict is Verdict.FIXED
    question = (
        _("You wrote: “{words}”\n1) {one}\n2) {other}\nAre both fixed?")
        if fixed
        else _("You wrote: “{words}”\n1) {one}\n2) {other}\nShall both be opened again?")
    )
    one, other = waiting.values()
    if not talk.confirm("all", question.using(words=shorten(words, _GIST), one=one, other=other)):
        return False

    def note() -> None:
        for number in waiting:
            with suppress(IllegalMove):
                (office.feedback.fixed if fixed else office.feedback.not_fixed)(number, talk.citizen)

    talk.once("all_noted", note)
    told = (
        _("{one}\n{other}\nI have noted that both are fixed.")
        if fixed
        else _("{one}\n{other}\nBoth have been opened again.")
    )
    talk.say(told.using(one=one, other=other))
    talk.say(_("If that is a mistake, write within an hour: mistake"))
    return True
