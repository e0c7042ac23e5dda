"""What a message quotes, and what is added to a record because it quotes what was told about it."""

from __future__ import annotations

from typing import Final, NoReturn
from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Reference, _
from chatbot.messages import MediaKind, OfferedActions, QuickAction, Quoted
from chatbot.renderer import shorten
from chatbot.state import State
from chatbot.talk import Talk
from flows.exchange import Arrived
from flows.grievances.follow_up import NO_LONGER_ASKED
from flows.grievances.verdicts import read_verdict
from flows.notices import actions
from flows.shared.filing_words import called
from flows.shared.following import asks_about_it
from flows.shared.news import Asks, asks_for_news
from panchayat.core.numbers import numbers_in
from panchayat.front_office import FrontOffice
from panchayat.messaging.inbox import TURN, Inbound, QuotedMessage
from panchayat.models import Certificate, Grievance
from panchayat.models.certificate_states import State as CertificateState
from panchayat.models.grievance_states import State as GrievanceState
from panchayat.models.grievance_states import is_open

#: Code points of a number, or of the name of something to choose, at most.
LONGEST_CHOICE: Final = 40
#: Code points of the person's words that a question repeats.
_GIST: Final = 300


def what_is_quoted(office: FrontOffice, inbound: Inbound, state: State, arrived: Arrived) -> Quoted | None:
    """What this message quotes, where the words can mean something by it; nothing is looked up where nothing is quoted."""
    if arrived.quotes is None or arrived.tap is not None or state.expects_secret:
        return None
    message = inbound.quoted
    if message is None:
        return Quoted(known=False)
    if inbound.asked_at is not None and message.key.startswith(TURN) and message.created_at >= inbound.asked_at:
        return Quoted(standing=True)
    return Quoted(
        offered=_offered(office, message) if len(arrived.text) <= LONGEST_CHOICE else None,
        about=_about(office, inbound, message, arrived.text),
    )


def _offered(office: FrontOffice, message: QuotedMessage) -> OfferedActions | None:
    if message.payload["kind"] != "notice":
        return None
    ways = actions(office, message.payload["params"])
    return OfferedActions(message.sent_at or message.created_at, ways) if ways else None


def _about(office: FrontOffice, inbound: Inbound, message: QuotedMessage, text: str) -> QuickAction | None:
    """The way to what this person has filed, if the message tells of one such record and no other.

    Where the office has asked something about it, even a bare number or a yes is an answer, and is taken along.
    """
    params, is_paper = message.payload["params"], message.payload["kind"] == "paper"
    numbers = numbers_in(office.papers.get(UUID(params["paper_id"])).file_name if is_paper else message.words)
    filing = office.filings.by_number(numbers.pop()) if len(numbers) == 1 else None
    if not isinstance(filing, Grievance | Certificate) or filing.contact_id != inbound.contact_id:
        return None
    given = {"which": filing.number}
    if _is_wanted(filing) and text.strip():
        given["words"] = text
    return QuickAction(Reference(filing.number), "quoted", given, takes="words")


def _is_wanted(filing: Grievance | Certificate) -> bool:
    return filing.state in (GrievanceState.NEEDS_INFO, CertificateState.NEEDS_INFO)


@flow(
    "quoted",
    title=_("More about what was filed"),
    first_question="words",
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
    hears_all=True,
)
def quoted(talk: Talk, office: FrontOffice) -> None:
    """Ask before what quotes the news of a record is added to it."""
    number, words = talk.beforehand("which") or "", talk.beforehand("words")
    filing = office.filings.by_number(number)
    if not isinstance(filing, Grievance | Certificate) or not (words or talk.kept):
        talk.say(NO_LONGER_ASKED)
        talk.go("status", which=number)
    wanted = _is_wanted(filing)
    if not (wanted or (isinstance(filing, Grievance) and is_open(GrievanceState(filing.state)))):
        _show(talk, filing, words or "")
    if words is not None and not talk.kept and (asks_for_news(words) is Asks.SURELY or asks_about_it(words)):
        talk.go("status", which=number)
    if words is None:
        question = _("{what}: is this your answer?") if wanted else _("{what}: shall I add this to it?")
    elif wanted:
        question = _("{what}: is this your answer?\n“{words}”")
    else:
        question = _("{what}: shall I add this to it?\n“{words}”")
    asking = question.using(what=called(office, filing), words=shorten(words or "", _GIST))
    if not talk.confirm("is_about", asking, adds_to="words"):
        return talk.say(_("All right, I have not added it."))
    if wanted:
        talk.go("status", which=number, next=words, with_files="yes", pass_on="yes")  # noqa: S106  # a question
    talk.go("status", which=number, next="add", more=words, with_files="yes")


def _show(talk: Talk, filing: Grievance | Certificate, words: str) -> NoReturn:
    """What takes nothing more is shown; what was resolved takes a verdict, and asks about any other words itself."""
    if isinstance(filing, Grievance) and (read_verdict(words).tells or is_sentence(words)):
        talk.go("status", which=filing.number, next=words)
    talk.say(
        _("Nothing can be added to {number} here at present. This is how it stands:"), number=Reference(filing.number)
    )
    talk.go("status", which=filing.number)
