"""The report that something was done about a grievance. It never names who complained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chatbot.language import Reference, Text, _, say, short_date
from documents.facts import FactWrong, Issue, Names
from documents.paper import Paper
from documents.typography.blocks import PROSE, Field, Fields, Heading, Paragraph, Steps
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
    """``action`` is what was done on ``action_on``; ``appeal_to`` is whom to ask if it is not enough."""

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
        Heading(say(_("What was done, on {date}"), language, date=short_date(facts.action_on, language))),
        Paragraph(facts.action, PROSE),
        Heading(say(_("Steps taken"), language)),
        Space(2),
        Steps([_step(step, facts.action, language) for step in facts.steps]),
        *_appeal(facts, language),
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
