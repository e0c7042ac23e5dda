"""Where every conversation begins: the list of services, or a wish in one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.choices import Choice
from chatbot.declaration import flow
from chatbot.flow import Flow
from chatbot.language.matching import tokens
from chatbot.language.wording import Text, Words, _, button
from chatbot.messages import MediaKind, Option
from chatbot.talk import Talk
from flows.guides.guide import tell_newcomer
from flows.guides.meaning import advice_on
from flows.shared.meaning import meant_by
from flows.wishes import grant, understands
from panchayat.front_office import FrontOffice

#: From so many words on, what a newcomer said first is worth keeping for a complaint.
_WORTH_KEEPING: Final = 2


@flow(
    "menu",
    title=_("Menu"),
    home=True,
    first_question="heard",
    keeps=set(MediaKind) - {MediaKind.STICKER, MediaKind.CARD},
    keeps_pin=True,
    hears_all=True,
)
def menu(talk: Talk, office: FrontOffice) -> None:
    tell_newcomer(talk, office, talk.beforehand("heard"))
    wish = talk.wish(
        "service",
        _greeting(talk),
        _rows(talk, office),
        understands=lambda text: understands(talk, office, text),
        notes=_notes(talk, office),
        invited=_invited(talk, office),
    )
    if isinstance(wish, Choice):
        talk.go(wish.id, what=_heard(talk, office), said=talk.beforehand("heard"))
    grant(talk, office, wish.text, _said_before(talk, office))


@flow(
    "suggestion",
    title=_("Make a suggestion"),
    words="suggestion, poramorsho, sujhav, পরামর্শ, প্রস্তাব, सुझाव",
)
def suggestion(talk: Talk, office: FrontOffice) -> None:
    del office
    talk.go("grievance", kind="suggestion")


@flow("resume", title=button("Go on"), resumes=True)
def resume(talk: Talk, office: FrontOffice) -> None:
    """Asks whether to go on with what was left lying, before an answer to it is taken."""
    del office
    if talk.interrupted is not None and talk.confirm(
        "go_on",
        _("You had begun: {what}.\nDo you want to go on with it?").using(what=talk.title(talk.interrupted)),
        yes=button("Go on"),
        no=button("Show the menu"),
    ):
        talk.resume()
    talk.go("menu")


def _greeting(talk: Talk) -> Words:
    if not talk.first:
        return _("What do you need? Write a number.")
    return _(
        "Namaskar! Welcome to Smart Panchayat.\n"
        "What do you need? Write a number, or say it in your own words. You can also send a photo or a voice message."
    )


def _heard(talk: Talk, office: FrontOffice) -> str | None:
    """What was said before seeing the menu, unless it only names a service, asks what is needed, or says too little."""
    words = _said_before(talk, office)
    return None if words is None or len(tokens(words)) < _WORTH_KEEPING else words


def _said_before(talk: Talk, office: FrontOffice) -> str | None:
    """What was said before that may belong to a complaint, a single word too: more may come behind it."""
    words = talk.beforehand("heard")
    if words is None or _asked_for(talk) is not None or advice_on(office, talk.citizen, words) is not None:
        return None
    return words


def _asked_for(talk: Talk) -> Flow | None:
    """The service that a newcomer asked for before seeing the menu."""
    meant, sure = meant_by(talk.called, talk.beforehand("heard") or "")
    return meant[0] if sure else None


def _invited(talk: Talk, office: FrontOffice) -> Option | None:
    """What a mere yes means: the service that was asked for, or the complaint for which something has been kept."""
    asked_for = _asked_for(talk)
    if asked_for is not None:
        return Option(asked_for.name, asked_for.title)
    kept = _heard(talk, office) or talk.kept or talk.has_place
    return Option("grievance", talk.title("grievance")) if kept else None


def _rows(talk: Talk, office: FrontOffice) -> Sequence[Option]:
    return [
        Option(service.name, service.title_for(talk.citizen, office), number=service.row)
        for service in talk.offered(office)
    ]


def _notes(talk: Talk, office: FrontOffice) -> tuple[Words, ...]:
    notes: list[Text] = []
    asked_for = _asked_for(talk)
    if asked_for is not None:
        notes.append(_("Do you want this: {service}? Then write: yes").using(service=asked_for.title))
    elif _heard(talk, office) or talk.kept or talk.has_place:
        notes.append(_("I have kept what you sent. To file a complaint with it, write 1."))
    if talk.interrupted == "menu":
        notes.append(_("To take up again what you wrote before, write: continue"))
    elif talk.interrupted is not None:
        notes.append(_("To go on with “{what}”, write: continue").using(what=talk.title(talk.interrupted)))
    if talk.first:
        notes.append(_("Your information is used only for this service. To know more, write: privacy"))
    return tuple(notes)
