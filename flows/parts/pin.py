"""The second step before anything about pay is shown: the employee's PIN."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chatbot.language import Text, Words, _
from chatbot.talk import Talk
from panchayat.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models import Staff
from panchayat.pins import LONGEST, SHORTEST, Unfit

_UNFIT: Final = {
    Unfit.NOT_DIGITS: _("A PIN has {shortest} to {longest} digits and nothing else."),
    Unfit.EASY: _("That PIN is too easy to guess. Please choose another."),
    Unfit.SAME: _("That is the PIN you had. Please choose another."),
}
_DELETE: Final = _("Please delete your messages with a PIN from this phone.")


def identify(talk: Talk, office: FrontOffice, staff: Staff) -> bool:
    """Ask for the PIN unless it was given a moment ago, and for a new one where the office has made it.

    False where no PIN can be taken now; the employee has been told why.
    """
    proved = office.pins.proved_until(staff, talk.citizen)
    if not office.pins.is_issued(staff):
        talk.say(_("You have no PIN yet. Your office gives you the first one.\nTo talk to a person, write: phone"))
        return False
    if proved is None and (locked_until := office.pins.locked_until(staff)) is not None:
        talk.say(_locked(locked_until))
        return False

    def wrong() -> Words:
        until = office.pins.locked_until(staff)
        return _locked(until) if until else _("That PIN is not right. If you have forgotten it, ask your office.")

    talk.secret(
        "pin",
        _(
            "Please write your PIN ({shortest} to {longest} digits). Tell it to nobody; we never ask for it by phone."
        ).using(shortest=SHORTEST, longest=LONGEST),
        lambda typed: office.pins.check(staff, talk.citizen, typed),
        wrong=wrong,
        proved=proved,
    )
    if office.pins.is_first(staff):
        choose_pin(
            talk,
            office,
            staff,
            _("This PIN is from the office. Please choose one of your own: {shortest} to {longest} digits."),
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

    lengths = {"shortest": SHORTEST, "longest": LONGEST}
    talk.secret("new_pin", prompt.using(**lengths), choose, wrong=lambda: _UNFIT[objections[-1]].using(**lengths))
    talk.say(_("Your new PIN holds from now on."))
    talk.say(_DELETE)


def _locked(until: datetime) -> Text:
    return _(
        "The PIN was wrong several times. No PIN is taken until {time}; please try again after that.\n"
        "If you have forgotten it, your office gives you a new one. To talk to a person, write: phone"
    ).using(time=until.astimezone(IST))
