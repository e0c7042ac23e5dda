"""The work of officers and co-ordinators: what waits, one thing at a time, from the same phone that villagers write to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chatbot.declaration import flow
from chatbot.language.matching import find_option
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.certificates.words import STATE_WORDS
from flows.grievances.for_staff import row
from flows.staff.calls import NOBODY_WAITS, make_calls
from flows.staff.grievances import GRIEVANCES, choose_grievance, grievances_row, read_grievance
from flows.staff.request import work_on
from panchayat.front_office import FrontOffice
from panchayat.models import Certificate, Staff
from panchayat.models.certificate_states import State

_CALLS: Final = "calls"
_FILE: Final = "file"
#: Below so many requests the complaints stand at the latest, so that nobody has to leaf for them.
_ON_FIRST_PAGE: Final = 7

_NOTHING: Final = _("Nothing waits for you now. You can hand in a request for somebody who has no phone.")

NOT_STAFF: Final = _(
    "No officer or co-ordinator is registered under this phone number.\n"
    "If yours has changed, tell the office. To talk to a person, write: phone"
)


@flow(
    "work",
    title=button("My work"),
    # As whole messages only: "work" is in half of all complaints.
    anywhere="my work, amar kaj, kaj dekhi, আমার কাজ, কাজ দেখি, मेरा काम",
    first_question="which",
    before_greeting=True,
    self_contained=True,
    not_own_words=True,
)
def work(talk: Talk, office: FrontOffice) -> None:
    posts = office.staffing.at_work(talk.citizen)
    if not posts:
        return talk.say(NOT_STAFF)
    queue = office.certificate_desk.queue(posts)
    calls = office.call_backs.open(posts)
    if not calls and talk.beforehand("call") is not None:
        return talk.say(NOBODY_WAITS)
    complaints = grievances_row(office, posts)
    complained = office.grievance_desk.waiting(posts).all > 0

    def search(said: Incoming) -> Sequence[Option]:
        if option := found_by_number(said.text):
            return [option]
        named = find_option(said.text, [option for each in offered() if (option := known(each))])
        return [named] if named else []

    def offered() -> list[str]:
        requests = [each.number for each in queue]
        if complained:
            requests.insert(_ON_FIRST_PAGE, GRIEVANCES)
        return [*([_CALLS] if calls else []), *requests, _FILE]

    def known(chosen: str) -> Option | None:
        if chosen == _CALLS:
            return Option(_CALLS, _("People to call: {count}").using(count=len(calls)), words=("call", "phone", "ফোন"))
        if chosen == _FILE:
            return Option(_FILE, button("A request for somebody"), words=("new", "notun", "নতুন", "नया"))
        return complaints if chosen == GRIEVANCES else found_by_number(chosen)

    def found_by_number(typed: str) -> Option | None:
        if asked_for := office.certificate_desk.find(posts, typed):
            return _row(office, asked_for)
        complaint = office.grievance_desk.find(posts, typed)
        return row(office, complaint, talk.language) if complaint else None

    which = talk.look_up(
        "which",
        _prompt(office, posts) if queue else _("What do you need?") if calls or complained else _NOTHING,
        search,
        known,
        missing=_("There is nothing of that number in your office. Please choose from the list."),
        offered=offered(),
    )
    if which.id == _CALLS:
        return make_calls(talk, office, posts)
    if which.id == _FILE:
        talk.go("file_for_villager")
    if which.id == GRIEVANCES:
        return choose_grievance(talk, office, posts)
    if request := office.certificate_desk.find(posts, which.id):
        return work_on(talk, office, request, posts)
    if complaint := office.grievance_desk.find(posts, which.id):
        return read_grievance(talk, office, complaint, posts)
    talk.go("menu")


def _prompt(office: FrontOffice, posts: Sequence[Staff]) -> Text:
    waiting = office.certificate_desk.waiting(posts)
    return _(
        "Requests: {all}, of these new: {new}, past the target: {overdue}\nWhich one? Write a number from the list."
    ).using(all=waiting.all, new=waiting.new, overdue=waiting.overdue)


def _row(office: FrontOffice, certificate: Certificate) -> Option:
    state: Words = STATE_WORDS[State(certificate.state)]
    label = (
        _("{kind}, {name}: {state}")
        if not office.certificate_desk.is_overdue(certificate)
        else _("{kind}, {name}: {state} (past the target)")
    )
    return Option(
        certificate.number,
        label.using(kind=office.certificates.names_of(certificate), name=certificate.details["name"], state=state),
        words=(certificate.number, Reference(certificate.number)),
    )
