"""The voucher of a booking: who may come to which rooms and when, what it costs, and what a cancellation would keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chatbot.language.wording import _, in_digits, rupees, say, short_date
from documents.facts import FactWrong, Issue, Names
from documents.figures import amount, on_one_line, rupees_in_words
from documents.lodging import ID_TYPES, percentage, room_name
from documents.paper import Paper
from documents.salary import check_sum, exact
from documents.typography.blocks import Field, Fields, Heading, Highlight, Points
from documents.typography.strips import Block, Space
from documents.typography.tables import Column, Row, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedRoom:
    """A room for all nights; ``rate_paise`` is one night's, extra beds included, without GST."""

    name: Names
    kind: str
    extra_beds: int
    rate_paise: int
    net_paise: int
    gst_percent: str
    gst_paise: int
    total_paise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """From so many hours before check-in on, so many per cent are kept."""

    hours: int
    percent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingVoucherFacts(Issue):
    """``check_in`` and ``check_out`` are times such as "12:00"; ``paid_on`` is none where one pays at the house.

    ``reschedule_until`` is the last day on which the days can be changed, none where they cannot.
    """

    house: Names
    house_address: Names
    house_phone: str
    guest: Names
    id_type: str
    id_last_four: str
    guests: int
    arrival: date
    departure: date
    nights: int
    check_in: str
    check_out: str
    rooms: tuple[BookedRoom, ...]
    total_paise: int
    paid_on: date | None
    charges: tuple[Charge, ...]
    reschedule_until: date | None = None


def body(facts: BookingVoucherFacts, language: str) -> Sequence[Block]:
    """Who, where and when; then the rooms and what they cost; then what to bring and what cancelling costs."""
    check_sum("total_paise", facts.total_paise, (room.total_paise for room in facts.rooms))
    return [
        Fields(_stay(facts, language)),
        Space(4),
        _bill(facts, language),
        _to_pay(facts, language),
        Heading(say(_("Please note"), language)),
        Points(_to_note(facts, language)),
    ]


def _stay(facts: BookingVoucherFacts, language: str) -> Sequence[Sequence[Field]]:
    def moment(day: date, at: str) -> str:
        return on_one_line(f"{short_date(day, language)}, {in_digits(at, language)}")

    house = f"{say(facts.house, language)}\n{say(facts.house_address, language)}"
    party = say(_("Guests: {people}, nights: {nights}"), language, people=facts.guests, nights=facts.nights)
    return [
        [
            Field(say(_("Guest"), language), say(facts.guest, language), strong=True),
            Field(say(_("For"), language), party),
        ],
        [
            Field(say(_("Check-in"), language), moment(facts.arrival, facts.check_in), strong=True),
            Field(say(_("Check-out"), language), moment(facts.departure, facts.check_out), strong=True),
        ],
        [
            Field(say(_("Guest house"), language), house),
            Field(say(_("Phone of the house"), language), in_digits(facts.house_phone, language)),
        ],
    ]


def _bill(facts: BookingVoucherFacts, language: str) -> Table:
    rooms = facts.rooms
    with_paise = exact([paise for each in rooms for paise in (each.rate_paise, each.net_paise, each.gst_paise)])

    def paise(value: int) -> str:
        return amount(value, language, exact=with_paise)

    def row(room: BookedRoom) -> Row:
        name = room_name(room.name, room.kind, language)
        if room.extra_beds:
            beds = say(_("extra beds: {count}"), language, count=room.extra_beds)
            name = f"{name} + {beds}"
        gst = f"{paise(room.gst_paise)} ({percentage(room.gst_percent, language, field='rooms.gst_percent')})"
        return Row([name, paise(room.rate_paise), paise(room.net_paise), gst, paise(room.total_paise)])

    columns = [
        Column(say(_("Room"), language), grows=True),
        Column(on_one_line(say(_("A night"), language)), align="right"),
        Column(on_one_line(say(_("Whole stay"), language)), align="right"),
        Column(say(_("GST"), language), align="right"),
        Column(say(_("Rupees"), language), align="right"),
    ]
    total = Row(
        [
            say(_("Total"), language),
            "",
            paise(sum(room.net_paise for room in rooms)),
            paise(sum(room.gst_paise for room in rooms)),
            paise(facts.total_paise),
        ],
        total=True,
    )
    return Table(columns, [*map(row, rooms), total])


def _to_pay(facts: BookingVoucherFacts, language: str) -> Highlight:
    label = (
        say(_("Paid on {date}"), language, date=short_date(facts.paid_on, language))
        if facts.paid_on
        else say(_("To pay at the house"), language)
    )
    return Highlight(label, rupees(facts.total_paise, language), rupees_in_words(facts.total_paise, language))


def _to_note(facts: BookingVoucherFacts, language: str) -> list[str]:
    if facts.id_type not in ID_TYPES:
        raise FactWrong("id_type", f"one of {', '.join(ID_TYPES)}")
    notes = [
        say(
            _("Bring this voucher and the original {paper} that ends in {last}."),
            language,
            paper=ID_TYPES[facts.id_type],
            last=in_digits(facts.id_last_four, language),
        ),
        say(_("The booking holds for this guest and cannot be passed on."), language),
        say(_("Two children under eight stay free with their parents."), language),
        say(_("If you cancel: {charges}"), language, charges=_charges(facts, language)),
    ]
    if facts.reschedule_until:
        until = short_date(facts.reschedule_until, language)
        notes.append(say(_("Until {date} you can change the days, once."), language, date=until))
    return notes


def _charges(facts: BookingVoucherFacts, language: str) -> str:
    """What is kept, in one sentence, the dearest first."""
    first, *later = facts.charges
    parts = [
        say(
            _("Of the price, {percent} is kept"),
            language,
            percent=percentage(first.percent, language, field="charges.percent"),
        )
        if not later
        else say(
            _("Less than {hours} hours before check-in, {percent} of the price is kept"),
            language,
            hours=later[0].hours,
            percent=percentage(first.percent, language, field="charges.percent"),
        )
    ]
    parts += [
        say(
            _("from {hours} hours before, {percent}"),
            language,
            hours=charge.hours,
            percent=percentage(charge.percent, language, field="charges.percent"),
        )
        for charge in later
    ]
    return say(_("{parts}."), language, parts="; ".join(parts))


PAPER = Paper(_("Guest house booking voucher"), BookingVoucherFacts, body)
