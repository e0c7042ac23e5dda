"""How a certificate stands, and what its owner can do about it: answer, choose another time, get the paper again."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from chatbot.choices import Choice, Said
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.certificates.adding import ADD, add, take_more, take_words
from flows.certificates.correcting import CHANGE, RIGHT, answer_part, asks_about, change_something, wants_change
from flows.certificates.details import certificate_details
from flows.certificates.questions import slots
from flows.shared.awaited import LATER_OR_BACK, is_the_answer
from flows.shared.filing_words import called
from flows.shared.meaning import meant_by
from flows.shared.news import offer_phone
from panchayat.certificates.parts import HOME
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate
from panchayat.models.certificate_states import IN_VAIN, IllegalMove, State, is_issued, is_undecided

_WITHDRAW: Final = Option(
    "withdraw",
    button("Take it back"),
    words=(
        "withdraw",
        "take back",
        "tule nin",
        "tule nebo",
        "তুলে নিন",
        "তুলে নেব",
        "তুলে নাও",
        "वापस लें",
        "वापस लीजिए",
        "वापस लेना",
    ),
)

_LATER: Final = Option(
    "later",
    button("Later"),
    words=("later", "pore", "pore debo", "pore janabo", "পরে", "পরে দেব", "পরে জানাব", "बाद में", "बाद में दूँगा"),
)

_IF_RIGHT: Final = _("If it is right as it is, write: right")
_TO_CHANGE: Final = _("To change something else in it, write: change something")

PASSED_ON: Final = _("Thank you. I have passed it on to the office, and it is being looked into.")
TOO_LATE: Final = _(
    "It is decided, so nothing in it can be changed here. If something on the paper is wrong, write: phone"
)


def tell_certificate(talk: Talk, office: FrontOffice, certificate: Certificate) -> None:
    """Say how it stands, to somebody who may know."""
    own, state = certificate.contact_id == talk.citizen, State(certificate.state)
    if own and is_undecided(state) and talk.beforehand("next") == ADD.id:
        return take_more(talk, office, certificate.number)
    code = office.certificates.code_for(certificate, talk.citizen)
    talk.say(certificate_details(office, certificate, talk.language, code=code))
    if own and state is State.NEEDS_INFO:
        _answer(talk, office, certificate)
    elif own and state in IN_VAIN:
        _come_again(talk, office, certificate)
    elif own and is_undecided(state):
        _offer_more(talk, office, certificate)
    elif is_issued(state):
        if own:
            talk.say(TOO_LATE)
        talk.say(_("I am sending the certificate (PDF) in a moment."))
        talk.paper("certificate", certificate.id)
    return None


def _answer(talk: Talk, office: FrontOffice, certificate: Certificate) -> None:
    """Let the citizen tell what the office has asked for: in words, by a file, or later."""
    asked = office.certificates.asked(certificate)
    part = asked.part if asked is not None else None
    answer = talk.wish(
        "next",
        asks_about(certificate, part)
        if part
        else _("Please write here what is asked for. You can also send a photo or a voice message."),
        # A yes to "brought home" is no "as it is".
        [_LATER, *([RIGHT] if part and part != HOME else []), CHANGE, _WITHDRAW],
        understands=lambda words: any(letter.isalnum() for letter in words),
        notes=(*((_IF_RIGHT,) if part and part != HOME else ()), _TO_CHANGE, LATER_OR_BACK),
        granted=bool(talk.kept),
        takes_numbers=True,
    )
    if isinstance(answer, Choice) and answer.id != RIGHT.id:
        return _instead(talk, office, certificate, answer.id)
    words = answer.label if isinstance(answer, Choice) else answer.text.strip()
    if words and part and isinstance(answer, Said) and answer_part(talk, office, certificate, part, words):
        return talk.say(PASSED_ON)
    if not words and not talk.confirm(
        "pass_on", _("Files so far: {count}. Shall I pass them on to the office?").using(count=len(talk.kept))
    ):
        return talk.say(_("All right. To answer later, write: status"))
    if words and not part and not is_the_answer(talk, called(office, certificate), words):
        return None

    def supply() -> None:
        media_ids = [UUID(each) for each in talk.kept]
        office.certificates.supply(certificate.number, talk.citizen, words=words, media_ids=media_ids)

    talk.once("supply", supply, refused={IllegalMove: ("next", _("Meanwhile this is no longer needed."))})
    return talk.say(PASSED_ON)


def _instead(talk: Talk, office: FrontOffice, certificate: Certificate, wanted: str) -> None:
    if wanted == _WITHDRAW.id:
        _withdraw(talk, office, certificate)
    elif wanted == CHANGE.id:
        change_something(talk, office, certificate)
    else:
        talk.say(_("All right. To answer later, write: status"))


def _offer_more(talk: Talk, office: FrontOffice, certificate: Certificate) -> None:
    """Below the details: a photo still to come, a change, telling more, or taking it back; a service's name leads there."""
    wanted = office.certificates.type_of(certificate).evidence
    missing = wanted is not None and not office.certificates.evidence_count(certificate)
    step = talk.wish(
        "next",
        _("Please send a photo of: {what}").using(what=wanted)
        if missing
        else _("What more do you need? Write a number."),
        [ADD, CHANGE, _WITHDRAW],
        understands=lambda words: is_sentence(words) or wants_change(words) or meant_by(talk.called, words)[1],
        optional=True,
    )
    if isinstance(step, Said):
        _take_words(talk, office, certificate, step.text.strip())
    elif step.id == CHANGE.id:
        change_something(talk, office, certificate)
    elif step.id == ADD.id:
        take_more(talk, office, certificate.number)
    else:
        _withdraw(talk, office, certificate)


def _take_words(talk: Talk, office: FrontOffice, certificate: Certificate, words: str) -> None:
    """Words where a list was shown: beside a file they belong to it, else they name a service, a mistake, or tell more."""
    meant, sure = meant_by(talk.called, words)
    if talk.kept:
        add(talk, office, certificate.number, words, "next")
    elif sure:
        talk.go(meant[0].name, said=words)
    elif wants_change(words):
        change_something(talk, office, certificate, words)
    elif words:
        offer_phone(talk, words)
        take_words(talk, office, certificate.number, words)
    else:
        take_more(talk, office, certificate.number)


def _withdraw(talk: Talk, office: FrontOffice, certificate: Certificate) -> None:
    if not talk.confirm(
        "withdraw",
        _("Shall I take {number} back? Then nothing more is done about it, and that cannot be undone.").using(
            number=Reference(certificate.number)
        ),
        final=True,
    ):
        return talk.say(_("All right. It stays as it is."))

    def withdraw() -> None:
        office.certificates.withdraw(certificate.number, talk.citizen)

    try:
        talk.once("withdrawn", withdraw)
    except IllegalMove:
        # Asked once more, it would be refused for ever.
        return talk.say(_("Meanwhile it has been decided."))
    return talk.say(_("{number} has been taken back.").using(number=Reference(certificate.number)))


def _come_again(talk: Talk, office: FrontOffice, certificate: Certificate) -> None:
    slot = talk.choose("slot", _("When shall we come again? When is somebody at home?"), slots())

    def choose() -> None:
        office.certificates.choose_slot(certificate.number, talk.citizen, slot.id)

    talk.once("choose", choose, refused={IllegalMove: ("slot", _("Meanwhile this is no longer needed."))})
    talk.say(_("Thank you. Whoever brings it has been told, and you will get a code before they come."))
