"""Help, and a person to talk to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chatbot.declaration import flow
from chatbot.language.word_lists import words
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.shared.line import line_of, tell_line
from flows.shared.sentences import sentence_of
from panchayat.front_office import FrontOffice

_LISTS: Final = words("help", __package__)
_NAMES: Final = (
    "help, sahajjo, shahajjo, সাহায্য, मदद, सहायता, sahayata, madad, "
    "phone, fon, call, helpline, ফোন, হেল্পলাইন, फ़ोन, फोन, हेल्पलाइन"
)
#: Whole messages of somebody who does not find the way.
_LOST: Final = [f"{before} {lost}".strip() for lost in _LISTS["lost"] for before in ("", *_LISTS["before"])]
#: Sentences of somebody who cannot read or write, wonders who is there, or how one writes here, in whatever words.
_SENTENCES: Final = "|".join(
    (
        sentence_of(_LISTS["reading.what"], _LISTS["reading.cannot"], beside=_LISTS["reading.beside"]),
        sentence_of(_LISTS["anybody.who"], _LISTS["anybody.there"], beside=_LISTS["anybody.beside"]),
        sentence_of(_LISTS["robot.what"], _LISTS["robot.who"], beside=_LISTS["robot.beside"]),
        sentence_of(_LISTS["writing.how"], _LISTS["writing.write"], beside=_LISTS["writing.beside"]),
        sentence_of(
            _LISTS["understanding.what"],
            _LISTS["understanding.not"],
            beside=[*_LISTS["before"], *_LISTS["understanding.beside"]],
        ),
    )
)


@flow(
    "help",
    title=_("Help and phone numbers"),
    row=8,
    words="help, sahajjo, shahajjo, phone, helpline, সাহায্য, ফোন, হেল্পলাইন, मदद, सहायता, फ़ोन",
    anywhere=", ".join([_NAMES, *_LOST]),
    before_greeting=True,
)
def give_help(talk: Talk, office: FrontOffice) -> None:
    _help(talk, office)


@flow("lost", title=_("Help and phone numbers"), recognises=_SENTENCES, before_greeting=True, alias_of="help")
def find_the_way(talk: Talk, office: FrontOffice) -> None:
    """Helps whoever says in a sentence that they do not find the way; a newcomer is greeted as well."""
    _help(talk, office)
    if talk.first:
        talk.go("menu")


def _help(talk: Talk, office: FrontOffice) -> None:
    tell_line(talk, office, line_of(talk, office))
    talk.say(
        _(
            "Here you can write at any time, day or night. Write a number from the list, or say it in your own words.\n"
            "menu = start, 0 = one step back"
        )
    )
    talk.say(_("To have us call you, write: call me"))
    # Whoever was in the middle of something looks for the question that follows.
    if talk.returning:
        return
    talk.say("\n".join([talk.plain(_("You can also write:")), *_words(talk, office)]))


def _words(talk: Talk, office: FrontOffice) -> Iterator[str]:
    """What has no row in the menu: the word that opens it, and what it is."""
    for service in talk.unlisted:
        if service.for_whom is None or service.for_whom(talk.citizen, office):
            word, title = service.word_in(talk.language), talk.plain(service.title)
            yield word if word == title.lower() else f"{word} = {title}"
