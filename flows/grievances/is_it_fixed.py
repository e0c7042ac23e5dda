"""What somebody says of a resolution without being asked in the same breath: of which, and whether it is what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.matching import is_sentence, numeral
from chatbot.language.spelling import plainly
from chatbot.language.wording import Words, _, button
from chatbot.messages import MediaKind, Option, QuickAction
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.all_of_them import take_all
from flows.grievances.clauses import answer_in
from flows.grievances.feedback import NOT_AFTER_ALL, ask_verdict, asked_with
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED, NOT_FIXED
from flows.grievances.subjects import about_it, is_about, may_be_about, subjects_in
from flows.grievances.verdicts import FEW, Said, Verdict, read_verdict
from flows.grievances.words import subject
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
#: So many words that may be about anything make a story of its own.
_STORY: Final = 4
_NOT_SO: Final = (Verdict.NOT_FIXED, Verdict.PARTLY)


def is_feedback(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether these words, at the menu, are about a resolution.

    What names it is, wherever it is said. Anything that asks for nothing else is where that was asked last, files alone
    too. So is a bare yes or no; elsewhere it is asked about, where nothing was kept that it could belong to.
    """
    said = read_verdict(words)
    if said.named or (said.bare and talk.beforehand("heard") is None and not talk.kept):
        return bool(_waiting(talk, office, said, words))
    if said.again and any(is_about(office, each, words) for each in office.feedback.said_fixed(talk.citizen)):
        return True
    meant, sure = meant_by(talk.called, words)
    # "Same obostha" is no wish to see how it stands.
    elsewhere = sure and (meant[0].name != "status" or said.verdict is Verdict.UNCLEAR)
    brief = not (meant or is_sentence(words) or numeral(words) is not None)
    tells = said.tells or brief or bool(talk.kept)
    return tells and not elsewhere and office.feedback.asked_last(talk.citizen) is not None


def verdict_beside(office: FrontOffice, contact_id: UUID, words: str) -> QuickAction | None:
    """The way to what was asked about last, where words beside another question say how it is; it is asked once more."""
    said = read_verdict(words)
    if said.bare or said.verdict is Verdict.UNCLEAR or not (said.named or subjects_in(words)):
        return None
    asked = office.feedback.asked_last(contact_id)
    if asked is None or is_about(office, asked, words) is False:
        return None
    return QuickAction(IS_IT_FIXED, "is_it_fixed", {"said": words, "beside": "yes"})


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
    waiting = _waiting(talk, office, said, words)
    if not waiting:
        talk.go("menu")
    if take_all(talk, office, said, words):
        return None
    about = about_it(office, waiting, words)
    elsewhere = not about
    found = [each for each in about or waiting if each.number == asked] or about or waiting
    newly = _is_a_story(office, found, said, words, asked=asked is not None)
    if newly and talk.confirm("is_new", _as_new(words)):
        talk.go("grievance", what=words)
    if len(found) > 1:
        of = {each.number: each for each in found}
        chosen = talk.choose("of_which", _("Which one do you mean?"), [*_options(office, found), _OTHER])
        if chosen.id == _OTHER.id:
            return _offer_new(talk, words, refused=newly)
        meant = of[chosen.id]
    else:
        meant = found[0]
    unsure = elsewhere or newly or talk.beforehand("beside") is not None
    plain = not unsure and _is_plain(said, words, asked=asked is not None)
    verdict = {Verdict.FIXED: FIXED.id, Verdict.UNCLEAR: _OTHER.id}.get(said.verdict, NOT_FIXED.id)
    if not plain:
        question = asked_with(office, meant, "" if said.bare else words, files=bool(talk.kept))
        verdict, more_words = ask_verdict(talk, office, meant, "is_it", question, _OTHER)
        besides = not said.bare and (said.tells or is_sentence(words))
        words = "\n".join(filter(None, (words if besides else "", more_words)))
    if verdict == _OTHER.id:
        return _offer_new(talk, words, refused=newly)
    if verdict == NOT_FIXED.id and not office.feedback.awaits(meant):
        verdict = NOT_AFTER_ALL.id
    # A plain "fixed" says all; what was said beside any other answer goes with it.
    tells_more = said.verdict is Verdict.PARTLY or is_sentence(words) or bool(talk.kept)
    more = words if tells_more and not (plain and verdict == FIXED.id) else None
    files = "yes" if talk.kept else None
    talk.go("status", which=meant.number, next=verdict, more=more, again=None if plain else "yes", with_files=files)


def _waiting(talk: Talk, office: FrontOffice, said: Said, words: str) -> list[Grievance]:
    """What these words can be a verdict on; that it is not so after all, or again not so, also what was called fixed."""
    waiting = office.feedback.all_unanswered(talk.citizen)
    if said.verdict not in _NOT_SO or said.bare:
        return waiting
    formerly = office.feedback.said_fixed(talk.citizen)
    if not waiting:
        return about_it(office, formerly, words) if said.named or said.again else []
    return [*waiting, *(each for each in formerly if is_about(office, each, words))]


def _is_plain(said: Said, words: str, *, asked: bool) -> bool:
    """Whether it can be taken as it stands; that it is not fixed is asked about once more in any case."""
    few = 0 if said.verdict is Verdict.FIXED else len(words) if said.named else FEW
    doubtful = said.doubtful and said.verdict is Verdict.FIXED
    return said.verdict is not Verdict.UNCLEAR and said.unknown <= few and not doubtful and (asked or not said.bare)


def _is_a_story(office: FrontOffice, found: Sequence[Grievance], said: Said, words: str, *, asked: bool) -> bool:
    """Whether it is rather a new trouble: of another subject, or so long that it may be about anything."""
    if not is_sentence(words):
        return False
    if subjects_in(words):
        mended = said.named and said.verdict is Verdict.FIXED
        return not mended and not any(may_be_about(office, each, words) for each in found)
    begins, _rest = answer_in(plainly(words))
    return asked and not said.named and begins is None and said.unknown >= _STORY


def _number(grievance: Grievance | None) -> str | None:
    return None if grievance is None else grievance.number


def _options(office: FrontOffice, found: Sequence[Grievance]) -> list[Option]:
    return [Option(each.number, subject(office, each)) for each in found]


def _as_new(words: str) -> Words:
    return _("Do you want to file this as a complaint?\n“{words}”").using(words=shorten(words, _GIST))


def _offer_new(talk: Talk, words: str, *, refused: bool) -> None:
    """It was about something else: what was written is not lost."""
    if is_sentence(words) and not refused and talk.confirm("as_grievance", _as_new(words)):
        talk.go("grievance", what=words)
    talk.put_aside()
    talk.go("menu")
