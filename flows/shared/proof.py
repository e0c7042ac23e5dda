"""Proving that one may see a record from another phone: by a code that is sent to the number it belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chatbot.language.matching import normalise
from chatbot.language.wording import Words, _
from chatbot.talk import Talk
from flows.shared.mobiles import mobile_in
from panchayat.access.codes import AccessRule, TooManyCodes, TooManyCodesToday, read_access_code
from panchayat.front_office import FrontOffice

REGISTERED_ELSEWHERE: Final = _("It is registered under another phone number. Shall I send a code to that number?")

_ASKS_FOR_ANOTHER: Final = frozenset(
    map(
        normalise,
        ("new code", "notun code", "notun kod", "natun code", "নতুন কোড", "নূতন কোড", "naya code", "नया कोड", "नये कोड"),
    )
)
_TOO_MANY: Final = _("Codes were asked for several times. Please try again in an hour.")
_TOO_MANY_TODAY: Final = _("Codes were asked for too often today. Please try again tomorrow.")
_NO_CODE: Final = _(
    "That is not the code. The code has six digits; it has gone to that other number, not to this phone."
)
_WRONG: Final = _("That code is not right. Please look at it once more. For a new one, write: new code")
_WORN_OUT: Final = _("The code was wrong five times and is not taken any more. For a new one, write: new code")
_TOO_OLD: Final = _("That code is too old and is not taken any more. For a new one, write: new code")
_SENT_AGAIN: Final = _("A new code has gone out. The one before is not taken any more.")
_NO_CODE_PERHAPS: Final = _("That is not the code. The code has six digits, and comes to that phone, not to this one.")
_NOT_COME: Final = _(
    "The code has six digits and comes to that other phone, not to this one.\n"
    "If it has not come: write “hi” to us from that phone. For a new one, write: new code"
)
_PERHAPS_SENT_AGAIN: Final = _(
    "If anything was filed from that number, a new code has gone there. The one before is not taken any more."
)


def prove(talk: Talk, office: FrontOffice, record: AccessRule, asking: Words) -> None:
    """Go on only with somebody who may see the record: on its own phone at once, on another after ``asking``."""
    if record.owner != talk.citizen:
        _ask_for_code(talk, office, record, asking)
    if not office.access_codes.may_see(record, talk.citizen):
        talk.go("menu")


def _ask_for_code(talk: Talk, office: FrontOffice, record: AccessRule, asking: Words) -> None:
    with talk.part("proof"):
        if not talk.confirm("send", asking):
            talk.go("menu")
        talk.once(
            "code",
            lambda: office.access_codes.send(record, talk.citizen),
            refused={TooManyCodesToday: ("send", _TOO_MANY_TODAY), TooManyCodes: ("send", _TOO_MANY)},
        )
        sent = _SentCode(talk, office, record)
        talk.secret(
            "code_typed",
            _(
                "I have sent a code of six digits to that number. Please write it here.\n"
                "If it does not come: write “hi” to us from that phone, then look again."
            ),
            sent.check,
            wrong=lambda: sent.objection,
        )


def prove_number(talk: Talk, office: FrontOffice, record: AccessRule) -> Words | None:
    """Go on only with somebody who has a phone at hand; returns what is to be said where too much was asked.

    Whether anything was filed from it shows in nothing: neither in words nor in limits nor in what is counted.
    """

    def ask() -> str:
        if office.access_codes.may_see(record, talk.citizen):
            return "proved"
        try:
            office.access_codes.send(record, talk.citizen)
        except TooManyCodesToday:
            return "too_many_today"
        except TooManyCodes:
            return "too_many"
        return "asked"

    with talk.part("number"):
        asked = talk.once("code", ask)
        if asked.startswith("too_many"):
            return _TOO_MANY if asked == "too_many" else _TOO_MANY_TODAY
        sent = _SentCode(talk, office, record, perhaps=True)
        talk.secret(
            "code_typed",
            _(
                "If anything was filed from that number, a code of six digits has gone there. Please write it here.\n"
                "If it does not come: write “hi” to us from that phone."
            ),
            sent.check,
            wrong=lambda: sent.objection,
            proved=office.access_codes.proved_until(record, talk.citizen),
        )
    if not office.access_codes.may_see(record, talk.citizen):
        talk.go("menu")
    return None


class _SentCode:
    """The question of one turn: takes the code, or sends another, and knows what to say to anything else.

    With ``perhaps`` nothing may tell whether a code was sent at all, and another number is asked for in its place.
    """

    def __init__(self, talk: Talk, office: FrontOffice, record: AccessRule, *, perhaps: bool = False) -> None:
        self._talk = talk
        self._perhaps = perhaps
        self._citizen = talk.citizen
        self._codes = office.access_codes
        self._record = record
        self.objection: Words = _WRONG

    def check(self, typed: str) -> datetime | None:
        """Until when the proof holds, if ``typed`` is the code; otherwise what is wrong is known from here on."""
        if normalise(typed) in _ASKS_FOR_ANOTHER:
            self.objection = self._send_another()
            return None
        if self._perhaps and mobile_in(typed) is not None:
            self._talk.go("status", which=typed)
        if not any(map(str.isdecimal, typed)):
            self.objection = _NOT_COME
            return None
        if read_access_code(typed) is None:
            self.objection = _NO_CODE_PERHAPS if self._perhaps else _NO_CODE
            return None
        until = self._codes.check(self._record, self._citizen, typed)
        if until is None and not self._codes.is_awaited(self._record, self._citizen):
            self.objection = _WORN_OUT if self._codes.is_worn_out(self._record, self._citizen) else _TOO_OLD
        return until

    def _send_another(self) -> Words:
        try:
            self._codes.send(self._record, self._citizen)
        except TooManyCodesToday:
            return _TOO_MANY_TODAY
        except TooManyCodes:
            return _TOO_MANY
        return _PERHAPS_SENT_AGAIN if self._perhaps else _SENT_AGAIN
