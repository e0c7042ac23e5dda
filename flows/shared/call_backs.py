"""Whom the office is to call: what the staff are told of it, and how each is shown to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.language.wording import Words, _, button
from chatbot.messages import QuickAction
from chatbot.renderer import shorten
from flows.shared.being_called import wanted_span
from flows.shared.line import span_words
from flows.shared.notice import Params, notice
from flows.shared.obsolete import Obsolete
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models import CallBack

#: Code points of somebody's words in a notice.
_LONGEST: Final = 800


def _ways(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """What an officer does when the call is made."""
    del office
    which = {"which": "call", "call": params["call_back_id"]}
    return [
        QuickAction(
            button("I have called"), "work", which | {"called": "yes"}, ("called", "phone korechi", "ফোন করেছি")
        ),
        QuickAction(button("My work"), "work"),
    ]


@notice("call_back", ways=_ways)
def call_back(office: FrontOffice, params: Params) -> Sequence[Words]:
    """Somebody is to be called, for the staff."""
    call = office.call_backs.get(UUID(params["call_back_id"]))
    if call.state != "open":
        raise Obsolete
    return [
        _("Please call: {who}\n{why}\nSince: {since}\nWhen you have called, write: my work").using(
            who=caller(office, call), why=why(office, call), since=call.asked_at.astimezone(IST)
        )
    ]


def caller(office: FrontOffice, call: CallBack) -> Words:
    """Who is to be called, with the number in Latin digits, so that a tap on it calls."""
    names = office.contacts.names(call.contact_id)
    return _("{who}, {phone}").using(who=names, phone=call.phone) if names else call.phone


def why(office: FrontOffice, call: CallBack) -> Words:
    """What the person did to be called, wants to have corrected or to talk about, and when it suits them."""
    asked, wanted = _asked(call), wanted_span(call)
    if wanted is None:
        return asked
    return _("{why}\nIt suits them: {when}").using(why=asked, when=span_words(wanted, office.now))


def _asked(call: CallBack) -> Words:
    if call.reason == "record" and call.words:
        return _("Something in a record is to be corrected: “{words}”").using(words=shorten(call.words, _LONGEST))
    if call.words:
        return _("They want to talk about this: “{words}”").using(words=shorten(call.words, _LONGEST))
    if call.reason == "called":
        return _("They have called the number of this service.")
    return _("They have asked for it here.")
