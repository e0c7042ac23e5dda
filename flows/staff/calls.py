"""Whom the office is to call: a number to tap, and a tap when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.language.wording import Text, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.shared.being_called import wanted_span
from flows.shared.call_backs import caller, why
from flows.shared.line import span_words
from panchayat.certificates.desk import post_in
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models import CallBack, Staff
from panchayat.offices.call_backs import NoSuchCall

NOBODY_WAITS: Final = _("Nobody waits for a call now. For other work write: my work")


def make_calls(talk: Talk, office: FrontOffice, posts: Sequence[Staff]) -> None:
    """Show whom to call, and close what is done."""
    if not office.call_backs.open(posts):
        return talk.say(NOBODY_WAITS)
    which = talk.choose(
        "call",
        _("Whom do you want to call?"),
        lambda: [_option(office, each) for each in office.call_backs.open(posts)],
        only=True,
    )
    call = office.call_backs.get(UUID(which.id))
    if not talk.confirm(
        "called",
        _told(office, call),
        yes=button("I have called"),
        no=button("Later"),
    ):
        return talk.say(_("All right, it stays on the list. For other work write: my work"))

    def close() -> None:
        office.call_backs.close(call.id, post_in(posts, call.office_id))

    talk.once("close", close, refused={NoSuchCall: ("called", _("Somebody else has called already."))})
    talk.say(_("Thank you. It is off the list. For other work write: my work"))


def _option(office: FrontOffice, call: CallBack) -> Option:
    wanted, who = wanted_span(call), caller(office, call)
    label = _("{who}: {when}").using(who=who, when=span_words(wanted, office.now)) if wanted else who
    return Option(str(call.id), label, words=(call.phone, str(call.id)))


def _told(office: FrontOffice, call: CallBack) -> Text:
    return _("To call: {who}\n{reason}\nSince: {since}\n\nHave you called?").using(
        who=caller(office, call), reason=why(office, call), since=call.asked_at.astimezone(IST)
    )
