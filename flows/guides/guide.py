"""Telling what is needed for a paper or a scheme, and asking where it is not clear what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NoReturn
from uuid import UUID

from chatbot.choices import Choice
from chatbot.declaration import flow
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Text, Words, _, button
from chatbot.messages import MediaKind, Option, QuickAction
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.guides.meaning import (
    Advice,
    advice_on,
    asks_for_papers,
    complains,
    guides_named,
    question_on,
)
from flows.shared.meaning import meant_by
from panchayat.front_office import FrontOffice
from panchayat.offices.guides import KnownGuide

_WORDS: Final = "কী লাগে, guide, ki lage, क्या लगता है"
_ANYWHERE: Final = (
    "কী লাগে, কি লাগে, কী কী লাগে, কি কি লাগে, গাইড, guide, guides, ki lage, ki ki lage, "
    "what is needed, क्या लगता है, क्या क्या लगता है, क्या लगेगा, गाइड"
)
_NEITHER: Final = Option("none", button("Something else"))
#: Files and places belong to a complaint, if it becomes one.
_FILES: Final = frozenset(MediaKind) - {MediaKind.STICKER, MediaKind.CARD}
#: So much of what was said is shown.
_SHOWN: Final = 200
_SERVICES_OF_A_HOUSE: Final = ("permit", "guest_house")


@flow(
    "guide",
    title=_("What is needed, where, and what it costs"),
    words=_WORDS,
    anywhere=_ANYWHERE,
    first_question="about",
)
def guide(talk: Talk, office: FrontOffice) -> None:
    guides = office.guides.current(talk.citizen)
    if not guides:
        talk.go("help")
    chosen = talk.wish(
        "about",
        _("What do you want to know about?"),
        [_option(each) for each in guides],
        understands=lambda words: _named(talk, office, words) is not None or complains(words),
        optional=True,
    )
    if isinstance(chosen, Choice):
        about = next((each for each in guides if each.key == chosen.id), None)
    else:
        about = _named(talk, office, chosen.text)
    if about is None:
        _offer_as_complaint(talk, "" if isinstance(chosen, Choice) else chosen.text)
    tell(talk, office, about)


@flow("advice", title=_("What is needed, where, and what it costs"), alias_of="guide", keeps=_FILES, keeps_pin=True)
def advice(talk: Talk, office: FrontOffice) -> None:
    """Answers words that were said elsewhere, or asks what is wanted."""
    said = talk.beforehand("said") or ""
    found = advice_on(office, talk.citizen, said)
    if found is None or not (found.guides or found.house):
        talk.say(_("I have nothing written down about this. You can ask: {whom}"), whom=_whom_to_ask(talk, office))
        found = Advice((), sure=False)
    if found.sure:
        talk.go("guide", about=found.guides[0].key)
    if found.house and "guest_house" not in {each.name for each in talk.offered(office)}:
        talk.go("permit", said=said)
    question = (
        _("Do you want to build a house, or a room to stay in?") if found.house else _("Which of these do you want?")
    )
    chosen = talk.wish("wanted", question, list(_rows(talk, found)), understands=is_sentence, optional=True)
    if not isinstance(chosen, Choice):
        _offer_as_complaint(talk, f"{said}\n{chosen.text}".strip())
    if chosen.id == _NEITHER.id:
        talk.go("menu")
    if any(each.key == chosen.id for each in found.guides):
        talk.go("guide", about=chosen.id)
    if chosen.id == "grievance":
        talk.go("grievance", what=said)
    talk.go(chosen.id, said=said if chosen.id != "guide" else None)


def _named(talk: Talk, office: FrontOffice, words: str) -> KnownGuide | None:
    """The one guide that somebody speaks of who is asked about which they want to know, and does not complain."""
    found = () if complains(words) else guides_named(office, talk.citizen, words)
    return found[0] if len(found) == 1 else None


def _offer_as_complaint(talk: Talk, words: str) -> NoReturn:
    """Who tells something where a row was to be chosen may want to complain about it."""
    shown = shorten(" ".join(words.split()), _SHOWN)
    if words and talk.confirm(
        "as_grievance", _("Do you want to file this as a complaint?\n“{words}”").using(words=shown)
    ):
        talk.go("grievance", what=words)
    talk.go("menu")


def answer_from_guides(talk: Talk, office: FrontOffice, said: str, *, or_else: Callable[[], bool]) -> None:
    """Go on with the guide that answers ``said``; where that is not sure, only if it is nothing else."""
    found = advice_on(office, talk.citizen, said)
    if found is not None and (found.sure or not or_else()):
        talk.go("advice", said=said)
    services = [each for each in talk.called if each.name != "guide"]
    if found is None and asks_for_papers(said) and not meant_by(services, said)[0] and not or_else():
        talk.go("advice", said=said)


def beside(office: FrontOffice, contact_id: UUID, words: str) -> QuickAction | None:
    """The guide that answers a whole message in the middle of something else."""
    found = question_on(office, contact_id, words)
    return None if found is None else QuickAction(found.titles, "guide", {"about": found.key})


def tell_newcomer(talk: Talk, office: FrontOffice, said: str | None) -> None:
    """Answer what somebody asked in their very first message."""
    found = advice_on(office, talk.citizen, said) if talk.first and said else None
    if found is not None and found.sure:
        tell(talk, office, found.guides[0])


def tell(talk: Talk, office: FrontOffice, about: KnownGuide) -> None:
    """What the guide says, and how to begin; one that was not reviewed in time sends people to the office."""
    ending = _ending(talk, about)
    if not about.holds(office.today):
        whom = _whom_to_ask(talk, office)
        return talk.say(_OVERDUE, title=about.titles, date=about.reviewed_on, whom=whom, ending=ending)
    talk.say(
        _TOLD,
        title=about.titles,
        needed=about.needed,
        place=about.place,
        fee=about.fee,
        days=about.days,
        how=about.how,
        ending=ending,
        date=about.reviewed_on,
        office=office.offices.get(about.office_id).names,
    )


_TOLD: Final = _(
    "*{title}*\n"
    "What is needed: {needed}\n"
    "Where: {place}\n"
    "Cost: {fee}\n"
    "Time: {days}\n"
    "How: {how}\n"
    "{ending}\n"
    "As known on {date}: {office}"
)
_OVERDUE: Final = _(
    "*{title}*\nWhat I know about this is old (checked on {date}). Please ask the office: {whom}\n{ending}"
)


def _whom_to_ask(talk: Talk, office: FrontOffice) -> Words:
    at = office.offices.chosen(talk.citizen) or office.offices.state()
    if not at.helpline_phone:
        return at.names
    called = _("{phone}\n{office}, {hours}")
    return called.using(phone=at.helpline_phone, office=at.names, hours=at.helpline_hours)


def _ending(talk: Talk, about: KnownGuide) -> Text:
    """How to begin where it is done here, or that it is not."""
    row = next((each.row for each in talk.services if each.name == about.service), None)
    if row is None:
        return _("This is not done here: please go to the place named above.")
    if about.applied_here:
        return _("You can do it here: number {row} of the menu.").using(row=row)
    return _("Once it is granted, you get the paper here: number {row} of the menu.").using(row=row)


def _option(about: KnownGuide, label: Words | None = None) -> Option:
    return Option(about.key, label or about.titles, words=(about.key, *about.phrases))


def _rows(talk: Talk, found: Advice) -> Iterator[Option]:
    for each in found.guides:
        yield _option(each, _("{title}: what is needed, where").using(title=each.titles))
    if not found.guides and not found.house:
        yield Option("guide", _("What I know something about"))
    services = _SERVICES_OF_A_HOUSE if found.house else [each.service for each in found.guides if each.service]
    for name in dict.fromkeys(services):
        yield Option(name, talk.title(name))
    if found.waits:
        yield Option("status", talk.title("status"))
    if not found.house:
        yield Option("grievance", button("File this as a complaint"))
    yield _NEITHER
