"""Being called: one word at any time, and the office has it on its list."""

from __future__ import annotations

from chatbot.flow import flow
from chatbot.language import _
from chatbot.talk import Talk
from panchayat.contacts import phone_number
from panchayat.front_office import FrontOffice


@flow(
    "call_me",
    title=_("Call me back"),
    # As whole messages only: that nobody answers a call is told in complaints.
    anywhere=(
        "call me, call me back, callback, call back, please call me, fon korun, phone korun, amake fon korun, amake phone korun, "
        "fon koro, call korun, amake call korun, আমাকে ফোন করুন, ফোন করুন, আমাকে ফোন করবেন, কল করুন, আমাকে কল করুন, "
        "मुझे फ़ोन करें, मुझे फोन करें, मुझे फ़ोन कीजिए, मुझे फोन कीजिए, फ़ोन कीजिए, फोन कीजिए, फ़ोन करें, फोन करें, mujhe phone karen, mujhe call karo"
    ),
    strangers=True,
)
def call_me(talk: Talk, office: FrontOffice) -> None:
    own = phone_number(office.contacts.get(talk.citizen))
    phone = own or talk.phone("phone", _("Which number shall we call? Please write it."))

    def ask() -> None:
        office.call_backs.ask(talk.citizen, phone)

    talk.once("ask", ask)
    at = office.offices.chosen(talk.citizen) or office.offices.state()
    talk.say(
        _("We will call you: {phone}\n{office}, {hours}\nIf it is urgent, call yourself: {helpline}").using(
            phone=phone, office=at.names, hours=at.helpline_hours, helpline=at.helpline_phone
        )
    )
