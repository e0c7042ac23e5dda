"""What words at the menu mean: each way of reading them in its turn, until one knows what to do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NoReturn

from chatbot.flow import Flow
from chatbot.language.gists import Gist, bears
from chatbot.language.intentions import read_intentions
from chatbot.language.matching import SENTENCE, count_matches, is_sentence, numeral, tokens
from chatbot.language.wording import _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.danger.signs import helpers_wanted
from flows.grievances.feedback import tell_closed
from flows.grievances.feedback_words import is_mistake
from flows.grievances.is_it_fixed import is_feedback
from flows.grievances.verdicts import Verdict, read_verdict
from flows.grievances.withdrawing import lead_to_withdrawal, leads_to_withdrawal
from flows.guides.guide import answer_from_guides
from flows.guides.meaning import advice_on, asks_for_papers
from flows.lodging.money import about_money, asks_about_money
from flows.shared.awaited import offer_as_answer
from flows.shared.being_called import lead_to_call, leads_to_call, offer_for_call
from flows.shared.following import may_follow, offer_to_join
from flows.shared.meaning import meant_by
from flows.shared.news import lead_to_status, leads_to_status
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

_NO_SERVICE: Final = "none"
#: Whoever does not want to live is not asked about a complaint.
_DESPAIR: Final = "distress"
#: The number of an application, such as ``SAMPLE/JIRAT/A-031``, has hardly more words.
_WORDS_OF_A_NUMBER: Final = 2
#: Fewer words tell no story.
_STORY: Final = 2
#: Code points of the person's words that a question repeats.
_GIST: Final = 200


def understands(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether words that are no row of the menu say what is wanted, in themselves or after what went before."""
    return any(reads(talk, office, words) for reads in _READS)


def grant(talk: Talk, office: FrontOffice, words: str, heard: str | None) -> None:
    """Do what ``words`` wish for, or ask; ``heard`` was said before them and belongs to a complaint, if it becomes one."""
    # What was kept while something was asked here came after them.
    before = talk.find_out("heard_before", lambda: heard or "")
    told = "\n".join(filter(None, (before, words.strip(), (heard or "").removeprefix(before).strip())))
    meant, sure = meant_by(talk.called, words)
    about_money(talk, office, words)
    lead_to_call(talk, office, words)
    lead_to_withdrawal(talk, office, words)
    lead_to_status(talk, office, words)
    _take_feedback(talk, office, words)
    lead_to_status(talk, office, words, is_no_verdict=True)
    if _is_on_a_list(talk, office, words):
        talk.go("status", which=words)
    helpers = helpers_wanted(words)
    if not (sure or helpers or asks_for_papers(words)):
        offer_for_call(talk, office, words)
    answer_from_guides(talk, office, words, or_else=lambda: _is_awaited(talk, office, words))
    if not sure:
        told = offer_as_answer(talk, office, told)
    closed = _too_late(talk, office, words)
    if closed is not None:
        return tell_closed(talk, office, closed)
    if helpers and not sure:
        # Whoever cries for help wants no service that one of the words may mean.
        meant = []
        if _DESPAIR in helpers:
            talk.go("person")
    if sure:
        _open(talk, meant[0].name, words)
    told = offer_to_join(talk, office, told)
    offer_for_call(talk, office, words)
    if not meant:
        _offer_as_complaint(talk, told)
    _ask_which(talk, meant, words, told)


def _ask_which(talk: Talk, meant: Sequence[Flow], words: str, told: str) -> NoReturn:
    options = [Option(each.name, each.title) for each in meant]
    if is_sentence(words) and all(each.name != "grievance" for each in meant):
        options.append(Option("grievance", button("File this as a complaint")))
    choice = talk.choose("meant", _("What do you mean?"), [*options, Option(_NO_SERVICE, button("Something else"))])
    if choice.id == _NO_SERVICE:
        talk.put_aside()
        talk.go("menu")
    _open(talk, choice.id, told if choice.id == "grievance" else words)


def _offer_as_complaint(talk: Talk, told: str) -> NoReturn:
    """Words, or files alone, of which nothing else is known; what is not to be a complaint can be taken up again."""
    question = _("Do you want to file this as a complaint?\n“{words}”").using(
        words=shorten(" ".join(told.split()), _GIST)
    )
    if told:
        files_it = talk.confirm("as_grievance", question, adds_to="service")
    else:
        files_it = talk.confirm("with_file", _("Do you want to file a complaint about this?"), adds_to="service")
    if files_it:
        talk.go("grievance", what=told or talk.beforehand("heard"))
    talk.put_aside()
    talk.go("menu")


def _open(talk: Talk, name: str, words: str) -> NoReturn:
    # Only a sentence that says more than the service's own name is worth keeping as a description.
    described = name == "grievance" and len(tokens(words)) > SENTENCE
    talk.go(name, what=words if described else None, said=words)


def _names_a_service(talk: Talk, _office: FrontOffice, words: str) -> bool:
    said = tokens(words)
    return any(count_matches(said, each.words) for each in talk.called)


def _tells_something(_talk: Talk, _office: FrontOffice, words: str) -> bool:
    """Whether it is a sentence, or so few words as tell what is wrong ("road broken")."""
    if not read_intentions(words).rest:
        return False
    return is_sentence(words) or (len(tokens(words)) >= _STORY and bears(Gist.STORY, words) is True)


def _asks_about_money(talk: Talk, office: FrontOffice, words: str) -> bool:
    return asks_about_money(office, talk.citizen, words)


def _is_on_a_list(_talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether this is the number of an application on an office's own list, and not a bare number or a sentence."""
    short = len(words.split()) <= _WORDS_OF_A_NUMBER and numeral(words) is None
    return short and bool(office.filings.with_reference(words))


def _asks_what_is_needed(talk: Talk, office: FrontOffice, words: str) -> bool:
    return advice_on(office, talk.citizen, words) is not None


def _is_feedback(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether it is said of a resolution, or takes back what was said of one."""
    return is_mistake(words) or is_feedback(talk, office, words) or _too_late(talk, office, words) is not None


def _is_awaited(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether the words may be an answer, or belong to what was just handed in."""
    return office.filings.awaited(talk.citizen) is not None or may_follow(talk, office, words)


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


#: Each is asked only where none before it knows.
_READS: Final[Sequence[Callable[[Talk, FrontOffice, str], bool]]] = (
    _tells_something,
    _names_a_service,
    _asks_about_money,
    _is_awaited,
    _is_feedback,
    _is_on_a_list,
    leads_to_withdrawal,
    leads_to_call,
    leads_to_status,
    _asks_what_is_needed,
)
