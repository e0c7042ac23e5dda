"""Putting right what a complaint is about, or where it is; once somebody has taken it up, that is added to it."""

from __future__ import annotations

from typing import Final

from chatbot.language.wording import Reference, Words, _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.grievances.file import categories, spot_words
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.grievance_states import IllegalMove

CORRECT: Final = Option(
    "correct",
    button("Put something right"),
    words=(
        *(
            "correct",
            "correction",
            "change",
            "wrong",
            "edit",
            "thik korbo",
            "kichu thik korbo",
            "bhul ache",
            "vul ache",
        ),
        *("bodlabo", "bodlao", "কিছু ঠিক করব", "ঠিক করব", "ভুল আছে", "বদলাব", "বদলান", "সংশোধন", "বদল"),
        *("सुधार", "कुछ ठीक करना है", "ग़लती है", "गलती है", "बदलना है", "बदलें"),
    ),
)
_PLACE: Final = Option(
    "place", button("Place"), words=("place", "jayga", "jaiga", "jaygata", "জায়গা", "জায়গাটা", "কোথায়", "जगह", "jagah")
)
_SUBJECT: Final = Option("subject", button("Subject"), words=("subject", "bishoy", "বিষয়", "বিষয়টা", "विषय", "vishay"))
_WORDS: Final = Option(
    "words", button("What it is"), words=("what", "biboron", "kotha", "বিবরণ", "লেখা", "কথা", "विवरण", "baat")
)


def put_right(talk: Talk, office: FrontOffice, grievance: Grievance) -> bool:
    """Ask what is wrong, and what is right; returns whether words are to be added, which is no correction."""
    part = talk.choose("part", _("What shall be put right?"), [_PLACE, _SUBJECT, _WORDS])
    if part.id == _WORDS.id:
        return True
    old: Words
    new: Words
    given: dict[str, str | None]
    if part.id == _PLACE.id:
        where = talk.place("right_place", _("Where is it? Write the name of the place, or send the location."))
        pin = None if where.latitude is None else f"{where.latitude},{where.longitude}"
        given = {"place": spot_words(talk, where), "pin": pin}
        field, new = _("Place"), spot_words(talk, where)
        old = talk.find_out("old", lambda: grievance.place)
    else:
        chosen = talk.choose("right_subject", _("What is it about?"), lambda: categories(office, grievance.office_id))
        given = {"category_key": chosen.id}
        field, new = _("Subject"), chosen.label
        old = talk.find_out("old", lambda: talk.plain(office.grievances.category(grievance).names))
    number = Reference(grievance.number)
    if not talk.confirm(
        "right",
        _("{number}\n{field}: {new}\nBefore: {old}\nShall I put that right?").using(
            number=number, field=field, new=new, old=old
        ),
    ):
        talk.say(_("All right. It stays as it is."))
        return False
    note = talk.plain(_("{field} put right: {new} (before: {old})").using(field=field, new=new, old=old))

    def correct() -> dict[str, bool]:
        try:
            with office.savepoint():
                past = office.corrections.correct(grievance.number, talk.citizen, note=note, **given)
        except IllegalMove:
            # Somebody has taken it up meanwhile: they see it among the words.
            past = office.grievances.add(grievance.number, talk.citizen, words=note, media_ids=[])
            return {"corrected": False, "past_office": past}
        return {"corrected": True, "past_office": past}

    done = talk.once("correct", correct, refused={IllegalMove: ("right", _("Meanwhile it has been closed."))})
    corrected = office.grievances.by_number(grievance.number)
    if done["corrected"] and corrected is not None:
        lines = [
            _("{number}: put right.\n{field}: {new}").using(number=number, field=field, new=new),
            _("Responsible: {department}").using(department=office.grievances.holder(corrected)),
            _("Target: action by {date}").using(date=corrected.target_on),
            _("I am sending the receipt (PDF) in a moment."),
        ]
        talk.say("\n".join(talk.plain(line) for line in lines))
        talk.paper("acknowledgement", corrected.id)
    else:
        talk.say(_("Somebody has taken it up already, so I have added it. Those who look into it will see it."))
    if done["past_office"]:
        talk.say(_("It is about the office, so it has gone straight to the office above. The office is not shown it."))
    return False
