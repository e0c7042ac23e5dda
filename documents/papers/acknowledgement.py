"""The receipt for a grievance or a suggestion: what was said, who answers for it, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chatbot.language.wording import Reference, _, say, short_date
from documents.facts import Issue, Names
from documents.figures import moment
from documents.paper import Paper
from documents.typography.blocks import BODY, PROSE, Field, Fields, Heading, Paragraph, Points
from documents.typography.strips import Block, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementFacts(Issue):
    """``kind`` is ``grievance`` or ``suggestion``; ``applicant`` may be empty.

    ``department`` is whoever has it: where it is about the office (``past_office``), an office above.
    """

    kind: str
    category: Names
    department: Names
    description: str
    place: str
    filed_at: datetime
    target_on: date
    target_working_days: int
    escalates_to: Names | None
    evidence_count: int
    applicant: str
    past_office: bool = False


def body(facts: AcknowledgementFacts, language: str) -> Sequence[Block]:
    """What was filed, in the person's own words, and what happens next."""
    suggestion = facts.kind == "suggestion"
    received = (
        _("We have received your suggestion and entered it under the number below.")
        if suggestion
        else _("We have received your grievance and entered it under the number below.")
    )
    number = _("Suggestion number") if suggestion else _("Grievance number")
    files = say(_("{count} photos or files"), language, count=facts.evidence_count) if facts.evidence_count else ""
    rows = [
        [
            Field(say(number, language), say(Reference(facts.number), language), strong=True),
            Field(say(_("Filed at"), language), moment(facts.filed_at, language)),
        ],
        [
            Field(say(_("Subject"), language), say(facts.category, language)),
            Field(say(_("Department in charge"), language), say(facts.department, language)),
        ],
        [
            Field(say(_("Place"), language), facts.place),
            Field(say(_("Action by (target)"), language), short_date(facts.target_on, language), strong=True),
        ],
    ]
    optional = [
        Field(say(label, language), value)
        for label, value in ((_("Filed by"), facts.applicant), (_("Sent with it"), files))
        if value
    ]
    if optional:
        rows.append(optional)
    return [
        Paragraph(say(received, language)),
        Space(8),
        Fields(rows),
        Heading(say(_("In your words"), language)),
        Paragraph(facts.description, PROSE),
        Heading(say(_("What happens next"), language)),
        Points(_next(facts, language), style=BODY),
    ]


def _next(facts: AcknowledgementFacts, language: str) -> list[str]:
    steps = [
        say(
            _("{department} aims to act by {date}: {days} working days. This is a target, not a promise."),
            language,
            department=facts.department,
            date=short_date(facts.target_on, language),
            days=facts.target_working_days,
        )
    ]
    if facts.past_office:
        steps.append(
            say(
                _("It is about the office, so it has gone straight to the office above. The office is not shown it."),
                language,
            )
        )
    if facts.escalates_to:
        steps.append(
            say(
                _("If nothing is decided by then, it goes by itself to the office above: {office}."),
                language,
                office=facts.escalates_to,
            )
        )
    steps.append(say(_("News comes to you on WhatsApp. To ask yourself, write: status"), language))
    return steps


PAPER = Paper(_("Acknowledgement"), AcknowledgementFacts, body)
