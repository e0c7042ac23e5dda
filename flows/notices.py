"""The words of what leaves by the outbox, chosen when it leaves, in the language that the person reads then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chatbot.language import Reference, Words, _, in_digits, say
from chatbot.renderer import shorten
from flows.parts.grievance_words import STATE_WORDS
from panchayat.front_office import FrontOffice
from panchayat.grievance_states import State

Params = Mapping[str, Any]

#: Code points of an officer's note in a notice, which is one message; the whole note is shown with the status.
LONGEST_NOTE: Final = 800


@dataclass(frozen=True, slots=True)
class Worded:
    """A message ready to leave; ``paper_id`` names the file that goes with it."""

    text: str
    paper_id: UUID | None = None


def word(office: FrontOffice, kind: str, params: Params, language: str) -> Worded:
    """The words of an outbox row of this kind.

    Raises:
        KeyError: no such kind of row or notice is known.
    """
    match kind:
        case "text":
            return Worded(str(params["body"]))
        case "paper":
            paper_id = UUID(params["paper_id"])
            return Worded(say(CAPTIONS[office.papers.get(paper_id).kind], language), paper_id)
        case "notice":
            return Worded(_NOTICES[params["notice"]](office, params, language))
    raise KeyError(kind)


def _grievance_moved(office: FrontOffice, params: Params, language: str) -> str:
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    step = next(each for each in office.grievances.history(grievance) if each.position == params["position"])
    lines: list[Words] = [
        _("News of your complaint {number}: {state}").using(
            number=Reference(grievance.number), state=STATE_WORDS[State(step.to_state)]
        )
        if grievance.kind == "grievance"
        else _("News of your suggestion {number}: {state}").using(
            number=Reference(grievance.number), state=STATE_WORDS[State(step.to_state)]
        )
    ]
    if step.note:
        lines.append(shorten(step.note, LONGEST_NOTE))
    if step.to_state == State.FORWARDED:
        lines.append(_("Responsible now: {department}").using(department=office.grievances.department(grievance).names))
    if step.to_state == State.NEEDS_INFO:
        lines.append(_("To answer, write: status"))
    else:
        lines.append(_("To see everything, write: status"))
    return "\n".join(say(line, language) for line in lines)


def _access_code(office: FrontOffice, params: Params, language: str) -> str:
    del office
    return say(
        _(
            "Somebody wants to see complaint {number} from another phone.\n"
            "If that is you, the code is: {code}\n"
            "If it is not you, give the code to nobody."
        ),
        language,
        number=Reference(params["number"]),
        code=in_digits(params["code"], language),
    )


_NOTICES: Final[Mapping[str, Callable[[FrontOffice, Params, str], str]]] = {
    "grievance_moved": _grievance_moved,
    "access_code": _access_code,
}
#: What stands beside the file of each kind of paper.
CAPTIONS: Final[Mapping[str, Words]] = {
    "acknowledgement": _("Receipt"),
    "action_taken": _("Report of the action taken"),
    "permit": _("Building permit"),
}
