"""Being called, and no longer: one sentence at any time, and the office has it on its list or off it."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.being_called import be_called
from flows.shared.call_wishes import CALL, CALL_AT_A_TIME, NEEDS_NO_CALL, says_no_more_than_call
from panchayat.front_office import FrontOffice

#: Code points of somebody's words that are said back.
_GIST = 200


@flow(
    "call_me",
    title=_("Call me back"),
    # As whole messages only: that nobody answers a call is told in complaints.
    anywhere=(
        "call me, call me back, callback, call back, please call me, fon korun, phone korun, amake fon korun, amake phone korun, "
        "fon koro, call korun, amake call korun, আমাকে ফোন করুন, ফোন করুন, আমাকে ফোন করবেন, কল করুন, আমাকে কল করুন, "
        "मुझे फ़ोन करें, मुझे फोन करें, मुझे फ़ोन कीजिए, मुझे फोन कीजिए, फ़ोन कीजिए, फोन कीजिए, फ़ोन करें, फोन करें, mujhe phone karen, mujhe call karo"
    ),
    recognises=f"{CALL}|{CALL_AT_A_TIME}",
    first_question="about",
    before_greeting=True,
    hears_all=True,
)
def call_me(talk: Talk, office: FrontOffice) -> None:
    about = talk.beforehand("about") or ""
    be_called(talk, office, about="" if says_no_more_than_call(about) else about)


@flow("cancel_call", title=_("No call needed"), recognises=NEEDS_NO_CALL, before_greeting=True)
def cancel_call(talk: Talk, office: FrontOffice) -> None:
    def withdraw() -> dict[str, str] | None:
        call = office.call_backs.withdraw(talk.citizen)
        return None if call is None else {"phone": call.phone, "words": call.words or ""}

    withdrawn = talk.once("withdraw", withdraw)
    if withdrawn is None:
        return talk.say(_("No call was asked for from here. If you want one, write: call me"))
    told = _("No call any more: {phone}").using(phone=withdrawn["phone"])
    if withdrawn["words"]:
        told = _("No call any more: {phone}\nIt was about: “{words}”").using(
            phone=withdrawn["phone"], words=shorten(withdrawn["words"], _GIST)
        )
    talk.say(told)
    talk.say(_("If you want one after all, write: call me"))
