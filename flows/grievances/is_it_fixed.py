"""What somebody says of a resolution without being asked in the same breath: of which, and whether it is what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Text, _, button
from chatbot.messages import MediaKind, Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.feedback import ask_verdict, subject
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED, IS_IT_FIXED_OF, NOT_FIXED
from flows.grievances.verdicts import FEW, Verdict, read_verdict
from flows.shared.meaning import meant_by
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

_OTHER: Final = Option(
    "other",
    button("Something else"),
    words=("other", "onno kotha", "onno kichu", "অন্য কিছু", "অন্য কথা", "कुछ और", "kuch aur"),
)
#: Code points of the person's words that a question repeats.
_GIST: Final = 300


def is_feedback(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether these words, at the menu, are about a resolution.

    What names it is, wherever it is said. A question or a request is only where that was asked last. So is a bare yes or
    no; elsewhere it is asked about, where nothing was kept that it could belong to.
    """
    said = read_verdict(words)
    if said.named or (said.bare and talk.beforehand("heard") is None and not talk.kept):
        return office.feedback.unanswered(talk.citizen) is not None
    meant, sure = meant_by(talk.called, words)
    # "Same obostha" is no wish to see how it stands.
    elsewhere = sure and (meant[0].name != "status" or said.verdict is Verdict.UNCLEAR)
    return said.tells and not elsewhere and office.feedback.asked_last(talk.citizen) is not None


@flow(
    "is_it_fixed",
    title=_("Whether it is fixed"),
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
    hears_all=True,
)
def is_it_fixed(talk: Talk, office: FrontOffice) -> None:
    words = talk.beforehand("said") or ""
    said = read_verdict(words)
    asked = talk.find_out("asked", lambda: _number(office.feedback.asked_last(talk.citizen)))
    found = [each for each in office.feedback.all_unanswered(talk.citizen) if asked in (None, each.number)]
    if not found:
        talk.go("menu")
    if len(found) > 1:
        of = {each.number: each for each in found}
        chosen = talk.choose("of_which", _("Which one do you mean?"), [*_options(office, found), _OTHER])
        if chosen.id == _OTHER.id:
            return _offer_new(talk, words)
        meant = of[chosen.id]
    else:
        meant = found[0]
    # What names it plainly needs no second question; what may be about anything must not count for it.
    few = FEW if asked or said.verdict is not Verdict.FIXED else 0
    few = len(words) if said.named and said.verdict is not Verdict.FIXED else few
    plain = said.verdict is not Verdict.UNCLEAR and said.unknown <= few and (asked is not None or not said.bare)
    verdict = {Verdict.FIXED: FIXED.id, Verdict.UNCLEAR: _OTHER.id}.get(said.verdict, NOT_FIXED.id)
    if not plain:
        question = _asked(office, meant, "" if said.bare else words)
        verdict, more_words = ask_verdict(talk, "is_it", question, _OTHER)
        words = "\n".join(filter(None, (words if said.tells and not said.bare else "", more_words)))
    if verdict == _OTHER.id:
        return _offer_new(talk, words)
    # A plain "fixed" says all; what was said beside any other answer goes with it.
    tells_more = said.verdict is Verdict.PARTLY or is_sentence(words)
    more = words if tells_more and not (plain and verdict == FIXED.id) else None
    talk.go("status", which=meant.number, next=verdict, more=more, again=None if plain else "yes")


def _number(grievance: Grievance | None) -> str | None:
    return None if grievance is None else grievance.number


def _asked(office: FrontOffice, grievance: Grievance, words: str) -> Text:
    if not words:
        return IS_IT_FIXED_OF.using(subject=subject(office, grievance))
    return _("{subject} was called resolved. You wrote: “{words}”\n{question}").using(
        subject=subject(office, grievance), words=shorten(words, _GIST), question=IS_IT_FIXED
    )


def _options(office: FrontOffice, found: Sequence[Grievance]) -> list[Option]:
    return [Option(each.number, subject(office, each)) for each in found]


def _offer_new(talk: Talk, words: str) -> None:
    """It was about something else: what was written is not lost."""
    question = _("Do you want to file this as a complaint?\n“{words}”").using(words=shorten(words, _GIST))
    if is_sentence(words) and talk.confirm("as_grievance", question):
        talk.go("grievance", what=words)
    talk.go("menu")
