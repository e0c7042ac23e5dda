"""The trade NOC: whose trade the panchayat does not object to, where, until when, and on which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chatbot.language.wording import _, in_digits, rupees, say, short_date
from documents.facts import Issue, Names
from documents.figures import rupees_in_words
from documents.paper import Paper
from documents.typography.blocks import PROSE, Field, Fields, Heading, Paragraph, Points
from documents.typography.strips import Block, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeNocFacts(Issue):
    """The address, mouza, dag and holding are those of the premises; the fee is in paise.

    ``first_year`` and ``last_year`` are financial years such as "2026-27", and the same one if it is for one year.
    """

    certificate_no: str
    certificate_date: date
    trade_name: Names
    trade_nature: Names
    owner: Names
    parent: Names
    address: Names
    mouza: Names
    dag_no: str
    holding_no: str
    valid_from: date
    valid_upto: date
    first_year: str
    last_year: str
    fee_paise: int
    receipt_no: str
    #: The number of the certificate that this one continues.
    renewal_of: str | None
    conditions: tuple[Names, ...]


def body(facts: TradeNocFacts, language: str) -> Sequence[Block]:
    """Trade, owner and validity first, then the premises, the fee and the conditions."""
    granted = say(
        _("The Gram Panchayat has no objection to this trade at the address and for the period below."),
        language,
    )
    number = f"{in_digits(facts.certificate_no, language)}, {short_date(facts.certificate_date, language)}"
    if facts.renewal_of:
        before = say(_("Renewal of {number}"), language, number=in_digits(facts.renewal_of, language))
        number = f"{number}\n{before}"
    trade = [
        [
            Field(say(_("Name of the trade"), language), say(facts.trade_name, language), strong=True),
            Field(say(_("Nature of the trade"), language), say(facts.trade_nature, language)),
        ],
        [
            Field(say(_("Owner"), language), say(facts.owner, language), strong=True),
            Field(say(_("Father, mother or spouse"), language), say(facts.parent, language)),
        ],
        [
            Field(say(_("Period of validity"), language), _validity(facts, language), strong=True),
            Field(say(_("Certificate number and date"), language), number),
        ],
    ]
    premises = [
        [
            Field(say(_("Address"), language), say(facts.address, language)),
            Field(say(_("Mouza"), language), say(facts.mouza, language)),
        ],
        [
            Field(say(_("Dag number"), language), in_digits(facts.dag_no, language)),
            Field(say(_("Holding number"), language), in_digits(facts.holding_no, language)),
        ],
    ]
    paid = f"{rupees(facts.fee_paise, language)} ({rupees_in_words(facts.fee_paise, language)})"
    fee = [
        Field(say(_("Fee paid"), language), paid),
        Field(say(_("Receipt number"), language), in_digits(facts.receipt_no, language)),
    ]
    conditions = [say(condition, language) for condition in facts.conditions]
    terms: list[Block] = [Heading(say(_("Conditions"), language)), Points(conditions)] if conditions else []
    return [
        Paragraph(granted, PROSE),
        Space(8),
        Fields(trade),
        Heading(say(_("Place of the trade"), language)),
        Fields(premises),
        Heading(say(_("Fee"), language)),
        Fields([fee]),
        *terms,
    ]


def _validity(facts: TradeNocFacts, language: str) -> str:
    """The financial years in one line, the days in the next."""
    first, last = in_digits(facts.first_year, language), in_digits(facts.last_year, language)
    years = (
        say(_("Financial year {year}"), language, year=first)
        if first == last
        else say(_("Financial years {first} to {last}"), language, first=first, last=last)
    )
    days = say(
        _("{first} to {last}"),
        language,
        first=short_date(facts.valid_from, language),
        last=short_date(facts.valid_upto, language),
    )
    return f"{years}\n{days}"


PAPER = Paper(_("Trade No Objection Certificate"), TradeNocFacts, body)
