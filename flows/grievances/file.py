"""A grievance or a suggestion: what it is about, what has happened and where; then its number and its target date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.answers import Spot
from chatbot.declaration import flow
from chatbot.language.gists import Gist
from chatbot.language.word_lists import words_under
from chatbot.language.wording import Reference, Text, Words, _, button
from chatbot.messages import MediaKind, Option
from chatbot.renderer import shorten
from chatbot.talk import Talk
from flows.shared.filing_words import CATEGORY_WORDS
from flows.shared.offices import choose_office, office_called
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance

GRIEVANCE: Final = Option(
    "grievance", button("Complaint"), words=("complaint", "abhijog", "obhijog", "ovijog", "nalish", "নালিশ", "shikayat")
)
SUGGESTION: Final = Option("suggestion", button("Suggestion"), words=("poramorsho", "sujhav"))

#: Code points of the person's words that a summary repeats.
_GIST: Final = 300


#: How else people name the parts of a complaint.
_PART_WORDS: Final = words_under("parts", "grievance", __package__)


@flow(
    "grievance",
    title=_("File a complaint or suggestion"),
    row=1,
    words=(
        "abhijog, obhijog, avijog, ovijog, nalish, complain, complaint, grievance, shikayat, "
        "abhijog janate, obhijog janabo, notun obhijog, natun obhijog, arekta obhijog, ar ekta obhijog, another complaint, new complaint, one more complaint, aur ek shikayat, nayi shikayat, নতুন অভিযোগ, আরেকটা অভিযোগ, আর একটা অভিযোগ, एक और शिकायत, नई शिकायत, অভিযোগ, নালিশ, অভিযোগ জানাতে, অভিযোগ জানাব, অভিযোগ করতে, শিকায়েত, शिकायत, शिकायत दर्ज"
    ),
    first_question="what",
    keeps={MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO, MediaKind.DOCUMENT},
    keeps_pin=True,
    hears_all=True,
)
def file_grievance(talk: Talk, office: FrontOffice) -> None:
    at = choose_office(talk, office)
    kind = talk.choose("kind", _("Is it a complaint or a suggestion?"), [GRIEVANCE, SUGGESTION], default=GRIEVANCE.id)
    category = talk.choose("category", _("What is it about?"), lambda: categories(office, at), troubles=True)
    what = talk.text(
        "what",
        _("Please tell us in your own words what has happened.\nYou can also send a voice message or a photo."),
        shortest=3,
        or_voice=True,
        letters=2,
        granted=talk.has_voice,
        gist=Gist.STORY,
    )
    where = talk.place("where", _("Where is it? Write the name of the place, or send the location."))
    if not talk.confirm(
        "ok",
        lambda: _summary(talk, office, at, (kind.id, category.id, what, where)),
        yes=button("Submit"),
        no=button("Do not submit"),
        change=_changeable(office),
        part_words=_PART_WORDS,
        adds_to="what",
    ):
        return talk.leave(_("Nothing was submitted."))

    def file() -> dict[str, str]:
        office.offices.choose(talk.citizen, at)
        filed = office.grievances.file(
            at,
            talk.citizen,
            kind="suggestion" if kind.id == SUGGESTION.id else "grievance",
            category_key=category.id,
            description=what or talk.plain(_("Voice message")),
            place=spot_words(talk, where),
            pin=None if where.latitude is None else f"{where.latitude},{where.longitude}",
            media_ids=[UUID(each) for each in talk.kept],
            by_voice=not what,
        )
        return {"id": str(filed.id)}

    filed = UUID(talk.once("file", file)["id"])
    talk.say(_acknowledgement(talk, office, filed))
    talk.paper("acknowledgement", filed)


def categories(office: FrontOffice, at: UUID) -> Sequence[Option]:
    """What a complaint can be about, as people call it."""
    return [
        Option(each.key, each.names, words=CATEGORY_WORDS.get(each.key, ())) for each in office.offices.categories(at)
    ]


def _summary(talk: Talk, office: FrontOffice, at: UUID, told: tuple[str, str, str, Spot]) -> Words:
    kind, category, what, where = told
    return _(
        "Please check:\n{kind}: {category}\nWhat: {what}\nWhere: {where}\nOffice: {office}\nFiles: {files}\n\nShall I submit it?"
    ).using(
        kind=button("Suggestion") if kind == SUGGESTION.id else button("Complaint"),
        category=next(each.names for each in office.offices.categories(at) if each.key == category),
        what=shorten(what, _GIST) if what else _("Voice message"),
        where=spot_words(talk, where),
        office=office_called(office, office.offices.get(at)),
        files=len(talk.kept),
    )


def _changeable(office: FrontOffice) -> dict[str, Words]:
    parts: dict[str, Words] = {
        "category": button("Subject"),
        "what": button("What it is"),
        "where": button("Place"),
        "kind": button("Complaint or suggestion"),
    }
    return parts | ({"office": button("Office")} if office.offices.are_several() else {})


def _acknowledgement(talk: Talk, office: FrontOffice, grievance_id: UUID) -> str:
    filed = office.grievances.get(grievance_id)
    number = _("Number: {number}") if filed.kind == "suggestion" else _("Complaint number: {number}")
    received = (
        _("Your suggestion has been received. Thank you.")
        if filed.kind == "suggestion"
        else _("Your complaint has been received.")
    )
    lines = [
        received,
        number.using(number=Reference(filed.number)),
        _("About: {category}, {place}").using(category=office.grievances.category(filed).names, place=filed.place),
        _("Responsible: {department}").using(department=office.grievances.holder(filed)),
        *_what_follows(office, filed),
        _("I am sending the receipt (PDF) in a moment."),
    ]
    return "\n".join(talk.plain(line) for line in lines)


def _what_follows(office: FrontOffice, filed: Grievance) -> list[Text]:
    if filed.kind == "suggestion":
        return [
            _("We aim to tell you here by {date} what has been thought of it. To check yourself, write: status").using(
                date=filed.target_on
            )
        ]
    above = office.grievances.next_above(filed)
    target = (
        _("Target: action by {date} ({days} working days). If not, it goes by itself to the office above ({above}).")
        if above
        else _("Target: action by {date} ({days} working days).")
    )
    days = office.grievances.category(filed).target_working_days
    past = _("It is about the office, so it has gone straight to the office above. The office is not shown it.")
    return [
        *([past] if filed.bypasses_office else []),
        target.using(date=filed.target_on, days=days, above=above),
        _("We will send news here. To check yourself, write: status"),
    ]


def spot_words(talk: Talk, where: Spot) -> str:
    """A place as it is kept: in words, and whether it is on the map."""
    on_map = talk.plain(_("Place on the map")) if where.latitude is not None else ""
    return f"{where.words} ({on_map})" if where.words and on_map else where.words or on_map
