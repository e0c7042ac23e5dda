"""The words of what leaves by the outbox, chosen when it leaves, in the language that the person reads then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chatbot.language.wording import Reference, Words, _, in_digits, month_name, say
from chatbot.messages import Opening
from chatbot.renderer import numbered, shorten
from flows.certificates.notices import (
    call_back,
    call_ways,
    certificate_answered,
    certificate_filed,
    certificate_moved,
    certificate_slot,
    certificate_ways,
    certificate_withdrawn,
)
from flows.grievances import notices as grievance_news
from flows.lodging.notices import (
    booking_given_up,
    booking_moved,
    booking_payment_told,
    booking_refund_late,
    booking_refunded,
    booking_reminder,
    booking_rescheduled,
)
from flows.missed_targets import staff_target_missed, target_missed
from flows.registers.words import KIND_WORDS, STAGE_WORDS, years_asked
from panchayat.front_office import FrontOffice
from panchayat.models import Permit, TradeNoc
from panchayat.models.application_states import Kind, Stage

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Worded:
    """A message ready to leave.

    ``openings`` are the ways on from a notice, which stand below it as a list.
    ``paper_id`` names the paper that goes with it, ``media_id`` somebody's photo, ``picture`` one that anybody may see,
    by the SHA-256 (hex) of its content.
    """

    text: str
    paper_id: UUID | None = None
    media_id: UUID | None = None
    picture: str | None = None
    openings: tuple[Opening, ...] = ()


def word(office: FrontOffice, kind: str, params: Params, language: str) -> Worded:
    """The words of an outbox row of this kind.

    Raises:
        KeyError: no such kind of row or notice is known.
    """
    match kind:
        case "text":
            return Worded(str(params["body"]))
        case "paper":
            paper_id = UUID(params["paper_id"])
            return Worded(say(CAPTIONS[office.papers.get(paper_id).kind], language), paper_id)
        case "evidence":
            words = _("{number}, {place}/{count}").using(
                number=Reference(params["number"]), place=params["place"], count=params["count"]
            )
            return Worded(say(words, language), media_id=UUID(params["media_id"]))
        case "picture" if params["of"] == "guest_house":
            house = office.lodging.house(UUID(params["id"]))
            return Worded(say(house.names, language), picture=house.picture)
        case "notice":
            told, ways = _NOTICES[params["notice"]](office, params, language), openings(office, params)
            rows = numbered(enumerate((each.label for each in ways), start=1), language)
            return Worded("\n\n".join(filter(None, (told, rows))), openings=ways)
    raise KeyError(kind)


def openings(office: FrontOffice, params: Params) -> tuple[Opening, ...]:
    """The ways on from a notice, as they are now: none where there is nothing to do any more."""
    ways = _OPENINGS.get(params["notice"])
    return tuple(ways(office, params)) if ways else ()


def _application_moved(office: FrontOffice, params: Params, language: str) -> str:
    application = office.applications.get(UUID(params["application_id"]))
    step = office.applications.step(application, params["position"])
    stage = Stage(step.stage)
    lines: list[Words] = [
        _("News of your application {number} ({kind}): {state}").using(
            number=Reference(application.number),
            kind=KIND_WORDS[Kind(application.kind)],
            state=STAGE_WORDS[stage],
        )
    ]
    if step.note:
        lines.append(shorten(step.note, grievance_news.LONGEST_NOTE))
    if application.missing and stage is Stage.NEEDS_INFO:
        lines.append(_("Still missing: {missing}").using(missing=application.missing))
    if stage is Stage.GRANTED:
        word = _("permit") if application.kind == Kind.PERMIT else _("NOC")
        lines.append(_("To get the paper, write: {word}").using(word=word))
    else:
        lines.append(_("To see everything, write: status"))
    return "\n".join(say(line, language) for line in lines)


def _application_filed(office: FrontOffice, params: Params, language: str) -> str:
    application = office.applications.get(UUID(params["application_id"]))
    lines: list[Words] = [
        _("New application {number}: {kind}, {about}").using(
            number=Reference(application.number), kind=KIND_WORDS[Kind(application.kind)], about=application.about
        ),
        _("From: {name}, {phone}").using(name=application.applicant, phone=application.mobile),
        _("Target: decision by {date}").using(date=application.target_on),
    ]
    if application.first_year is not None and application.years is not None:
        lines.insert(1, years_asked(application.first_year, application.years))
    return "\n".join(say(line, language) for line in lines)


def _expiry(office: FrontOffice, params: Params, language: str) -> str:
    if params["of"] == "permit":
        record: Permit | TradeNoc = office.permits.get(UUID(params["id"]))
        lines: list[Words] = [
            _("Your building permit {number} holds until {date}.").using(
                number=Reference(record.number), date=record.valid_upto
            ),
            _("If the house is not finished by then, talk to the office in good time. Write: phone"),
        ]
    else:
        record = office.trade_nocs.get(UUID(params["id"]))
        lines = [
            _("Your trade NOC {number} holds until {date}.").using(
                number=Reference(record.number), date=record.valid_upto
            ),
            _("To apply for its renewal, write: NOC"),
        ]
    return "\n".join(say(line, language) for line in lines)


def _pay_slip_ready(office: FrontOffice, params: Params, language: str) -> str:
    slip = office.pay.get(UUID(params["slip_id"]))
    # Nothing of it is said here: whoever holds the phone sees this without a PIN.
    return say(
        _("Your pay slip for {month} is ready. To get it, write: pay slip"), language, month=month_name(slip.month)
    )


def _access_code(office: FrontOffice, params: Params, language: str) -> str:
    del office
    if params["of"] == "staff":
        # One SMS, on a phone that may show nothing but its own letters: the digits are those of the keypad.
        return say(_("{code} is your code for Smart Panchayat. Tell it to nobody."), language, code=params["code"])
    return say(
        _(
            "Somebody wants to see {what} {number} from another phone.\n"
            "If that is you, the code is: {code}\n"
            "If it is not you, give the code to nobody."
        ),
        language,
        what=_GUARDED[params["of"]],
        number=Reference(params["number"]),
        code=in_digits(params["code"], language),
    )


_GUARDED: Final[Mapping[str, Words]] = {
    "grievance": _("complaint"),
    "application": _("application"),
    "permit": _("building permit"),
    "trade_noc": _("trade NOC"),
    "booking": _("booking"),
    "certificate": _("certificate"),
}
_NOTICES: Final[Mapping[str, Callable[[FrontOffice, Params, str], str]]] = {
    "grievance_moved": grievance_news.moved,
    "grievance_raised": grievance_news.raised,
    "grievance_late": grievance_news.late,
    "grievance_fixed": grievance_news.is_it_fixed,
    "application_moved": _application_moved,
    "application_filed": _application_filed,
    "expiry": _expiry,
    "pay_slip_ready": _pay_slip_ready,
    "access_code": _access_code,
    "booking_moved": booking_moved,
    "booking_payment_told": booking_payment_told,
    "booking_given_up": booking_given_up,
    "booking_rescheduled": booking_rescheduled,
    "booking_refunded": booking_refunded,
    "booking_refund_late": booking_refund_late,
    "booking_reminder": booking_reminder,
    "certificate_moved": certificate_moved,
    "certificate_filed": certificate_filed,
    "certificate_answered": certificate_answered,
    "certificate_withdrawn": certificate_withdrawn,
    "certificate_slot": certificate_slot,
    "call_back": call_back,
    "target_missed": target_missed,
    "staff_target_missed": staff_target_missed,
}
_OPENINGS: Final[Mapping[str, Callable[[FrontOffice, Params], Sequence[Opening]]]] = {
    "grievance_moved": grievance_news.after_move,
    "grievance_fixed": grievance_news.fixed_or_not,
    "certificate_filed": certificate_ways,
    "certificate_answered": certificate_ways,
    "certificate_slot": certificate_ways,
    "call_back": call_ways,
}
#: What stands beside the file of each kind of paper.
CAPTIONS: Final[Mapping[str, Words]] = {
    "acknowledgement": _("Receipt"),
    "action_taken": _("Report of the action taken"),
    "permit": _("Building permit"),
    "trade_noc": _("Trade NOC"),
    "pay_slip": _("Pay slip"),
    "annual_salary": _("Annual salary statement"),
    "certificate": _("Certificate"),
    "booking_voucher": _("Guest house booking voucher"),
    "booking_cancellation": _("Booking cancellation"),
}
