"""Being called: one word at any time, and the office has it on its list."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.being_called import be_called
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
    before_greeting=True,
)
def call_me(talk: Talk, office: FrontOffice) -> None:
    be_called(talk, office)
