"""Having the office call: at once or when it suits, at the person's own number; whose office is not known may name the village."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NoReturn

from chatbot.choices import Choice
from chatbot.language.matching import is_sentence
from chatbot.language.wording import Words, _, button
from chatbot.messages import Incoming, Option, QuickAction
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.call_wishes import (
    CallWish,
    Span,
    asks_for_call,
    is_needless_beside_a_call,
    is_plain_request,
    read_call_wish,
)
from flows.shared.line import instant_words, line_of, span_words
from flows.shared.offices import name_village
from panchayat.front_office import FrontOffice
from panchayat.models import CallBack
from panchayat.offices.call_backs import Reason
from panchayat.offices.known import KnownOffice

#: For so long what is written about a call is taken for it.
_FRESH: Final = timedelta(hours=1)
#: Code points of somebody's words that are said back.
_GIST: Final = 200
#: Code points of a wish to be called that says nothing else.
_SHORT: Final = 60
#: How often further words are taken where it is asked what they are for.
_FURTHER: Final = 10

_WHEN: Final = _("When shall we call? Write it, for example: tomorrow morning, or after 5 pm.")


def be_called(
    talk: Talk, office: FrontOffice, *, reason: Reason = "asked", words: str | None = None, about: str = ""
) -> None:
    """Put the person on the list of those to be called.

    Args:
        words: what is wrong about a record.
        about: what they have written of the call itself: when, at which number, what it is about.
    """
    wish = read_call_wish(about, office.now) if about else CallWish()
    told = words or (about if wish.more else None)
    own = wish.phone or office.contacts.phone_number(talk.citizen)
    phone = own or talk.phone("phone", _("Which number shall we call? Please write it."))

    def ask() -> bool:
        wanted = (wish.when.start, wish.when.end) if wish.when else None
        office.call_backs.ask(talk.citizen, phone, reason=reason, words=told, wanted=wanted)
        return office.offices.chosen(talk.citizen) is not None

    known = talk.once("ask", ask)
    at = line_of(talk, office)
    call = office.call_backs.awaited(talk.citizen)
    if words:
        talk.say(_("I have passed it on to the office."))
    talk.say(
        _("We will call you: {phone}\n{office}, {hours}\nIf it is urgent, call yourself: {helpline}").using(
            phone=phone, office=at.names, hours=at.helpline_hours, helpline=at.helpline_phone
        )
    )
    for line in _when(office, at, call):
        talk.say(line)
    if told and not words:
        talk.say(_("Noted for the call: “{words}”").using(words=shorten(told, _GIST)))
    if wish.vague:
        talk.say(_WHEN)
    elif reason == "asked" and not (about or talk.returning):
        talk.say(
            _(
                "For another time, or to say what it is about, write it here.\n"
                "If you need no call any more, write: no call needed"
            )
        )
    # Whoever was in the middle of something goes on with that.
    if known or talk.returning:
        return
    _ask_for_village(talk, office, phone)


def _ask_for_village(talk: Talk, office: FrontOffice, phone: str) -> None:
    def instead(said: Incoming, *, is_place: bool) -> None:
        """What is no place may be about the call, and what has a place in it too."""
        wish = read_call_wish(said.text, office.now)
        if wish.needless and not is_place:
            talk.go("cancel_call")
        told = wish.is_clear or is_sentence(said.text)
        if (told and not is_place) or (wish.when is not None and asks_for_call(said.text)):
            talk.go("call_me", about=said.text)

    village = name_village(
        talk, office, _("From which village are you? If you write it, the call comes sooner."), instead=instead
    )

    def move() -> None:
        office.offices.choose(talk.citizen, village)
        office.call_backs.move(talk.citizen, village)

    talk.once("move", move)
    at = office.offices.get(village)
    talk.say(
        _("Thank you. {office} will call you: {phone}\n{hours}").using(
            office=at.names, phone=phone, hours=at.helpline_hours
        )
    )
    for line in _when(office, at, office.call_backs.awaited(talk.citizen)):
        talk.say(line)


def _when(office: FrontOffice, at: KnownOffice, call: CallBack | None) -> Sequence[Words]:
    """When the call comes, where that is not simply soon: as it was wanted, or once the line is open."""
    wanted = wanted_span(call) if call is not None else None
    lines: list[Words] = []
    if wanted is not None:
        lines.append(_("The time that suits you: {when}").using(when=span_words(wanted, office.now)))
    line = office.offices.line_hours(at.id)
    earliest = max(office.now, wanted.start) if wanted else office.now
    opens = line.answers(earliest) if line is not None else None
    if opens is None or opens == earliest or (wanted and wanted.end and opens < wanted.end):
        return lines
    closed = _("The line is closed then. The call will come when it is open: {when}.") if wanted else _CLOSED_NOW
    return [*lines, closed.using(when=instant_words(opens, office.now))]


_CLOSED_NOW: Final = _("The line is closed now. The call will come when it is open: {when}.")


def wanted_span(call: CallBack) -> Span | None:
    """When it suits the person to be called, if they have said so."""
    return Span(call.wanted_from, call.wanted_until) if call.wanted_from else None


def call_beside(text: str, now: datetime) -> QuickAction | None:
    """Being called, where somebody asks for it in a few words in the middle of something else."""
    if len(text) > _SHORT or not asks_for_call(text) or read_call_wish(text, now).more:
        return None
    return QuickAction(_("Call me back"), "call_me", {"about": text})


def leads_to_call(talk: Talk, office: FrontOffice, text: str) -> bool:
    """Whether words that were said at no question are about being called."""
    wish = read_call_wish(text, office.now)
    if wish.asks:
        return office.call_backs.awaited(talk.citizen) is not None
    if wish.needless or asks_for_call(text):
        return wish.needless or wish.when is not None or wish.phone is not None or is_plain_request(text)
    return (wish.is_clear or is_needless_beside_a_call(text)) and _is_fresh(talk, office)


def lead_to_call(talk: Talk, office: FrontOffice, text: str) -> None:
    """Go on with the call, if that is what ``text`` is about; what may be a complaint as well is asked."""
    if not leads_to_call(talk, office, text):
        return
    wish = read_call_wish(text, office.now)
    if wish.needless or is_needless_beside_a_call(text):
        talk.go("cancel_call")
    if wish.asks or is_plain_request(text):
        talk.go("call_me")
    if wish.more:
        _ask_whether_for_call(talk, office, text)
    talk.go("call_me", about=text)


def offer_for_call(talk: Talk, office: FrontOffice, text: str) -> None:
    """Words that may be what a call is about that was asked for within the hour: that is asked."""
    if is_sentence(text) and _is_fresh(talk, office):
        _ask_whether_for_call(talk, office, text)


def _ask_whether_for_call(talk: Talk, office: FrontOffice, text: str) -> NoReturn:
    for place in range(_FURTHER):
        chosen = talk.wish(
            f"for_call{place or ''}",
            _("Is this what we shall call you about?\n“{words}”").using(words=shorten(text, _GIST)),
            [
                Option("call", button("Yes, for the call"), words=("yes", "ha", "হ্যাঁ", "हाँ", "हां", "call", "ফোন")),
                Option("complaint", button("No, a complaint"), words=("no", "na", "না", "नहीं", "obhijog", "অভিযোগ")),
            ],
            understands=lambda said: read_call_wish(said, office.now).is_clear or is_sentence(said),
        )
        if isinstance(chosen, Choice):
            talk.go("call_me" if chosen.id == "call" else "grievance", about=text, what=text)
        wish = read_call_wish(chosen.text, office.now)
        if wish.needless:
            talk.go("cancel_call")
        text = "\n".join(filter(None, (text, chosen.text.strip())))
        if wish.is_clear:
            # Who says here when to call, or where, has called it that; both are said back.
            break
    talk.go("call_me", about=text)


def _is_fresh(talk: Talk, office: FrontOffice) -> bool:
    return office.call_backs.awaited(talk.citizen, within=_FRESH) is not None
