"""The certificates of an office, one layout for all: what is certified, of whom, what for, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from chatbot.language.periods import period_words
from chatbot.language.wording import _, in_digits, number, rupees, say, short_date
from documents.facts import Issue, Names
from documents.figures import rupees_in_words
from documents.paper import Paper
from documents.typography.blocks import BODY, Field, Fields, Heading, Paragraph, Points
from documents.typography.pen import Style
from documents.typography.strips import Block, Space

_CERTIFIED: Final = Style(12.5, 20, align="justify")
_PAISE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Something that this kind of certificate tells. ``kind`` says how ``value`` is written.

    ``text``, ``name``, ``lines`` (one thing a line), ``rupees`` (whole ones in digits), ``number``, ``measure`` (with a
    point), ``date`` (ISO), ``period`` (see ``chatbot.language.periods``; older ones are in people's own words).
    """

    key: str
    kind: str
    label: Names
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts(Issue):
    """``statement`` has blanks in braces: ``name``, ``parent``, ``address``, and the keys of the details.

    What somebody has written is the same in every language; of the identity card only the last signs are known.
    """

    certificate: Names
    statement: Names
    name: str
    parent: str
    #: Who that is; papers from before it was asked do not say.
    kin: Names | None = None
    address: str
    purpose: str
    identity: Names | None
    identity_ends: str | None
    details: tuple[Detail, ...]
    requested_on: date
    valid_upto: date


def body(facts: CertificateFacts, language: str) -> Sequence[Block]:
    """The certified sentence first, large enough to be read at a counter, then what it rests on."""
    certified = _filled(
        say(facts.statement, language),
        {
            "name": facts.name,
            "parent": facts.parent,
            "address": facts.address,
            **{each.key: _written(each, language) for each in facts.details},
        },
    )
    person = [
        [
            Field(say(_("Name"), language), facts.name, strong=True),
            Field(say(facts.kin or _("Father, mother or spouse"), language), facts.parent),
        ],
        [
            Field(say(_("Address"), language), facts.address),
            Field(say(_("Valid until"), language), short_date(facts.valid_upto, language), strong=True),
        ],
        [
            Field(say(_("Needed for"), language), facts.purpose),
            Field(say(_("Identity card shown"), language), _identity(facts, language)),
        ],
    ]
    told = [Field(say(each.label, language), _in_full(each, language)) for each in facts.details if not _is_list(each)]
    rows = [told[place : place + 2] for place in range(0, len(told), 2)]
    lists: list[Block] = []
    for each in filter(_is_list, facts.details):
        lists += [Heading(say(each.label, language)), Points(_lines(each), style=BODY)]
    terms = [
        say(
            _("This certificate rests on what the applicant has told and the office has found on enquiry."),
            language,
        ),
        say(
            _("It holds until {date}, for the purpose that is named here. Whoever misuses it is answerable by law."),
            language,
            date=short_date(facts.valid_upto, language),
        ),
    ]
    return [
        Paragraph(say(_("It is certified that:"), language), BODY),
        Space(6),
        Paragraph(certified, _CERTIFIED),
        *lists,
        Space(10),
        Fields([*person, *rows]),
        Space(8),
        Points(terms),
    ]


def _identity(facts: CertificateFacts, language: str) -> str:
    if facts.identity is None or facts.identity_ends is None:
        return say(_("none"), language)
    ends = in_digits(facts.identity_ends, language)
    return say(_("{card}, ending in {ends}"), language, card=facts.identity, ends=ends)


def _filled(words: str, values: Mapping[str, str]) -> str:
    """``words`` with their blanks filled, and nothing else done to them: an officer's own words may have braces."""
    for name, value in values.items():
        words = words.replace(f"{{{name}}}", value)
    return words


def _written(detail: Detail, language: str) -> str:
    match detail.kind:
        case "rupees":
            return rupees(int(detail.value) * _PAISE, language)
        case "period":
            return period_words(detail.value)[language]
        case "number" | "measure":
            return number(Decimal(detail.value), language)
        case "date":
            return short_date(date.fromisoformat(detail.value), language)
    return " ".join(detail.value.split())


def _in_full(detail: Detail, language: str) -> str:
    if detail.kind == "rupees":
        return f"{_written(detail, language)} ({rupees_in_words(int(detail.value) * _PAISE, language)})"
    return _written(detail, language)


def _is_list(detail: Detail) -> bool:
    return detail.kind == "lines"


def _lines(detail: Detail) -> list[str]:
    return [line.strip() for line in detail.value.splitlines() if line.strip()]


PAPER = Paper(_("Certificate"), CertificateFacts, body, titled=lambda facts: facts.certificate)
