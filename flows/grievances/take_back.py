"""Taking back what was said of a resolution a moment ago: that it is fixed, how good it was, or that it is not fixed."""

from __future__ import annotations

from typing import Final

from chatbot.declaration import flow
from chatbot.language.wording import _, button
from chatbot.messages import MediaKind, Option
from chatbot.talk import Talk
from flows.grievances.feedback import ask_verdict, subject
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED, NOT_FIXED, says_otherwise
from flows.grievances.verdicts import Verdict, read_verdict
from panchayat.front_office import FrontOffice
from panchayat.grievances.feedback import Act, NothingToTakeBack

_NONE: Final = Option("none", button("None of these"), words=("none", "konotai na", "কোনোটাই না", "कोई नहीं"))

_TAKEN_BACK: Final = {
    "fixed": _("{subject}: I have taken back that it is fixed."),
    "rated": _("{subject}: I have taken back that it is fixed, and how good you called the work."),
    "noted": _("{subject}: I have taken back that it is not fixed."),
    "opened": _("{subject}: it was not opened again after all. It stays resolved, as it was."),
}
_MEANT: Final = {Verdict.FIXED: FIXED.id, Verdict.NOT_FIXED: NOT_FIXED.id}


@flow(
    "take_back",
    title=_("Taking something back"),
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
)
def take_back(talk: Talk, office: FrontOffice) -> None:
    said = talk.beforehand("said") or ""
    acts = talk.find_out("acts", lambda: {each.grievance.number: each.what for each in _acts(talk, office, said)})
    if not acts:
        return talk.say(
            _(
                "There is nothing that I could take back just now.\n"
                "To put something right that you have filed, write: status. To talk to a person, write: phone"
            )
        )
    number = next(iter(acts))
    if len(acts) > 1:
        found = [each for number in acts if (each := office.grievances.by_number(number)) is not None]
        options = [Option(each.number, subject(office, each)) for each in found]
        number = talk.choose("of_which", _("Of which one shall I take it back?"), [*options, _NONE]).id
        if number == _NONE.id:
            return talk.say(_("All right. It stays as it is."))

    def take() -> dict[str, str]:
        act = office.feedback.take_back(number, talk.citizen)
        return {"what": "rated" if act.rated else act.what, "subject": talk.plain(subject(office, act.grievance))}

    try:
        taken = talk.once("taken", take)
    except NothingToTakeBack:
        return talk.say(_("Meanwhile the office has gone on with it, so it can no longer be taken back here."))
    talk.say(_TAKEN_BACK[taken["what"]], subject=taken["subject"])
    grievance = office.grievances.by_number(number)
    if grievance is None or not office.feedback.awaits(grievance):
        return None
    meant = _MEANT.get(_otherwise(said))
    more = None
    if meant is None:
        meant, more = ask_verdict(talk, "anew", IS_IT_FIXED)
    # What was said in words is shown once more before it opens anything.
    talk.go("status", which=number, next=meant, more=more, again=None if more else "yes")


def _acts(talk: Talk, office: FrontOffice, said: str) -> list[Act]:
    """What they may take back; who only says the same once more takes nothing back."""
    same = {Verdict.FIXED: ("fixed",), Verdict.NOT_FIXED: ("noted", "opened")}.get(_otherwise(said), ())
    return [each for each in office.feedback.just_said(talk.citizen) if each.what not in same]


def _otherwise(said: str) -> Verdict:
    """What is said instead, in the same words that take something back."""
    return read_verdict(said).verdict if says_otherwise(said) else Verdict.UNCLEAR
