"""What can be done about a grievance by whoever has filed it: tell more, take it back, say whether it is fixed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.choices import Choice, Said
from chatbot.language.matching import is_named, is_sentence
from chatbot.language.wording import Reference, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.correct import CORRECT, put_right
from flows.grievances.feedback import NOT_AFTER_ALL, ask_verdict, asked_with, tell_fixed, tell_not_fixed
from flows.grievances.feedback_words import FIXED, IS_IT_FIXED, NOT_FIXED, is_mistake
from flows.grievances.subjects import is_about, may_be_about, subjects_in
from flows.grievances.verdicts import Verdict, read_verdict
from flows.grievances.where_it_belongs import Beside, ask_where, when_asked
from flows.grievances.words import subject
from flows.shared.awaited import LATER_OR_BACK, is_the_answer
from flows.shared.filing_words import called
from flows.shared.meaning import meant_by
from flows.shared.news import offer_phone
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.grievance_states import IllegalMove, State, is_open

_ADD: Final = Option(
    "add",
    button("Tell more"),
    words=("add", "more", "aro", "aro janabo", "আরও জানাব", "আরও", "জানাব", "और बताना है", "और"),
)
_WITHDRAW: Final = Option(
    "withdraw",
    button("Take it back"),
    words=(
        "withdraw",
        "take back",
        "tule nin",
        "tule nebo",
        "tule nao",
        "তুলে নিন",
        "তুলে নিতে",
        "tule nite",
        "ফিরিয়ে নিতে",
        "তুলে নেব",
        "তুলে নাও",
        "वापस लें",
        "वापस लीजिए",
        "वापस लेना",
    ),
)
_DO_WITHDRAW: Final = Option(
    "yes",
    button("Take it back"),
    words=(
        *("yes", "ha", "hyan", "হ্যাঁ", "हाँ", "tule nin", "tule nao", "tule neben", "তুলে নিন", "তুলে নাও", "তুলে নেবেন"),
        *("वापस लें", "वापस ले लीजिए", "take it back", "withdraw it", "withdraw", "yes take it back", "yes withdraw it"),
    ),
)
_LEAVE: Final = Option("no", button("Leave it"), words=("no", "na", "না", "नहीं", "thak", "থাক"))
_REPORT: Final = Option(
    "report", button("Report (PDF)"), words=("report", "pdf", "ripot", "রিপোর্ট", "প্রতিবেদন", "रिपोर्ट", "प्रतिवेदन")
)
_FIXED_AFTER_ALL: Final = Option("fixed_after_all", button("It is fixed after all"))
_LATER: Final = Option(
    "later", button("Later"), words=("pore", "pore debo", "pore janabo", "পরে দেব", "পরে জানাব", "बाद में दूँगा")
)

_WHAT_MORE: Final = _("What more do you need? Write a number.")
_PROMPTS: Final = {
    "answer": _("Please write here what is asked for. You can also send a photo or a voice message."),
    "verdict": IS_IT_FIXED,
    "more": _WHAT_MORE,
    "closed": _WHAT_MORE,
}

NO_LONGER_ASKED: Final = _("That is no longer asked. This is how it stands now:")

#: Code points of the person's words that a question repeats.
_GIST: Final = 300


def offer_next(talk: Talk, office: FrontOffice, grievance: Grievance) -> None:
    """Put below the details what makes sense now, and do what is chosen; words and files are taken as more about it."""
    options = _options(talk, office, grievance)
    if not options:
        return
    about = _about(talk, office, grievance)
    wanted = about == "answer"
    step = talk.wish(
        "next",
        _PROMPTS[about],
        options,
        understands=(lambda words: any(letter.isalnum() for letter in words))
        if wanted
        else lambda words: (
            _means(talk, words) or (about == "verdict" and read_verdict(words).verdict is not Verdict.UNCLEAR)
        ),
        notes=(LATER_OR_BACK,) if wanted else (),
        granted=wanted and bool(talk.kept),
        optional=not wanted,
        takes_numbers=wanted,
    )
    if isinstance(step, Choice):
        _do(talk, office, grievance, step.id)
    else:
        _take_words(talk, office, grievance, step.text.strip())


def came_too_late(talk: Talk, office: FrontOffice, grievance: Grievance) -> bool:
    """Whether it was said beforehand that it is fixed, or not, though that is not asked any more."""
    said = talk.beforehand("next")
    verdict = said is not None and any(is_named(said, [each]) for each in (FIXED, NOT_FIXED))
    return verdict and _about(talk, office, grievance) in ("more", "closed")


def _do(talk: Talk, office: FrontOffice, grievance: Grievance, wanted: str) -> None:
    match wanted:
        case _ADD.id:
            _take_more(talk, office, grievance.number)
        case CORRECT.id:
            if put_right(talk, office, grievance):
                _take_more(talk, office, grievance.number)
        case _WITHDRAW.id:
            _withdraw(talk, office, grievance)
        case _REPORT.id:
            talk.say(_("I am sending the report (PDF) in a moment."))
            talk.paper("action_taken", grievance.id)
        case FIXED.id:
            tell_fixed(talk, office, grievance, "next", talk.beforehand("more") or "")
        case NOT_FIXED.id if talk.beforehand("next") is None or not office.feedback.can_reopen(grievance):
            if tell_not_fixed(talk, office, grievance, "next", talk.beforehand("more") or ""):
                _take_more(talk, office, grievance.number)
        case NOT_FIXED.id:
            _open_again(talk, office, grievance)
        case NOT_AFTER_ALL.id:
            _open_again(talk, office, grievance)
        case _:
            talk.say(_("All right. To answer later, write: status"))


def _open_again(talk: Talk, office: FrontOffice, grievance: Grievance, words: str = "") -> None:
    """What was settled is opened for the office above, which is not done by a slip of the finger.

    ``words`` are those for which it is to be opened; they go along, or are not lost where it is not opened.
    """
    words = "\n".join(filter(None, (words, talk.beforehand("more"))))
    question = _("{subject}: shall it be opened again? It goes to the office above.")
    if words:
        question = _("You wrote: “{words}”\n{subject}: shall it be opened again? It goes to the office above.")
    if not talk.confirm(
        "again",
        question.using(subject=subject(office, grievance), words=shorten(words, _GIST)),
        yes=button("Open it again"),
        no=button("Leave it"),
        adds_to="more",
    ):
        if is_sentence(words):
            _offer_new(talk, words)
        return talk.say(_("All right. It stays as it is."))
    if tell_not_fixed(talk, office, grievance, "again", words):
        if words:
            _pass_on(talk, office, grievance.number, words, "again")
        else:
            _take_more(talk, office, grievance.number)
    return None


def _options(talk: Talk, office: FrontOffice, grievance: Grievance) -> Sequence[Option]:
    report = [_REPORT] if office.grievances.can_report(grievance) else []
    if grievance.contact_id != talk.citizen:
        return report
    if grievance.state == State.NEEDS_INFO:
        return [_LATER, _WITHDRAW]
    if is_open(State(grievance.state)):
        correct = [CORRECT] if office.corrections.can_correct(grievance) else []
        return [_ADD, _WITHDRAW, *correct, *report]
    if office.feedback.awaits(grievance):
        return [FIXED, NOT_FIXED, *report]
    again = [NOT_AFTER_ALL] if grievance.kind == "grievance" and office.feedback.can_reopen(grievance) else []
    return [*report, *again]


def _means(talk: Talk, words: str) -> bool:
    return is_sentence(words) or meant_by(talk.called, words)[1]


def _take_words(talk: Talk, office: FrontOffice, grievance: Grievance, words: str) -> None:
    """Words where a list was shown: the name of another service, a verdict with more words, or more about it."""
    about = talk.once("about", lambda: _about(talk, office, grievance))
    meant, sure = meant_by(talk.called, words)
    if about == "answer":
        # What waits for other words may be written where an answer is wanted.
        if not words or is_the_answer(talk, called(office, grievance), words):
            _pass_on(talk, office, grievance.number, words, "next")
        return None
    if sure:
        talk.go(meant[0].name)
    offer_phone(talk, words)
    if about == "verdict":
        _take_verdict(talk, office, grievance, words)
    elif about == "closed":
        _offer_new(talk, words)
    elif words:
        question = _("Shall I add this to {number}?\n“{words}”")
        if not talk.confirm(
            "add_this", question.using(number=Reference(grievance.number), words=shorten(words, _GIST))
        ):
            return talk.say(_("All right, I have not added it."))
        _pass_on(talk, office, grievance.number, words, "add_this")
    elif talk.kept:
        _pass_on(talk, office, grievance.number, words, "next")
    else:
        _take_more(talk, office, grievance.number)
    return None


_BY_CHOICE: Final = {FIXED.id: Verdict.FIXED, NOT_FIXED.id: Verdict.NOT_FIXED}


def _take_verdict(talk: Talk, office: FrontOffice, grievance: Grievance, words: str) -> None:
    """More than a yes or no to whether it is fixed; where it says neither, that is asked until it is answered."""
    said, asked = read_verdict(words), "next"
    elsewhere = is_about(office, grievance, words) is False
    others = [each for each in office.feedback.all_unanswered(talk.citizen) if each.id != grievance.id]
    if elsewhere and any(is_about(office, each, words) for each in others):
        talk.go("is_it_fixed", said=words)
    if not said.named and is_sentence(words) and not may_be_about(office, grievance, words):
        question = _("Do you want to file this as a complaint?\n“{words}”")
        if talk.confirm("is_new", question.using(words=shorten(words, _GIST))):
            talk.go("grievance", what=words)
    verdict = said.verdict
    if elsewhere or verdict is Verdict.UNCLEAR or (verdict is Verdict.FIXED and not said.plain):
        asked = "verdict"
        meant, more = ask_verdict(talk, office, grievance, asked, asked_with(office, grievance, words))
        verdict = _BY_CHOICE[meant]
        words = f"{words}\n{more or ''}".strip()
    told = words if is_sentence(words) else ""
    if verdict is Verdict.FIXED:
        tell_fixed(talk, office, grievance, asked, told if asked == "verdict" else "")
    elif asked == "next" and not (said.plain and verdict is Verdict.NOT_FIXED):
        _open_again(talk, office, grievance, words)
    elif tell_not_fixed(talk, office, grievance, asked, words):
        _pass_on(talk, office, grievance.number, words, asked)


def _offer_new(talk: Talk, words: str) -> None:
    """What is closed takes nothing more, but what was told need not be lost."""
    question = _("Do you want to file this as a complaint?\n“{words}”").using(words=shorten(words, _GIST))
    if words and talk.confirm("as_grievance", question):
        talk.go("grievance", what=words)
    talk.go("menu")


def _about(talk: Talk, office: FrontOffice, grievance: Grievance) -> str:
    """What words of this person would be: an ``answer``, a ``verdict``, ``more``, or nothing, as it is ``closed``."""
    if grievance.contact_id != talk.citizen:
        return "closed"
    if grievance.state == State.NEEDS_INFO:
        return "answer"
    if office.feedback.awaits(grievance):
        return "verdict"
    return "more" if is_open(State(grievance.state)) else "closed"


def _take_more(talk: Talk, office: FrontOffice, number: str) -> None:
    asked_at = when_asked(talk, "more")
    more = talk.wish(
        "more",
        _("Please write what more there is to know. You can also send a photo or a voice message."),
        [Option("no", button("Nothing more"), words=("no", "na", "না", "কিছু না", "नहीं", "kichu na"))],
        understands=lambda words: any(letter.isalpha() for letter in words),
        granted=bool(talk.kept) and talk.beforehand("with_files") is not None,
    )
    if isinstance(more, Choice):
        return talk.say(_("All right. To see how it stands, write: status"))
    if is_mistake(more.text):
        talk.go("take_back", said=more.text)
    grievance = office.grievances.by_number(number)
    if talk.beforehand("more") is None and grievance is not None:
        ask_where(talk, office, grievance, Beside("more", more.text, asked_at, _FIXED_AFTER_ALL))
    _pass_on(talk, office, number, more.text.strip(), "more")


def _pass_on(talk: Talk, office: FrontOffice, number: str, words: str, asked: str) -> None:
    """Pass words on at once, and files when no more are coming; ``asked`` is the question that they answer."""
    if not words:
        question = _("Files so far: {count}. Shall I add them?").using(count=len(talk.kept))
        if not talk.kept or not talk.confirm("with_files", question):
            return talk.say(_("All right, I have not added it."))

    def add() -> dict[str, bool]:
        found = office.grievances.by_number(number)
        answers = found is not None and found.state == State.NEEDS_INFO
        media_ids = [UUID(each) for each in talk.kept]
        past_office = office.grievances.add(number, talk.citizen, words=words, media_ids=media_ids)
        return {"answers": answers, "past_office": past_office}

    added = talk.once("add", add, refused={IllegalMove: (asked, _("Meanwhile this is no longer needed."))})
    if added["answers"]:
        talk.say(_("Thank you. I have passed it on to the office, and it is being looked into."))
    else:
        talk.say(_("Thank you. I have added it. Those who look into it will see it."))
    if added["past_office"]:
        talk.say(_("It is about the office, so it has gone straight to the office above. The office is not shown it."))
    return None


def _withdraw(talk: Talk, office: FrontOffice, grievance: Grievance) -> None:
    number = grievance.number
    answer = talk.wish(
        "sure_to",
        _("{subject}: shall I take it back? Then nothing more is done about it, and that cannot be undone.").using(
            subject=subject(office, grievance)
        ),
        [_DO_WITHDRAW, _LEAVE],
        understands=lambda words: is_sentence(words) or is_mistake(words) or bool(subjects_in(words)),
        final=True,
    )
    if isinstance(answer, Said):
        return _leave_it(talk, office, grievance, answer.text.strip())
    if answer.id == _LEAVE.id:
        return talk.say(_("All right. It stays as it is."))

    def withdraw() -> None:
        office.grievances.withdraw(number, talk.citizen)

    try:
        talk.once("withdraw", withdraw)
    except IllegalMove:
        return talk.say(_("Meanwhile it has been closed."))
    return talk.say(_("{subject} has been taken back.").using(subject=subject(office, grievance)))


def _leave_it(talk: Talk, office: FrontOffice, grievance: Grievance, words: str) -> None:
    """Words where a yes or no was wanted take nothing back: another complaint may be meant, or they tell more."""
    own = [each for each in office.filings.of(talk.citizen) if isinstance(each, Grievance) and each.id != grievance.id]
    others = [each for each in own if is_open(State(each.state)) and is_about(office, each, words)]
    if is_about(office, grievance, words) is False and len(others) == 1:
        talk.go("status", which=others[0].number, next=_WITHDRAW.id)
    talk.say(_("All right. It stays as it is."))
    if (words or talk.kept) and not is_mistake(words):
        question = _("Shall I add this to {number}?\n“{words}”")
        if talk.confirm("add_instead", question.using(number=Reference(grievance.number), words=shorten(words, _GIST))):
            _pass_on(talk, office, grievance.number, words, "add_instead")
