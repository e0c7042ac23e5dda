"""The building permit: who may build what, where, until when, and on which conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from chatbot.language.wording import _, in_digits, rupees, say, short_date
from documents.facts import FactWrong, Issue, Names
from documents.figures import measure, rupees_in_words
from documents.paper import Paper
from documents.typography.blocks import PROSE, Field, Fields, Heading, Paragraph, Points
from documents.typography.strips import Block, Space

#: Which tier of the panchayat sanctioned it.
TIERS: Final = {"gp": _("Gram Panchayat"), "samiti": _("Panchayat Samiti"), "zp": _("Zilla Parishad")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitFacts(Issue):
    """Areas in square metres, height in metres, the fee in paise; ``tier`` is one of ``TIERS``."""

    memo_no: str
    memo_date: date
    tier: str
    applicant: Names
    parent: Names
    mouza: Names
    jl_no: str
    dag_no: str
    khatian_no: str
    land_area: Decimal
    building_use: Names
    floors: int
    plinth_area: Decimal
    height: Decimal
    fee_paise: int
    receipt_no: str
    surveyor: Names
    surveyor_licence: str
    valid_from: date
    valid_upto: date
    conditions: tuple[Names, ...]


def body(facts: PermitFacts, language: str) -> Sequence[Block]:
    """Holder and validity first, then land, building, fee and surveyor, and the conditions."""
    if facts.tier not in TIERS:
        raise FactWrong("tier", f"one of {', '.join(TIERS)}")

    def square_metres(area: Decimal) -> str:
        return say(_("{area} sq. m"), language, area=measure(area, language))

    granted = say(
        _(
            "Permission to build under section {section} of the West Bengal Panchayat Act, {year}, "
            "on the conditions below."
        ),
        language,
        section=in_digits("23", language),
        year=in_digits("1973", language),
    )
    validity = say(
        _("{first} to {last}"),
        language,
        first=short_date(facts.valid_from, language),
        last=short_date(facts.valid_upto, language),
    )
    memo = f"{in_digits(facts.memo_no, language)}, {short_date(facts.memo_date, language)}"
    fee = f"{rupees(facts.fee_paise, language)} ({rupees_in_words(facts.fee_paise, language)})"
    holder = [
        [
            Field(say(_("Given to"), language), say(facts.applicant, language), strong=True),
            Field(say(_("Father, mother or spouse"), language), say(facts.parent, language)),
        ],
        [
            Field(say(_("Period of validity"), language), validity, strong=True),
            Field(say(_("Memo number and date"), language), memo),
        ],
    ]
    land = [
        [
            Field(say(_("Mouza"), language), say(facts.mouza, language)),
            Field(say(_("J.L. number"), language), in_digits(facts.jl_no, language)),
            Field(say(_("Dag number"), language), in_digits(facts.dag_no, language)),
        ],
        [
            Field(say(_("Khatian number"), language), in_digits(facts.khatian_no, language)),
            Field(say(_("Land area"), language), square_metres(facts.land_area)),
        ],
    ]
    building = [
        [
            Field(say(_("Use of the building"), language), say(facts.building_use, language)),
            Field(say(_("Floors"), language), in_digits(str(facts.floors), language)),
            Field(say(_("Height"), language), say(_("{height} m"), language, height=measure(facts.height, language))),
        ],
        [
            Field(say(_("Plinth area"), language), square_metres(facts.plinth_area)),
            Field(say(_("Fee paid"), language), fee),
            Field(say(_("Receipt number"), language), in_digits(facts.receipt_no, language)),
        ],
        [
            Field(say(_("Licensed building surveyor"), language), say(facts.surveyor, language)),
            Field(say(_("Surveyor's licence"), language), in_digits(facts.surveyor_licence, language)),
            Field(say(_("Sanctioned by"), language), say(TIERS[facts.tier], language)),
        ],
    ]
    conditions = [say(condition, language) for condition in facts.conditions]
    terms: list[Block] = [Heading(say(_("Conditions"), language)), Points(conditions)] if conditions else []
    return [
        Paragraph(granted, PROSE),
        Space(8),
        Fields(holder),
        Heading(say(_("Land"), language)),
        Fields(land, columns=3),
        Heading(say(_("Building and fee"), language)),
        Fields(building, columns=3),
        *terms,
    ]


PAPER = Paper(_("Building permit"), PermitFacts, body)
