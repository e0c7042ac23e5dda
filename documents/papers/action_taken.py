"""The report that something was done about a grievance. It never names who complained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chatbot.language.wording import Reference, Text, _, rupees, say, short_date
from documents.facts import FactWrong, Issue, Names, Picture
from documents.figures import rupees_in_words
from documents.paper import Paper
from documents.typography.blocks import PROSE, Field, Fields, Heading, Paragraph, Steps
from documents.typography.photographs import Photographs
from documents.typography.strips import Block, Space

STATES: Final[dict[str, Text]] = {
    "SUBMITTED": _("Submitted"),
    "UNDER_PROCESS": _("Under process"),
    "FORWARDED": _("Forwarded"),
    "NEEDS_INFO": _("More info needed"),
    "ACTION_TAKEN": _("Action taken"),
    "RESOLVED": _("Resolved"),
    "REJECTED": _("Rejected"),
    "REOPENED": _("Reopened"),
    "WITHDRAWN": _("Withdrawn"),
    "ESCALATED": _("Not done in time"),
    "CORRECTED": _("Put right by the applicant"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of the grievance: ``state`` is one of ``STATES``, ``post`` whose move it was, ``to`` who has it since."""

    on: date
    state: str
    post: Names | None
    note: str | None
    to: Names | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTakenFacts(Issue):
    """``action`` is what was done on ``action_on``; ``appeal_to`` is whom to ask if it is not enough.

    What the office need not say: ``spent`` is in paise, ``photos`` show the work.
    """

    category: Names
    department: Names
    gist: str
    filed_on: date
    place: str
    steps: tuple[Step, ...]
    action: str
    action_on: date
    officer_post: Names
    appeal_to: Names | None
    inspected_on: date | None = None
    findings: str | None = None
    order_no: str | None = None
    spent: int | None = None
    photos: tuple[Picture, ...] = ()


def body(facts: ActionTakenFacts, language: str) -> Sequence[Block]:
    """What it was about, what was done, the steps on the way, and where to go if it is not enough."""
    return [
        Fields(
            [
                [
                    Field(say(_("Grievance number"), language), say(Reference(facts.number), language), strong=True),
                    Field(say(_("Filed on"), language), short_date(facts.filed_on, language)),
                ],
                [
                    Field(say(_("Subject"), language), say(facts.category, language)),
                    Field(say(_("Place"), language), facts.place),
                ],
                [
                    Field(say(_("Department in charge"), language), say(facts.department, language)),
                    Field(say(_("Officer"), language), say(facts.officer_post, language)),
                ],
            ]
        ),
        Heading(say(_("What the grievance said"), language)),
        Paragraph(facts.gist, PROSE),
        *_inspection(facts, language),
        Heading(say(_("What was done, on {date}"), language, date=short_date(facts.action_on, language))),
        Paragraph(facts.action, PROSE),
        *_order(facts, language),
        Heading(say(_("Steps taken"), language)),
        Steps([_step(step, facts.action, language) for step in facts.steps]),
        *_photos(facts, language),
        *_appeal(facts, language),
    ]


def _inspection(facts: ActionTakenFacts, language: str) -> Sequence[Block]:
    """What was seen on the spot, where somebody has looked."""
    if facts.inspected_on is None and not facts.findings:
        return []
    heading = _("What was found on the spot")
    if facts.inspected_on is not None:
        day = short_date(facts.inspected_on, language)
        heading = _("What was found on the spot, on {date}").using(date=day)
    # Whoever has looked and says no more has at least looked.
    found = facts.findings or say(_("The place was inspected."), language)
    return [Heading(say(heading, language)), Paragraph(found, PROSE)]


def _order(facts: ActionTakenFacts, language: str) -> Sequence[Block]:
    """By which order, and for how much."""
    fields = []
    if facts.order_no:
        fields.append(Field(say(_("Order number"), language), facts.order_no))
    if facts.spent is not None:
        words = rupees_in_words(facts.spent, language)
        fields.append(Field(say(_("Money spent"), language), f"{rupees(facts.spent, language)} ({words})"))
    return [Space(6), Fields([fields])] if fields else []


def _photos(facts: ActionTakenFacts, language: str) -> Sequence[Block]:
    if not facts.photos:
        return []
    count = len(facts.photos)
    described = [
        say(_("Photo {number} of {count} of the work"), language, number=number, count=count)
        for number in range(1, count + 1)
    ]
    pictures = [photo.content for photo in facts.photos]
    return [
        Heading(say(_("Photos of the work"), language)),
        Photographs(list(zip(pictures, described, strict=True)), say(_("Photos from the office"), language)),
    ]


def _step(step: Step, action: str, language: str) -> tuple[str, str, str]:
    if step.state not in STATES:
        raise FactWrong("steps.state", f"one of {', '.join(STATES)}")
    words = say(STATES[step.state], language)
    if step.to:
        words = say(_("{what}; since then with: {office}"), language, what=words, office=step.to)
    post = say(step.post, language) if step.post else ""
    # What was done stands above in full already.
    note = step.note if step.note and step.note != action else ""
    return short_date(step.on, language), f"{words} · {post}" if post else words, note


def _appeal(facts: ActionTakenFacts, language: str) -> Sequence[Block]:
    if not facts.appeal_to:
        return []
    return [
        Heading(say(_("If this is not enough"), language)),
        Paragraph(
            say(
                _("Write to us on WhatsApp with the grievance number, or appeal to: {office}."),
                language,
                office=facts.appeal_to,
            )
        ),
    ]


PAPER = Paper(_("Action-taken report"), ActionTakenFacts, body)
