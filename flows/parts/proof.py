"""Proving that one may see a record from another phone: by a code that is sent to the number it belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chatbot.language import Reference, Words, _
from chatbot.talk import Talk
from panchayat.access_codes import Guarded, TooManyCodes
from panchayat.front_office import FrontOffice

REGISTERED_ELSEWHERE: Final = _("It is registered under another phone number. Shall I send a code to that number?")


def prove(talk: Talk, office: FrontOffice, record: Guarded, asking: Words) -> None:
    """Go on only with somebody who may see the record: on its own phone at once, on another after ``asking``."""
    if record.owner != talk.citizen:
        _ask_for_code(talk, office, record, asking)
    if not office.access_codes.may_see(record, talk.citizen):
        talk.go("menu")


def _ask_for_code(talk: Talk, office: FrontOffice, record: Guarded, asking: Words) -> None:
    with talk.part("proof"):
        if not talk.confirm("send", asking):
            talk.go("menu")
        talk.once(
            "code",
            lambda: office.access_codes.send(record, talk.citizen),
            refused={TooManyCodes: ("send", _("Codes were sent several times. Please try again in an hour."))},
        )

        def check(typed: str) -> datetime | None:
            return office.access_codes.check(record, talk.citizen, typed)

        talk.secret(
            "code_typed",
            _(
                "I have sent a code of six digits to that number. Please write it here.\n"
                "If it does not come: write “hi” to us from that phone, then look again."
            ),
            check,
            wrong=_("That code is not right, or it is too old. For a new one, write {number} again.").using(
                number=Reference(record.number)
            ),
        )
