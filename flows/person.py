"""Talking to a person: the number to call, at once, with whether somebody answers now."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.word_lists import words
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.line import line_of, tell_line
from flows.shared.sentences import sentence_of
from panchayat.front_office import FrontOffice

_TALKING = words("talking", "flows.shared")


@flow(
    "person",
    title=_("Talking to a person"),
    words="kotha bolte chai, kotha bolbo, talk to somebody, customer care, কথা বলতে চাই, কথা বলব, बात करनी है",
    recognises=sentence_of(_TALKING["talk"], beside=_TALKING["beside"]),
    before_greeting=True,
    alias_of="help",
)
def talk_to_person(talk: Talk, office: FrontOffice) -> None:
    tell_line(talk, office, line_of(talk, office))
    talk.say(_("To have us call you, write: call me"))
