"""Complaints and suggestions on an officer's phone: the list, the most urgent first, and one of them with its files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.language.wording import Text, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.certificates.staff_actions import LIST
from flows.grievances.for_staff import grievance_words, row, show_files
from flows.grievances.words import STATE_WORDS
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance, Staff
from panchayat.models.grievance_states import State

GRIEVANCES: Final = "complaints"

_WORDS: Final = (
    *(GRIEVANCES, "complaint", "grievance", "obhijog", "abhijog", "ovijog", "shikayat"),
    *("অভিযোগ", "নালিশ", "পরামর্শ", "शिकायत", "सुझाव"),
)
_OTHERS: Final = Option("others", button("Other complaints"), words=("other", "onno", "অন্য", "दूसरी"))


def grievances_row(office: FrontOffice, posts: Sequence[Staff]) -> Option:
    """The line by which they stand among the other work."""
    waiting = office.grievance_desk.waiting(posts)
    label = (
        _("Complaints and suggestions: {all} (past the target: {overdue})")
        if waiting.overdue
        else _("Complaints and suggestions: {all}")
    )
    return Option(GRIEVANCES, label.using(all=waiting.all, overdue=waiting.overdue), words=_WORDS)


def choose_grievance(talk: Talk, office: FrontOffice, posts: Sequence[Staff]) -> None:
    """Show the list, and read what is chosen."""
    queue = office.grievance_desk.queue(posts)
    if not queue:
        talk.go("work")
    listed = {each.number: row(office, each, talk.language) for each in queue}

    def known(number: str) -> Option | None:
        if number in listed:
            return listed[number]
        found = office.grievance_desk.find(posts, number)
        return row(office, found, talk.language) if found else None

    def search(said: Incoming) -> Sequence[Option]:
        found = known(said.text)
        return [found] if found else []

    which = talk.look_up(
        "grievance",
        _prompt(office, posts),
        search,
        known,
        missing=_("There is no complaint of that number in your office. Please choose from the list."),
        offered=list(listed),
    )
    found = office.grievance_desk.find(posts, which.id)
    if found is None:
        talk.go("work")
    read_grievance(talk, office, found, posts)


def read_grievance(talk: Talk, office: FrontOffice, grievance: Grievance, posts: Sequence[Staff]) -> None:
    """Show it with what was done about it, and send its files when they are asked for."""
    if talk.beforehand("see") is None and talk.beforehand("seen") is None:
        talk.say(grievance_words(office, grievance, talk.language))
    files = office.grievance_desk.files(grievance)
    others = _OTHERS if office.grievance_desk.queue(posts) else LIST
    chosen = talk.choose(
        "see",
        _("Status: {state}").using(state=STATE_WORDS[State(grievance.state)]),
        [*([show_files(files)] if files else []), others],
        optional=True,
    )
    if chosen.id == others.id:
        talk.go("work", which=GRIEVANCES if others is _OTHERS else None)
    shown = talk.once("files", lambda: office.grievance_desk.show_files(grievance.number, posts))
    if shown:
        talk.say(_("I am sending the files: {count}").using(count=shown))
    late = office.grievance_desk.late_files(grievance)
    if late:
        talk.say(_("Files that have not arrived here yet: {count}. Please ask again in a moment.").using(count=late))
    if lost := sum(files.values()) - shown - late:
        talk.say(_("Files that could not be fetched or are of no kind that can be opened: {count}").using(count=lost))
    talk.go("work", which=grievance.number, seen="yes")


def _prompt(office: FrontOffice, posts: Sequence[Staff]) -> Text:
    waiting = office.grievance_desk.waiting(posts)
    return _(
        "Complaints and suggestions: {all}, of these new: {new}, past the target: {overdue}\n"
        "Which one? Write a number from the list."
    ).using(all=waiting.all, new=waiting.new, overdue=waiting.overdue)
