"""A request that an officer hands in for somebody who has no phone, or has not learnt to write here."""

from __future__ import annotations

from uuid import UUID

from chatbot.declaration import flow
from chatbot.language.wording import Reference, Words, _, button
from chatbot.messages import MediaKind, Option
from chatbot.talk import Talk
from flows.certificates.form import PHONE, ask_request, summary
from panchayat.front_office import FrontOffice
from panchayat.models import Staff


@flow(
    "file_for_villager",
    title=button("A request for somebody"),
    not_own_words=True,
    keeps={MediaKind.PHOTO, MediaKind.DOCUMENT},
)
def file_for_villager(talk: Talk, office: FrontOffice) -> None:
    posts = {str(each.id): each for each in office.staffing.at_work(talk.citizen)}
    if not posts:
        return talk.say(_("No officer or co-ordinator is registered under this phone number."))
    post = talk.choose(
        "post", _("For which office?"), lambda: [_post(office, each) for each in posts.values()], only=True
    )
    staff = posts.get(post.id)
    if staff is None:
        talk.go("menu")
    request, parts = ask_request(talk, office, for_villager=True)
    phone = None
    with talk.step(PHONE):
        if talk.confirm("has_phone", _("Has that person a mobile number? News and the paper then go there too.")):
            phone = talk.phone("phone", _("Please write it."))
    if not talk.confirm(
        "ok",
        summary(talk, office, staff.office_id, request),
        yes=button("Submit"),
        no=button("Do not submit"),
        change=parts,
    ):
        return talk.say(_("Nothing was submitted. To begin again, write: menu"))

    def file() -> str:
        contact_id = office.contacts.at_mobile(phone) if phone else talk.citizen
        media_ids = [UUID(each) for each in talk.kept]
        filed = office.certificates.file(
            staff.office_id, contact_id, request, media_ids, filed_by=staff, sent_by=talk.citizen
        )
        return filed.number

    number = talk.once("file", file)
    talk.say(_("Handed in. Its number is {number}. To work on it, write that number.").using(number=Reference(number)))


def _post(office: FrontOffice, staff: Staff) -> Option:
    names: Words = office.offices.get(staff.office_id).names
    return Option(str(staff.id), names)
