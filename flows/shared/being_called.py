"""Having the office call: at once, at the person's own number; whose office is not known may name the village."""

from __future__ import annotations

from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.offices import name_village
from panchayat.front_office import FrontOffice
from panchayat.offices.call_backs import Reason


def be_called(talk: Talk, office: FrontOffice, *, reason: Reason = "asked", words: str | None = None) -> None:
    """Put the person on the list of those to be called, with ``words`` about a record that is wrong."""
    own = office.contacts.phone_number(talk.citizen)
    phone = own or talk.phone("phone", _("Which number shall we call? Please write it."))

    def ask() -> bool:
        office.call_backs.ask(talk.citizen, phone, reason=reason, words=words)
        return office.offices.chosen(talk.citizen) is not None

    known = talk.once("ask", ask)
    at = office.offices.chosen(talk.citizen) or office.offices.state()
    if words:
        talk.say(_("I have passed it on to the office."))
    talk.say(
        _("We will call you: {phone}\n{office}, {hours}\nIf it is urgent, call yourself: {helpline}").using(
            phone=phone, office=at.names, hours=at.helpline_hours, helpline=at.helpline_phone
        )
    )
    # Whoever was in the middle of something goes on with that.
    if known or talk.returning:
        return
    village = name_village(talk, office, _("From which village are you? If you write it, the call comes sooner."))

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
