"""After a resolution: how good it was, or that it goes to the office above because it is not fixed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Final
from uuid import UUID

from chatbot.choices import Choice, Said
from chatbot.language.matching import find_option, is_sentence
from chatbot.language.wording import Words, _, button
from chatbot.messages import Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.grievances.feedback_words import (
    FIXED,
    IS_IT_FIXED,
    IS_IT_FIXED_OF,
    NOT_FIXED,
    NOT_FIXED_WORDS,
    is_mistake,
    rating_in,
)
from flows.grievances.subjects import is_about, subjects_in
from flows.grievances.verdicts import Verdict, read_verdict
from flows.grievances.where_it_belongs import Beside, ask_where, when_asked
from flows.grievances.words import subject
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.grievance_states import IllegalMove

#: From 1, the worst, to 5; the place in the list is the rating.
_RATINGS: Final = (
    Option(
        "1",
        button("Very bad"),
        words=(
            "khub kharap",
            "খুব খারাপ",
            "khub baje",
            "baje",
            "খুব বাজে",
            "বাজে",
            "jghonno",
            "জঘন্য",
            "one star",
            "1 star",
            "बहुत ख़राब",
            "बहुत खराब",
        ),
    ),
    Option("2", button("Bad"), words=("kharap", "খারাপ", "2 star", "खराब")),
    Option(
        "3", button("Fair"), words=("motamuti", "cholbe", "চলবে", "thik thak", "ঠিকঠাক", "3 star", "ठीक ठाक", "ठीक-ठाक")
    ),
    Option("4", button("Good")),
    Option("5", button("Very good")),
)
#: What was called fixed is not: a bare "no" is left out, for where the question is what more is needed, it means "nothing".
NOT_AFTER_ALL: Final = Option("not_after_all", button("Not fixed after all"), words=("not_after_all", *NOT_FIXED_WORDS))
#: The list whose rows 1 and 2 were "fixed" and "not fixed" stood on the screen just before.
_ROWS_BEFORE: Final = 2
#: Code points of the person's words that a question repeats.
_GIST: Final = 300
_THANKS: Final = _("Thank you. To begin something else, write: menu")


def asked_with(office: FrontOffice, grievance: Grievance, words: str, *, files: bool = False) -> Words:
    """The question whether it is fixed, with its subject and with what was written or sent."""
    if words:
        return _("{subject} was called resolved. You wrote: “{words}”\n{question}").using(
            subject=subject(office, grievance), words=shorten(words, _GIST), question=IS_IT_FIXED
        )
    if files:
        return _("{subject}: I have got what you sent, and keep it with this.\n{question}").using(
            subject=subject(office, grievance), question=IS_IT_FIXED
        )
    return IS_IT_FIXED_OF.using(subject=subject(office, grievance))


def ask_verdict(
    talk: Talk, office: FrontOffice, grievance: Grievance, name: str, question: Words, *others: Option
) -> tuple[str, str | None]:
    """Ask whether it is fixed, in these two options or in words, which may say it too.

    Words that do not say it plainly, or name another subject, are asked about once more.

    Returns:
        The id of ``FIXED``, ``NOT_FIXED`` or one of the ``others``; and the words, where they were more than that.
    """
    answer = talk.wish(
        name,
        question,
        [FIXED, NOT_FIXED, *others],
        understands=lambda said: any(letter.isalpha() for letter in said),
        optional=True,
    )
    if isinstance(answer, Choice):
        return answer.id, None
    said = read_verdict(answer.text)
    if not said.plain or is_about(office, grievance, answer.text) is False:
        # A photo alone says nothing of it; it is kept for what will be said.
        again = asked_with(office, grievance, answer.text.strip(), files=bool(talk.kept))
        chosen = talk.choose(f"{name}_besides", again, [FIXED, NOT_FIXED, *others], optional=True)
        return chosen.id, answer.text.strip() or None
    if said.verdict is Verdict.FIXED:
        return FIXED.id, None
    return NOT_FIXED.id, answer.text


def tell_fixed(talk: Talk, office: FrontOffice, grievance: Grievance, asked: str, remark: str = "") -> None:
    """Note that it is fixed, then ask how good it was; whoever stops answering has answered enough.

    ``asked`` is the question to go back to if it has been opened again meanwhile; ``remark`` is what they said beside.
    """
    number = grievance.number

    def fixed() -> None:
        office.feedback.fixed(number, talk.citizen)
        if remark or talk.kept:
            # The files that came with it belong to it, though nobody should say more.
            office.feedback.rate(number, talk.citizen, words=remark, media_ids=[UUID(each) for each in talk.kept])

    talk.once("fixed", fixed, refused={IllegalMove: (asked, _("Meanwhile it has been opened again."))})
    asked_at = when_asked(talk, "rating")
    rating = talk.wish(
        "rating",
        _(
            "{subject}: I have noted that it is fixed. If that is a mistake, write within an hour: mistake\n"
            "How good was the work? Write a number from 1 to 5."
        ).using(subject=subject(office, grievance)),
        _RATINGS,
        understands=_says_more,
        optional=True,
    )
    stars = int(rating.id) if isinstance(rating, Choice) else _rated_in_words(talk, office, grievance, rating.text)
    if stars is None and isinstance(rating, Said):
        return _keep_remark(talk, office, grievance, Beside("rating", rating.text, asked_at, NOT_AFTER_ALL))
    if not stars:
        return talk.say(_THANKS)
    talk.once("rate", lambda: _rate(office, number, talk.citizen, rating=stars))
    asked_at = when_asked(talk, "remark")
    more = talk.wish(
        "remark",
        _(
            "Thank you. {subject}: I have noted {rating} ({meaning}).\nIf you want to say more about it, write it here."
        ).using(subject=subject(office, grievance), rating=stars, meaning=_RATINGS[stars - 1].label),
        [Option("no", button("Nothing more"), words=("no", "na", "না", "কিছু না", "नहीं", "kichu na"))],
        understands=lambda words: any(letter.isalpha() for letter in words),
        optional=True,
    )
    if isinstance(more, Choice):
        return talk.say(_THANKS)
    other, _corrects = rating_in(more.text)
    if other is None:
        return _keep_remark(talk, office, grievance, Beside("remark", more.text, asked_at, NOT_AFTER_ALL))
    talk.once("rate_anew", lambda: _rate(office, number, talk.citizen, rating=other))
    talk.say(
        _("{subject}: I have noted {rating} ({meaning}) instead.").using(
            subject=subject(office, grievance), rating=other, meaning=_RATINGS[other - 1].label
        )
    )
    return talk.say(_THANKS)


def _says_more(words: str) -> bool:
    """Whether words at the rating are not the name of one: they tell something, take something back, or are a mere no."""
    if is_sentence(words) or is_mistake(words) or rating_in(words)[0] is not None:
        return True
    said = read_verdict(words)
    return find_option(words, _RATINGS) is None and (said.bare or said.named or bool(subjects_in(words)))


def _rated_in_words(talk: Talk, office: FrontOffice, grievance: Grievance, words: str) -> int | None:
    """The rating that words give, 0 for none, or ``None`` where they speak of something else.

    A no, and "no, 2", may mean that it is not fixed: that is asked.
    """
    stars, corrects = rating_in(words)
    said = read_verdict(words)
    refuses = said.bare and said.verdict is Verdict.NOT_FIXED and not is_mistake(words)
    if not refuses and not (corrects and stars is not None and stars <= _ROWS_BEFORE):
        return stars
    meant = Option("rates", _RATINGS[stars - 1].label) if stars else Option("none", button("No rating"))
    chosen = talk.choose(
        "no_means",
        _("{subject}: I have noted that it is fixed. You wrote: “{words}”\nWhat do you mean?").using(
            subject=subject(office, grievance), words=shorten(words, _GIST)
        ),
        [NOT_AFTER_ALL, meant],
        optional=True,
    )
    if chosen.id == NOT_AFTER_ALL.id:
        talk.go("status", which=grievance.number, next=NOT_AFTER_ALL.id, again="yes")
    return stars or 0


def _keep_remark(talk: Talk, office: FrontOffice, grievance: Grievance, beside: Beside) -> None:
    """Keep what was said of the work with it, unless it takes back what was said, or belongs elsewhere."""
    if is_mistake(beside.words):
        talk.go("take_back", said=beside.words)
    ask_where(talk, office, grievance, beside)
    number, words = grievance.number, beside.words.strip()
    media_ids = [UUID(each) for each in talk.kept]
    talk.once("remark_kept", lambda: _rate(office, number, talk.citizen, words=words, media_ids=media_ids))
    talk.say(_("{subject}: I have kept what you wrote.").using(subject=subject(office, grievance)))
    talk.say(_THANKS)


def _rate(office: FrontOffice, number: str, contact_id: UUID, **given: Any) -> None:
    # What the office itself has opened again meanwhile is not rated; nobody need be told.
    with suppress(IllegalMove):
        office.feedback.rate(number, contact_id, **given)


def tell_not_fixed(talk: Talk, office: FrontOffice, grievance: Grievance, asked: str, words: str = "") -> bool:
    """Open it again, for the office above, and say who has it now; returns whether it is open.

    What has been opened as often as is allowed, or was settled too long ago, is left as it is: then it is noted, with
    their ``words``, and they are told where to turn. ``asked`` see ``tell_fixed``.
    """

    def reopen() -> dict[str, Any] | None:
        if not office.feedback.can_reopen(grievance):
            office.feedback.still_not_fixed(grievance.number, talk.citizen, words=words)
            return None
        step = office.feedback.not_fixed(grievance.number, talk.citizen)
        return {
            "office": office.grievances.holder(grievance, step.level),
            "date": grievance.target_on.isoformat(),
            "subject": talk.plain(subject(office, grievance)),
        }

    opened = talk.once("reopen", reopen, refused={IllegalMove: (asked, _("Meanwhile it has been opened again."))})
    if opened is None:
        talk.say(
            _("{subject}: I have noted that it is not fixed. It can no longer be opened here.").using(
                subject=subject(office, grievance)
            )
        )
        talk.say(_where_to_turn(office, grievance))
        return False
    talk.say(
        _(
            "{subject} has been opened again, and is with: {office}\nNew target: action by {date}\n"
            "If that is a mistake, write within an hour: mistake"
        ).using(
            # What an earlier release has done, it did not name.
            subject=opened.get("subject", grievance.number),
            office=opened["office"],
            date=date.fromisoformat(opened["date"]),
        )
    )
    return True


def tell_closed(talk: Talk, office: FrontOffice, grievance: Grievance) -> None:
    """Say of something that was settled, and is not opened again, where one can turn with it."""
    talk.say(_("{subject} was resolved. It can no longer be opened here.").using(subject=subject(office, grievance)))
    talk.say(_where_to_turn(office, grievance))


def _where_to_turn(office: FrontOffice, grievance: Grievance) -> Words:
    above = office.grievances.next_above(grievance) or office.grievances.holder(grievance)
    # Nobody is sent back to the office that it is about.
    at = office.offices.state() if grievance.bypasses_office else office.offices.get(grievance.office_id)
    return _(
        "You can turn to: {office}\nTo talk to a person, call: {phone}\nTo file a new complaint, write: complaint"
    ).using(office=above, phone=at.helpline_phone)
