"""What became of rooms that were given up: what is kept of their price, and what is given back by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chatbot.language.wording import Reference, _, rupees, say, short_date
from documents.facts import Issue, Names
from documents.figures import amount, moment, on_one_line, rupees_in_words
from documents.lodging import percentage, room_name
from documents.paper import Paper
from documents.salary import check_sum, exact
from documents.typography.blocks import PROSE, Field, Fields, Heading, Highlight, Paragraph
from documents.typography.strips import Block, Space
from documents.typography.tables import Column, Row, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledRoom:
    """``total_paise`` is its price with GST; where nothing was paid, nothing is kept and nothing given back."""

    name: Names
    kind: str
    total_paise: int
    charge_paise: int
    refund_paise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancellationFacts(Issue):
    """``target_on`` is the day by which the refund is paid, where there is one.

    ``may_have_been_paid``: the office had yet to look for a payment, so that nobody knows whether it has come.
    """

    house: Names
    guest: Names
    arrival: date
    departure: date
    cancelled_at: datetime
    by_office: bool
    reason: str | None
    rooms: tuple[CancelledRoom, ...]
    charge_percent: str
    charge_paise: int
    refund_paise: int
    target_on: date | None
    may_have_been_paid: bool = False


def body(facts: BookingCancellationFacts, language: str) -> Sequence[Block]:
    """Which booking and which rooms; then what is kept and given back."""
    check_sum("charge_paise", facts.charge_paise, (room.charge_paise for room in facts.rooms))
    check_sum("refund_paise", facts.refund_paise, (room.refund_paise for room in facts.rooms))
    by = _("The office, without any charge") if facts.by_office else _("The guest")
    return [
        Fields(
            [
                [
                    Field(say(_("Booking number"), language), say(Reference(facts.number), language), strong=True),
                    Field(say(_("Guest"), language), say(facts.guest, language), strong=True),
                ],
                [
                    Field(say(_("Guest house"), language), say(facts.house, language)),
                    Field(
                        say(_("Stay"), language),
                        say(
                            _("{first} to {last}"),
                            language,
                            first=short_date(facts.arrival, language),
                            last=short_date(facts.departure, language),
                        ),
                    ),
                ],
                [
                    Field(say(_("Cancelled"), language), moment(facts.cancelled_at, language)),
                    Field(say(_("Cancelled by"), language), say(by, language)),
                ],
            ]
        ),
        *_reason(facts, language),
        Space(12),
        _rooms(facts, language),
        *_refund(facts, language),
    ]


def _reason(facts: BookingCancellationFacts, language: str) -> list[Block]:
    if not facts.reason:
        return []
    return [Heading(say(_("Reason"), language)), Paragraph(facts.reason, PROSE)]


def _rooms(facts: BookingCancellationFacts, language: str) -> Table:
    rooms = facts.rooms
    with_paise = exact([paise for each in rooms for paise in (each.total_paise, each.charge_paise, each.refund_paise)])

    def paise(value: int) -> str:
        return amount(value, language, exact=with_paise)

    kept = say(
        _("Kept ({percent})"),
        language,
        percent=percentage(facts.charge_percent, language, field="charge_percent"),
    )
    columns = [
        Column(say(_("Room"), language), grows=True),
        Column(on_one_line(say(_("Price with GST"), language)), align="right"),
        Column(on_one_line(kept), align="right"),
        Column(on_one_line(say(_("Given back"), language)), align="right"),
    ]
    rows = [
        Row(
            [
                room_name(room.name, room.kind, language),
                paise(room.total_paise),
                paise(room.charge_paise),
                paise(room.refund_paise),
            ]
        )
        for room in rooms
    ]
    total = Row(
        [
            say(_("Total"), language),
            paise(sum(room.total_paise for room in rooms)),
            paise(facts.charge_paise),
            paise(facts.refund_paise),
        ],
        total=True,
    )
    return Table(columns, [*rows, total])


def _refund(facts: BookingCancellationFacts, language: str) -> list[Block]:
    if not facts.refund_paise:
        if facts.may_have_been_paid:
            words = _("The payment had not been confirmed yet. Nothing is kept: what has come is given back in full.")
        elif facts.charge_paise:
            words = _("Nothing is given back: so short before the arrival, the rules keep the whole price.")
        else:
            words = _("Nothing had been paid, so nothing is kept and nothing is given back.")
        return [Space(8), Paragraph(say(words, language), PROSE)]
    blocks: list[Block] = [
        Highlight(
            say(_("Given back"), language),
            rupees(facts.refund_paise, language),
            rupees_in_words(facts.refund_paise, language),
        )
    ]
    if facts.target_on:
        paid_by = say(
            _(
                "Target: the money is given back by {date}, to the account that paid."
                " To have it paid to another, write to us: refund account"
            ),
            language,
            date=short_date(facts.target_on, language),
        )
        blocks += [Space(8), Paragraph(paid_by, PROSE)]
    return blocks


PAPER = Paper(_("Booking cancellation"), BookingCancellationFacts, body)
