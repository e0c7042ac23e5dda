"""The second step before anything about pay is shown: the employee's PIN, or a code by SMS where that can be sent."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from chatbot.answers import Overtaken
from chatbot.language.matching import normalise
from chatbot.language.wording import Text, Words, _
from chatbot.talk import Talk
from panchayat.access.codes import AccessRule, TooManyCodes
from panchayat.access.pins import LONGEST, SHORTEST, Unfit, is_guess
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.messaging.contacts import SMS
from panchayat.models import Staff

_LENGTHS: Final = {"shortest": SHORTEST, "longest": LONGEST}
_UNFIT: Final = {
    Unfit.NOT_DIGITS: _("A PIN has {shortest} to {longest} digits and nothing else."),
    Unfit.EASY: _("That PIN is too easy to guess. Please choose another."),
    Unfit.SAME: _("That is the PIN you had. Please choose another."),
}
_ASKS_FOR_SMS: Final = frozenset(map(normalise, ("sms", "code", "এসএমএস", "এস এম এস", "কোড", "एसएमएस", "कोड")))


def identify(talk: Talk, office: FrontOffice, staff: Staff) -> bool:
    """Ask for the PIN unless it was given a moment ago, and for a new one where the office has made it.

    False where no PIN can be taken now; the employee has been told why.
    """
    proved = office.pins.proved_until(staff, talk.citizen)
    locked_until = office.pins.locked_until(staff)
    if not office.sends_sms and not office.pins.is_issued(staff):
        talk.say(_("You have no PIN yet. Your office gives you the first one.\nTo talk to a person, write: phone"))
        return False
    if not office.sends_sms and proved is None and locked_until is not None:
        talk.say(_locked(locked_until))
        return False
    step = _SecondStep(talk, office, staff)
    talk.secret("pin", step.prompt, step.check, wrong=step.wrong, proved=proved)
    if office.pins.is_first(staff):
        choose_pin(
            talk,
            office,
            staff,
            _("This PIN is not yours alone yet. Please choose one of your own: {shortest} to {longest} digits."),
        )
    return True


def choose_pin(talk: Talk, office: FrontOffice, staff: Staff, prompt: Text) -> None:
    """Ask for a new PIN until one is fit, and say that it holds."""
    objections: list[Unfit] = []

    def choose(typed: str) -> datetime | None:
        unfit = office.pins.choose(staff, talk.citizen, typed)
        if unfit is None:
            return office.pins.proved_until(staff, talk.citizen)
        objections.append(unfit)
        return None

    talk.secret("new_pin", prompt.using(**_LENGTHS), choose, wrong=lambda: _UNFIT[objections[-1]].using(**_LENGTHS))
    talk.say(_("Your new PIN holds from now on."))
    talk.say(_("Please delete your messages with a PIN from this phone."))


_NO_PIN: Final = _("I can go on only with your PIN.")
_NO_PIN_AND_NO_SMS: Final = _("I can go on only with your PIN. If you have forgotten it, ask your office.")


class _SecondStep:
    """The question of one turn: takes a PIN, or sends a code and takes that, and knows what to say if it is wrong."""

    def __init__(self, talk: Talk, office: FrontOffice, staff: Staff) -> None:
        self._talk = talk
        self._office = office
        self._staff = staff
        self._objection: Words | None = None

    @property
    def prompt(self) -> Words:
        prompt = _(
            "Please write your PIN ({shortest} to {longest} digits). Tell it to nobody; we never ask for it by phone."
        )
        if self._office.sends_sms:
            prompt = _(
                "Please write your PIN ({shortest} to {longest} digits). Tell it to nobody; we never ask for it by phone.\n"
                "If you have none, or have forgotten it, write: SMS"
            )
        return prompt.using(**_LENGTHS)

    def check(self, typed: str) -> datetime | None:
        """Until when the proof holds, if ``typed`` is one; otherwise what is wrong is known from here on.

        Raises:
            Overtaken: no PIN is taken any more, and there is nothing else to ask for.
        """
        office, staff, citizen = self._office, self._staff, self._talk.citizen
        if office.sends_sms:
            record = office.pins.code_guard(staff, office.contacts.at_mobile(staff.mobile, SMS))
            if normalise(typed) in _ASKS_FOR_SMS:
                self._objection = _send_code(office, record, citizen)
                return None
            if office.access_codes.check(record, citizen, typed) is not None:
                return office.pins.accept_code(staff, citizen)
        if not is_guess(typed):
            self._objection = _NO_PIN if office.sends_sms else _NO_PIN_AND_NO_SMS
            return None
        until = office.pins.check(staff, citizen, typed)
        if until is None and not office.sends_sms and office.pins.locked_until(staff) is not None:
            raise Overtaken
        return until

    def wrong(self) -> Words:
        """What is said after a check that failed."""
        if self._objection is not None:
            return self._objection
        until = self._office.pins.locked_until(self._staff)
        return _locked(until) if until else _("That PIN is not right. If you have forgotten it, ask your office.")


def _send_code(office: FrontOffice, record: AccessRule, contact_id: UUID) -> Words:
    try:
        office.access_codes.send(record, contact_id)
    except TooManyCodes:
        return _("Codes were sent several times. Please try again in an hour.")
    return _("I have sent a code of six digits by SMS to your registered number. Please write it here.")


def _locked(until: datetime) -> Text:
    return _(
        "The PIN was wrong several times. No PIN is taken until {time}. After that, write: pay slip\n"
        "If you have forgotten the PIN, your office gives you a new one. To talk to a person, write: phone"
    ).using(time=until.astimezone(IST))
