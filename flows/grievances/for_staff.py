"""A grievance as the staff see it: what, where, who, by when, and the photos and voice messages that came with it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from chatbot.language.wording import Reference, Text, Words, _, button, say, short_date
from chatbot.messages import MediaKind, Option, QuickAction
from chatbot.renderer import shorten
from flows.grievances.words import STATE_WORDS, what_was_done
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.grievance_states import UNDECIDED, State

Params = Mapping[str, Any]

#: Code points of the citizen's words in a notice; the whole is shown with the grievance.
_LONGEST: Final = 600

_FILES: Final[Mapping[str, Text]] = {
    MediaKind.PHOTO: _("photos: {count}"),
    MediaKind.VOICE: _("voice messages: {count}"),
    MediaKind.VIDEO: _("videos: {count}"),
    MediaKind.DOCUMENT: _("documents: {count}"),
}
_NEWS: Final[Mapping[str, Words]] = {
    "new": _("A new complaint."),
    "answered": _("The citizen has answered what the office asked."),
    "reopened": _("A complaint has been opened again: the citizen says that it is not fixed."),
    "corrected": _("The citizen has put right what a complaint is about, or where."),
    "raised": _("Nothing was decided in time, so a complaint has gone to the office above."),
}
_LOOK: Final = ("open", "dekhi", "দেখি", "देखें")
_SHOW: Final = (
    *("files", "photos", "photo", "chobi", "voice", "shuni", "ছবি", "ছবি দেখি", "ফাইল", "ভয়েস", "শুনি"),
    *("फ़ोटो", "फोटो", "फ़ाइल", "वॉइस", "सुनिए"),
)


def news_words(office: FrontOffice, grievance: Grievance, news: str) -> list[Words]:
    """A notice that suffices by itself."""
    suggestion = grievance.kind == "suggestion" and news == "new"
    return [
        _("A new suggestion.") if suggestion else _NEWS[news],
        *_lines(office, grievance, longest=_LONGEST),
        _("To read it, write: {number}").using(number=Reference(grievance.number)),
    ]


def grievance_words(office: FrontOffice, grievance: Grievance, language: str) -> str:
    """Everything that is known of it, with what was done."""
    lines = [*_lines(office, grievance), "", *what_was_done(office, grievance, language)]
    return "\n".join(say(line, language) for line in lines)


def row(office: FrontOffice, grievance: Grievance, language: str) -> Option:
    """One line of a list: what, where, how it stands, and what makes it urgent."""
    notes: list[Words] = [
        *([_("suggestion")] if grievance.kind == "suggestion" else []),
        *([_("voice message")] if grievance.by_voice else []),
    ]
    if office.grievance_desk.is_overdue(grievance):
        notes.append(_("past the target"))
    elif grievance.state in UNDECIDED:
        notes.append(_("target {date}").using(date=short_date(grievance.target_on, language)))
    label = _("{category}, {place}: {state} ({notes})") if notes else _("{category}, {place}: {state}")
    return Option(
        grievance.number,
        label.using(
            category=office.grievances.category(grievance).names,
            place=grievance.place,
            state=STATE_WORDS[State(grievance.state)],
            notes=_together(notes) if notes else "",
        ),
        words=(grievance.number, Reference(grievance.number)),
    )


def show_files(files: Mapping[str, int]) -> Option:
    """The way to the files that came with it, by what they are."""
    label = button("Show the files")
    if files.keys() == {MediaKind.PHOTO}:
        label = button("Show the photos")
    elif files.keys() == {MediaKind.VOICE}:
        label = button("Listen to it")
    return Option("files", label, words=_SHOW)


def grievance_ways(office: FrontOffice, params: Params) -> Sequence[QuickAction]:
    """Looking at it, and at what came with it: the same as when the notice left."""
    grievance = office.grievances.get(UUID(params["grievance_id"]))
    which, files = {"which": grievance.number}, office.grievance_desk.files(grievance)
    show = show_files(files)
    return [
        QuickAction(button("Look at it"), "work", which, _LOOK),
        *([QuickAction(show.label, "work", which | {"see": "files"}, show.words)] if files else []),
    ]


def _lines(office: FrontOffice, grievance: Grievance, *, longest: int | None = None) -> list[Words]:
    said = grievance.description if longest is None else shorten(grievance.description, longest)
    files = office.grievance_desk.files(grievance)
    lines: list[Words] = [
        _("No.: {number}").using(number=Reference(grievance.number)),
        _("About: {category}, {place}").using(
            category=office.grievances.category(grievance).names, place=grievance.place
        ),
        _("It is told in a voice message: please listen to it.") if grievance.by_voice else f"“{said}”",
        *_who(office, grievance),
        _("Responsible: {department}").using(department=office.grievances.holder(grievance)),
        *_target(office, grievance),
    ]
    if grievance.pin:
        lines.append(f"https://maps.google.com/?q={grievance.pin}")
    if files:
        lines.append(_("Sent with it: {files}").using(files=_together(_counted(files))))
    return lines


def _counted(files: Mapping[str, int]) -> list[Words]:
    return [_FILES[kind].using(count=count) for kind, count in files.items() if kind in _FILES]


def _together(words: Sequence[Words]) -> Words:
    """All of them behind one another, whatever language they will be read in."""
    return functools.reduce(lambda first, more: _("{first}, {more}").using(first=first, more=more), words)


def _who(office: FrontOffice, grievance: Grievance) -> list[Words]:
    complainant = office.grievance_desk.complainant(grievance)
    if complainant is None:
        # A suggestion is judged by what it says.
        return [] if grievance.kind == "suggestion" else [_("Who has complained is kept confidential.")]
    # The number in Latin digits, so that a tap on it calls.
    match complainant.names, complainant.phone:
        case None, None:
            return []
        case names, None:
            return [_("Complainant: {name}").using(name=names)]
        case None, phone:
            return [_("Complainant: {name}").using(name=phone)]
        case names, phone:
            return [_("Complainant: {name}, {phone}").using(name=names, phone=phone)]


def _target(office: FrontOffice, grievance: Grievance) -> list[Words]:
    if grievance.state == State.NEEDS_INFO:
        return [_("Until the citizen answers, the working days are not counted.")]
    if grievance.state not in UNDECIDED:
        return []
    if grievance.target_on < office.today:
        return [_("Past the target: it was {date}").using(date=grievance.target_on)]
    if grievance.kind == "suggestion":
        return [_("Target: by {date}").using(date=grievance.target_on)]
    return [_("Target: action by {date}").using(date=grievance.target_on)]
