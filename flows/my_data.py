"""What is kept about oneself: seeing it, having it corrected, erasing what may be erased."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chatbot.declaration import flow
from chatbot.language.wording import Reference, Text, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.shared.being_called import be_called
from panchayat.core.clock import IST
from panchayat.front_office import FrontOffice
from panchayat.models.personal import Shown
from panchayat.personal_data import Kept

_CORRECT: Final = Option("correct", button("Correct something"), words=("correct", "thik koro", "ঠিক করুন", "सुधारें"))
_ERASE: Final = Option("erase", button("Erase it"), words=("erase", "delete", "muche din", "মুছে দিন", "মুছুন", "मिटाएँ"))
_NOTHING: Final = Option("nothing", button("Nothing, thank you"), words=("no", "na", "না", "ok", "ধন্যবাদ", "नहीं"))

#: What is kept of each kind, as people call it; a kind of which there is nothing is not told.
COUNTED: Final[Mapping[Shown, Text]] = {
    "messages": _("your messages: {count}"),
    "answers": _("our messages: {count}"),
    "files": _("photos and files: {count}"),
    "papers": _("papers sent: {count}"),
    "calls": _("calls asked for: {count}"),
    "posts": _("names in the list of staff: {count}"),
    "pay_slips": _("pay slips: {count}"),
}
#: What is told by its numbers.
LISTED: Final[Mapping[Shown, Text]] = {
    "records": _("Filed, applied for or booked: {numbers}"),
    "registers": _("Your papers in the office's registers: {numbers}"),
}
#: What is erased of each kind, where anything is.
ERASED: Final[Mapping[Shown, Text]] = {
    "messages": _("all your messages"),
    "answers": _("all our messages"),
    "profile": _("your name from WhatsApp and which office is yours"),
    "files": _("the photos and files that belong to no complaint or application"),
    "calls": _("calls that have been made"),
}


@flow(
    "privacy",
    title=_("Your information"),
    words="privacy, tothyo, তথ্য, जानकारी",
    anywhere="privacy, tothyo, tottho, তথ্য, जानकारी",
)
def privacy(talk: Talk, office: FrontOffice) -> None:
    del office
    talk.say(
        _(
            "What we keep: your phone number, what you write and send to us, and the papers that you ask for.\n"
            "What for: only to give you this service. Nobody else is given it.\n"
            "How: encrypted. Aadhaar numbers are never kept; please do not send yours.\n"
            "To see what is kept about you, to have it corrected or erased, write: my data\n"
            "To get no more news from us, write: stop"
        )
    )


@flow(
    "my_data",
    title=_("My data"),
    words="my data, amar tothyo, আমার তথ্য, मेरी जानकारी, data delete, tothyo muche din",
    anywhere="my data, amar tothyo, amar tottho, আমার তথ্য, मेरी जानकारी, मेरा डेटा, delete my data",
)
def my_data(talk: Talk, office: FrontOffice) -> None:
    whose = {each.number: each.details["name"] for each in office.certificates.of(talk.citizen)}
    talk.say(_told(talk, office.personal_data.kept(talk.citizen), whose))
    wish = talk.choose("wish", _("What do you want to do?"), [_CORRECT, _ERASE, _NOTHING], optional=True)
    if wish.id == _CORRECT.id:
        return _correct(talk, office)
    if wish.id != _ERASE.id or not talk.confirm(
        "erase",
        _(
            "I will erase:\n{what}\n"
            "Complaints, applications, bookings and papers stay with the office, because the law wants it so.\n"
            "This cannot be undone. Shall I erase it?"
        ).using(what="\n".join(f"- {talk.plain(words)}" for words in ERASED.values())),
        yes=button("Erase it"),
        no=button("Do not erase"),
    ):
        return talk.say(_("All right, nothing was erased."))

    def erase() -> None:
        office.personal_data.erase(talk.citizen)

    talk.once("erased", erase)
    talk.say(_("It is erased. If you write again, only that will be kept."))


def _correct(talk: Talk, office: FrontOffice) -> None:
    what = talk.choose(
        "what",
        _("What is not right?"),
        [
            Option("language", button("The language"), words=("language", "ভাষা", "भाषा")),
            Option("own_office", button("The office"), words=("office", "অফিস", "कार्यालय")),
            Option("other", button("Something in a record"), words=("name", "record", "নাম", "नाम")),
        ],
    )
    if what.id == "language":
        talk.go("language")
    if what.id == "own_office":
        talk.go("own_office")
    wrong = talk.text(
        "wrong",
        _(
            "In which paper or record, and what is right? Write it in your own words.\n"
            "The office will want to see a paper that shows what is right."
        ),
        shortest=3,
        longest=1000,
    )
    be_called(talk, office, reason="record", words=wrong)


def _told(talk: Talk, kept: Kept, whose: Mapping[str, str]) -> str:
    """What is kept; of what was filed for somebody, ``whose`` it is by its number."""
    lines = [_("You have written to us since {date}.").using(date=kept.since.astimezone(IST).date())]
    counted = [words.using(count=kept.counts[kind]) for kind, words in COUNTED.items() if kept.counts[kind]]
    lines.append(_("Kept: {what}").using(what=", ".join(map(talk.plain, counted))))
    if kept.name:
        lines.append(_("Name from WhatsApp: {name}").using(name=kept.name))
    own = ", ".join(talk.plain(Reference(each) if each.startswith("+") else each) for each in kept.addresses)
    lines.append(_("Your phone number or WhatsApp ID: {addresses}").using(addresses=own))
    if kept.office:
        lines.append(_("Office: {office}").using(office=kept.office))
    for kind, words in LISTED.items():
        if numbers := kept.numbers[kind]:
            lines.append(words.using(numbers=", ".join(_numbered(talk, number, whose) for number in numbers)))
    return "\n".join(map(talk.plain, lines))


def _numbered(talk: Talk, number: str, whose: Mapping[str, str]) -> str:
    shown = talk.plain(Reference(number))
    return f"{shown} ({whose[number]})" if number in whose else shown
