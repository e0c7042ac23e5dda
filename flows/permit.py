"""Building permits: those issued to one's own number, their facts in words, then the paper."""

from __future__ import annotations

from uuid import UUID

from chatbot.flow import flow
from chatbot.language import Reference, Words, _
from chatbot.messages import Option
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice
from panchayat.models import Permit
from panchayat.numbers import parse_number


@flow(
    "permit",
    title=_("Building permit"),
    row=3,
    words=(
        "bari, badi, baari, permit, building, onumodon, anumodon, onumodonpotro, plan, naksha, makan, bari plan, bari toiri, "
        "building permit, বাড়ি তৈরি, বাড়ির অনুমোদন, বাড়ির প্ল্যান, অনুমোদন, অনুমোদনপত্র, নকশা, "
        "नक्शा, मकान, अनुमति, भवन, भवन निर्माण"
    ),
    recognises=r"bp\W*\d{2}\W*\d{4}\W*\d{4}",
    hears="which",
)
def permit(talk: Talk, office: FrontOffice) -> None:
    named = talk.beforehand("which")
    own = {str(each.id): each for each in office.permits.of(talk.citizen)}
    if not own:
        return talk.say(
            _(
                "No building permit is registered under this phone number.\n"
                "Perhaps it was issued under another number: then write from that phone.\n"
                "If it was applied for recently, it may not have been sanctioned yet.\n"
                "To talk to a person, write: phone"
            )
        )
    if named is not None and parse_number(named, prefix="BP") not in {each.number for each in own.values()}:
        talk.say(_("No permit of that number is registered under this phone number. Here is what is."))
    which = talk.choose("which", _("Which permit?"), lambda: [_option(each) for each in own.values()], only=True)
    chosen = own.get(which.id)
    if chosen is None:
        talk.go("menu")
    talk.say(_facts(chosen))
    if chosen.revoked_at is not None:
        return talk.say(_("This permit has been revoked. It is not valid. To talk to a person, write: phone"))
    if chosen.valid_upto < talk.today:
        talk.say(_("The validity of this permit is over. To have it renewed, talk to the office. Write: phone"))
    talk.say(_("I am sending the permit (PDF) in a moment."))
    talk.paper("permit", UUID(which.id))


def _option(permit: Permit) -> Option:
    return Option(
        str(permit.id),
        _("{number}, {mouza}").using(number=Reference(permit.number), mouza=permit.mouza),
        words=(permit.number, permit.number.replace("-", "")),
    )


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
