"""All numbers for danger, for whoever asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import normalise
from chatbot.language.word_lists import words, words_under
from chatbot.language.wording import _
from chatbot.talk import Talk
from flows.danger.whom_to_call import phones
from panchayat.front_office import FrontOffice

_LISTS: Final = f"{__package__}.words"


def _any_of(phrases: Iterable[str]) -> str:
    # The longest first, so that "phone no" is not read as far as "phone".
    return "|".join(map(re.escape, sorted(map(normalise, phrases), key=len, reverse=True)))


_HELPERS: Final = _any_of(
    name
    for helper, names in words_under("danger", "asked", _LISTS).items()
    if helper not in ("number", "unless")
    for name in names
)
_NUMBER: Final = _any_of(words("danger", _LISTS)["asked.number"])
_PLEASE: Final = _any_of(words("danger", _LISTS)["number.please"])
#: The numbers that answer no question of ours; those of the police, the fire brigade and the ambulance may.
_DIALLED: Final = "(?:112|1098|14416)"
#: A whole message that asks for a number, which answers no question of ours.
_ASKED_FOR: Final = rf"{_DIALLED}|(?:(?:{_PLEASE}) )*(?:{_HELPERS})(?: ?(?:er|r|এর|র|का|की|के))? (?:{_NUMBER})(?: ?(?:ta|ti|টা|টি))?(?:[ ,]+(?:{_PLEASE}))*"


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
    recognises=_ASKED_FOR,
    before_greeting=True,
)
def tell_emergency_numbers(talk: Talk, office: FrontOffice) -> None:
    numbers = office.emergency_numbers.current(talk.citizen).values()
    if not numbers:
        talk.go("help")
    listed = "\n".join(f"{phones(each)} = {talk.plain(each.names)}" for each in numbers)
    talk.say(_("Numbers to call in danger, day and night:\n{numbers}"), numbers=listed)
