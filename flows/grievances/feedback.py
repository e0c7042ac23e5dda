"""After a resolution: how good it was, or that it goes to the office above because it is not fixed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Final
from uuid import UUID

from chatbot.choices import Choice, Said
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.grievances.feedback_words import FIXED, NOT_FIXED, is_mistake
from flows.grievances.verdicts import Verdict, read_verdict
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
    Option("2", button("Bad"), words=("kharap", "bhalo na", "valo na", "ভালো না", "ভালো নয়", "2 star", "खराब")),
    Option(
        "3", button("Fair"), words=("motamuti", "cholbe", "চলবে", "thik thak", "ঠিকঠাক", "3 star", "ठीक ठाक", "ठीक-ठाक")
    ),
    Option("4", button("Good"), words=("bhalo", "valo", "ভাল", "4 star", "अच्छा")),
    Option("5", button("Very good"), words=("khub bhalo", "khub valo", "darun", "দারুণ", "খুব ভাল", "5 star", "बहुत अच्छा")),
)


def subject(office: FrontOffice, grievance: Grievance) -> Text:
    """How a grievance is named where something was done to it: its number, what it is about, and where."""
    return _("{number} ({category}, {place})").using(
        number=Reference(grievance.number),
        category=office.grievances.category(grievance).names,
        place=grievance.place,
    )


def ask_verdict(talk: Talk, name: str, question: Words, *others: Option) -> tuple[str, str | None]:
    """Ask whether it is fixed, in these two options or in words, which may say it too.

    Returns:
        The id of ``FIXED``, ``NOT_FIXED`` or one of the ``others``; and the words, where they were more than that.
    """
    answer = talk.wish(
        name,
        question,
        [FIXED, NOT_FIXED, *others],
        understands=lambda said: read_verdict(said).verdict is not Verdict.UNCLEAR,
        optional=True,
    )
    if isinstance(answer, Choice):
        return answer.id, None
    verdict = read_verdict(answer.text).verdict
    if verdict is Verdict.UNCLEAR:
        # A photo alone says nothing of it; it is kept for what will be said.
        return talk.choose(f"{name}_besides", question, [FIXED, NOT_FIXED, *others], optional=True).id, None
    return (FIXED.id, None) if verdict is Verdict.FIXED else (NOT_FIXED.id, answer.text)


def tell_fixed(talk: Talk, office: FrontOffice, grievance: Grievance, asked: str, remark: str = "") -> None:
    """Note that it is fixed, then ask how good it was; whoever stops answering has answered enough.

    ``asked`` is the question to go back to if it has been opened again meanwhile; ``remark`` is what they said beside.
    """
    number = grievance.number

    def fixed() -> None:
        office.feedback.fixed(number, talk.citizen)
        if remark:
            office.feedback.rate(number, talk.citizen, words=remark)

    talk.once("fixed", fixed, refused={IllegalMove: (asked, _("Meanwhile it has been opened again."))})
    rating = talk.wish(
        "rating",
        _(
            "{subject}: I have noted that it is fixed. If that is a mistake, write: mistake\n"
            "How good was the work? Write a number from 1 to 5."
        ).using(subject=subject(office, grievance)),
        _RATINGS,
        understands=lambda words: is_sentence(words) or is_mistake(words),
        optional=True,
    )
    if isinstance(rating, Said) and is_mistake(rating.text):
        talk.go("take_back", said=rating.text)
    if isinstance(rating, Choice):
        stars = int(rating.id)
        talk.once("rate", lambda: _rate(office, number, talk.citizen, rating=stars))
        more = talk.wish(
            "remark",
            _("Thank you. If you want to say more about it, write it here."),
            [Option("no", button("Nothing more"), words=("no", "na", "না", "কিছু না", "नहीं", "kichu na"))],
            understands=lambda words: any(letter.isalpha() for letter in words),
            optional=True,
        )
        if isinstance(more, Choice):
            return talk.say(_("Thank you. To begin something else, write: menu"))
        rating = more
        if is_mistake(rating.text):
            talk.go("take_back", said=rating.text)
    words = rating.text.strip()
    media_ids = [UUID(each) for each in talk.kept]
    talk.once("remark_kept", lambda: _rate(office, number, talk.citizen, words=words, media_ids=media_ids))
    return talk.say(_("Thank you. To begin something else, write: menu"))


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
            "If that is a mistake, write: mistake"
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
