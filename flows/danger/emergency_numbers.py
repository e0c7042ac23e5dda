"""All numbers for danger, for whoever asks for them."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.danger.whom_to_call import phones
from panchayat.front_office import FrontOffice


@flow(
    "emergency_numbers",
    title=_("Emergency numbers"),
    words=(
        "emergency number, joruri number, police number, thana number, ambulance number, fire brigade number, "
        "domkol number, damkal number, জরুরি নম্বর, পুলিশ নম্বর, পুলিশ নাম্বার, থানা নম্বর, থানা নাম্বার, দমকল নম্বর, দমকল নাম্বার, "
        "অ্যাম্বুলেন্স নম্বর, অ্যাম্বুলেন্স নাম্বার, आपातकालीन नंबर, पुलिस नंबर, थाना नंबर, एम्बुलेंस नंबर, दमकल नंबर"
    ),
    anywhere=(
        "emergency, emergency number, emergency numbers, joruri number, joruri nombor, jaruri number, জরুরি নম্বর, জরুরি নাম্বার, "
        "ইমার্জেন্সি, ইমার্জেন্সি নম্বর, इमरजेंसी, इमरजेंसी नंबर, आपातकालीन नंबर"
    ),
    before_greeting=True,
)
def tell_emergency_numbers(talk: Talk, office: FrontOffice) -> None:
    numbers = office.emergency_numbers.current(talk.citizen).values()
    if not numbers:
        talk.go("help")
    listed = "\n".join(f"{phones(each)} = {talk.plain(each.names)}" for each in numbers)
    talk.say(_("Numbers to call in danger, day and night:\n{numbers}"), numbers=listed)
