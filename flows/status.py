"""How a grievance stands: one's own at once, another's after a code sent to the number that filed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from chatbot.choices import Choice
from chatbot.flow import flow
from chatbot.language import Reference, _, button
from chatbot.matching import normalise
from chatbot.messages import Incoming, MediaKind, Option
from chatbot.talk import Talk
from flows.parts.grievance_words import STATE_WORDS, details
from panchayat.access_codes import TooManyCodes
from panchayat.front_office import FrontOffice
from panchayat.grievance_states import IllegalMove, State
from panchayat.models import Grievance

MINE = frozenset(map(normalise, ("mine", "my", "amar", "amar gulo", "আমার", "আমারগুলো", "मेरा", "मेरी", "mera", "meri")))

_NOTHING_FILED: Final = _(
    "Nothing was filed from this phone number.\n"
    "Perhaps it was filed from another phone. Then write its number, such as {number}; please look at every digit.\n"
    "To talk to a person, write: phone"
).using(number=Reference("GRV-26-4815-3706"))


@flow(
    "status",
    title=_("Status of applications and complaints"),
    row=2,
    words=(
        "status, status complaint, status grievance, sthiti, obostha, khobor, track, ki holo, obhijog er ki holo, obhijoger obostha, koto dur, "
        "অবস্থা, স্থিতি, খবর, কতদূর, কত দূর, কী হল, কী হলো, কি হল, কি হলো, অভিযোগের অবস্থা, আবেদনের অবস্থা, "
        "অভিযোগের কী হলো, स्थिति, क्या हुआ, शिकायत की स्थिति"
    ),
    anywhere="status, sthiti, obostha, অবস্থা, স্থিতি, स्थिति",
    recognises=r"grv\W*\d{2}\W*\d{4}\W*\d{4}|\d{2}[ -]\d{4}[ -]\d{4}",
    hears="which",
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
)
def status(talk: Talk, office: FrontOffice) -> None:
    own = office.grievances.of(talk.citizen)
    if not own and office.grievances.by_number(talk.beforehand("which") or "") is None:
        return talk.say(_NOTHING_FILED)

    def search(said: Incoming) -> Sequence[Option]:
        if normalise(said.text) in MINE:
            return [_option(each, office) for each in own]
        found = office.grievances.by_number(said.text)
        return [_option(found, office)] if found else []

    def known(number: str) -> Option | None:
        found = office.grievances.by_number(number)
        return _option(found, office) if found else None

    which = talk.look_up(
        "which",
        _("These were filed from your number, the newest first. Write a number from the list for more."),
        search,
        known,
        missing=_("I found nothing under that number. Please look at it once more: a digit may be wrong."),
        offered=[each.number for each in own],
        only=True,
    )
    grievance = office.grievances.by_number(which.id)
    if grievance is None:
        talk.go("menu")
    if grievance.contact_id != talk.citizen:
        _prove(talk, office, grievance)
    if not office.access_codes.may_see(grievance, talk.citizen):
        talk.go("menu")
    talk.say(details(office, grievance, talk.language))
    if grievance.state == State.NEEDS_INFO and grievance.contact_id == talk.citizen:
        return _answer(talk, office, grievance)
    if office.grievances.can_report(grievance) and talk.confirm(
        "report", _("Do you want the report of the action taken, as a PDF?")
    ):
        talk.say(_("I am sending the report (PDF) in a moment."))
        talk.paper("action_taken", grievance.id)


def _answer(talk: Talk, office: FrontOffice, grievance: Grievance) -> None:
    """Let the citizen tell what the office has asked for: in words, by a file, or later."""
    answer = talk.wish(
        "answer",
        _("Please write here what is asked for. You can also send a photo or a voice message."),
        [Option("later", button("Later"))],
        understands=lambda words: any(letter.isalpha() for letter in words),
        granted=bool(talk.kept),
    )
    if isinstance(answer, Choice):
        return talk.say(_("All right. To answer later, write: status"))
    words = answer.text.strip()
    if not words and not talk.confirm(
        "pass_on", _("Files so far: {count}. Shall I pass them on to the office?").using(count=len(talk.kept))
    ):
        return talk.say(_("All right. To answer later, write: status"))

    def supply() -> None:
        media_ids = [UUID(each) for each in talk.kept]
        office.grievances.supply(grievance.number, talk.citizen, words=words, media_ids=media_ids)

    talk.once("supply", supply, refused={IllegalMove: ("answer", _("Meanwhile this is no longer needed."))})
    talk.say(_("Thank you. I have passed it on to the office, and it is being looked into."))


def _option(grievance: Grievance, office: FrontOffice) -> Option:
    return Option(
        grievance.number,
        _("{number} {category}: {state}").using(
            number=Reference(grievance.number),
            category=office.grievances.category(grievance).names,
            state=STATE_WORDS[State(grievance.state)],
        ),
    )


def _prove(talk: Talk, office: FrontOffice, grievance: Grievance) -> None:
    """Let somebody on another phone see the grievance, once they have the code that went to the first one."""
    with talk.part("proof"):
        if not talk.confirm("send", _("It was filed from another phone number. Shall I send a code to that number?")):
            talk.go("menu")
        talk.once(
            "code",
            lambda: office.access_codes.send(grievance, talk.citizen),
            refused={TooManyCodes: ("send", _("Codes were sent several times. Please try again in an hour."))},
        )

        def check(typed: str) -> datetime | None:
            return office.access_codes.check(grievance.id, talk.citizen, typed)

        talk.secret(
            "code_typed",
            _(
                "I have sent a code of six digits to that number. Please write it here.\n"
                "If it does not come: write “hi” to us from that phone, then look again."
            ),
            check,
            wrong=_("That code is not right, or it is too old. For a new one, write {number} again.").using(
                number=Reference(grievance.number)
            ),
        )
