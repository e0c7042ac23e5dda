"""Stop and start: whether a person wants to hear from us unasked."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice


@flow(
    "stop",
    title=_("Stop news"),
    anywhere="stop, unsubscribe, bondho, bondho koro, বন্ধ, বন্ধ করুন, स्टॉप, बंद, बंद करें",
    before_greeting=True,
)
def stop(talk: Talk, office: FrontOffice) -> None:
    def say_no_more() -> None:
        office.contacts.stop(talk.citizen)

    talk.once("stop", say_no_more)
    talk.say(
        _(
            "I will send you no more news. You can still write here, and you will be answered.\nTo get news again, write: start"
        )
    )


@flow("start", title=_("Get news again"), anywhere="start, unstop, chalu, চালু, চালু করুন, स्टार्ट, चालू")
def start(talk: Talk, office: FrontOffice) -> None:
    if office.contacts.get(talk.citizen).stopped_at is None:
        talk.go("menu")

    def speak_again() -> None:
        office.contacts.restart(talk.citizen)

    talk.once("start", speak_again)
    talk.say(_("You will get news from us again. To begin, write: menu"))
