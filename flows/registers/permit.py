"""Building permits: those of one's own number, or by the memo number and a code; facts in words, then the paper."""

from __future__ import annotations

from chatbot.declaration import flow
from chatbot.language.wording import Reference, Words, _
from chatbot.talk import Talk
from flows.registers.find import Wanted, find_registered
from panchayat.core.numbers import Prefix, number_form
from panchayat.front_office import FrontOffice
from panchayat.models import Permit
from panchayat.models.application_states import Kind


@flow(
    "permit",
    title=_("Building permit"),
    row=3,
    words=(
        "bari, badi, baari, ghor, permit, building, onumodon, anumodon, onumodonpotro, plan, naksha, makan, bari plan, bari toiri, "
        "building permit, ঘর, বাড়ি তৈরি, বাড়ির অনুমোদন, বাড়ির প্ল্যান, অনুমোদন, অনুমোদনপত্র, নকশা, "
        "नक्शा, मकान, अनुमति, भवन, भवन निर्माण"
    ),
    anywhere="permit, building permit, onumodonpotro, অনুমোদনপত্র, अनुमति",
    recognises=number_form(Prefix.PERMIT),
    first_question="which",
)
def permit(talk: Talk, office: FrontOffice) -> None:
    wanted = Wanted(
        register=office.permits,
        applications=[Kind.PERMIT],
        prompt=_("Which permit? If it is not here, write its memo number."),
        nothing=_(
            "No building permit is registered under this phone number.\n"
            "If it was issued under another number, write its memo number or permit number here.\n"
            "If it was applied for recently, it may not have been sanctioned yet: write the application number.\n"
            "To talk to a person, write: phone"
        ),
        missing=_(
            "I found no permit of that number. Please look at it once more: it stands at the top of the permit,"
            " such as {example}."
        ).using(example=Reference("12/BLD/2026")),
        about="mouza",
    )
    found = find_registered(talk, office, wanted)
    if found is None:
        return
    talk.say(_facts(found))
    if found.revoked_at is not None:
        return talk.say(_("This permit has been revoked. It is not valid. To talk to a person, write: phone"))
    if found.valid_from > talk.today:
        talk.say(_("This permit does not hold yet. It is valid from {date}.").using(date=found.valid_from))
    if found.valid_upto < talk.today:
        talk.say(_("The validity of this permit is over. To have it renewed, talk to the office. Write: phone"))
    talk.say(_("I am sending the permit (PDF) in a moment."))
    talk.paper("permit", found.id)


def _facts(permit: Permit) -> Words:
    return _(
        "Building permit\n"
        "Number: {number}\n"
        "Memo: {memo}, {memo_date}\n"
        "Name: {applicant}\n"
        "Mouza: {mouza}, plot (dag): {dag}\n"
        "Use: {use}, floors: {floors}\n"
        "Valid: {valid_from} to {valid_upto}"
    ).using(
        number=Reference(permit.number),
        memo=Reference(permit.memo_no),
        memo_date=permit.memo_date,
        applicant=permit.applicant,
        mouza=permit.mouza,
        dag=Reference(permit.dag_no),
        use=permit.building_use,
        floors=permit.floors,
        valid_from=permit.valid_from,
        valid_upto=permit.valid_upto,
    )
