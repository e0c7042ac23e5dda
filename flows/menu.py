"""Where every conversation begins: the list of services, or a wish in one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.choices import Choice
from chatbot.declaration import flow
from chatbot.flow import Flow
from chatbot.language.matching import SENTENCE, count_matches, is_sentence, numeral, tokens
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import MediaKind, Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.feedback import tell_closed
from flows.grievances.feedback_words import is_mistake
from flows.grievances.is_it_fixed import is_feedback
from flows.grievances.verdicts import Verdict, read_verdict
from flows.guides.guide import answer_from_guides, tell_newcomer
from flows.guides.meaning import advice_on
from flows.lodging.money import about_money, asks_about_money
from flows.shared.being_called import lead_to_call, leads_to_call, offer_for_call
from flows.shared.following import may_follow, offer_to_join
from flows.shared.meaning import meant_by
from flows.shared.news import lead_to_status, leads_to_status
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

_NO_SERVICE: Final = "none"
#: From so many words on, what a newcomer said first is worth keeping for a complaint.
_WORTH_KEEPING: Final = 2
#: The number of an application, such as ``SAMPLE/JIRAT/A-031``, has hardly more words.
_WORDS_OF_A_NUMBER: Final = 2


@flow(
    "menu",
    title=_("Menu"),
    home=True,
    first_question="heard",
    keeps=set(MediaKind) - {MediaKind.STICKER, MediaKind.CARD},
    keeps_pin=True,
)
def menu(talk: Talk, office: FrontOffice) -> None:
    tell_newcomer(talk, office, talk.beforehand("heard"))
    wish = talk.wish(
        "service",
        _greeting(talk),
        _rows(talk, office),
        understands=lambda text: _understands(talk, office, text),
        notes=_notes(talk),
        invited=_invited(talk),
    )
    if isinstance(wish, Choice):
        talk.go(wish.id, what=_heard(talk), said=talk.beforehand("heard"))
    told = "\n".join(filter(None, (_heard(talk), wish.text.strip())))
    meant, sure = meant_by(talk.called, wish.text)
    about_money(talk, office, wish.text)
    lead_to_call(talk, office, wish.text)
    lead_to_status(talk, office, wish.text)
    _take_feedback(talk, office, wish.text)
    lead_to_status(talk, office, wish.text, is_no_verdict=True)
    if _is_on_a_list(office, wish.text):
        talk.go("status", which=wish.text)
    answer_from_guides(talk, office, wish.text, or_else=lambda: _is_awaited(talk, office, wish.text))
    if not sure:
        _offer_as_answer(talk, office, wish.text)
    closed = _too_late(talk, office, wish.text)
    if closed is not None:
        return tell_closed(talk, office, closed)
    if not sure:
        offer_to_join(talk, office, told)
        offer_for_call(talk, office, wish.text)
    if not wish.text.strip():
        if talk.confirm("with_file", _("Do you want to file a complaint about this?"), adds_to="service"):
            talk.go("grievance", what=talk.beforehand("heard"))
        talk.put_aside()
        talk.go("menu")
    words = wish.text if is_sentence(wish.text) else None
    if sure:
        _open(talk, meant[0].name, wish.text)
    if not meant:
        if talk.confirm(
            "as_grievance",
            _("Do you want to file this as a complaint?\n“{words}”").using(words=_gist(told)),
            adds_to="service",
        ):
            talk.go("grievance", what=told)
        talk.put_aside()
        talk.go("menu")
    choice = talk.choose(
        "meant", _("What do you mean?"), [*_options(meant, words), Option(_NO_SERVICE, button("Something else"))]
    )
    if choice.id == _NO_SERVICE:
        talk.put_aside()
        talk.go("menu")
    _open(talk, choice.id, told if choice.id == "grievance" else wish.text)


def _understands(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether words that are no row of the menu say what is wanted, in themselves or after what went before."""
    return (
        _means(talk, words)
        or asks_about_money(office, talk.citizen, words)
        or _is_awaited(talk, office, words)
        or is_mistake(words)
        or is_feedback(talk, office, words)
        or _too_late(talk, office, words) is not None
        or _is_on_a_list(office, words)
        or leads_to_call(talk, office, words)
        or leads_to_status(talk, office, words)
        or advice_on(office, talk.citizen, words) is not None
    )


def _is_on_a_list(office: FrontOffice, words: str) -> bool:
    """Whether this is the number of an application on an office's own list, and not a bare number or a sentence."""
    short = len(words.split()) <= _WORDS_OF_A_NUMBER and numeral(words) is None
    return short and bool(office.filings.with_reference(words))


def _is_awaited(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether the words may be an answer, or belong to what was just handed in."""
    return office.filings.awaited(talk.citizen) is not None or may_follow(talk, office, words)


def _offer_as_answer(talk: Talk, office: FrontOffice, words: str) -> None:
    """Where the office waits for an answer about something that was filed, this may be it."""
    awaited = office.filings.awaited(talk.citizen)
    if awaited is not None and talk.confirm(
        "is_answer", _("Is this your answer about {number}?").using(number=Reference(awaited.number))
    ):
        said = "\n".join(filter(None, (words.strip(), talk.beforehand("heard"))))
        talk.go("status", which=awaited.number, next=said)


def _take_feedback(talk: Talk, office: FrontOffice, words: str) -> None:
    """What is said of a resolution, or takes back what was said of it, goes where that is heard out."""
    if is_mistake(words):
        talk.go("take_back", said=words)
    if is_feedback(talk, office, words):
        talk.go("is_it_fixed", said=words)


def _too_late(talk: Talk, office: FrontOffice, words: str) -> Grievance | None:
    """What these words for "not fixed" can only be about, though it is not opened again any more."""
    said = read_verdict(words)
    not_so = said.named and said.verdict in (Verdict.NOT_FIXED, Verdict.PARTLY)
    return office.feedback.closed_for_good(talk.citizen) if not_so else None


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


def _heard(talk: Talk) -> str | None:
    """What a newcomer said before seeing the menu, unless it only names a service or says too little."""
    words = talk.beforehand("heard")
    return None if words is None or len(tokens(words)) < _WORTH_KEEPING or _asked_for(talk) is not None else words


def _asked_for(talk: Talk) -> Flow | None:
    """The service that a newcomer asked for before seeing the menu."""
    meant, sure = meant_by(talk.called, talk.beforehand("heard") or "")
    return meant[0] if sure else None


def _invited(talk: Talk) -> Option | None:
    """What a mere yes means: the service that was asked for, or the complaint for which something has been kept."""
    asked_for = _asked_for(talk)
    if asked_for is not None:
        return Option(asked_for.name, asked_for.title)
    kept = _heard(talk) or talk.kept or talk.has_place
    return Option("grievance", talk.title("grievance")) if kept else None


def _rows(talk: Talk, office: FrontOffice) -> Sequence[Option]:
    return [
        Option(service.name, service.title_for(talk.citizen, office), number=service.row)
        for service in talk.offered(office)
    ]


def _notes(talk: Talk) -> tuple[Words, ...]:
    notes: list[Text] = []
    asked_for = _asked_for(talk)
    if asked_for is not None:
        notes.append(_("Do you want this: {service}? Then write: yes").using(service=asked_for.title))
    elif _heard(talk) or talk.kept or talk.has_place:
        notes.append(_("I have kept what you sent. To file a complaint with it, write 1."))
    if talk.interrupted == "menu":
        notes.append(_("To take up again what you wrote before, write: continue"))
    elif talk.interrupted is not None:
        notes.append(_("To go on with “{what}”, write: continue").using(what=talk.title(talk.interrupted)))
    if talk.first:
        notes.append(_("Your information is used only for this service. To know more, write: privacy"))
    return tuple(notes)


def _means(talk: Talk, text: str) -> bool:
    said = tokens(text)
    return is_sentence(text) or any(count_matches(said, each.words) for each in talk.called)


def _options(meant: Sequence[Flow], words: str | None) -> list[Option]:
    options = [Option(each.name, each.title) for each in meant]
    if words is not None and all(each.name != "grievance" for each in meant):
        options.append(Option("grievance", button("File this as a complaint")))
    return options


def _open(talk: Talk, name: str, words: str) -> None:
    # Only a sentence that says more than the service's own name is worth keeping as a description.
    described = name == "grievance" and len(tokens(words)) > SENTENCE
    talk.go(name, what=words if described else None, said=words)


def _gist(text: str) -> str:
    return shorten(" ".join(text.split()), 200)
