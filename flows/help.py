"""Help, and a person to talk to."""

from __future__ import annotations

from chatbot.flow import flow
from chatbot.language.wording import _
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice


@flow(
    "help",
    title=_("Help and phone numbers"),
    row=8,
    words="help, sahajjo, shahajjo, phone, helpline, সাহায্য, ফোন, হেল্পলাইন, मदद, सहायता, फ़ोन",
    anywhere=(
        "help, sahajjo, shahajjo, সাহায্য, मदद, सहायता, sahayata, madad, "
        "phone, fon, call, helpline, ফোন, হেল্পলাইন, फ़ोन, फोन, हेल्पलाइन"
    ),
    strangers=True,
)
def give_help(talk: Talk, office: FrontOffice) -> None:
    at = office.offices.chosen(talk.citizen) or office.offices.state()
    talk.say(
        _(
            "To talk to a person, call: {phone}\n{office}, {hours}\n\n"
            "Here you can write at any time, day or night. Write a number from the list, or say it in your own words.\n"
            "menu = start, 0 = one step back"
        ),
        phone=at.helpline_phone,
        office=at.names,
        hours=at.helpline_hours,
    )
    talk.say(_("To have us call you, write: call me"))
