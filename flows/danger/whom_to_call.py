"""What stands first where somebody is in danger: whom to call at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from chatbot.language.wording import LANGUAGES, Words, _, say
from flows.danger.signs import helpers_wanted
from panchayat.front_office import FrontOffice
from panchayat.offices.emergency_numbers import KnownNumbers

_CALL: Final = _("In danger, call at once: {numbers}")
#: For whoever does not want to live any more.
_NOT_ALONE: Final = _("You are not alone. Call now and talk to somebody: {numbers}")


def whom_to_call(office: FrontOffice, contact_id: UUID, text: str) -> tuple[Words, ...]:
    """The line to be said before everything else; none where ``text`` tells of no danger."""
    wanted = helpers_wanted(text)
    if not wanted:
        return ()
    known = office.emergency_numbers.current(contact_id)
    numbers = [known[helper] for helper in wanted if helper in known]
    if not numbers:
        return ()
    call = _NOT_ALONE if numbers[0].helper == "distress" else _CALL
    return (call.using(numbers=_in_a_row(numbers)),)


def phones(numbers: KnownNumbers) -> str:
    """The numbers as one dials them, which are the same in every language."""
    return " / ".join(numbers.phones)


def _in_a_row(numbers: Iterable[KnownNumbers]) -> dict[str, str]:
    listed = list(numbers)
    return {
        language: ", ".join(f"{phones(each)} ({say(each.names, language)})" for each in listed)
        for language in LANGUAGES
    }
