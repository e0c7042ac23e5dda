"""Taking back what was said of a resolution a moment ago: that it is fixed, how good it was, or that it is not fixed."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chatbot.declaration import flow
from chatbot.language.wording import Reference, _, button
from chatbot.messages import MediaKind, Option
from chatbot.talk import Talk
from flows.grievances.feedback import ask_verdict
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED_OF, NOT_FIXED, is_mistake, said_instead
from flows.grievances.verdicts import Verdict, read_verdict
from flows.grievances.words import subject
from panchayat.core.numbers import Prefix
from panchayat.filings import Open
from panchayat.front_office import FrontOffice
from panchayat.grievances.feedback import Act, NothingToTakeBack
from panchayat.models import Booking

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
    later = talk.find_out("later", lambda: [each.number for each in _handed_in_since(talk, office, set(acts))])
    if not acts:
        return _tell_nothing(talk, office, said, later)
    number = next(iter(acts))
    if len(acts) + len(later) > 1:
        found = [each for number in acts if (each := office.grievances.by_number(number)) is not None]
        options = [Option(each.number, subject(office, each)) for each in found]
        options += [Option(each, _("{number}, handed in just now").using(number=Reference(each))) for each in later]
        number = talk.choose("of_which", _("Of which one shall I take it back?"), [*options, _NONE]).id
        if number == _NONE.id:
            return talk.say(_("All right. It stays as it is."))
        if number in later:
            talk.go("bookings" if number.startswith(Prefix.BOOKING) else "status", which=number)

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
        meant, more = ask_verdict(
            talk, office, grievance, "anew", IS_IT_FIXED_OF.using(subject=subject(office, grievance))
        )
    # What was said in words is shown once more before it opens anything.
    talk.go("status", which=number, next=meant, more=more, again=None if more else "yes")


def _acts(talk: Talk, office: FrontOffice, said: str) -> list[Act]:
    """What they may take back; who only says the same once more takes nothing back."""
    same = {Verdict.FIXED: ("fixed",), Verdict.NOT_FIXED: ("noted", "opened")}.get(_otherwise(said), ())
    meant = talk.beforehand("which")
    acts = [each for each in office.feedback.just_said(talk.citizen) if each.what not in same]
    return [each for each in acts if meant in (None, each.grievance.number)]


def _otherwise(said: str) -> Verdict:
    """What is said instead, in the same words that take something back."""
    instead = said_instead(said)
    if instead is not Verdict.UNCLEAR or is_mistake(said):
        return instead
    read = read_verdict(said)
    return read.verdict if read.plain else Verdict.UNCLEAR


def _handed_in_since(talk: Talk, office: FrontOffice, acts: set[str]) -> list[Open]:
    """What they have handed in within the hour, after the last thing that they said of a resolution."""
    if talk.beforehand("which") is not None:
        return []
    acted = office.feedback.just_said(talk.citizen)
    said = max((each.at for each in acted if each.grievance.number in acts), default=None)
    about = {each.grievance.number for each in acted}
    found = [each for each in office.filings.just_filed(talk.citizen) if each.number not in about]
    return [each for each in found if said is None or _handed_in(each) > said]


def _handed_in(filing: Open) -> datetime:
    return filing.created_at if isinstance(filing, Booking) else filing.filed_at


def _tell_nothing(talk: Talk, office: FrontOffice, said: str, later: list[str]) -> None:
    """Nothing that was said of a resolution can be taken back: it may be the first word on one, or about something else."""
    if _otherwise(said) is not Verdict.UNCLEAR and office.feedback.asked_last(talk.citizen) is not None:
        talk.go("is_it_fixed", said=said)
    if later:
        return talk.say(
            _(
                "{number} has gone to the office with all that you sent. It is not taken back by this word.\n"
                "To put it right or to take it back, write: status. To talk to a person, write: phone"
            ).using(number=Reference(later[0]))
        )
    return talk.say(
        _(
            "There is nothing that I could take back just now. What was said of a resolution can be taken back for an hour.\n"
            "To put something right that you have filed, write: status. To talk to a person, write: phone"
        )
    )
